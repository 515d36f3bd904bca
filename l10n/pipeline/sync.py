"""Catalog files ↔ store: each side's news reach the other, and what both changed is shown.

Where the file stayed and the store moved, the entry is written anew; where the file moved, its
news are taken as events (`news.py`). Where both moved, neither is touched: the unit carries the
file's words as a conflict until a person has chosen.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sqlalchemy.engine import Connection

from l10n import files
from l10n.config import Config
from l10n.errors import ReviewError
from l10n.formats.po import FORMAT as PO
from l10n.model import Catalog, Entry, Finding, Kind, State, Unit, content_hash
from l10n.pipeline import catalogs, news
from l10n.pipeline.check import Checker
from l10n.pipeline.decide import as_it_stands
from l10n.pipeline.progress import Progress, silent
from l10n.plurals import shape
from l10n.review import Event, Standing, replay
from l10n.store import ledger, memory, units
from l10n.store.database import Database
from l10n.store.units import Conflict, Record

# Units in one transaction: reviewers wait no longer for a sync than these take.
_CHUNK = 2000


@dataclass(slots=True)
class Synced:
    """What a sync did, in units.

    Attributes:
        added: the store had not seen them.
        taken: the catalog's news that the store took.
        written: the store's news that the catalog took.
        gone: their source went away.
        conflicts: both moved; a person has to choose.
    """

    locale: str
    added: int = 0
    taken: int = 0
    written: int = 0
    gone: int = 0
    conflicts: int = 0


@dataclass(slots=True)
class _Merge:
    """A unit between file and store: what the store takes, and what the file shall say.

    Attributes:
        said: what the file says today: the words' hash and their state.
        moved: file or store has news for the other.
        row_news: the unit's row is to be written.
        store_news: the entry is to be written.
    """

    record: Record
    standing: Standing
    entry: Entry
    said: tuple[str, str]
    moved: bool = False
    events: list[Event] = field(default_factory=list)
    store_news: bool = False
    row_news: bool = False


def sync(
    config: Config,
    database: Database,
    locale: str,
    checker: Checker,
    at: str,
    progress: Progress = silent,
) -> Synced:
    """Bring one locale's catalog and the store in step.

    What changes on either side while it runs is left for the next one. Killed anywhere, the next
    one goes on: the store takes its part in whole transactions, the file in one rename, and only
    then is it noted that they agree.

    Args:
        at: the time, ISO 8601 in UTC.

    Raises:
        CatalogError: where the file is malformed.
        StorageError: where file or store refuse.
    """
    path = config.catalog_path(locale)
    before = files.read_bytes(path) if path.exists() else b""
    catalog = catalogs.read(config, locale)
    with database.reading() as connection:
        known = units.of_locale(connection, locale, Kind.UI)
        merges = _merges(connection, catalog, known, config.source_locale, at)
    done = Synced(locale)
    for start in range(0, len(merges), _CHUNK):
        chunk = [merge for merge in merges[start : start + _CHUNK] if merge.row_news]
        if chunk:
            _take(database, locale, chunk, known, checker, done)
        progress(min(start + _CHUNK, len(merges)), len(merges))
    _let_go(database, locale, known, {merge.record.unit.id for merge in merges}, done)
    written = [merge for merge in merges if merge.store_news]
    if written:
        fresh = PO.serialize(_with(catalog, merges))
        if files.read_bytes(path) != before:
            return done  # somebody saved the file meanwhile: next time
        files.write(path, fresh)
        done.written = len(written)
        with database.writing() as connection:
            units.mark_synced(connection, locale, [_agreed(m, locale) for m in written])
    return done


def _with(catalog: Catalog, merges: Iterable[_Merge]) -> Catalog:
    """The catalog with the entries as they shall be."""
    live = iter(merges)
    return replace(
        catalog, entries=tuple(e if e.obsolete else next(live).entry for e in catalog.entries)
    )


def _merges(
    connection: Connection, catalog: Catalog, known: dict[str, Record], source_locale: str, at: str
) -> list[_Merge]:
    """Each live entry beside its record, with what follows for either."""
    locale = catalog.locale
    merges: list[_Merge] = []
    for position, entry in enumerate(catalog.live()):
        record = known.get(entry.unit.id)
        fresh = _facts(
            record or Record(locale, source_locale, entry.unit, changed_at=at), entry, position
        )
        merge = _Merge(fresh, Standing(), entry, _said(entry, locale), row_news=fresh != record)
        merge.moved = fresh.number != fresh.synced_number or merge.said != _base(fresh)
        merges.append(merge)
    news_of = [m for m in merges if m.moved or m.row_news]
    lives = ledger.of_units(connection, locale, [m.record.unit.id for m in news_of])
    for merge in news_of:
        merge.standing = replay(lives[merge.record.unit.id])
        if merge.moved or merge.record.conflict:
            _settle(merge, locale, at)
    return merges


def _said(entry: Entry, locale: str) -> tuple[str, str]:
    """What the file says: the words' hash and their state."""
    hash_ = content_hash(locale, entry.unit, entry.target) if any(entry.target) else ""
    return hash_, str(entry.state)


def _base(record: Record) -> tuple[str, str]:
    """What the file said when it last agreed with the store."""
    return record.synced_hash, record.synced_state


def _facts(record: Record, entry: Entry, position: int) -> Record:
    """The record with what the source code says of the unit today."""
    exposure = max(1, len(entry.unit.locations))
    return replace(record, unit=entry.unit, position=position, exposure=exposure, obsolete=False)


def _settle(merge: _Merge, locale: str, at: str) -> None:
    """Decide which side's news go where."""
    record, standing, said = merge.record, merge.standing, merge.said
    file_moved = said != _base(record)
    store_moved = record.number != record.synced_number
    if said == (standing.hash, str(standing.state)):
        agreed = file_moved or store_moved or record.conflict is not None
        merge.record = _based(record, said, record.number)
        merge.row_news = merge.row_news or agreed
        return
    only_source = news.only_source_moved(merge.entry, record.synced_hash, locale)
    if file_moved and (not store_moved or only_source):
        try:
            source_only = store_moved and only_source
            taken = news.of(merge.entry, standing, locale, at, source_only=source_only)
        except ReviewError:
            _conflict(merge)
            return
        merge.events, merge.standing = taken
        merge.record = _based(record, said, 0)
        merge.row_news = True
        if source_only:
            merge.entry, merge.store_news = _projected(merge.entry, merge.standing, locale), True
    elif file_moved:
        _conflict(merge)
    elif store_moved:
        merge.entry, merge.store_news = _projected(merge.entry, standing, locale), True


def _based(record: Record, said: tuple[str, str], number: int) -> Record:
    """The record, in agreement with what the file says."""
    return replace(
        record, synced_hash=said[0], synced_state=said[1], synced_number=number, conflict=None
    )


def _conflict(merge: _Merge) -> None:
    conflict = Conflict(merge.entry.target, merge.said[0], State(merge.said[1]))
    merge.row_news = merge.row_news or merge.record.conflict != conflict
    merge.record = replace(merge.record, conflict=conflict)


def _projected(entry: Entry, standing: Standing, locale: str) -> Entry:
    """The entry as the store's standing has it."""
    known = {past.hash: past for past in (*entry.rejections, *standing.rejections)}
    if standing.state is not State.REJECTED:
        known.pop(standing.hash, None)  # a person took the rejection back
    previous = None
    if standing.state is State.OUTDATED:
        previous = entry.previous or Unit(standing.previous, entry.unit.context)
    return entry.evolve(
        target=standing.target or ("",) * shape(locale, len(entry.unit.source)),
        state=standing.state,
        approval=standing.approval,
        provenance=standing.provenance or entry.provenance,
        rejections=tuple(known.values()),
        previous=previous,
        fuzzy=standing.state not in {State.APPROVED, State.UNTRANSLATED},
    )


def _agreed(merge: _Merge, locale: str) -> Record:
    """The record as it agrees with the entry that was written."""
    return _based(merge.record, _said(merge.entry, locale), merge.record.number)


def _take(
    database: Database,
    locale: str,
    merges: list[_Merge],
    known: dict[str, Record],
    checker: Checker,
    done: Synced,
) -> None:
    """Let the store take the catalog's news in one transaction."""
    # Outside the transaction: checking takes longer than writing.
    found = {m.record.unit.id: checker.check(m.record.unit, m.standing.target) for m in merges}
    terms = {m.record.unit.id: [h.term.source for h in checker.hits(m.record.unit)] for m in merges}
    with database.writing() as connection:
        now = units.numbers(connection, locale, found)
        # Who decided meanwhile goes first; what the file says about it waits for the next sync.
        still = {
            m.record.unit.id: m
            for m in merges
            if now.get(m.record.unit.id, 0) == _number(known, m.record.unit.id)
        }
        _write(connection, locale, still, known, found)
        units.note_findings(connection, locale, {name: found[name] for name in still})
        units.note_terms(connection, locale, {name: terms[name] for name in still})
    done.added += sum(name not in known for name in still)
    done.taken += sum(name in known and bool(m.events) for name, m in still.items())
    done.conflicts += sum(m.record.conflict is not None for m in still.values())


def _number(known: dict[str, Record], name: str) -> int:
    record = known.get(name)
    return record.number if record else 0


def _write(
    connection: Connection,
    locale: str,
    merges: dict[str, _Merge],
    known: dict[str, Record],
    found: dict[str, list[Finding]],
) -> None:
    appended = ledger.append(connection, [e for m in merges.values() for e in m.events])
    last = {event.unit: event for event in appended}
    for name, merge in merges.items():
        event = last.get(name)
        record = as_it_stands(merge.record, merge.standing, event, found[name])
        merge.record = replace(record, synced_number=event.number) if event else record
    units.add(connection, [m.record for name, m in merges.items() if name not in known])
    units.change(connection, [m.record for name, m in merges.items() if name in known])
    memory.drop(connection, locale, [name for name in merges if name in known])
    approvals = [(m.record, m.standing.approval) for m in merges.values()]
    memory.keep(connection, [(record, given) for record, given in approvals if given])


def _let_go(
    database: Database, locale: str, known: dict[str, Record], live: set[str], done: Synced
) -> None:
    """Take units out of the queue whose source went away; their ledger stays."""
    gone = [r for name, r in known.items() if name not in live and not r.obsolete]
    if gone:
        with database.writing() as connection:
            units.retire(connection, locale, [record.unit.id for record in gone])
    done.gone = len(gone)
