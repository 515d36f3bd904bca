"""A long sentence in parts: where it is cut, and how the parts are put together again. Pure.

A model reads a sentence of two or three clauses whole and drops one of them; by themselves it says
them all, and loses what ties them. `readings.py` tells which of the two is better.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from l10n.glossary.term import Hit
from l10n.model import Pattern, Placeable, PlaceableKind
from l10n.text.placeables import words
from l10n.text.typography import HAN, has_han
from l10n.translation.masking import CLOSING, OPENING

# Words (a Han character counts as one) from which on a sentence is asked in parts as well, and how
# long a part may be: with the starter shorter ones come out worse in parts, whichever is chosen.
LONGEST = 16
# Fewer words make no clause of their own.
_SHORTEST_ZH, _SHORTEST_EN = 4, 3

_WORD = re.compile(rf"[A-Za-z0-9'’]+|[{HAN}]")
# Posts set a space where others set a comma; one between digits belongs to a number.
_MARK_ZH = re.compile(rf"[，；](?!\d)\s*|(?<!\d)[，；]\s*|(?<=[{HAN}])[ \u3000]+(?=[{HAN}])")
# A comma before a list's `and` looks the same: both sides have to be long enough. Before `who` or
# `which` none: alone these ask a question.
_MARK_EN = re.compile(
    r";\s+|\s+[–—]\s+|,\s+(?=(?:and|but|so|or|nor|yet|because|since|although|though|while|if|unless"
    r"|until|before|after|then|i|we|you|he|she|it|they|this|that|there|my|our|your|his|her|its"
    r"|their)\b)",
    re.IGNORECASE,
)
_OPENS, _CLOSES = "([{（【「『《〈“", ")]}）】」』》〉”"
_AT_END = " .。,，;；、"
_ASKS = ("?", "!", "？", "！", "…")
_FIRST_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence.

    Attributes:
        pieces: with the mark at its end, which tells an engine that more follows.
        mark: with the white space behind it; "" where it is the last part.
    """

    pieces: Pattern
    mark: str = ""


def cut(pieces: Pattern, hits: Iterable[Hit], longest: int = LONGEST) -> tuple[Clause, ...]:
    """The sentence as parts of at most `longest` words where its marks allow, else empty.

    Never inside a placeable, a term, brackets, quotes or what tags enclose, nor in a number.
    """
    text = "".join(_shown(piece) for piece in pieces)
    if _length(text) <= longest:
        return ()
    chinese = has_han(words(pieces))
    shortest = _SHORTEST_ZH if chinese else _SHORTEST_EN
    spans = [(hit.start, hit.end) for hit in hits]
    enclosed = _enclosed(pieces, text)
    ends: list[tuple[int, int]] = []
    start = 0
    for match in (_MARK_ZH if chinese else _MARK_EN).finditer(text):
        inside = enclosed[match.start()] or any(
            a < match.end() and match.start() < b for a, b in spans
        )
        worded = min(_length(text[start : match.start()]), _length(text[match.end() :])) >= shortest
        if worded and not inside:
            ends.append(match.span())
            start = match.end()
    return _grouped(pieces, text, ends, longest)


def _grouped(
    pieces: Pattern, text: str, ends: Sequence[tuple[int, int]], longest: int
) -> tuple[Clause, ...]:
    """Neighbouring clauses as one part while they are short enough together."""
    clauses: list[Clause] = []
    start = 0
    following = [*(mark for mark, _next in ends[1:]), len(text)]
    for (mark, after), then in zip(ends, following, strict=False):
        if _length(text[start:then]) > longest:
            end = mark + len(text[mark:after].rstrip())
            clauses.append(Clause(_part(pieces, start, end), text[mark:after]))
            start = after
    return (*clauses, Clause(_part(pieces, start, len(text)))) if clauses else ()


def joined(clauses: Sequence[Clause], said: Sequence[str], language: str, whole: str) -> str:
    """The translated parts as one sentence with the target's punctuation.

    Args:
        clauses: what `cut` gave.
        said: the translation of each.
        language: of the target, zh or en.
        whole: the sentence as it was said whole: a word has its capital where it has one there.
    """
    source = " ".join(words(clause.pieces) for clause in clauses)
    out = ""
    for clause, text in zip(clauses, said, strict=True):
        begins = text if not out or language == "zh" else _uncapitalized(text, whole, source)
        if out.endswith(_ASKS):
            begins = text if language == "zh" else f" {text}"
        out += begins
        if clause.mark and not (out := out.rstrip(_AT_END)).endswith(_ASKS):
            out += _glue(clause.mark.strip(), language)
    return out


def _glue(mark: str, language: str) -> str:
    if mark in {";", "；"}:
        return "；" if language == "zh" else "; "
    if mark in {"–", "—"}:
        return "——"
    return "，" if language == "zh" else ", "


def _uncapitalized(text: str, whole: str, source: str) -> str:
    """English that begins in lower case: of 1,083 words after a comma 27 have a capital."""
    first = _FIRST_WORD.match(text)
    if first is None or first[0] == "I" or first[0].startswith(("I'", "I’")):
        return text
    named = rf"(?<=[a-z,] ){re.escape(first[0])}\b"
    if first[0] in source or first[0][1:] != first[0][1:].lower() or re.search(named, whole):
        return text
    return text[0].lower() + text[1:]


def _length(text: str) -> int:
    return sum(1 for _word in _WORD.finditer(text))


def _shown(piece: str | Placeable) -> str:
    """A piece with a placeable's characters as private ones, so that all stands where it stood."""
    return piece if isinstance(piece, str) else "\ue000" * len(piece.text)


def _enclosed(pieces: Pattern, text: str) -> list[bool]:
    """Whether each character stands inside brackets, quotes or tags."""
    steps = [(c in _OPENS) - (c in _CLOSES) for c in text]
    position = 0
    for piece in pieces:
        if isinstance(piece, Placeable) and piece.kind is PlaceableKind.TAG:
            opened, closed = OPENING.search(piece.text), CLOSING.match(piece.text)
            steps[position] = (opened is not None) - (closed is not None)
        position += len(_shown(piece))
    depth, quoted = 0, False
    out: list[bool] = []
    for character, step in zip(text, steps, strict=True):
        depth = max(0, depth + step)
        quoted ^= character == '"'
        out.append(depth > 0 or quoted)
    return out


def _part(pieces: Pattern, start: int, end: int) -> Pattern:
    """What stands between two places that are inside no placeable."""
    out: list[str | Placeable] = []
    position = 0
    for piece in pieces:
        length = len(_shown(piece))
        first, last = max(start, position), min(end, position + length)
        if first < last:
            inner = slice(first - position, last - position)
            out.append(piece[inner] if isinstance(piece, str) else piece)
        position += length
    return tuple(out)
