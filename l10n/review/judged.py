"""The ledger → what people made of a machine's words, each with the quality that was estimated."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.engine import Connection

from l10n.model import Origin, Provenance, State
from l10n.store import ledger, samples
from l10n.store.samples import Verdict
from l10n.store.schema import units
from l10n.transitions import Action, Event, Standing, standings


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of words that a machine wrote.

    Attributes:
        by: the engine and model, and the calibration that the quality went through.
        taken: whether a person took them as they were.
        sampled: whether they were read in an audit sample, and not decided on besides.
    """

    locale: str
    unit: str
    by: str
    quality: float
    taken: bool
    sampled: bool = False


def judgements(connection: Connection) -> Iterator[Judgement]:
    """Each machine's words that people decided on or read in a sample, one judgement for each."""
    for locale in connection.execute(select(units.c.locale).distinct().order_by(units.c.locale)):
        said = _said(connection, locale.locale)
        for unit, events in ledger.of_each(connection, locale.locale):
            for made, taken in _fates(events):
                read = said.get((unit, made.hash))
                if taken is None and read is None:
                    continue
                fair = read is Verdict.FINE if taken is None else taken
                facts = (made.by, made.quality, fair, taken is None)
                yield Judgement(locale.locale, unit, *facts)


def _said(connection: Connection, locale: str) -> dict[tuple[str, str], Verdict]:
    """The last verdict on words that were drawn, by unit and content hash."""
    found: dict[tuple[str, str], Verdict] = {}
    for sample in samples.every(connection, [locale]):
        drawn = {one.place: one for one in samples.drawn_in(connection, sample.number)}
        for place, said in samples.said_of(connection, sample.number).items():
            found[drawn[place].unit, drawn[place].hash] = said[-1].verdict
    return found


def _fates(events: Iterable[Event]) -> Iterator[tuple[Provenance, bool | None]]:
    """A unit's machine's words with what people did to them last; None where nobody did."""
    told = list(events)
    made: Provenance | None = None
    last = Standing()
    for event, after in zip(told, list(standings(told))[1:], strict=True):
        if event.action in {Action.MACHINE_SUGGEST, Action.SOURCE_CHANGE}:
            if made:
                yield made, _fate(made, last)
            given = event.provenance if event.action is Action.MACHINE_SUGGEST else None
            made = given if given and given.origin is Origin.MACHINE else None
        last = after
    if made:
        yield made, _fate(made, last)


def _fate(made: Provenance, last: Standing) -> bool | None:
    match last.state:
        case State.APPROVED:
            return last.hash == made.hash
        case State.REJECTED | State.SUGGESTED:
            # An approval that was withdrawn leaves a machine's words as nobody's yet.
            return False if last.state is State.REJECTED or last.hash != made.hash else None
        case _:
            return None
