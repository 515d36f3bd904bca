"""What the dashboard counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, exists, func, select
from sqlalchemy.engine import Connection

from l10n.model import Kind, State
from l10n.review import Action
from l10n.store.schema import events, findings, units

_DAY = 10  # characters of a time that name its day


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What became of machines' words that people decided on."""

    approved: int
    edited: int
    rejected: int

    @property
    def rate(self) -> float:
        """The share taken as they were, from 0 to 1; 0 where nothing was decided."""
        all_of_them = self.approved + self.edited + self.rejected
        return self.approved / all_of_them if all_of_them else 0.0


@dataclass(frozen=True, slots=True)
class Counted:
    """Live units of one locale, kind and state.

    Attributes:
        units: how many.
        younger: how many of them changed since each of the times asked about.
    """

    locale: str
    kind: Kind
    state: State
    units: int
    younger: tuple[int, ...]


def counts(connection: Connection, locales: Sequence[str], since: Sequence[str]) -> list[Counted]:
    """Live units by locale, kind and state, and how many of them changed since these times."""
    parts = (units.c.locale, units.c.kind, units.c.state)
    younger = [func.count(case((units.c.changed_at >= time, 1))) for time in since]
    rows = connection.execute(
        select(*parts, func.count(), *younger)
        .where(units.c.obsolete.is_(False), *_within(units.c.locale, locales))
        .group_by(*parts)
        .order_by(*parts)
    )
    return [
        Counted(locale, Kind(kind), State(state), number, tuple(rest))
        for locale, kind, state, number, *rest in rows
    ]


def by_check(connection: Connection, locales: Sequence[str]) -> list[tuple[str, str, int]]:
    """Findings as (check, severity, units), the most frequent first."""
    rows = connection.execute(
        select(findings.c.check, findings.c.severity, func.count().label("number"))
        .where(*_within(findings.c.locale, locales))
        .group_by(findings.c.check, findings.c.severity)
        .order_by(func.count().desc(), findings.c.check)
    )
    return [(row.check, row.severity, row.number) for row in rows]


def per_day(
    connection: Connection, locales: Sequence[str], since: str
) -> dict[str, dict[str, int]]:
    """Approvals and rejections since a time, by day and action."""
    day = func.substr(events.c.at, 1, _DAY)
    verdicts = (str(Action.APPROVE), str(Action.REJECT))
    rows = connection.execute(
        select(day, events.c.action, func.count())
        .where(
            events.c.at >= since, events.c.action.in_(verdicts), *_within(events.c.locale, locales)
        )
        .group_by(day, events.c.action)
        .order_by(day)
    )
    counted: dict[str, dict[str, int]] = {}
    for name, action, number in rows:
        counted.setdefault(name, dict.fromkeys(verdicts, 0))[action] = number
    return counted


def acceptance(connection: Connection, locales: Sequence[str], since: str) -> Acceptance:
    """What people made of machines' words since a time."""
    machine = events.alias("machine")
    of_machine = exists().where(
        machine.c.locale == events.c.locale,
        machine.c.unit == events.c.unit,
        machine.c.number < events.c.number,
        machine.c.action == str(Action.MACHINE_SUGGEST),
        machine.c.hash == events.c.expected,
    )
    verdicts = (Action.APPROVE, Action.EDIT, Action.REJECT)
    rows = connection.execute(
        select(events.c.action, func.count())
        .where(
            events.c.at >= since,
            events.c.action.in_([str(action) for action in verdicts]),
            of_machine,
            *_within(events.c.locale, locales),
        )
        .group_by(events.c.action)
    )
    counted: dict[str, int] = {row[0]: row[1] for row in rows}
    return Acceptance(*(counted.get(str(action), 0) for action in verdicts))


def _within(column: ColumnElement[str], locales: Sequence[str]) -> list[ColumnElement[bool]]:
    return [column.in_(locales)] if locales else []
