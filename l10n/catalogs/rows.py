"""What extractors found in a file, as JSON holds it: for the cache, and from process to process."""

from collections.abc import Iterable, Iterator
from typing import Any

from l10n.extractors.interface import Extracted, KeysLike, KeyUse
from l10n.model import Finding, Kind, Location, Severity, Unit

Rows = list[list[Any]]
"""Items by the first letter of what they are, without the file's name."""


def packed(items: Iterable[Extracted], name: str) -> Rows | None:
    """What was found in a file; None where some of it is not for keeping, as errors are."""
    rows: Rows = []
    for item in items:
        row = _row(item, name)
        if row is None:
            return None
        rows.append(row)
    return rows


def _row(item: Extracted, name: str) -> list[Any] | None:
    if isinstance(item, KeyUse):
        place: tuple[Location, ...] = (item.location,)
        row = [
            *("k", item.location.line, item.key, item.namespace, item.default),
            *(item.context, item.plural, item.notes, item.flags),
        ]
    elif isinstance(item, KeysLike):
        place = (item.location,)
        row = ["l", item.location.line, item.look, item.namespace]
    elif isinstance(item, Finding):
        place = (item.location,)
        row = ["f", item.location.line, item.check, item.severity, item.message, item.evidence]
    elif isinstance(item, Unit) and len(item.locations) == 1 and item.kind is Kind.UI:
        place = item.locations
        line = item.locations[0].line
        row = ["u", line, item.source, item.context, item.key, item.notes, item.flags, item.limit]
    else:
        return None
    return row if place[0].path == name else None


def unpacked(rows: Rows, name: str) -> Iterator[Extracted]:
    """What the rows of a file say."""
    for kind, line, *fields in rows:
        at = Location(name, line)
        if kind == "u":
            source, context, key, notes, flags, limit = fields
            yield Unit(
                tuple(source),
                context,
                key=key,
                notes=tuple(notes),
                locations=(at,),
                flags=tuple(flags),
                limit=limit,
            )
        elif kind == "k":
            key, namespace, default, context, plural, notes, flags = fields
            default, notes, flags = tuple(default), tuple(notes), tuple(flags)
            yield KeyUse(key, at, namespace, default, context, plural, notes, flags)
        elif kind == "l":
            look, namespace = fields
            yield KeysLike(look, at, namespace)
        else:
            check, severity, message, evidence = fields
            yield Finding(check, Severity(severity), message, evidence=evidence, location=at)
