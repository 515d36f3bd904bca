"""What the dashboard counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import ColumnElement, case, exists, func, select
from sqlalchemy.engine import Connection

from l10n.model import Kind, State
from l10n.review import Action
from l10n.store.queue import WAITING
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


def coverage(
    connection: Connection, locales: Sequence[str]
) -> dict[tuple[str, Kind], dict[State, int]]:
    """Live units by locale and kind, and of these by state."""
    rows = connection.execute(
        select(units.c.locale, units.c.kind, units.c.state, func.count())
        .where(units.c.obsolete.is_(False), *_within(units.c.locale, locales))
        .group_by(units.c.locale, units.c.kind, units.c.state)
        .order_by(units.c.locale, units.c.kind)
    )
    counted: dict[tuple[str, Kind], dict[State, int]] = {}
    for locale, kind, state, number in rows:
        states = counted.setdefault((locale, Kind(kind)), dict.fromkeys(State, 0))
        states[State(state)] = number
    return counted


def ages(connection: Connection, locales: Sequence[str], since: Sequence[str]) -> list[int]:
    """How many units wait since each of these times, the newest first, and since before them."""
    younger = [func.count(case((units.c.changed_at >= time, 1))) for time in since]
    waiting = units.c.state.in_([str(state) for state in WAITING])
    row = connection.execute(
        select(*younger, func.count()).where(
            units.c.obsolete.is_(False), waiting, *_within(units.c.locale, locales)
        )
    ).one()
    return [row[0], *(older - newer for newer, older in pairwise(row))]


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
