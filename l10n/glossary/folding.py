"""Text made comparable, with a way back to the positions it came from.

NFKC, lower case, traditional characters to simplified (OpenCC's character table), typographic
apostrophes and hyphens to those of the keyboard. A character may fold to several; the offsets say
which one each folded character came from.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import opencc

from l10n.typography import has_han


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


# What word processors write for ' and - inside words; NFKC leaves them as they are.
_KEYBOARD = str.maketrans({"\u2019": "'", "\u2010": "-"})


class _Table(dict[int, str]):
    """`str.translate`'s table, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        if 0xD800 <= code < 0xE000:  # half a character, which the libraries below refuse
            return self.setdefault(code, "\ufffd")
        folded = unicodedata.normalize("NFKC", chr(code)).lower().translate(_KEYBOARD)
        if has_han(folded):
            folded = _converter().convert(folded)
        self[code] = folded
        return folded


_TABLE = _Table()


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `offsets[i]` is where character `i` stood, one more for the end."""

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where folded characters stood; None where an edge would split a character."""
        left, right = self.offsets[start], self.offsets[end]
        whole = not start or self.offsets[start - 1] != left
        return (left, right) if whole and self.offsets[end - 1] != right else None


def fold_text(text: str) -> str:
    """The folded text alone."""
    return text.lower() if text.isascii() else text.translate(_TABLE)


def fold(text: str) -> Folded:
    """The folded text with its offsets into the original."""
    folded = fold_text(text)
    if len(folded) == len(text):
        return Folded(folded, range(len(text) + 1))
    offsets = [index for index, char in enumerate(text) for _each in _TABLE[ord(char)]]
    return Folded(folded, [*offsets, len(text)])
