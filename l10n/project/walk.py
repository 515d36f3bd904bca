"""The source files that patterns name: ten thousand of them in the time of one look at each."""

import fnmatch
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from l10n.project import globs

_MAGIC = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True, order=True)
class File:
    """A file, as the project shows it, and what changes whenever it does.

    Attributes:
        name: relative to the project, with slashes.
        path: as the system finds it.
        stamp: times of its last change in nanoseconds, size, and number on the disk.
    """

    name: str
    path: str
    stamp: tuple[int, ...]


def files(root: Path, pattern: str, skipped: Collection[str] = ()) -> Iterator[File]:
    """The files that a pattern names; `**` stands for any folders, at its end for all below.

    Args:
        root: where relative patterns begin.
        skipped: names of folders that are not entered, unless the pattern names them outright;
            nor are links to folders.
    """
    start, prefix, parts = _split(root, pattern)
    left = set(skipped).difference(pattern.split("/"))
    is_named = _named(parts)
    waiting = [(start, "")]
    while waiting:
        folder, within = waiting.pop()
        for entry in _entries(folder):
            name = within + entry.name
            try:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in left:
                        waiting.append((entry.path, f"{name}/"))
                elif is_named(name) and entry.is_file():
                    fact = entry.stat()
                    stamp = (fact.st_mtime_ns, fact.st_ctime_ns, fact.st_size, fact.st_ino)
                    yield File(prefix + name, entry.path, stamp)
            except OSError:
                continue  # gone since, or not ours to look at


def named(pattern: str) -> Callable[[str], object]:
    """What tells the names that a relative pattern names."""
    return _named(tuple(pattern.split("/")))


def excluded(root: Path, patterns: Iterable[str]) -> re.Pattern[str]:
    """What matches the names of files that the patterns name, or that stand in such a folder."""
    split = [_split(root, pattern) for pattern in patterns]
    listed = "|".join(re.escape(prefix) + _translated(parts) for _start, prefix, parts in split)
    return re.compile(rf"(?:{listed})(?:/.*)?\Z" if split else r"(?!)")


def _split(root: Path, pattern: str) -> tuple[str, str, tuple[str, ...]]:
    """The folder that a pattern begins in, how the names there are shown, and the rest of it."""
    anchor = Path(pattern).anchor
    parts = [part for part in pattern[len(anchor) :].split("/") if part not in {"", "."}]
    fixed = 0
    while fixed < len(parts) - 1 and not _MAGIC.search(parts[fixed]):
        fixed += 1
    start = os.path.join(anchor or root, *parts[:fixed])  # noqa: PTH118 - as the system joins them
    shown = globs.shown(root, Path(os.path.normpath(start)))
    return start, "" if shown == "." else f"{shown}/", tuple(parts[fixed:])


@lru_cache(maxsize=256)
def _named(parts: tuple[str, ...]) -> Callable[[str], object]:
    return re.compile(_translated(parts) + r"\Z").match


def _translated(parts: tuple[str, ...]) -> str:
    """An expression for paths; the last `**` of a pattern means every file below."""
    pieces: list[str] = []
    for number, part in enumerate(parts, 1):
        last = number == len(parts)
        if part == "**":
            pieces.append(r".+" if last else r"(?:[^/]+/)*")
        else:
            # `*` and its kin stop at a slash.
            name = fnmatch.translate(part).removeprefix("(?s:").removesuffix(r")\Z")
            pieces.append(name.replace(".*", "[^/]*") + ("" if last else "/"))
    return "".join(pieces)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """What stands in a folder; nothing where it can't be read."""
    with suppress(OSError), os.scandir(folder) as found:
        return list(found)
    return []
