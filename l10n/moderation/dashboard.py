"""Where moderation stands: volume, age, days, and how often each entry of a list was right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.engine import Connection

from l10n.model import Verdict
from l10n.store import moderation_figures as figures
from l10n.store.moderation_figures import ByEntry
from l10n.transitions import VERDICTS, Action

DAYS = 14
# The queue's age in hours: up to one, up to six, ... and more than the last.
AGES = (1, 6, 24, 72)
# So many entries are told of, those that flagged most.
MOST = 50


@dataclass(frozen=True, slots=True)
class Day:
    """What came and what was decided on a day."""

    day: str
    flagged: int
    decided: int


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What the page shows.

    Attributes:
        oldest: since when the longest waiting one waits, "" where none does.
        ages: how many wait up to each of `AGES`, and longer than the last.
    """

    counts: dict[Verdict, int]
    categories: tuple[tuple[str, int], ...]
    oldest: str
    ages: tuple[int, ...]
    days: tuple[Day, ...]
    entries: tuple[ByEntry, ...]

    @property
    def waiting(self) -> int:
        """How many wait for a person."""
        return sum(number for verdict, number in self.counts.items() if verdict.waits)

    @property
    def false_rate(self) -> float | None:
        """The share of the decided texts that were allowed; None before there is one."""
        allowed = self.counts[Verdict.ALLOWED]
        decided = allowed + self.counts[Verdict.HIDDEN]
        return allowed / decided if decided else None


def dashboard(connection: Connection, locales: Sequence[str], now: float) -> Dashboard:
    """The figures of these locales, of all where none is named.

    Args:
        now: seconds since the epoch.
    """
    today = datetime.fromtimestamp(now, UTC)
    counts = figures.counts(connection, locales)
    younger = figures.younger(
        connection, locales, [_written(today - timedelta(hours=hours)) for hours in AGES]
    )
    waiting = sum(number for verdict, number in counts.items() if verdict.waits)
    first = today - timedelta(days=DAYS - 1)
    by_day = figures.per_day(connection, locales, first.strftime("%Y-%m-%d"))
    days = [(first + timedelta(days=number)).strftime("%Y-%m-%d") for number in range(DAYS)]
    return Dashboard(
        counts,
        tuple(figures.categories(connection, locales)),
        figures.oldest(connection, locales),
        tuple(b - a for a, b in zip((0, *younger), (*younger, waiting), strict=True)),
        tuple(_day(day, by_day.get(day, {})) for day in days),
        tuple(figures.by_entry(connection, locales, MOST)),
    )


def _day(day: str, counted: dict[str, int]) -> Day:
    return Day(day, counted.get(Action.FLAG, 0), sum(counted.get(one, 0) for one in VERDICTS))


def _written(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
