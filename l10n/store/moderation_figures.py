"""What the moderation queue counts: volume, age, and how often each entry of a list was right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.engine import Connection

from l10n.model import Verdict
from l10n.store.moderation_schema import moderation, moderation_entries
from l10n.store.schema import events, units
from l10n.transitions import VERDICTS, Action

_DAY = 10  # characters of a time that name its day


@dataclass(frozen=True, slots=True)
class ByEntry:
    """What became of the texts that an entry flagged.

    Attributes:
        waiting: nobody decided on them yet.
    """

    category: str
    language: str
    term: str
    allowed: int
    hidden: int
    waiting: int

    @property
    def false_rate(self) -> float | None:
        """The share that was allowed of those that were decided on; None before there is one."""
        decided = self.allowed + self.hidden
        return self.allowed / decided if decided else None


def counts(connection: Connection, locales: Sequence[str]) -> dict[Verdict, int]:
    """How many texts stand where."""
    rows = connection.execute(
        select(moderation.c.verdict, func.count())
        .where(*_within(moderation.c.locale, locales))
        .group_by(moderation.c.verdict)
    )
    found = {Verdict(verdict): number for verdict, number in rows}
    return {verdict: found.get(verdict, 0) for verdict in Verdict}


def categories(connection: Connection, locales: Sequence[str]) -> list[tuple[str, int]]:
    """What waits by the category of its gravest entry, the most frequent first."""
    number = func.count().label("number")
    rows = connection.execute(
        select(moderation.c.category, number)
        .where(moderation.c.waits.is_(True), *_within(moderation.c.locale, locales))
        .group_by(moderation.c.category)
        .order_by(number.desc(), moderation.c.category)
    )
    return [(row.category, row.number) for row in rows]


def oldest(connection: Connection, locales: Sequence[str]) -> str:
    """Since when the longest waiting one waits, "" where none does."""
    asked = (moderation.c.waits.is_(True), *_within(moderation.c.locale, locales))
    return connection.execute(select(func.min(moderation.c.since)).where(*asked)).scalar() or ""


def younger(
    connection: Connection, locales: Sequence[str], since: Sequence[str]
) -> tuple[int, ...]:
    """How many of those that wait do so since each of these times or later."""
    columns = [func.count(case((moderation.c.since >= time, 1))) for time in since]
    asked = (moderation.c.waits.is_(True), *_within(moderation.c.locale, locales))
    return tuple(connection.execute(select(*columns).where(*asked)).one())


def per_day(
    connection: Connection, locales: Sequence[str], since: str
) -> dict[str, dict[str, int]]:
    """Flags and decisions since a time, by day and action."""
    day = func.substr(events.c.at, 1, _DAY)
    actions = [str(action) for action in (Action.FLAG, *VERDICTS)]
    rows = connection.execute(
        select(day, events.c.action, func.count())
        .where(
            events.c.at >= since, events.c.action.in_(actions), *_within(events.c.locale, locales)
        )
        .group_by(day, events.c.action)
    )
    counted: dict[str, dict[str, int]] = {}
    for name, action, number in rows:
        counted.setdefault(name, {})[action] = number
    return counted


def by_entry(connection: Connection, locales: Sequence[str], most: int) -> list[ByEntry]:
    """What became of what each entry flagged, those with most texts first."""
    parts = (
        moderation_entries.c.category,
        moderation_entries.c.language,
        moderation_entries.c.term,
    )
    verdict = moderation_entries.c.verdict
    waiting = [str(one) for one in Verdict if one.waits]
    columns = (
        func.count(case((verdict == str(Verdict.ALLOWED), 1))),
        func.count(case((verdict == str(Verdict.HIDDEN), 1))),
        func.count(case((verdict.in_(waiting), 1))),
    )
    rows = connection.execute(
        select(*parts, *columns)
        .where(*_within(moderation_entries.c.locale, locales))
        .group_by(*parts)
        .order_by(func.count().desc(), *parts)
        .limit(most)
    )
    return [ByEntry(*row) for row in rows]


def decided(connection: Connection) -> Iterator[Any]:
    """The events of moderators' decisions with the post's key (`unit`), the oldest first."""
    same = (units.c.locale == events.c.locale) & (units.c.id == events.c.unit)
    actions = [str(action) for action in VERDICTS]
    yield from connection.execute(
        select(events, units.c.unit.label("said"))
        .outerjoin(units, same)
        .where(events.c.action.in_(actions))
        .order_by(events.c.number)
        .execution_options(yield_per=1000)
    )


def _within(column: ColumnElement[str], locales: Sequence[str]) -> list[ColumnElement[bool]]:
    return [column.in_(locales)] if locales else []
