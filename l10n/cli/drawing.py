"""What a terminal shows: columns that line up, in Chinese too, and a bar that goes when it is done.

Ours, because rich with what it brings takes 14 MB, and the light core that a hook installs has 80.
Colour and the bar are for terminals alone; NO_COLOR (no-color.org) takes colour away there as well.
"""

import os
import shutil
import sys
import time
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, TextIO

import click

_BETWEEN = "   "
# No column that can be folded is made narrower, as long as there is one that is wider.
_NARROW = 8
_BAR = 30
# A bar comes once its work has taken so long, and moves so often; in seconds.
_PATIENCE, _STEP = 0.5, 0.1
_ERASED = "\r\x1b[2K"


def coloured(text: str, colour: str, stream: TextIO) -> str:
    """The text in a colour ("" for none, "dim" for pale), where the stream shows any."""
    if not colour or not stream.isatty() or os.environ.get("NO_COLOR"):
        return text
    return click.style(text, dim=True) if colour == "dim" else click.style(text, fg=colour)


def width(text: str) -> int:
    """The columns that a text takes: Chinese characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def table(
    title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[int]
) -> Iterator[str]:
    """The lines of a table, no wider than the terminal, and an empty one; long cells are folded.

    Args:
        rows: a cell for each column, none with a line break.
        numeric: the columns that stand to the right, and are never folded.
    """
    every = [list(columns), *map(list, rows)]
    widths = [max(width(row[index]) for row in every) for index in range(len(columns))]
    room = shutil.get_terminal_size().columns - len(_BETWEEN) * (len(columns) - 1)
    _fit(widths, room, [index for index in range(len(columns)) if index not in numeric])
    yield title
    for number, row in enumerate(every):
        cells = [_folded(cell, widths[index]) for index, cell in enumerate(row)]
        for pieces in zip_longest(*cells, fillvalue=""):
            padded = (
                " " * (widths[index] - width(piece)) + piece
                if index in numeric
                else piece + " " * (widths[index] - width(piece))
                for index, piece in enumerate(pieces)
            )
            yield _BETWEEN.join(padded).rstrip()
        if number == 0:
            whole = sum(widths) + len(_BETWEEN) * (len(columns) - 1)
            yield _of(sys.stdout, "─", "-") * whole
    yield ""


def _fit(widths: list[int], room: int, foldable: Sequence[int]) -> None:
    """Make the widest of the columns narrower until all have room, or none can be."""
    while (over := sum(widths) - room) > 0 and foldable:
        widest = max(foldable, key=lambda index: widths[index])
        others = [widths[index] for index in foldable if widths[index] < widths[widest]]
        least = max(_NARROW, *others) if others else _NARROW
        alike = [index for index in foldable if widths[index] == widths[widest]]
        step = min(widths[widest] - least, -(-over // len(alike)))
        if step <= 0:
            return
        for index in alike:
            widths[index] -= step


def _folded(cell: str, room: int) -> list[str]:
    """The cell in pieces of that width, parted at spaces where there are any."""
    pieces: list[str] = []
    while width(cell) > room:
        cut = _cut(cell, room)
        space = cell.rfind(" ", 1, cut + 1)
        cut = space if space > 0 else cut
        pieces.append(cell[:cut])
        cell = cell[cut:].lstrip(" ")
    return [*pieces, cell]


def _cut(cell: str, room: int) -> int:
    """How many characters have room, one at least."""
    taken = 0
    for index, char in enumerate(cell):
        taken += width(char)
        if taken > room:
            return max(index, 1)
    return len(cell)


def _of(stream: TextIO, sign: str, plain: str) -> str:
    """A sign where the stream's encoding has it."""
    return sign if "utf" in (stream.encoding or "").lower() else plain


class Bar:
    """How far a piece of work is, on standard error; silent where that is no terminal.

    Args:
        label: what is being done; it may change meanwhile.
    """

    def __init__(self, label: str) -> None:
        self.label = label
        self._stream = sys.stderr if sys.stderr.isatty() else None
        self._begun = time.monotonic()
        self._next = self._begun + _PATIENCE
        self._shown = False

    def tell(self, done: int, total: int) -> None:
        """So many of all (0: nobody knows how many) are done."""
        now = time.monotonic()
        if self._stream is None or now < self._next:
            return
        self._next = now + _STEP
        count = f"{done}/{total}" if total else str(done)
        words: list[Any] = [self.label, count]
        if total:
            filled = min(_BAR * done // total, _BAR)
            bar = _of(self._stream, "━", "=") * filled + " " * (_BAR - filled)
            seconds = int((now - self._begun) * (total - done) / done) if done else 0
            words = [self.label, bar, count, f"{seconds // 60}:{seconds % 60:02}"]
        self._stream.write(_ERASED + " ".join(words))
        self._stream.flush()
        self._shown = True

    def hide(self) -> None:
        """Give the line back to others."""
        if self._shown and self._stream:
            self._stream.write(_ERASED)
            self._stream.flush()
            self._shown = False
