"""Texts as a reader's eye takes them, whatever was done to hide a word from a filter. Pure.

Compatibility forms, case, script of Chinese (`glossary/folding.py`), accents, characters that
nobody sees, and letters of other alphabets that look like Latin ones, small or capital (compare the
confusables of UTS #39); with a way back to the positions.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from l10n.glossary.folding import fold_text

_CYRILLIC = dict(zip("авеёзіїјкмнорстухѕһԁԛԝӏгп", "abee3iijkmhopctyxshdqwlrn", strict=True))
_GREEK = dict(zip("αβγεζηικμνορστυχω", "abyeznikuvopotuxw", strict=True))
_OTHERS = {"ı": "i", "ɑ": "a", "ɡ": "g", "ł": "l", "ø": "o", "đ": "d", "ɩ": "i", "ո": "n"}
_ALIKE = _CYRILLIC | _GREEK | _OTHERS
# Letters of these alphabets that look like no Latin one: who writes them writes a language.
_A_LANGUAGE = re.compile(f"(?![{''.join(_ALIKE)}])[\u03b1-\u03c9\u0430-\u044f\u0452-\u045f]")
_FLAGS = 0x1F1E6  # the first of the letters that flags are made of
# Not seen where they stand: formats, joiners, marks that choose a glyph, and fillers.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
# What a word is made of: letters and digits, and what stands for a letter inside a word.
_WORDLY = re.compile(r"[^\W_]|(?<=[a-z0-9])[@$](?=[a-z0-9])")
# Digits and signs as the letters that they are written for; l and i are one to the eye.
CLASSES = str.maketrans("013457@$8l", "oieastasbi")
STAND_INS = frozenset("0134578@$")


class _Table(dict[int, str]):
    """`str.translate`'s table, filled as characters are met."""

    def __init__(self, *, alike: bool) -> None:
        super().__init__()
        self._alike = alike

    def __missing__(self, code: int) -> str:
        made = "".join(map(self._one, fold_text(chr(code))))
        self[code] = made
        return made

    def _one(self, character: str) -> str:
        code = ord(character)
        if _FLAGS <= code < _FLAGS + 26:
            return chr(ord("a") + code - _FLAGS)
        category = unicodedata.category(character)
        if category in {"Cf", "Mn", "Me"} or _UNSEEN.match(character):
            return ""
        if category == "Ll":
            character = unicodedata.normalize("NFD", character)[0]
        return _ALIKE.get(character, character) if self._alike else character


_TABLES = {alike: _Table(alike=alike) for alike in (True, False)}


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A text, folded; `places[i]` is where the word's character `i` stands in `text`.

    Attributes:
        text: folded, with all that is seen.
        offsets: where each of its characters stood in the original, one more for the end.
        word: its letters and digits alone, run together.
        classes: the same with `CLASSES`.
    """

    text: str
    offsets: Sequence[int]
    word: str
    places: Sequence[int]
    classes: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where characters of `text` stood in the original."""
        return self.offsets[start], self.offsets[end - 1] + 1


def of(text: str) -> Skeleton:
    """The skeleton of a text."""
    table = _TABLES[_A_LANGUAGE.search(text.lower()) is None]
    folded = text.translate(table)
    offsets: Sequence[int] = range(len(text) + 1)
    if len(folded) != len(text) or any(len(table[ord(c)]) != 1 for c in set(text)):
        offsets = [index for index, char in enumerate(text) for _each in table[ord(char)]]
        offsets.append(len(text))
    found = [(match[0], match.start()) for match in _WORDLY.finditer(folded)]
    word = "".join(character for character, _place in found)
    places = [place for _character, place in found]
    return Skeleton(folded, offsets, word, places, word.translate(CLASSES))


def is_findable(term: str) -> bool:
    """Whether a term is enough to be found by: two letters, or a sign."""
    made = of(term)
    return len(made.word) > 1 or any(not c.isspace() for c in made.text if not c.isalnum())
