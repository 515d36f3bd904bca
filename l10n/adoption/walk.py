"""A folder on the disk → its tree, bounded.

Links to folders are not followed, so that no loop holds us up; links to files only within the
folder.
"""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from l10n.adoption.tree import LeftOut, Reason, Tree

# What version control and we ourselves keep beside the project's files is no part of it.
_NOT_HERE = frozenset({".git", ".hg", ".svn", ".l10n"})
# Enough for the largest public repositories; beyond it the answer says that it saw a part.
MOST_FILES = 500_000
_BY_NAME = {
    name: reason
    for reason, names in (
        (
            Reason.TESTS,
            (
                "test tests testing testdata test-data test_data __tests__ __mocks__ __fixtures__ "
                "spec specs e2e cypress androidTest testFixtures sharedTest"
            ),
        ),
        (Reason.DOCS, "doc docs documentation"),
        (Reason.EXAMPLES, "example examples sample samples demo demos playground"),
        (
            Reason.VENDORED,
            (
                "vendor vendors vendored third_party third-party thirdparty node_modules venv "
                "bower_components jspm_packages site-packages Pods Carthage SourcePackages"
            ),
        ),
        (
            Reason.BUILT,
            (
                "build dist out target _build __pycache__ coverage htmlcov DerivedData "
                "storybook-static"
            ),
        ),
    )
    for name in names.split()
}
_TESTS = re.compile(r"tests?[_-].*|.*[_-]tests?|.*[a-z](?:Tests?|TestHelpers)")
# Hidden folders in which settings of translation tools stand.
_SHOWN = frozenset({".tx", ".weblate"})


def look(root: Path, most: int = MOST_FILES) -> Tree:
    """The files of a folder.

    Args:
        most: how many files are looked at.
    """
    walk = _Walk(root, os.path.realpath(root), _submodules(root))
    while walk.waiting and len(walk.files) < most:
        walk.enter(walk.waiting.pop())
    whole = not walk.waiting and len(walk.files) <= most
    left_out = sorted(walk.left_out, key=lambda out: out.path)
    return Tree(root, tuple(sorted(walk.files[:most])), tuple(left_out), walk.unreadable, whole)


@dataclass(slots=True)
class _Walk:
    """What was seen so far, and the folders still to be entered; paths are from the root."""

    root: Path
    real_root: str
    submodules: frozenset[str]
    waiting: list[str] = field(default_factory=lambda: [""])
    files: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)

    def enter(self, folder: str) -> None:
        """See what is in a folder."""
        try:
            with os.scandir(self.root / folder) as found:
                entries = list(found)
        except OSError:
            self.unreadable.append(folder or ".")
            return
        if folder and (reason := _inside(folder, entries, self.submodules)):
            self.left_out.append(LeftOut(folder, reason))
            return
        for entry in entries:
            if entry.name not in _NOT_HERE:
                self._take(entry, f"{folder}/{entry.name}" if folder else entry.name)

    def _take(self, entry: "os.DirEntry[str]", path: str) -> None:
        if not _speakable(path):
            self.unreadable.append(path.encode("utf-8", "backslashreplace").decode())
        elif _is_folder(entry):
            reason = Reason.LINK if entry.is_symlink() else _by_name(entry.name)
            if reason:
                self.left_out.append(LeftOut(path, reason))
            else:
                self.waiting.append(path)
        elif _is_own_file(entry, self.real_root):
            self.files.append(path)


def _by_name(name: str) -> Reason | None:
    if name in _BY_NAME:
        return _BY_NAME[name]
    if name.startswith(".") and name not in _SHOWN:
        return Reason.HIDDEN
    return Reason.TESTS if _TESTS.fullmatch(name) else None


def _inside(
    folder: str, entries: "list[os.DirEntry[str]]", others: frozenset[str]
) -> Reason | None:
    names = {entry.name for entry in entries}
    if folder in others or ".git" in names:
        return Reason.OTHER_REPOSITORY
    return Reason.VENDORED if "pyvenv.cfg" in names else None


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _is_own_file(entry: "os.DirEntry[str]", real_root: str) -> bool:
    """Whether it is a file, or a link to one of the folder's own."""
    if not entry.is_symlink():
        return entry.is_file()
    place = Path(os.path.realpath(entry.path))
    return place.is_file() and place.is_relative_to(real_root)


def _speakable(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _submodules(root: Path) -> frozenset[str]:
    try:
        text = (root / ".gitmodules").read_text("utf-8", "replace")
    except OSError:
        return frozenset()
    return frozenset(re.findall(r"^\s*path\s*=\s*(.+?)/?\s*$", text, re.MULTILINE))
