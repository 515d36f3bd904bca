"""What a catalog file tells of units, taken by the store: checked, and in whole transactions."""

from dataclasses import dataclass

from sqlalchemy.engine import Connection

from l10n.batches import batched
from l10n.checks.checker import Checker, look_at
from l10n.model import Finding, Suggestion
from l10n.project.config import Config
from l10n.review import announce
from l10n.review.settle import as_it_stands
from l10n.store import ledger, memory, suggestions, units
from l10n.store.database import Database
from l10n.store.hypotheses import HypothesisStore
from l10n.store.records import Record
from l10n.sync.compare import Merge
from l10n.transitions import Action
from l10n.workers import Job, Workers

# Units that are checked in one go: a moment's work.
_BATCH = 200

_Checked = list[tuple[list[Finding], list[str]]]


@dataclass(slots=True)
class News:
    """Units between file and store, the words of those that the store takes being checked.

    Attributes:
        merges: the units.
        known: the records that the store has of them.
        checks: of the units with news for the store, in their order.
    """

    merges: list[Merge]
    known: dict[str, Record]
    checks: list[Job[_Checked]]


def checking(workers: Workers[Checker], merges: list[Merge], known: dict[str, Record]) -> News:
    """Begin to check what the store is to take, and to look for terms in its sources."""
    said = [(m.record.unit, m.standing.target, m.standing.accepted) for m in merges if m.row_news]
    return News(merges, known, [workers.begin(look_at, batch) for batch in batched(said, _BATCH)])


def take(
    config: Config, database: Database, locale: str, news: News, checked: _Checked, at: str
) -> list[Merge]:
    """Let the store take the catalog's news in one transaction.

    Args:
        checked: the results of the checks.

    Returns:
        The units that it took: who decided meanwhile goes first, and what the file says about
        theirs waits for the next sync.

    Raises:
        StorageError: where the store refuses.
    """
    merges = [merge for merge in news.merges if merge.row_news]
    if not merges:
        return []
    found = {m.name: remarks for m, (remarks, _) in zip(merges, checked, strict=True)}
    terms = {m.name: hits for m, (_, hits) in zip(merges, checked, strict=True)}
    offers = _offers(config, merges)
    with database.writing() as connection:
        now = units.numbers(connection, locale, found)
        was = {name: record.number for name, record in news.known.items()}
        still = {m.name: m for m in merges if now.get(m.name, 0) == was.get(m.name, 0)}
        _write(connection, locale, still, news.known, found)
        units.note_findings(connection, locale, {name: found[name] for name in still})
        units.note_terms(connection, locale, {name: terms[name] for name in still})
        suggestions.keep(connection, locale, offers.items(), at)
    return list(still.values())


def _offers(config: Config, merges: list[Merge]) -> dict[str, Suggestion]:
    """What is known about the machine's words among these, by their hash."""
    cache = config.root / config.cache
    wanted = [m.entry.provenance.hash for m in merges if m.entry.provenance]
    if not wanted or not cache.exists():
        return {}
    with HypothesisStore(cache) as store:
        return store.offers(wanted)


def _write(
    connection: Connection,
    locale: str,
    merges: dict[str, Merge],
    known: dict[str, Record],
    found: dict[str, list[Finding]],
) -> None:
    appended = ledger.append(connection, [e for m in merges.values() for e in m.events])
    last = {event.unit: event for event in appended}
    for name, merge in merges.items():
        event = last.get(name)
        # Where the entry is still to be written, the file is behind until it is.
        agreed = -1 if merge.store_news else event.number if event else None
        merge.record = as_it_stands(merge.record, merge.standing, event, found[name], agreed)
    units.add(connection, [m.record for name, m in merges.items() if name not in known])
    units.change(connection, [m.record for name, m in merges.items() if name in known])
    memory.drop(connection, locale, merges)
    approvals = [(m.record, m.standing.approval) for m in merges.values()]
    memory.keep(connection, [(record, given) for record, given in approvals if given])
    # What a catalog says when the store first sees it is history, and no news.
    approved = [
        e
        for e in appended
        if e.action is Action.APPROVE and e.unit in known and merges[e.unit].standing.approval
    ]
    announce.approvals(connection, [(merges[e.unit].record, e) for e in approved])
