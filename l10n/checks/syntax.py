"""The target parses as what its program will read it as, and its parts keep their places."""

import re
from collections.abc import Iterator

from l10n.checks.interface import Context, Remark, Target
from l10n.checks.readings import Reading, is_icu
from l10n.messages import gettext as _
from l10n.model import Pattern, Placeable, PlaceableKind, Unit
from l10n.text.formats import fault, unnamed
from l10n.text.placeables import plain

# What no format is without.
_MARKED = re.compile(r"[%{}@|]|\$t\(")
_NAME = re.compile(r"<(/?)\s*([\w:.-]+)")
# Elements without an end tag (HTML, "Void elements").
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class WellFormed:
    """What looks right to an expression can still be a crash for the program."""

    name = "syntax"
    summary = _("The target parses in the unit's syntax, unnamed arguments in order, tags nested.")
    fix = _("Repair the placeholder or the tag; the program reads it as the source's.")

    def check(self, unit: Unit, target: Target, context: Context) -> Iterator[Remark]:
        """See `Check.check`. A source that does not parse holds the target to nothing."""
        for source, text in zip(context.sources, target.texts, strict=True):
            original = plain(source)
            if _is_prose(original) and _is_prose(text):
                continue
            if not is_icu(unit, original):
                yield from _parsed(unit, original, text)
        for reading in target.readings:
            yield from _nested(reading)


def _is_prose(text: str) -> bool:
    return not _MARKED.search(text)


def _parsed(unit: Unit, source: str, text: str) -> Iterator[Remark]:
    if fault(source, unit.syntax):
        return
    if reason := fault(text, unit.syntax):
        sentence = _("The target does not parse: {reason}.")
        yield Remark(sentence.format(reason=reason), text, final=True)
        return
    wanted, found = unnamed(source, unit.syntax), unnamed(text, unit.syntax)
    if wanted != found and sorted(wanted) == sorted(found):
        yield Remark(
            _("Unnamed arguments come in the source's order: {arguments}.").format(
                arguments=", ".join(wanted)
            ),
            ", ".join(found),
            final=True,
        )


def _nested(reading: Reading) -> Iterator[Remark]:
    """Tags that are all there, and enclose each other no more."""
    if len(reading.target) < 2:
        return
    ours = _tags(reading.target)
    if len(ours) > 1 and sorted(ours) == sorted(theirs := _tags(reading.source)):
        wrong = _astray(ours)
        if wrong and not _astray(theirs):
            yield Remark(_("{tag} does not nest as in the source.").format(tag=wrong), wrong)


def _tags(pattern: Pattern) -> list[str]:
    return [p.text for p in pattern if isinstance(p, Placeable) and p.kind is PlaceableKind.TAG]


def _astray(tags: list[str]) -> str:
    """The first tag that closes what is not open, or stays open; "" where all nest."""
    open_tags: list[tuple[str, str]] = []
    for tag in tags:
        name = _NAME.match(tag)
        if name is None or tag.endswith("/>") or name[2].lower() in _VOID:
            continue
        if not name[1]:
            open_tags.append((name[2], tag))
        elif not open_tags or open_tags.pop()[0] != name[2]:
            return tag
    return open_tags[0][1] if open_tags else ""


CHECK = WellFormed()
