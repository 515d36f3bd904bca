"""Many units decided at once: seen before, sealed, then each decided as by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from l10n.batches import batched
from l10n.errors import ReviewError
from l10n.model import digest
from l10n.review.decide import Actor, Decision, Rules, decide
from l10n.store import queue
from l10n.store.database import Database
from l10n.store.queue import Filter
from l10n.store.records import Record
from l10n.transitions import Action, step

# Nobody looks at more than this in one preview.
MOST = 5_000
# Units in one transaction.
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Preview:
    """What a batch would do.

    Attributes:
        ready: the units it would decide.
        barred: those it would not, with the reason.
        seal: names exactly these units and words; a batch is carried out on what was seen.
        more: whether the filter chooses more than a batch may hold.
    """

    ready: tuple[Record, ...]
    barred: tuple[tuple[Record, str], ...]
    seal: str
    more: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """What a batch did."""

    decided: int
    refused: tuple[tuple[Record, str], ...]


def preview(
    connection: Connection, rules: Rules, actor: Actor, wanted: Filter, action: Action
) -> Preview:
    """The units that a filter chooses, and which of them the actor can decide so."""
    chosen = queue.chosen(connection, wanted, MOST + 1)
    ready: list[Record] = []
    barred: list[tuple[Record, str]] = []
    for record in chosen[:MOST]:
        if why := _bar(rules, actor, record, action):
            barred.append((record, why))
        else:
            ready.append(record)
    seal = digest(str(action), [[r.locale, r.unit.id, r.hash] for r in ready])
    return Preview(tuple(ready), tuple(barred), seal, len(chosen) > MOST)


def _bar(rules: Rules, actor: Actor, record: Record, action: Action) -> str:
    """Why the actor can't decide so, "" where they can."""
    try:
        step(record.state, action, actor.role)
    except ReviewError as error:
        return error.message
    if action is Action.APPROVE:
        found = rules.checker(record).check(record.unit, record.target, accepted=record.accepted)
        errors = [f"{f.check}: {f.message}" for f in found if f.blocks]
        return " ".join(errors)
    return ""


def decide_each(
    database: Database,
    rules: Rules,
    actor: Actor,
    wanted: Iterable[Sequence[Decision]],
    at: str,
) -> list[ReviewError | None]:
    """Decide many units; for each, in their order, why it was refused, None where it was not.

    A few units are one transaction, so that others decide in between. What was decided before a
    failure stays decided.

    Args:
        wanted: for each unit what `decide` takes.

    Raises:
        StorageError: where the store refuses.
    """
    refusals: list[ReviewError | None] = []
    for chunk in batched(wanted, _AT_ONCE):
        with database.writing() as connection:
            for decisions in chunk:
                try:
                    decide(connection, rules, actor, decisions, at)
                    refusals.append(None)
                except ReviewError as error:
                    refusals.append(error)
    return refusals


def decide_all(
    database: Database,
    rules: Rules,
    actor: Actor,
    found: Preview,
    action: Action,
    note: str,
    at: str,
) -> Carried:
    """Decide every unit of a preview on the words that were seen; what changed is refused."""
    wanted = ([Decision(r.locale, r.unit.id, action, r.hash, (), note)] for r in found.ready)
    answers = zip(found.ready, decide_each(database, rules, actor, wanted, at), strict=True)
    refused = tuple((record, why.message) for record, why in answers if why)
    return Carried(len(found.ready) - len(refused), refused)
