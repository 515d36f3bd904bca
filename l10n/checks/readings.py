"""A target as the sentences that people see, each beside the source's sentence it translates.

Checks of words and of what stands between them look at these: every plural form is one, and so is
every branch of an ICU message, with the text round the choice.
"""

import html
from collections.abc import Iterator
from dataclasses import dataclass

from l10n.glossary.evidence import Evidence
from l10n.model import Pattern, Placeable, PlaceableKind, Syntax, Unit
from l10n.text import branches, icu, plurals, vue
from l10n.text.placeables import from_icu, parse, plain

# A reference to one of these can't be written plainly; the name that all its spellings share.
_MARKUP = {"<": "lt", ">": "gt", "\u00a0": "nbsp"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence of the target and the source's.

    Attributes:
        source: texts and placeables; an argument of an ICU message is complex.
        target: the same.
        same: whether both hold the same placeables, in the same order; most hold none.
        counted: whether only one number takes this form, so that it need not be said again.
        spare: whether an argument that no text uses does no harm, as in C, but not in Python.
        evidence: what became of each glossary term of the source.
    """

    source: Pattern
    target: Pattern
    same: bool = False
    counted: bool = False
    spare: bool = False
    evidence: tuple[Evidence, ...] = ()


def is_icu(unit: Unit, source: str) -> bool:
    """Whether the source is written as an ICU message."""
    if unit.syntax is Syntax.GENERIC:
        return icu.looks_like_icu(source)
    return unit.syntax is Syntax.ICU


def read(
    unit: Unit, sources: tuple[Pattern, ...], forms: tuple[Pattern, ...], locale: str
) -> Iterator[Reading]:
    """The readings of a target's forms; `sources` holds the source form of each."""
    for number, (source, form) in enumerate(zip(sources, forms, strict=True)):
        if all(isinstance(piece, str) for piece in (*source, *form)):
            yield Reading(source, form, same=True)
        elif is_icu(unit, text := plain(source)) and (found := _branches(text, plain(form))):
            yield from (_reading(one, other) for one, other in found)
        elif unit.syntax is Syntax.VUE:
            yield from _vue_forms(text, plain(form))
        else:
            counted = number < len(forms) - 1 and plurals.means_one_number(
                locale, plurals.labels(locale, len(forms))[number]
            )
            spare = unit.syntax is Syntax.C
            yield _reading(source, form, counted=counted, spare=spare)


def _reading(
    source: Pattern, target: Pattern, *, counted: bool = False, spare: bool = False
) -> Reading:
    wanted, found = _seen(source), _seen(target)
    theirs = [piece for piece in wanted if isinstance(piece, Placeable)]
    ours = [piece for piece in found if isinstance(piece, Placeable)]
    return Reading(wanted, found, theirs == ours, counted, spare)


def _vue_forms(source: str, target: str) -> Iterator[Reading]:
    """Each form between `|` beside the source's; what only 0 or 1 takes may say it in words."""
    theirs, ours = vue.parts(source), vue.parts(target)
    last, end = len(ours) - 1, len(theirs) - 1
    for number, text in enumerate(ours):
        answers = theirs[end if number == last else min(number, end)]
        wanted, found = parse(answers, Syntax.VUE), parse(text, Syntax.VUE)
        yield _reading(wanted, found, counted=number < last)


def _branches(source: str, target: str) -> list[tuple[Pattern, Pattern]]:
    """Each branch's sentence and the source's; none where one of them is no message."""
    try:
        wanted, found = icu.parse(source), icu.parse(target)
    except icu.IcuError:
        return []
    return [
        (_sentence(branches.said(wanted, way)), _sentence(branches.said(found, way)))
        for way in branches.selections(found)
    ]


def _sentence(message: icu.Message) -> Pattern:
    """A sentence's pieces; its arguments are complex, for the check that owns ICU to compare."""
    pieces: list[str | Placeable] = []
    for part in message:
        if isinstance(part, str):
            pieces.extend(from_icu((part,)))
        else:
            pieces.append(Placeable(PlaceableKind.COMPLEX, part.text))
    return tuple(pieces)


def stands_for_text(piece: Placeable) -> bool:
    """Whether it is a character reference that could as well be written plainly."""
    return piece.kind is PlaceableKind.ENTITY and html.unescape(piece.text) not in _MARKUP


def _seen(pattern: Pattern) -> Pattern:
    """The pattern with character references as the text they stand for, save markup's own."""
    if not any(isinstance(p, Placeable) and p.kind is PlaceableKind.ENTITY for p in pattern):
        return pattern
    pieces: list[str | Placeable] = []
    for piece in pattern:
        said = piece if isinstance(piece, str) else _character(piece)
        last = pieces[-1] if pieces else None
        if isinstance(said, str) and isinstance(last, str):
            pieces[-1] = last + said
        else:
            pieces.append(said)
    return tuple(pieces)


def _character(piece: Placeable) -> str | Placeable:
    if piece.kind is not PlaceableKind.ENTITY:
        return piece
    character = html.unescape(piece.text)
    if character in _MARKUP:
        return Placeable(PlaceableKind.ENTITY, f"&{_MARKUP[character]};")
    return character
