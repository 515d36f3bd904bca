"""`-C`: as with git and make, every relative path on the command line begins in that folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Project

POSTS = '{"id": 1, "text": "Hello there"}\n'


@pytest.fixture
def elsewhere(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project, seen from another folder that has files of the same names."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "posts.jsonl").write_text("not this one\n", "utf-8")
    os.chdir(folder)
    return project


def here() -> list[str]:
    return sorted(path.name for path in Path.cwd().iterdir())


@pytest.mark.parametrize(
    ("arguments", "made"),
    [
        (("captions", "posts.jsonl", "-o", "build/pairs.jsonl"), "build/pairs.jsonl"),
        (("extract", "-o", "messages.pot"), "messages.pot"),
        (("compile", "--output", "out"), "out.manifest.json"),
        (("glossary", "export", "-o", "terms.tbx"), "terms.tbx"),
        (("glossary", "lint", "glossary/terms.csv"), "glossary/terms.csv"),
        (("sync", "pairs.jsonl"), ".l10n/review.sqlite"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_paths_begin_in_the_folder(
    elsewhere: Project, arguments: tuple[str, ...], made: str
) -> None:
    elsewhere.write("posts.jsonl", POSTS)
    elsewhere.write("pairs.jsonl", "")
    told = elsewhere.run("-C", str(elsewhere.root), *arguments)
    assert (told.code, told.err) == (0, "")
    assert (elsewhere.root / made).exists()
    assert here() == ["posts.jsonl"]


def test_the_folder_may_be_relative_and_below_the_project(elsewhere: Project) -> None:
    elsewhere.write("app/posts.jsonl", POSTS)
    folder = os.path.relpath(elsewhere.root / "app")
    assert elsewhere.run("-C", folder, "captions", "posts.jsonl", "-o", "out.jsonl").code == 0
    assert (elsewhere.root / "app/out.jsonl").exists()


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    leave = "import os; os.rmdir(os.getcwd()); from l10n.cli import main; main(['status'])"
    done = subprocess.run(
        [sys.executable, "-c", leave],
        cwd=gone,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "L10N_LANG": "en"},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: The folder you are in is gone. Go to the project's folder.\n"
