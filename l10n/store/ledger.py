"""The ledger: events are added, never changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.engine import Connection, Row

from l10n.model import Origin, Provenance, Route
from l10n.review import Action, Event
from l10n.store.schema import events
from l10n.store.units import batched


def append(connection: Connection, new: Sequence[Event]) -> list[Event]:
    """The events with their places in the ledger, once they stand there, in this order."""
    if not new:
        return []
    statement = insert(events).returning(events.c.number, sort_by_parameter_order=True)
    numbers = connection.execute(statement, [_values(event) for event in new]).scalars()
    return [replace(event, number=number) for event, number in zip(new, numbers, strict=True)]


def of(connection: Connection, locale: str, unit: str) -> list[Event]:
    """A unit's events, the oldest first."""
    rows = connection.execute(
        select(events)
        .where(events.c.locale == locale, events.c.unit == unit)
        .order_by(events.c.number)
    )
    return [_event(row) for row in rows]


def of_each(connection: Connection, locale: str) -> Iterator[tuple[str, list[Event]]]:
    """Each unit of a locale with its events, the oldest first."""
    rows = connection.execute(
        select(events)
        .where(events.c.locale == locale)
        .order_by(events.c.unit, events.c.number)
        .execution_options(yield_per=1000)
    )
    for unit, group in groupby(rows, key=lambda row: row.unit):
        yield unit, [_event(row) for row in group]


def of_units(connection: Connection, locale: str, ids: Iterable[str]) -> dict[str, list[Event]]:
    """The events of these units, the oldest first."""
    wanted = list(ids)
    found: dict[str, list[Event]] = {name: [] for name in wanted}
    for chunk in batched(wanted):
        rows = connection.execute(
            select(events)
            .where(events.c.locale == locale, events.c.unit.in_(chunk))
            .order_by(events.c.number)
        )
        for row in rows:
            found[row.unit].append(_event(row))
    return found


def last(connection: Connection) -> int:
    """The number of the last event, 0 before there is one."""
    return connection.execute(select(func.max(events.c.number))).scalar() or 0


def _values(event: Event) -> dict[str, Any]:
    made = event.provenance
    return {
        "at": event.at,
        "actor": event.actor,
        "action": str(event.action),
        "locale": event.locale,
        "unit": event.unit,
        "expected": event.expected,
        "hash": event.hash,
        "target": list(event.target),
        "source": list(event.source),
        "note": event.note,
        "provenance": [made.hash, made.origin, made.by, made.quality, made.route] if made else None,
    }


def _event(row: Row[Any]) -> Event:
    made = None
    if row.provenance:
        hash_, origin, by, quality, route = row.provenance
        made = Provenance(hash_, Origin(origin), by, quality, Route(route))
    return Event(
        row.at,
        row.actor,
        Action(row.action),
        row.locale,
        row.unit,
        row.expected,
        row.hash,
        tuple(row.target),
        tuple(row.source),
        row.note,
        made,
        row.number,
    )
