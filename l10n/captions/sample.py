"""Captions → an audit sample per stratum, drawn by seeded hashes from what the machine said last.

A plan is fixed when it is drawn: claim, confidence, acceptance number, how many are read and how
often at most one draws. The confidence is spent in equal shares on all draws (Bonferroni), so that
what is shipped wrongly stays under it whatever the draws have in common. docs/decisions/0014 says
why.
"""

import hashlib
import heapq
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.engine import Connection

from l10n.captions import bounds
from l10n.captions.standing import Stage, Standing, standing_of
from l10n.errors import ReviewError
from l10n.messages import gettext as _
from l10n.messages import ngettext
from l10n.model import Route
from l10n.store import ledger, samples
from l10n.store.database import Database
from l10n.store.records import Record
from l10n.store.samples import Drawn, Sample

Stratum = tuple[str, str, Route]
# Words that change before they are read are replaced by the next: as many again stand ready.
_DRAWN = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """What is claimed, and how it is to be borne out; see `samples.Sample`."""

    claim: float
    confidence: float
    allowed: int = 0
    draws: int = 1

    @property
    def size(self) -> int:
        """How many are read in each draw."""
        return bounds.size(self.claim, 1 - (1 - self.confidence) / self.draws, self.allowed)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What became of a stratum: a sample, or why there is none.

    Attributes:
        population: how many captions could be drawn.
        sample: None where nothing was drawn.
        why: as a sentence, "" where there is a sample.
    """

    stratum: Stratum
    population: int = 0
    sample: Sample | None = None
    why: str = ""


@dataclass(slots=True)
class _Lot:
    """A stratum while all captions are gone through: the first ones by their hashes.

    Attributes:
        like: the sample that is to be drawn, without what the captions tell.
        read: units that are not drawn once more.
        most: how many are kept.
    """

    like: Sample
    read: Collection[str]
    most: int
    population: int = 0
    heap: list[tuple[int, str, Record]] = field(default_factory=list)

    def take(self, record: Record) -> None:
        if not self.like.since < record.number <= self.like.until or record.unit.id in self.read:
            return
        self.population += 1
        key = -order(self.like.seed, record.locale, record.unit.id)
        if len(self.heap) < self.most:
            heapq.heappush(self.heap, (key, record.unit.id, record))
        elif key > self.heap[0][0]:
            heapq.heapreplace(self.heap, (key, record.unit.id, record))

    def drawn(self) -> Iterator[Drawn]:
        for place, (_key, name, record) in enumerate(sorted(self.heap, reverse=True), 1):
            yield Drawn(place, name, record.hash, record.unit.source, record.target)


def order(seed: str, locale: str, unit: str) -> int:
    """Where a unit stands in the order of a draw: the first 128 bits of SHA-256, as a number."""
    told = f"{seed}\n{locale}\n{unit}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.sha256(told).digest()[:16], "big")


def draw(
    database: Database,
    plan: Plan | None,
    seed: str,
    by: str,
    at: str,
    *,
    locales: Sequence[str] = (),
    routes: Sequence[Route] = (),
) -> list[Chosen]:
    """Draw a sample of each stratum that may have one.

    Args:
        plan: for a stratum's first draw; None for the next draw of plans that failed.
        by: who draws.
        at: the time, ISO 8601 in UTC.
        locales: only these targets.
        routes: only these.

    Returns:
        What became of each stratum that has captions, drawn or not.

    Raises:
        ReviewError: where somebody else drew meanwhile.
    """
    with database.reading() as connection:
        known = samples.every(connection)
        until = ledger.last(connection)
        latest = {one.stratum: one for one in known}
        standings = {s: standing_of(connection, one) for s, one in latest.items()}
        shipped = samples.released(connection)
        read = {
            s: _read(connection, [k for k in known if k.plan == one.plan])
            for s, one in latest.items()
        }
        lots: dict[Stratum, _Lot] = {}
        refused: dict[Stratum, Chosen] = {}
        for record, route in samples.machine_captions(connection):
            stratum = record.source_locale, record.locale, route
            if (locales and record.locale not in locales) or (routes and route not in routes):
                continue
            if stratum not in lots and stratum not in refused:
                like = _next(stratum, plan, standings.get(stratum), shipped)
                if isinstance(like, str):
                    refused[stratum] = Chosen(stratum, why=like)
                else:
                    like = replace(like, seed=seed, by=by, at=at, until=like.until or until)
                    again = read.get(stratum, ()) if plan is None else ()
                    lots[stratum] = _Lot(like, again, _DRAWN * like.size)
            if stratum in lots:
                lots[stratum].take(record)
    found = [*refused.values(), *(_settled(lot) for lot in lots.values())]
    found.sort(key=lambda one: one.stratum)
    with database.writing() as connection:
        if len(samples.every(connection)) != len(known):
            raise ReviewError(
                _("Somebody else drew a sample meanwhile."), remedy=_("Look at it, then go on.")
            )
        for number, one in enumerate(found):
            if one.sample:
                name = samples.add(connection, one.sample, list(lots[one.stratum].drawn()))
                kept = replace(one.sample, number=name, plan=one.sample.plan or name)
                found[number] = replace(one, sample=kept)
    return found


def _next(
    stratum: Stratum, plan: Plan | None, last: Standing | None, shipped: Collection[int]
) -> Sample | str:
    """The sample that a stratum may have now, or why it may have none."""
    if last and last.stage is Stage.OPEN:
        return ngettext(
            "The plan is fixed: {count} more is to be read of sample {number}.",
            "The plan is fixed: {count} more are to be read of sample {number}.",
            len(last.open),
        ).format(count=len(last.open), number=last.sample.number)
    if last and last.stage is Stage.HOLDS and last.sample.number not in shipped:
        return _("Sample {number} holds; release it first.").format(number=last.sample.number)
    over = last is not None and last.stage in {Stage.FAILED, Stage.VOID}
    left = over and last is not None and last.sample.draw < last.sample.draws
    if plan is None:
        if not left or last is None:
            return _("There is no plan with a draw left.")
        was = last.sample
        return replace(was, draw=was.draw + 1, number=0)
    if left and last is not None:
        return _("The plan of sample {number} has a draw left: --again.").format(
            number=last.sample.number
        )
    source_locale, locale, route = stratum
    since = last.sample.until if last else 0
    facts = (plan.claim, plan.confidence, plan.allowed, plan.size, "", since, 0, 0, "", "")
    return Sample(locale, source_locale, route, *facts, draws=plan.draws)


def _settled(lot: _Lot) -> Chosen:
    like, population = replace(lot.like, population=lot.population), lot.population
    if population >= like.size:
        return Chosen(like.stratum, population, like)
    if population == 0 and like.since:
        why = _("Nothing new came since the last sample.")
    else:
        why = _("A sample takes {size}, and there are {count}: read them all in the queue.").format(
            size=like.size, count=population
        )
    return Chosen(like.stratum, population, why=why)


def _read(connection: Connection, draws: Sequence[Sample]) -> frozenset[str]:
    """The units of these draws that somebody read."""
    found: set[str] = set()
    for one in draws:
        said = samples.said_of(connection, one.number)
        found.update(d.unit for d in samples.drawn_in(connection, one.number) if d.place in said)
    return frozenset(found)
