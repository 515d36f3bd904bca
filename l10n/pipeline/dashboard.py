"""Where review stands: coverage, the queue's age, the machine's acceptance, trust, throughput."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.engine import Connection

from l10n.model import Kind, State
from l10n.store import figures, trials
from l10n.store.figures import Acceptance
from l10n.store.trials import Outcome

DAYS = 30
# The queue's age in days: up to one, up to three, ... and more than the last.
AGES = (1, 3, 7, 14)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The units of a locale and kind by state."""

    locale: str
    kind: Kind
    states: dict[State, int]

    @property
    def units(self) -> int:
        """All of them."""
        return sum(self.states.values())

    @property
    def approved(self) -> float:
        """The approved share, from 0 to 1."""
        return self.states[State.APPROVED] / self.units if self.units else 1.0


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What the dashboard shows.

    Attributes:
        ages: how many units wait up to each of `AGES`, and longer than the last.
        days: (day, approvals, rejections), each of the last `DAYS`.
        findings: (check, severity, units).
        trials: how many ended how.
    """

    coverage: tuple[Coverage, ...]
    ages: tuple[int, ...]
    days: tuple[tuple[str, int, int], ...]
    acceptance: Acceptance
    findings: tuple[tuple[str, str, int], ...]
    trials: dict[Outcome, int]

    @property
    def catch_rate(self) -> float | None:
        """The share of seeded items that reviewers caught; None before there was one."""
        caught, missed = self.trials.get(Outcome.CAUGHT, 0), self.trials.get(Outcome.MISSED, 0)
        return caught / (caught + missed) if caught + missed else None

    @property
    def agreement(self) -> float | None:
        """The share of second looks that agreed; None before there was one."""
        agreed = self.trials.get(Outcome.AGREED, 0)
        both = agreed + self.trials.get(Outcome.DISAGREED, 0)
        return agreed / both if both else None


def dashboard(connection: Connection, locales: Sequence[str], now: float) -> Dashboard:
    """The dashboard of these locales, of all where none is named.

    Args:
        now: seconds since the epoch.
    """
    today = datetime.fromtimestamp(now, UTC)
    since = [_written(today - timedelta(days=days)) for days in AGES]
    first = today - timedelta(days=DAYS - 1)
    counted = figures.per_day(connection, locales, first.strftime("%Y-%m-%d"))
    days = [(first + timedelta(days=number)).strftime("%Y-%m-%d") for number in range(DAYS)]
    return Dashboard(
        tuple(
            Coverage(locale, kind, states)
            for (locale, kind), states in figures.coverage(connection, locales).items()
        ),
        tuple(figures.ages(connection, locales, since)),
        tuple(
            (day, found.get("approve", 0), found.get("reject", 0))
            for day in days
            for found in [counted.get(day, {})]
        ),
        figures.acceptance(connection, locales, _written(first)),
        tuple(figures.by_check(connection, locales)),
        trials.tally(connection, locales),
    )


def _written(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
