"""What of a pattern goes to an engine, and how the answer is put together again.

Lines and sentences are told apart, because models are trained on sentences; emoji, links and
tags at the edges stay outside; all white space comes back as it was.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from l10n.model import Pattern, Placeable, PlaceableKind
from l10n.text.typography import HAN

# Characters a segment may have; engines cut longer input off in silence.
MAX_CHARACTERS = 400

# A placeable stands as one private-use character of planes 15 and 16 while sentences are found.
_STAND_IN_CODES = range(0xF0000, 0x110000)
_STAND_INS = re.compile("([\U000f0000-\U0010ffff])")
_LINES = re.compile(r"((?<![^\S\n])[^\S\n]*\n\s*)")
_EDGE_KINDS = frozenset(PlaceableKind) - {PlaceableKind.VARIABLE, PlaceableKind.COMPLEX}
# Abbreviations whose dot ends no sentence, and the longest one's length.
_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|etc|vs|cf|approx|no|mr|mrs|ms|dr|st|prof|inc|ltd|jr|sr|fig|[a-z])\.$",
    re.IGNORECASE,
)
_ABBREVIATION_LENGTH = 8
_SENTENCE_END = re.compile(
    r"(?<![.!?…])[.!?…]+[\"'”’)\]]*(?P<gap>[ \t]+)(?=[\"'“‘(\[]?[A-Z0-9\U000f0000-\U0010ffff])"
    r"|(?<![。！？；…!?])[。！？；…!?]+[”’」』）\"]*(?P<none>[ \t\u3000]*)"
    rf"(?=[{HAN}“‘「『（《A-Za-z0-9\U000f0000-\U0010ffff])"
)
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence or fragment to translate."""

    pieces: Pattern


@dataclass(frozen=True, slots=True)
class Gap:
    """What stood between two sentences of a line; the target language sets its own space."""

    text: str


Plan = tuple[str | Gap | Segment, ...]


def plan(pattern: Pattern) -> Plan:
    """The pattern as literals, gaps and segments, in the order they stand."""
    pieces = tuple(_pulled_apart(pattern))
    placeables = [piece for piece in pieces if isinstance(piece, Placeable)]
    if len(placeables) > len(_STAND_IN_CODES):
        return (Segment(pattern),)
    codes = iter(_STAND_IN_CODES)
    encoded = "".join(p if isinstance(p, str) else chr(next(codes)) for p in pieces)
    parts: list[str | Gap | Segment] = []
    for index, line in enumerate(_LINES.split(encoded)):
        if index % 2:
            parts.append(line)
        else:
            for part in _sentences(line):
                parts.extend([part] if isinstance(part, Gap) else _peel(part, placeables))
    return tuple(part for part in parts if part)


def _pulled_apart(pattern: Pattern) -> Iterator[str | Placeable]:
    """The pattern with a text's own characters of the stand-ins' planes as placeables.

    They are symbols of a private font, and so as good as emoji.
    """
    for piece in pattern:
        if isinstance(piece, Placeable):
            yield piece
            continue
        for index, text in enumerate(_STAND_INS.split(piece)):
            yield Placeable(PlaceableKind.EMOJI, text) if index % 2 else text


def _sentences(line: str) -> Iterator[str | Gap]:
    start = 0
    for match in _SENTENCE_END.finditer(line):
        gap = match["gap"] if match["gap"] is not None else match["none"]
        end = match.end() - len(gap)
        if _ABBREVIATION.search(line, max(start, end - _ABBREVIATION_LENGTH), end):
            continue
        yield from _bounded(line[start:end])
        yield Gap(gap)
        start = match.end()
    yield from _bounded(line[start:])


def _bounded(sentence: str) -> Iterator[str]:
    """A sentence in pieces an engine can take, cut at white space or commas where it is long."""
    start = 0
    while len(sentence) - start > MAX_CHARACTERS:
        end = start + MAX_CHARACTERS
        cut = max(sentence.rfind(mark, start, end) for mark in " ，,、;；") + 1 or end
        yield sentence[start:cut]
        start = cut
    yield sentence[start:]


def _peel(text: str, placeables: Sequence[Placeable]) -> list[str | Segment]:
    """Locks and white space at the edges as literals, the rest as a segment."""

    def is_edge(character: str) -> bool:
        code = ord(character)
        if code in _STAND_IN_CODES:
            return placeables[code - _STAND_IN_CODES.start].kind in _EDGE_KINDS
        return character.isspace()

    start, end = 0, len(text)
    while start < end and is_edge(text[start]):
        start += 1
    while end > start and is_edge(text[end - 1]):
        end -= 1
    inner = _decode(text[start:end], placeables)
    words = any(isinstance(piece, str) and _WORD.search(piece) for piece in inner)
    middle: list[str | Segment] = [Segment(inner) if words else _text(inner)]
    return [
        _text(_decode(text[:start], placeables)),
        *middle,
        _text(_decode(text[end:], placeables)),
    ]


def _decode(text: str, placeables: Sequence[Placeable]) -> Pattern:
    pieces: list[str | Placeable] = []
    position = 0
    for match in _STAND_INS.finditer(text):
        if match.start() > position:
            pieces.append(text[position : match.start()])
        pieces.append(placeables[ord(match[0]) - _STAND_IN_CODES.start])
        position = match.end()
    if position < len(text):
        pieces.append(text[position:])
    return tuple(pieces)


def _text(pattern: Pattern) -> str:
    return "".join(piece if isinstance(piece, str) else piece.text for piece in pattern)


def assemble(parts: Plan, translations: Sequence[str], language: str) -> str:
    """The plan with its segments translated.

    Args:
        parts: what `plan` gave.
        translations: one for each segment, in their order.
        language: of the target: English sets a space between sentences, Chinese none.
    """
    remaining = iter(translations)
    out: list[str] = []
    for part in parts:
        if isinstance(part, Segment):
            out.append(next(remaining))
        elif isinstance(part, Gap):
            out.append("" if language == "zh" else " ")
        else:
            out.append(part)
    return "".join(out)
