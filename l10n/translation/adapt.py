"""A translation of a source that says the same in the same words, made fit for this one. Pure.

Where only numbers, placeables, the mark at the end, case or white space differ, the words of the
person who translated it stay, and only what differs is set right. Where that can't be done
without a doubt nothing is: a person looks at the words as they are.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from l10n.model import Pattern, Placeable, PlaceableKind, Syntax
from l10n.text.placeables import parse, plain
from l10n.text.typography import HAN

# A word of letters, a Han character, or a number; what stands between is a gap.
_TOKEN = re.compile(rf"(?P<number>\d+(?:[.,:]\d+)*)|(?P<word>[{HAN}]|[^\W\d_{HAN}]+)")
_WIDE = {".": "。", ",": "，", "!": "！", "?": "？", ":": "：", ";": "；"}
_NARROW = {wide: narrow for narrow, wide in _WIDE.items()}
_ALONE = ("...", "…", "……", "")


@dataclass(frozen=True, slots=True)
class _Read:
    """A source as words and what stands between them.

    Attributes:
        words: lower case; "0" for each number, and the kind of each placeable.
        changing: the numbers and placeables, in order.
        gaps: what stands before, between and behind these, one more than words.
        written: the words as they are written.
    """

    words: tuple[str, ...]
    changing: tuple[str, ...]
    gaps: tuple[str, ...]
    written: tuple[str, ...]


def adapted(
    old: Sequence[str], target: Sequence[str], new: Sequence[str], syntax: Syntax, language: str
) -> tuple[str, ...] | None:
    """The target of an old source made that of a new one; None where more than the rest differs.

    Args:
        old: the forms that were translated.
        target: their translation.
        new: as many forms as the old ones.
        syntax: of all of them.
        language: of the target.
    """
    last = len(old) - 1
    forms: list[str] = []
    for number, text in enumerate(target):
        form = last if number == len(target) - 1 else min(number, last)
        made = _form(old[form], text, new[form], syntax, language)
        if made is None:
            return None
        forms.append(made)
    return tuple(forms)


def _form(old: str, target: str, new: str, syntax: Syntax, language: str) -> str | None:
    was, now = _read(parse(old, syntax)), _read(parse(new, syntax))
    if was is None or now is None or was.words != now.words:
        return None
    text = _exchanged(target, was, now, syntax)
    if (
        text is None
        or was.gaps[1:-1] != now.gaps[1:-1]
        or was.gaps[0].strip() != now.gaps[0].strip()
    ):
        return None
    text = _cased(text, was, now, language)
    return text and _ended(text, was.gaps[-1], now.gaps, language)


def _read(pattern: Pattern) -> _Read | None:
    """None where a branch would have to be read."""
    words: list[str] = []
    changing: list[str] = []
    gaps: list[str] = [""]
    written: list[str] = []
    for piece in pattern:
        if isinstance(piece, Placeable):
            if piece.kind is PlaceableKind.COMPLEX:
                return None
            words.append(f"\0{piece.kind}")
            changing.append(piece.text)
            gaps.append("")
            continue
        position = 0
        for match in _TOKEN.finditer(piece):
            gaps[-1] += piece[position : match.start()]
            position = match.end()
            gaps.append("")
            if match["number"]:
                words.append("0")
                changing.append(match[0])
            else:
                words.append(match[0].lower())
                written.append(match[0])
        gaps[-1] += piece[position:]
    return _Read(tuple(words), tuple(changing), tuple(map(_spaced, gaps)), tuple(written))


def _spaced(gap: str) -> str:
    """A gap with runs of spaces as one; a line break stays what it is."""
    return re.sub(r"[^\S\n]+", " ", gap)


def _exchanged(target: str, was: _Read, now: _Read, syntax: Syntax) -> str | None:
    """The target with the old numbers and placeables exchanged, where each is found in it."""
    exchange: dict[str, str] = {}
    for old, new in zip(was.changing, now.changing, strict=True):
        if exchange.setdefault(old, new) != new:
            return None
    found = _read(pattern := parse(target, syntax))
    if found is None:
        return None
    wanted, there = Counter(was.changing), Counter(found.changing)
    if any(wanted[old] != there[old] for old, new in exchange.items() if old != new):
        return None
    return plain(tuple(_piece(piece, exchange) for piece in pattern))


def _piece(piece: str | Placeable, exchange: Mapping[str, str]) -> str | Placeable:
    if isinstance(piece, Placeable):
        return Placeable(piece.kind, exchange.get(piece.text, piece.text))
    return _TOKEN.sub(lambda m: exchange.get(m[0], m[0]) if m["number"] else m[0], piece)


def _cased(text: str, was: _Read, now: _Read, language: str) -> str | None:
    """The target with the capital that the new source begins with; Chinese has none."""
    if language == "zh" or was.written == now.written:
        return text
    if was.written[1:] != now.written[1:] or was.written[0][1:] != now.written[0][1:]:
        return None
    first = text[:1].upper() if now.written[0][:1].isupper() else text[:1].lower()
    return first + text[1:]


def _ended(text: str, old: str, gaps: tuple[str, ...], language: str) -> str | None:
    """The target with the mark at the new source's end, and its white space at the edges."""
    was, now = _mark(old), _mark(gaps[-1])
    body = text.strip()
    if was != now:
        ending = next((m for m in (_in(was, language), was) if m and body.endswith(m)), "")
        if (was and not ending) or now not in {*_WIDE, *_ALONE}:
            return None
        body = body.removesuffix(ending)
        if not ending and _mark(body[-1:]) in {*_WIDE, *_ALONE[:-1]}:
            return None  # it ends with a mark of its own
        body += _in(now, language)
    left, right = (gap[: len(gap) - len(gap.lstrip())] for gap in (gaps[0], gaps[-1][::-1]))
    return f"{left}{body}{right[::-1]}"


def _mark(gap: str) -> str:
    bare = gap.strip()
    return _NARROW.get(bare, bare)


def _in(mark: str, language: str) -> str:
    return _WIDE.get(mark, mark) if language == "zh" else mark
