"""Catalog files ↔ store: each side's news reach the other, and what both changed is shown.

Where the file stayed and the store moved, the entry is written anew; where the file moved, its
news are taken as events (`changes.py`). Where both moved, neither is touched: the unit carries the
file's words as a conflict until a person has chosen.

Nothing grows with the catalog but its text and the names of its units: it is read once to see what
moved (`compare.py`), and what did is taken so many units at a time.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from l10n import files
from l10n.batches import ahead, batched
from l10n.catalogs import files as catalog_files
from l10n.checks.checker import Checker
from l10n.model import Entry
from l10n.progress import Progress, silent
from l10n.project import globs
from l10n.project.config import Config
from l10n.review.permission import Permission
from l10n.store import ledger, raw, units
from l10n.store.database import MANY, Database
from l10n.store.records import Record
from l10n.store.units import Agreed
from l10n.sync import changes, compare
from l10n.sync.absence import refuse_what_is_gone, refuse_what_nobody_adopted
from l10n.sync.blocks import CatalogBlocks
from l10n.sync.compare import Merge
from l10n.sync.reconcile import reconcile
from l10n.sync.take import News, checking, take
from l10n.transitions import Event, replay
from l10n.workers import Workers

# So many times as many units are checked while others are taken.
_AHEAD = 3


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
            that is no verdict on the words that the store has; where nobody has adopted it.
        StorageError: where file or store refuse.
    """
    path = config.catalog_path(locale)
    blocks = CatalogBlocks(files.stamp(path), locale, config.part)
    with database.reading() as connection:
        raw.hold_still(connection)
        permission = Permission.of(
            connection, four_eyes=config.review.four_eyes, keyring=config.keyring()
        )
        opened = catalog_files.opened(config, locale)
        found = compare.compare(connection, opened, blocks, config.source_locale, at)
    shown = globs.shown(config.root, path)
    refuse_what_nobody_adopted(shown, found)
    refuse_what_is_gone(path, shown, found, fill=fill)
    done = Synced(locale, config.named(locale))
    agreed: list[Agreed] = []
    counted = 0
    with Workers(checker, len(found.moved)) as workers:
        reconciled = _reconciled(config, database, found, permission, workers, at)
        for news in ahead(reconciled, _AHEAD):
            checked = [one for job in news.checks for one in workers.result(job)]
            _count(take(config, database, locale, news, checked, at), news, done)
            agreed += _put(blocks, news.merges, done)
            progress(news.merges[-1].record.position + 1, len(blocks.places))
            if done.added >= max(MANY, 2 * counted):
                # Else PostgreSQL goes on with the ways it chose while there was next to nothing.
                database.take_stock()
                counted = done.added
    _shift(database, locale, found.shifted)
    if done.added >= MANY and done.added > counted:
        database.take_stock()
    _let_go(database, locale, found.gone, done)
    if not agreed or blocks.replace_file(config):
        _note(database, locale, agreed)
        done.blocks = blocks
    else:
        done.written = done.again = 0
    return done


def _reconciled(
    config: Config,
    database: Database,
    found: compare.Compared,
    permission: Permission,
    workers: Workers[Checker],
    at: str,
) -> Iterator[News]:
    """What follows for the units that moved, so many at a time, as file and store have them now."""
    blocks, locale, source_locale = found.blocks, found.blocks.locale, config.source_locale
    for chunk in batched(found.moved.items(), compare.AT_ONCE):
        names = [name for name, _place in chunk]
        entries = blocks.entries(names)
        placed = [(place, entry) for (_n, place), entry in zip(chunk, entries, strict=True)]
        with database.reading() as connection:
            known = units.of_catalog(connection, locale, config.part, names)
            merges = reconcile(connection, placed, known, locale, source_locale, at, permission)
        found.shifted |= {m.name: m.record.position for m in merges if m.shifted and not m.row_news}
        yield checking(workers, merges, known)


def _count(taken: Iterable[Merge], news: News, done: Synced) -> None:
    """Note what the store took."""
    for merge in taken:
        known = merge.name in news.known
        done.added += not known
        done.taken += known and bool(merge.events)
        done.conflicts += merge.record.conflict is not None
        if merge.barred:
            done.barred.append((merge.record.unit.source[0], merge.barred))


def _put(blocks: CatalogBlocks, merges: Iterable[Merge], done: Synced) -> Iterator[Agreed]:
    """Put the store's news among the blocks."""
    for merge in merges:
        if merge.store_news:
            blocks.put(merge.entry)
            done.written += 1
            done.again += merge.again
            yield _agreed(merge.entry, blocks.locale, merge.record.number)


def _note(database: Database, locale: str, agreed: Iterable[Agreed]) -> None:
    """Note that the file says what the store does."""
    for chunk in batched(agreed, compare.AT_ONCE):
        with database.writing() as connection:
            units.mark_synced(connection, locale, chunk)


def _shift(database: Database, locale: str, shifted: Mapping[str, int]) -> None:
    """Note the places of units that only stand elsewhere in the catalog than before."""
    for chunk in batched(shifted.items(), compare.AT_ONCE):
        with database.writing() as connection:
            units.place(connection, locale, dict(chunk))


def _let_go(database: Database, locale: str, gone: list[str], done: Synced) -> None:
    """Take units out of the queue whose source went away; their ledger stays."""
    for chunk in batched(gone, compare.AT_ONCE):
        with database.writing() as connection:
            units.retire(connection, locale, chunk)
    done.gone = len(gone)


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
    names = [record.unit.id for record in moved]
    if any(name not in blocks.places for name in names):
        return None
    agreed: list[Agreed] = []
    for record, was in zip(moved, blocks.entries(names), strict=True):
        life = lives[record.unit.id]
        entry = changes.projected(was, replay(life), locale)
        blocks.put(entry)
        agreed.append(_agreed(entry, locale, _last(life, record)))
    if agreed:
        if not blocks.replace_file(config):
            return None
        _note(database, locale, agreed)
    return len(agreed)


def _agreed(entry: Entry, locale: str, number: int) -> Agreed:
    """What file and store say of a unit, once its entry is written."""
    return Agreed(entry.unit.id, *changes.said(entry, locale), number)


def _last(life: list[Event], record: Record) -> int:
    """The number of the last event that went into the entry."""
    return life[-1].number if life else record.number
