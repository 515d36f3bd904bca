"""The files of a folder that are the project's own, and what was left out of it."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

# What is read of one file, unless told otherwise: settings are small.
MOST_BYTES = 1 << 20
_WILD = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
_PARTS = re.compile(r"\*\*/|\*\*|\*|\?|\[!?\]?[^\]]*\]|.", re.DOTALL)


class Reason(StrEnum):
    """Why a folder holds nothing of the project's own to translate."""

    TESTS = "tests"
    DOCS = "docs"
    EXAMPLES = "examples"
    VENDORED = "vendored"
    BUILT = "build output"
    HIDDEN = "hidden"
    OTHER_REPOSITORY = "submodule or other repository"
    LINK = "link to a folder"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A folder that was not looked into."""

    path: str
    reason: Reason


@dataclass(eq=False, slots=True)
class Tree:
    """The project's own files, as paths from its folder with slashes, sorted.

    Attributes:
        left_out: the folders that were not looked into.
        unreadable: what could not be read, or has a name that is no UTF-8.
        whole: whether all was seen; False where the folder holds more than we look at.
    """

    root: Path
    files: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    unreadable: list[str] = field(default_factory=list)
    whole: bool = True
    _by_suffix: dict[str, list[str]] = field(default_factory=dict)
    _by_name: dict[str, list[str]] = field(default_factory=dict)
    _matching: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in self.files:
            name = path.rpartition("/")[2]
            self._by_name.setdefault(name, []).append(path)
            self._by_suffix.setdefault(_suffix(name), []).append(path)

    def named(self, *names: str) -> list[str]:
        """The files of these names, wherever they stand."""
        return [path for name in names for path in self._by_name.get(name, ())]

    def ending(self, *suffixes: str) -> list[str]:
        """The files with these suffixes."""
        return [path for suffix in suffixes for path in self._by_suffix.get(suffix, ())]

    def __contains__(self, path: str) -> bool:
        return path in self._by_name.get(path.rpartition("/")[2], ())

    def matching(self, pattern: str) -> list[str]:
        """The files that a glob names."""
        if pattern not in self._matching:
            fits = glob(pattern).fullmatch
            suffix = _suffix(pattern.rpartition("/")[2])
            exact = suffix and not re.search(r"[*?\[]", suffix)
            among = self._by_suffix.get(suffix, ()) if exact else self.files
            folder = folder_of(pattern)
            start, end = bisect_left(among, folder), bisect_left(among, f"{folder}\U0010ffff")
            self._matching[pattern] = [path for path in among[start:end] if fits(path)]
        return self._matching[pattern]

    def data(self, path: str, most: int = MOST_BYTES) -> bytes:
        """The first bytes of a file; none, and a note, where it can't be read."""
        try:
            with (self.root / path).open("rb") as file:
                return file.read(most)
        except OSError:
            self.unreadable.append(path)
            return b""

    def text(self, path: str, most: int = MOST_BYTES) -> str:
        """The beginning of a file as text; what is no UTF-8 in it is replaced."""
        return self.data(path, most).decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _suffix(name: str) -> str:
    stem, dot, end = name.rpartition(".")
    return (dot + end).lower() if stem else ""


@cache
def glob(pattern: str) -> re.Pattern[str]:
    """What fully matches the paths that a pattern names, as `Path.glob` has it."""
    made = []
    for part in _PARTS.findall(pattern):
        if part in _WILD:
            made.append(_WILD[part])
        elif len(part) > 2 and part.startswith("["):
            inside = re.sub(r"[\\\[&~|]", r"\\\g<0>", part[1:-1])
            made.append(f"[{'^' + inside[1:] if inside.startswith('!') else inside}]")
        else:
            made.append(re.escape(part))
    return re.compile("".join(made), re.DOTALL)


def folder_of(pattern: str) -> str:
    """The folder that all files of a pattern lie in, with its slash; "" for the project's."""
    plain = re.split(r"[*?\[]", pattern, maxsplit=1)[0]
    return plain[: plain.rfind("/") + 1]


def escaped(path: str) -> str:
    """A path as a pattern that names it alone."""
    return re.sub(r"[*?\[]", lambda found: f"[{found[0]}]", path)
