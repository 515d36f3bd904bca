"""Audit samples: what was drawn, what people said of it, what shipped on it. Rows never change."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, insert, select
from sqlalchemy.engine import Connection, Row

from l10n.model import Kind, Origin, Route, State
from l10n.store import bulk
from l10n.store.records import Record, record
from l10n.store.sample_schema import sample_releases, sampled, samples, verdicts
from l10n.store.schema import events, units
from l10n.transitions import Action

# Rows that are fetched at once while all captions are gone through.
_AT_ONCE = 1_000


class Verdict(StrEnum):
    """What a reviewer says of words that were drawn."""

    FINE = "fine"
    SERIOUS = "serious"


@dataclass(frozen=True, slots=True)
class Sample:
    """A draw of a plan for a stratum: a direction and a route.

    Attributes:
        plan: the number of the plan's first draw.
        draw: which of the plan's draws it is, from 1.
        draws: how many the plan may have; the confidence is spent on all of them.
        claim: the rate of serious errors that the stratum is said to stay under.
        confidence: of the plan, all its draws together.
        allowed: the acceptance number: so many serious errors, and it still ships.
        size: how many are read.
        since: the ledger's number that the stratum's words came after.
        until: the one they came up to.
        population: how many the stratum had then.
    """

    locale: str
    source_locale: str
    route: Route
    claim: float
    confidence: float
    allowed: int
    size: int
    seed: str
    since: int
    until: int
    population: int
    at: str
    by: str
    draw: int = 1
    draws: int = 1
    plan: int = 0
    number: int = 0

    @property
    def stratum(self) -> tuple[str, str, Route]:
        """What it was drawn from."""
        return self.source_locale, self.locale, self.route

    @property
    def spent(self) -> float:
        """The confidence of this draw alone: of what may go wrong each has an equal share."""
        return 1 - (1 - self.confidence) / self.draws


@dataclass(frozen=True, slots=True)
class Drawn:
    """A caption in a sample, with the words as they were drawn."""

    place: int
    unit: str
    hash: str
    source: tuple[str, ...]
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict; of several on one place the last counts, and all stay."""

    place: int
    verdict: Verdict
    note: str
    at: str
    actor: str


@dataclass(frozen=True, slots=True)
class Now:
    """What has become of a unit since it was drawn."""

    hash: str
    state: State
    number: int
    obsolete: bool


def add(connection: Connection, sample: Sample, drawn: Sequence[Drawn]) -> int:
    """Keep a sample; the number it has from now on."""
    last = connection.execute(select(func.max(samples.c.number))).scalar() or 0
    row = {**asdict(sample), "number": last + 1, "route": str(sample.route)}
    row["plan"] = sample.plan or row["number"]
    connection.execute(insert(samples), row)
    rows = [
        {
            "sample": row["number"],
            "place": one.place,
            "unit": one.unit,
            "hash": one.hash,
            "source": list(one.source),
            "target": list(one.target),
        }
        for one in drawn
    ]
    bulk.insert(connection, sampled, rows)
    return last + 1


def every(connection: Connection, locales: Sequence[str] = ()) -> list[Sample]:
    """All samples, the oldest first; of these locales, where some are named."""
    asked = select(samples).order_by(samples.c.number)
    if locales:
        asked = asked.where(samples.c.locale.in_(locales))
    return [_sample(row) for row in connection.execute(asked)]


def get(connection: Connection, number: int) -> Sample | None:
    """A sample."""
    row = connection.execute(select(samples).where(samples.c.number == number)).first()
    return _sample(row) if row else None


def drawn_in(connection: Connection, number: int) -> list[Drawn]:
    """What a sample holds, in the order of its places."""
    rows = connection.execute(
        select(sampled).where(sampled.c.sample == number).order_by(sampled.c.place)
    )
    return [Drawn(r.place, r.unit, r.hash, tuple(r.source), tuple(r.target)) for r in rows]


def now(connection: Connection, sample: Sample) -> dict[str, Now]:
    """What has become of a sample's units, by their ids."""
    rows = connection.execute(
        select(
            units.c.id,
            units.c.hash,
            units.c.state,
            units.c.number,
            units.c.obsolete,
        )
        .join(sampled, sampled.c.unit == units.c.id)
        .where(sampled.c.sample == sample.number, units.c.locale == sample.locale)
    )
    return {r.id: Now(r.hash, State(r.state), r.number, r.obsolete) for r in rows}


def say(connection: Connection, number: int, said: Said) -> None:
    """Keep a verdict."""
    row = {**asdict(said), "sample": number, "verdict": str(said.verdict)}
    connection.execute(insert(verdicts), row)


def said_of(connection: Connection, number: int) -> dict[int, list[Said]]:
    """The verdicts on a sample by place, the oldest first."""
    rows = connection.execute(
        select(verdicts).where(verdicts.c.sample == number).order_by(verdicts.c.number)
    )
    found: dict[int, list[Said]] = defaultdict(list)
    for r in rows:
        found[r.place].append(Said(r.place, Verdict(r.verdict), r.note, r.at, r.actor))
    return dict(found)


def note_release(
    connection: Connection, number: int, *, errors: int, bound: float, shipped: int, **made: str
) -> None:
    """Keep that a stratum shipped on a sample.

    Args:
        number: the sample's.
        made: `file` (SHA-256 of what was written), `at` and `by`.
    """
    row = {"sample": number, "errors": errors, "bound": bound, "shipped": shipped, **made}
    connection.execute(insert(sample_releases), row)


def released(connection: Connection) -> dict[int, str]:
    """When each sample's stratum shipped first, by the sample's number."""
    first = select(sample_releases.c.sample, func.min(sample_releases.c.at)).group_by(
        sample_releases.c.sample
    )
    return {row[0]: row[1] for row in connection.execute(first)}


def machine_captions(connection: Connection) -> Iterator[tuple[Record, Route]]:
    """Captions that say what a machine said last, each with its route; in the order they came.

    Nobody has touched them since, no check found an error in them, and they are never strings of
    the interface.
    """
    rows = connection.execute(_machine_captions().execution_options(yield_per=_AT_ONCE))
    for row in rows:
        if row.provenance and row.provenance[0] == row.hash:
            yield record(row), Route(row.provenance[4])


def _machine_captions() -> Select[Any]:
    return (
        select(units, events.c.provenance)
        .join(events, events.c.number == units.c.number)
        .where(
            units.c.kind == str(Kind.CAPTION),
            units.c.obsolete.is_(False),
            units.c.state == str(State.MACHINE),
            units.c.errors == 0,
            units.c.origin != str(Origin.HUMAN),
            events.c.action == str(Action.MACHINE_SUGGEST),
        )
        .order_by(units.c.position, units.c.id)
    )


def _sample(row: Row[Any]) -> Sample:
    facts = {name: getattr(row, name) for name in Sample.__dataclass_fields__}
    return Sample(**{**facts, "route": Route(row.route)})
