"""Rows that the starter knows: some are trained on again, so that nothing is forgotten.

They come with the starter, `replay.tsv.xz` in its folder: domain, English, Chinese, in an order by
chance; all written for this project (CC0-1.0).
"""

import lzma
from collections.abc import Iterable
from dataclasses import dataclass

from l10n.model import Syntax

NAME = "replay.tsv.xz"
HELD_BACK = 1_000
"""The first rows of the file, which are only measured on."""
REPLAY = "replay"


@dataclass(frozen=True, slots=True)
class Row:
    """A pair that the starter was trained on; see `interface.Pair`."""

    domain: str
    en: str
    zh: str
    syntax: Syntax = Syntax.GENERIC
    group: str = REPLAY


def packed(rows: Iterable[tuple[str, str, str]]) -> bytes:
    """Rows of domain, English and Chinese as a file."""
    lines = "".join("\t".join(row) + "\n" for row in rows)
    return lzma.compress(lines.encode(), preset=9 | lzma.PRESET_EXTREME)


def unpacked(data: bytes) -> list[Row]:
    """The rows of a file.

    Raises:
        ValueError: where it is none.
    """
    try:
        lines = lzma.decompress(data).decode().splitlines()
    except lzma.LZMAError as error:
        raise ValueError(error) from error
    rows = [line.split("\t") for line in lines]
    return [Row(domain, en, zh) for domain, en, zh in rows]
