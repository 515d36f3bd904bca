"""Keys that the code asks for → units: with the text of the resource file, or the code's own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from l10n.extractors import found
from l10n.extractors.interface import KeyUse
from l10n.messages import gettext as _
from l10n.model import Finding, Severity, Unit

# As findings about keys that have no text anywhere are named.
CHECK = "key-without-text"
_FORM = re.compile(r"_(?:ordinal_)?(?:zero|one|two|few|many|other)$")


def resolved(
    items: Iterable[Unit | KeyUse], *, named: bool = True
) -> tuple[list[Unit], list[Finding]]:
    """The units, in their order, and a finding for each use of a key that has no text.

    A key that a resource file has is that file's unit, and the code is one of its places. Of
    others the text that the code gives beside them is the unit's; words that are their own key
    are a unit without one. A key that holds others asks for all of them (`returnObjects`).

    Args:
        named: whether a unit's key begins with its namespace; not so in a file of one namespace.
    """
    items = list(items)
    known = {item.key for item in items if isinstance(item, Unit) and item.key}
    holders = {holder for key in known for holder in holding(key)}
    units: list[Unit] = []
    uses: dict[str, list[KeyUse]] = {}
    textless: list[Finding] = []
    for item in items:
        if isinstance(item, Unit):
            units.append(item)
        elif name := next((name for name in names(item) if name in known), None):
            uses.setdefault(name, []).append(item)
        elif not holders.isdisjoint(names(item)):
            continue
        elif item.default:
            units.append(_with_default(item, named=named))
        else:
            textless.append(_without_text(item, in_file=bool(known)))
    return [_used(unit, uses[unit.key]) if unit.key in uses else unit for unit in units], textless


def _used(unit: Unit, uses: list[KeyUse]) -> Unit:
    """The resource file's unit, with the places in the code and what is said there."""
    notes = dict.fromkeys((*unit.notes, *(note for use in uses for note in use.notes)))
    places = tuple(use.location for use in uses)
    return replace(unit, locations=unit.locations + places, notes=tuple(notes))


def holding(key: str) -> Iterator[str]:
    """The keys that hold this one: all that end before one of its points."""
    parts = key.split(".")
    return (".".join(parts[:count]) for count in range(1, len(parts)))


def names(use: KeyUse) -> list[str]:
    """What the key may be called in the resource files: with its namespace first."""
    key = f"{use.key}_{use.context}" if use.context else use.key
    # Code may ask for one plural form outright.
    keys = list(dict.fromkeys((key, _FORM.sub("", key))))
    return [f"{use.namespace}:{k}" for k in keys if use.namespace] + keys


def is_natural(use: KeyUse) -> bool:
    """Whether the words of a call are their own key."""
    return use.default[:1] == (use.key,)


def _with_default(use: KeyUse, *, named: bool) -> Unit:
    natural = is_natural(use)
    unit = Unit(
        use.default,
        use.context if natural else "",
        key="" if natural else names(use if named else replace(use, namespace=""))[0],
        locations=(use.location,),
    )
    return replace(unit, **found.facts(use.notes, use.flags))


def _without_text(use: KeyUse, *, in_file: bool) -> Finding:
    sentence = _(
        "The text of the key {key} stands in the source resource file, which is not among "
        "the sources. Add that file to them, or give the text in the call."
    )
    if in_file:
        sentence = _(
            "The source resource file has no text for the key {key}. Add it there, or give the "
            "text in the call."
        )
    return Finding(
        CHECK,
        Severity.ERROR,
        sentence.format(key=names(use)[0]),
        evidence=use.key,
        location=use.location,
    )
