"""The runtime starts alone: neither other packages nor other rooms of ours."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Project
from tests.release.project import LATEST, two_locales

ROOT = Path(__file__).resolve().parents[2]
ALONE = """
import sys

class Nothing:
    def find_spec(self, name, path=None, target=None):
        ours = name in {"l10n", "l10n.runtime"} or name.startswith("l10n.runtime.")
        if not ours and name.partition(".")[0] not in sys.stdlib_module_names:
            raise ImportError(f"the runtime imports {name}")

sys.meta_path.insert(0, Nothing())
sys.path.insert(0, sys.argv[1])
from l10n.runtime import Release

words = Release(sys.argv[2]).translations("zh_CN") if len(sys.argv) > 2 else None
print(words.gettext("Mute words and tags") if words else "")
print(*sorted(set(sys.modules) & {"typing", "dataclasses", "inspect", "pathlib", "urllib"}))
"""


def alone(*arguments: str) -> list[str]:
    """What it says, in a Python that sees no packages."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", ALONE, str(ROOT), *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        encoding="utf-8",
    )
    return done.stdout.splitlines()


def test_it_imports_nothing_else_and_nothing_slow() -> None:
    assert alone()[1] == ""


@pytest.mark.slow
def test_it_loads_a_release_alone(project: Project) -> None:
    two_locales(project)
    assert "静音" in alone(str(project.root / LATEST))[0]
