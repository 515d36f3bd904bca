"""The queue: which units wait, in which order, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select, tuple_
from sqlalchemy.engine import Connection

from l10n.glossary.folding import fold_text
from l10n.model import Kind, Origin, Severity, State
from l10n.store.schema import findings, unit_terms, units
from l10n.store.units import Record, record

WAITING = (State.MACHINE, State.SUGGESTED, State.OUTDATED)


class Order(StrEnum):
    """Which come first: the riskiest and most seen, the longest waiting, or as in the catalog."""

    PRIORITY = "priority"
    AGE = "age"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which units; a field left empty asks for nothing.

    Attributes:
        finding: a check that found something.
        severity: of the findings.
        term: a glossary term in the source.
        before: the last change was before this time (ISO 8601, UTC).
        text: stands in source, target or context.
        conflict: catalog and store both moved.
        locales: the locales that the person may see, where they may not see all.
    """

    locale: str = ""
    kind: Kind | None = None
    states: tuple[State, ...] = ()
    finding: str = ""
    severity: Severity | None = None
    term: str = ""
    origin: Origin | None = None
    before: str = ""
    text: str = ""
    conflict: bool = False
    locales: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the units that a filter chooses, and how many it chooses in all."""

    records: tuple[Record, ...]
    total: int


_ORDERS: dict[Order, Sequence[ColumnElement[Any]]] = {
    Order.PRIORITY: (units.c.priority.desc(), units.c.position, units.c.id),
    Order.AGE: (units.c.changed_at, units.c.position, units.c.id),
    Order.POSITION: (units.c.position, units.c.id),
}


def conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    """What SQL asks for it."""
    same = (unit_terms.c.locale == units.c.locale) & (unit_terms.c.unit == units.c.id)
    text = fold_text(wanted.text.strip()).replace("\x00", "")
    asked: list[tuple[object, ColumnElement[bool]]] = [
        (wanted.locale, units.c.locale == wanted.locale),
        (wanted.locales, units.c.locale.in_(wanted.locales)),
        (wanted.kind, units.c.kind == str(wanted.kind)),
        (wanted.states, units.c.state.in_([str(state) for state in wanted.states])),
        (wanted.origin, units.c.origin == str(wanted.origin)),
        (wanted.before, units.c.changed_at < wanted.before),
        (wanted.conflict, units.c.conflict.is_not(None)),
        (text, units.c.search.contains(text, autoescape=True)),
        (wanted.finding or wanted.severity, _has_finding(wanted)),
        (wanted.term, exists().where(same, unit_terms.c.term == wanted.term)),
    ]
    return [units.c.obsolete.is_(False), *(clause for is_asked, clause in asked if is_asked)]


def _has_finding(wanted: Filter) -> ColumnElement[bool]:
    same = (findings.c.locale == units.c.locale) & (findings.c.unit == units.c.id)
    remark = exists().where(same)
    if wanted.finding:
        remark = remark.where(findings.c.check == wanted.finding)
    if wanted.severity:
        remark = remark.where(findings.c.severity == str(wanted.severity))
    return remark


def page(
    connection: Connection, wanted: Filter, order: Order, *, start: int = 0, size: int = 50
) -> Page:
    """The units from `start` on, `size` of them, and how many there are in all."""
    asked = conditions(wanted)
    rows = connection.execute(
        select(units).where(*asked).order_by(*_ORDERS[order]).offset(start).limit(size)
    )
    total = connection.execute(select(func.count()).select_from(units).where(*asked)).scalar_one()
    return Page(tuple(record(row) for row in rows), total)


def chosen(connection: Connection, wanted: Filter, limit: int) -> list[Record]:
    """All that a filter chooses, at most `limit`, in the queue's order."""
    statement = select(units).where(*conditions(wanted)).order_by(*_ORDERS[Order.PRIORITY])
    return [record(row) for row in connection.execute(statement.limit(limit))]


def following(
    connection: Connection, wanted: Filter, order: Order, after: Record | None
) -> Record | None:
    """The next unit in the queue after one that may have left it; the first without one."""
    statement = select(units).where(*conditions(wanted)).order_by(*_ORDERS[order]).limit(1)
    if after:
        statement = statement.where(_behind(order, after))
    row = connection.execute(statement).first()
    return record(row) if row else None


def _behind(order: Order, after: Record) -> ColumnElement[bool]:
    place = tuple_(units.c.position, units.c.id) > tuple_(after.position, after.unit.id)
    if order is Order.POSITION:
        return place
    if order is Order.AGE:
        value, column = after.changed_at, units.c.changed_at
        return (column > value) | ((column == value) & place)
    return (units.c.priority < after.priority) | ((units.c.priority == after.priority) & place)


def neighbours(connection: Connection, of: Record, reach: int = 2) -> tuple[Record, ...]:
    """The units that stand round it in its catalog or thread, in order."""
    near: Select[Any] = select(units).where(
        units.c.locale == of.locale,
        units.c.obsolete.is_(False),
        units.c.kind == str(of.unit.kind),
        units.c.position.between(of.position - reach, of.position + reach),
        units.c.id != of.unit.id,
    )
    return tuple(record(row) for row in connection.execute(near.order_by(units.c.position)))
