"""Catalog files ↔ store: each side's news reach the other, and what both changed is shown.

Where the file stayed and the store moved, the entry is written anew; where the file moved, its
news are taken as events (`changes.py`). Where both moved, neither is touched: the unit carries the
file's words as a conflict until a person has chosen.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sqlalchemy.engine import Connection

from l10n import files
from l10n.batches import batched
from l10n.catalogs import files as catalog_files
from l10n.checks.checker import Checker, look_at
from l10n.model import Catalog, Finding, Suggestion
from l10n.progress import Progress, silent
from l10n.project.config import Config
from l10n.review import announce
from l10n.review.permission import Permission
from l10n.review.settle import as_it_stands
from l10n.store import ledger, memory, suggestions, units
from l10n.store.database import MANY, Database
from l10n.store.hypotheses import HypothesisStore
from l10n.store.records import Record
from l10n.sync import changes
from l10n.sync.absence import refuse_what_is_gone
from l10n.sync.blocks import CatalogBlocks
from l10n.sync.reconcile import AT_ONCE, Merge, based, reconcile
from l10n.transitions import Action, Event, replay
from l10n.workers import Job, Workers

# Units that are checked in one go: a moment's work.
_BATCH = 200

_Checked = list[tuple[list[Finding], list[str]]]


@dataclass(slots=True)
class Synced:
    """What a sync did, in units.

    Attributes:
        name: what the catalog is called among those of the project.
        added: the store had not seen them.
        taken: the catalog's news that the store took.
        written: the store's news that the catalog took.
        again: of these, entries that were empty or behind: the file said what the ledger knows
            as an earlier state.
        gone: their source went away.
        conflicts: both moved; a person has to choose.
        barred: decisions in the catalog that don't count: the source, and why.
        blocks: the catalog as it stands now, None where it moved meanwhile.
    """

    locale: str
    name: str
    added: int = 0
    taken: int = 0
    written: int = 0
    again: int = 0
    gone: int = 0
    conflicts: int = 0
    barred: list[tuple[str, str]] = field(default_factory=list)
    blocks: CatalogBlocks | None = None


def sync(
    config: Config,
    database: Database,
    locale: str,
    checker: Checker,
    at: str,
    progress: Progress = silent,
    *,
    fill: bool = False,
) -> Synced:
    """Bring one locale's catalog and the store in step.

    What changes on either side while it runs is left for the next one. Killed anywhere, the next
    one goes on: the store takes its part in whole transactions, the file in one rename, and only
    then is it noted that they agree.

    Args:
        at: the time, ISO 8601 in UTC.
        progress: how far it is.
        fill: whether to go on where a great part of the file is empty or not there: the store's
            words are written where it is empty.

    Raises:
        CatalogError: where the file is malformed, or gone, or a great part of it turned empty:
            that is no verdict on the words that the store has.
        StorageError: where file or store refuse.
    """
    path = config.catalog_path(locale)
    stamp = files.stamp(path)
    catalog = catalog_files.read(config, locale)
    done = Synced(locale, config.named(locale))
    merges: list[Merge] = []
    news: deque[tuple[int, list[Merge], list[Job[_Checked]]]] = deque()
    with Workers(checker) as workers:
        with database.reading() as connection:
            known = units.of_catalog(connection, locale, config.part)
            permission = Permission.of(
                connection, four_eyes=config.review.four_eyes, keyring=config.keyring()
            )
            source = config.source_locale
            for chunk in reconcile(connection, catalog, known, source, at, permission):
                merges += chunk
                if moved := [merge for merge in chunk if merge.row_news]:
                    news.append((len(merges), moved, _checking(workers, moved)))
        refuse_what_is_gone(path, catalog, known, merges, fill=fill)
        counted = 0
        while news:
            place, chunk, jobs = news.popleft()
            found = [one for job in jobs for one in workers.result(job)]
            _take(database, _offers(config, chunk), chunk, known, found, done, at)
            progress(place, len(merges))
            if done.added >= max(MANY, 2 * counted):
                # Else PostgreSQL goes on with the ways it chose while there was next to nothing.
                database.take_stock()
                counted = done.added
    _shift(database, locale, merges)
    if done.added >= MANY and done.added > counted:
        database.take_stock()
    _let_go(database, locale, known, {merge.name for merge in merges}, done)
    written = [merge for merge in merges if merge.store_news]
    blocks = CatalogBlocks.of(_with(catalog, merges), stamp)
    if not written:
        done.blocks = blocks
    elif blocks.replace_file(config, locale):
        done.written, done.blocks = len(written), blocks
        done.again = sum(merge.again for merge in written)
        with database.writing() as connection:
            units.mark_synced(connection, locale, [_agreed(m, locale) for m in written])
    return done


def write_through(
    config: Config, database: Database, locale: str, blocks: CatalogBlocks
) -> int | None:
    """Write the store's news into a catalog that stands as the blocks has it.

    Its time goes by what changed, not by the catalog's size.

    Returns:
        How many entries it wrote; None where the file moved, and `sync` has to read it.

    Raises:
        StorageError: where file or store refuse.
    """
    path = config.catalog_path(locale)
    if blocks.stamp != files.stamp(path):
        return None
    with database.reading() as connection:
        moved = units.moved(connection, locale, config.part)
        lives = ledger.of_units(connection, locale, [record.unit.id for record in moved])
    agreed: list[Record] = []
    for record in moved:
        name = record.unit.id
        if name not in blocks.places:
            return None
        entry = blocks.entry(name, locale)
        entry = changes.projected(entry, replay(lives[name]), locale)
        blocks.put(name, entry, locale)
        agreed.append(based(record, changes.said(entry, locale), _last(lives[name], record)))
    if agreed:
        if not blocks.replace_file(config, locale):
            return None
        with database.writing() as connection:
            units.mark_synced(connection, locale, agreed)
    return len(agreed)


def _last(life: list[Event], record: Record) -> int:
    """The number of the last event that went into the entry."""
    return life[-1].number if life else record.number


def _with(catalog: Catalog, merges: Iterable[Merge]) -> Catalog:
    """The catalog with the entries as they shall be."""
    live = iter(merges)
    return replace(
        catalog, entries=tuple(e if e.obsolete else next(live).entry for e in catalog.entries)
    )


def _agreed(merge: Merge, locale: str) -> Record:
    """The record as it agrees with the entry that was written."""
    return based(merge.record, changes.said(merge.entry, locale), merge.record.number)


def _offers(config: Config, merges: list[Merge]) -> dict[str, Suggestion]:
    """What is known about the machine's words among these, by their hash."""
    cache = config.root / config.cache
    wanted = [m.entry.provenance.hash for m in merges if m.entry.provenance]
    if not wanted or not cache.exists():
        return {}
    with HypothesisStore(cache) as store:
        return store.offers(wanted)


def _take(
    database: Database,
    offers: dict[str, Suggestion],
    merges: list[Merge],
    known: dict[str, Record],
    checked: _Checked,
    done: Synced,
    at: str,
) -> None:
    """Let the store take the catalog's news in one transaction."""
    locale = done.locale
    found = {m.name: remarks for m, (remarks, _) in zip(merges, checked, strict=True)}
    terms = {m.name: hits for m, (_, hits) in zip(merges, checked, strict=True)}
    with database.writing() as connection:
        now = units.numbers(connection, locale, found)
        # Who decided meanwhile goes first; what the file says about it waits for the next sync.
        still = {m.name: m for m in merges if now.get(m.name, 0) == _number(known, m.name)}
        _write(connection, locale, still, known, found)
        units.note_findings(connection, locale, {name: found[name] for name in still})
        units.note_terms(connection, locale, {name: terms[name] for name in still})
        suggestions.keep(connection, locale, offers.items(), at)
    done.added += sum(name not in known for name in still)
    done.taken += sum(name in known and bool(m.events) for name, m in still.items())
    done.barred += [(m.record.unit.source[0], m.barred) for m in still.values() if m.barred]
    done.conflicts += sum(m.record.conflict is not None for m in still.values())


def _checking(workers: Workers[Checker], merges: list[Merge]) -> list[Job[_Checked]]:
    """Begin to check the words of units, and to look for terms in their sources."""
    said = [(m.record.unit, m.standing.target, m.standing.accepted) for m in merges]
    return [workers.begin(look_at, batch) for batch in batched(said, _BATCH)]


def _shift(database: Database, locale: str, merges: list[Merge]) -> None:
    """Note the places of units that only stand elsewhere in the catalog than before."""
    shifted = [(m.name, m.record.position) for m in merges if m.shifted and not m.row_news]
    for chunk in batched(shifted, AT_ONCE):
        with database.writing() as connection:
            units.place(connection, locale, dict(chunk))


def _number(known: dict[str, Record], name: str) -> int:
    record = known.get(name)
    return record.number if record else 0


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
        record = as_it_stands(merge.record, merge.standing, event, found[name])
        # Where the entry is still to be written, the file is behind until it is.
        agreed = event.number if event else record.synced_number
        merge.record = replace(record, synced_number=-1 if merge.store_news else agreed)
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


def _let_go(
    database: Database, locale: str, known: dict[str, Record], live: set[str], done: Synced
) -> None:
    """Take units out of the queue whose source went away; their ledger stays."""
    gone = [r for name, r in known.items() if name not in live and not r.obsolete]
    if gone:
        with database.writing() as connection:
            units.retire(connection, locale, [record.unit.id for record in gone])
    done.gone = len(gone)
