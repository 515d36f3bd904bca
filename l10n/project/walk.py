"""The source files that patterns name: ten thousand of them in the time of one look at each."""

import fnmatch
import os
import re
from collections.abc import Collection, Iterable, Iterator
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
        skipped: names of folders that are not entered, unless the pattern names them outright.
    """
    start, prefix, parts = _split(root, pattern)
    entered = set(skipped).difference(pattern.split("/"))
    yield from _below(start, prefix, "", _named(parts), entered)


def excluded(root: Path, patterns: Iterable[str]) -> re.Pattern[str]:
    """What matches the names of files that the patterns name, or that stand in such a folder."""
    split = [_split(root, pattern) for pattern in patterns]
    named = "|".join(re.escape(prefix) + _translated(parts) for _start, prefix, parts in split)
    return re.compile(rf"(?:{named})(?:/.*)?\Z" if split else r"(?!)")


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
def _named(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_translated(parts) + r"\Z")


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


def _below(
    folder: str, prefix: str, within: str, named: re.Pattern[str], skipped: set[str]
) -> Iterator[File]:
    """The files below a folder, `within` of where the pattern begins; links to folders are left."""
    entries: list[os.DirEntry[str]] = []
    with suppress(OSError), os.scandir(folder) as found:
        entries = list(found)
    for entry in entries:
        name = within + entry.name
        with suppress(OSError):
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in skipped:
                    yield from _below(entry.path, prefix, f"{name}/", named, skipped)
            elif named.match(name) and entry.is_file():
                fact = entry.stat()
                stamp = (fact.st_mtime_ns, fact.st_ctime_ns, fact.st_size, fact.st_ino)
                yield File(prefix + name, entry.path, stamp)
