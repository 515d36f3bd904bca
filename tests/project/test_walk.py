"""Patterns name the files that they name for pathlib, and `**` at the end all that is below."""

import os
from pathlib import Path

import pytest

from l10n.project import walk

NAMES = [
    *("a.py", "app/b.py", "app/c.txt", "app/in/d.py", "app/in/deep/e.py", "app/[x]/f.py"),
    *("node_modules/g.py", "app/node_modules/h.py", "app/.hidden/i.py", "app/.j.py", "éà/k.py"),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in NAMES:
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", "utf-8")
    (tmp_path / "beside.py").write_text("x", "utf-8")
    return tmp_path / "project"


@pytest.mark.parametrize(
    "pattern",
    [
        *("*.py", "**/*.py", "app/*.py", "app/**/*.py", "app/**/deep/*.py", "app/in/d.py", "a.py"),
        *("app/?.py", "app/[a-b].py", "app/*/*.py", "**/in/**/*.py", "nothing/*.py", "app/[[]x]/*"),
        *("./app/*.py", "*/b.py", "éà/*.py", "app/**/.j.py", "app//b.py"),
    ],
)
def test_a_pattern_names_what_it_names_for_pathlib(root: Path, pattern: str) -> None:
    named = sorted(file.name for file in walk.files(root, pattern))
    assert named == sorted(
        path.relative_to(root).as_posix() for path in root.glob(pattern) if path.is_file()
    )


def test_the_last_stars_mean_all_that_is_below(root: Path) -> None:
    assert {file.name for file in walk.files(root, "app/in/**")} == {
        "app/in/d.py",
        "app/in/deep/e.py",
    }


def test_folders_are_skipped_unless_the_pattern_names_them(root: Path) -> None:
    skipped = frozenset(("node_modules",))
    assert not any("node_modules" in f.name for f in walk.files(root, "**/*.py", skipped))
    named = [f.name for f in walk.files(root, "node_modules/*.py", skipped)]
    assert named == ["node_modules/g.py"]


def test_files_elsewhere_are_shown_from_the_project(root: Path) -> None:
    for pattern in ("../*.py", f"{root.parent}/*.py"):
        [file] = walk.files(root, pattern)
        assert file.name == "../beside.py"
        assert Path(file.path).read_text("utf-8") == "x"


def test_a_link_to_a_file_is_one_and_a_link_to_a_folder_is_left(root: Path) -> None:
    (root / "app" / "link.py").symlink_to(root / "a.py")
    (root / "app" / "round").symlink_to(root)
    assert "app/link.py" in {file.name for file in walk.files(root, "app/**/*.py")}
    assert not any("round" in file.name for file in walk.files(root, "**/*.py"))


@pytest.mark.parametrize(
    ("pattern", "out"),
    [
        ("app/in/**", {"app/in/d.py", "app/in/deep/e.py"}),
        ("app/in", {"app/in/d.py", "app/in/deep/e.py"}),
        ("app/in/", {"app/in/d.py", "app/in/deep/e.py"}),
        ("app/**/d.py", {"app/in/d.py"}),
        ("*.py", {"a.py"}),
        ("**/*.txt", {"app/c.txt"}),
        ("{root}/app/in/**", {"app/in/d.py", "app/in/deep/e.py"}),
        ("nothing/**", set[str]()),
    ],
)
def test_what_is_left_out(root: Path, pattern: str, out: set[str]) -> None:
    left_out = walk.excluded(root, [pattern.format(root=root)])
    named = {file.name for file in walk.files(root, "**/*")}
    assert {name for name in named if left_out.match(name)} == out


def test_nothing_is_left_out_by_no_pattern(root: Path) -> None:
    assert not walk.excluded(root, []).match("a.py")


def test_the_stamp_changes_with_the_file(root: Path) -> None:
    [before] = walk.files(root, "a.py")
    [same] = walk.files(root, "a.py")
    assert before == same
    os.utime(root / "a.py", (1, 1))
    [after] = walk.files(root, "a.py")
    assert after.stamp != before.stamp
