"""A folder is walked whole and in bounds, whatever stands in it."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.adoption.tree import Reason, Tree, escaped, glob
from l10n.adoption.walk import look


def write(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()


def test_loops_of_links_end_and_links_out_of_the_folder_are_no_files(tmp_path: Path) -> None:
    inside, outside = tmp_path / "project", tmp_path / "outside.po"
    outside.touch()
    write(inside, "a/x.po")
    (inside / "a/up").symlink_to(inside)
    (inside / "a/itself").symlink_to("itself")
    (inside / "a/gone").symlink_to("nowhere")
    (inside / "a/out.po").symlink_to(outside)
    (inside / "a/own.po").symlink_to("x.po")
    os.mkfifo(inside / "a/pipe.po")
    tree = look(inside)
    assert tree.files == ("a/own.po", "a/x.po")
    assert [(out.path, out.reason) for out in tree.left_out] == [("a/up", Reason.LINK)]


def test_a_name_that_is_no_utf8_is_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    os.close(os.open(os.fsencode(tmp_path) + b"/\xff.po", os.O_CREAT))
    write(tmp_path, "a.po")
    tree = look(tmp_path)
    assert (tree.files, tree.unreadable) == (("a.po",), ["\\udcff.po"])


def test_what_is_beyond_the_bound_is_said_to_be_there(tmp_path: Path) -> None:
    write(tmp_path, *(f"{number}.po" for number in range(5)))
    assert look(tmp_path, most=5).whole
    cut = look(tmp_path, most=4)
    assert (len(cut.files), cut.whole) == (4, False)


def test_a_folder_that_can_not_be_read_is_said(tmp_path: Path) -> None:
    tree = look(tmp_path / "nowhere")
    assert (tree.files, tree.unreadable) == ((), ["."])


def test_a_file_that_goes_while_it_is_looked_at_is_said(tmp_path: Path) -> None:
    write(tmp_path, "a.po")
    tree = look(tmp_path)
    (tmp_path / "a.po").unlink()
    assert tree.text("a.po") == ""
    assert tree.unreadable == ["a.po"]


NAMES = st.text(st.sampled_from("ab.[]*?{}-!^\\"), min_size=1, max_size=6).filter(
    lambda name: name.strip(".")
)


@given(st.lists(NAMES, min_size=1, max_size=3).map("/".join))
def test_an_escaped_path_names_itself_alone(path: str) -> None:
    pattern = glob(escaped(path))
    assert pattern.fullmatch(path)
    assert not pattern.fullmatch(path + "x")
    assert not pattern.fullmatch("x" + path)


PATTERNS = [
    *("**/*.py", "*.py", "a/**/*.py", "a/*.py", "**/b/**/*", "**/test_*.py", "a/**", "?.py"),
    *("[ab].py", "[!a].py", "**/x[[]1].py", "a/b/c.py", "*/*/*.py"),
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns_name_what_the_disk_says_they_name(tmp_path: Path, pattern: str) -> None:
    from l10n.project import globs

    names = ["a.py", "b.py", "c.py", "a/a.py", "a/b/c.py", "a/b/test_c.py", "b/x[1].py", "b/b/n.c"]
    write(tmp_path, *names)
    found = [path for path in globs.matching(tmp_path, [pattern]) if path.is_file()]
    shown = [globs.shown(tmp_path, path) for path in found]
    assert Tree(tmp_path, tuple(sorted(names))).matching(pattern) == sorted(shown)
    assert re.compile(glob(pattern).pattern)
