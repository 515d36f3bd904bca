"""The same project gives the same bytes: wherever, by whomever, with whichever Python."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Project
from tests.release.project import released

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow
# Where and how it is built: folder, umask, and what the environment says.
PLACES = {
    "here": ("a", 0o022, {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}),
    "elsewhere": (
        "b c/项目",
        0o077,
        {"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "4711"},
    ),
}


def other_pythons() -> Iterator[str]:
    """Pythons of other versions that have what l10n needs: CI's newest, and those one names."""
    named = os.environ.get("L10N_PYTHONS", "").split(os.pathsep)
    for python in filter(None, [*named, str(ROOT / ".venv-newest/bin/python")]):
        if Path(python).exists():
            yield python


def built(project: Path, at: Path, umask: int, environment: dict[str, str], python: str) -> Path:
    """The releases of a copy of the project, without what git does not keep."""
    shutil.copytree(project, at, ignore=shutil.ignore_patterns("build", ".l10n"))
    done = subprocess.run(
        [python, "-m", "l10n", "release"],
        cwd=at,
        check=False,
        capture_output=True,
        text=True,
        umask=umask,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )
    assert done.returncode == 0, done.stderr
    return at / "build/releases"


def content(releases: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(releases)): path.read_bytes()
        for path in releases.rglob("*")
        if path.is_file()
    }


def test_a_release_is_the_same_bytes_wherever_it_is_built(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    released(project)
    elsewhere = tmp_path_factory.mktemp("built")
    whole = [
        content(built(project.root, elsewhere / folder, umask, said, sys.executable))
        for folder, umask, said in PLACES.values()
    ]
    assert whole[0] == whole[1]
    assert len([name for name in whole[0] if name.endswith(".tar.gz")]) == 1


def test_another_python_builds_the_same_bytes(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pythons = list(other_pythons())
    if not pythons:
        pytest.skip("no other Python with l10n's packages here: make quick VENV=.venv-newest")
    released(project)
    folder, umask, said = PLACES["here"]
    elsewhere = tmp_path_factory.mktemp("built")
    mine = content(built(project.root, elsewhere / folder, umask, said, sys.executable))
    for number, python in enumerate(pythons):
        at = elsewhere / str(number)
        assert content(built(project.root, at, umask, said, python)) == mine, python
