"""A catalog file beside the store: what has moved on either side, before either takes anything.

Read entry by entry, against the records of so many units at a time: no more is kept of a unit than
its name and the text of its entry.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.engine import Connection

from l10n.batches import batched
from l10n.catalogs.files import Opened
from l10n.catalogs.header import is_marked, is_stamped
from l10n.model import Entry
from l10n.store import ledger, units
from l10n.store.records import Record
from l10n.sync import changes
from l10n.sync.blocks import CatalogBlocks
from l10n.transitions import Event, Standing, replay

# Units in one transaction: reviewers wait no longer for a sync than these take.
AT_ONCE = 2000


@dataclass(slots=True)
class Merge:
    """A unit between file and store: what the store takes, and what the file shall say.

    Attributes:
        name: the unit's id.
        said: what the file says today: the words' hash and their state.
        was: the source forms as the store last had them.
        moved: file or store has news for the other.
        row_news: the unit's row is to be written.
        shifted: of what its row says only the place in the catalog is another.
        store_news: the entry is to be written.
        barred: why a decision in the file does not count.
        emptied: the file has no words where the store has some.
        again: the file is empty or behind, and the store's words are written again.
    """

    name: str
    record: Record
    standing: Standing
    entry: Entry
    said: tuple[str, str]
    was: tuple[str, ...] = ()
    moved: bool = False
    events: list[Event] = field(default_factory=list)
    store_news: bool = False
    row_news: bool = False
    shifted: bool = False
    barred: str = ""
    emptied: bool = False
    again: bool = False


@dataclass(slots=True)
class Compared:
    """A catalog file beside the store.

    Attributes:
        blocks: the file.
        moved: the units that either side may have news of, and their places in the catalog.
        shifted: the units that only stand elsewhere in the catalog than before, the same.
        foreign: how many entries have words, where no l10n has had the catalog before.
        emptied: how many entries have no words where the store has some.
        known: how many live units the store has.
        gone: those of them that are not in the catalog, or obsolete there.
        lost: how many of these have words and are not there as obsolete either.
    """

    blocks: CatalogBlocks
    moved: dict[str, int] = field(default_factory=dict)
    shifted: dict[str, int] = field(default_factory=dict)
    foreign: int = 0
    emptied: int = 0
    known: int = 0
    gone: list[str] = field(default_factory=list)
    lost: int = 0


def compare(
    connection: Connection, opened: Opened, blocks: CatalogBlocks, source_locale: str, at: str
) -> Compared:
    """What is to be looked at of a catalog file, and what it has no more.

    Args:
        blocks: to be filled.

    Raises:
        CatalogError: where the file is malformed.
        SourceError: where it can't be read.
    """
    found = Compared(blocks)
    locale, domain = blocks.locale, blocks.domain
    obsolete: set[str] = set()
    ours, worded = False, 0
    for chunk in batched(opened, AT_ONCE):
        placed: dict[str, tuple[int, Entry]] = {}
        for entry in chunk:
            if entry.obsolete:
                obsolete.add(entry.unit.id)
            else:
                placed[entry.unit.id] = len(blocks.places), entry
            blocks.add(entry)
            ours = ours or is_marked(entry)
            worded += any(entry.target) and not entry.obsolete
        known = units.of_catalog(connection, locale, domain, placed)
        # What the store has never seen is news, and looked at when it is taken.
        met = beside(known, [placed[name] for name in known], locale, source_locale, at)
        still = {merge.name for merge in met if not (merge.moved or merge.row_news)}
        found.moved |= {n: place for n, (place, _entry) in placed.items() if n not in still}
        found.shifted |= {m.name: m.record.position for m in met if m.shifted and m.name in still}
        agreed = {merge.name for merge in met if merge.said == base(merge.record)}
        empty = [n for n, (_place, e) in placed.items() if not any(e.target) and n not in agreed]
        found.emptied += _worded(connection, locale, empty)
    blocks.head(opened)
    found.foreign = 0 if ours or is_stamped(opened.header) else worded
    for name, worded in units.live(connection, locale, domain):
        found.known += 1
        if name not in blocks.places:
            found.gone.append(name)
            found.lost += worded and name not in obsolete
    return found


def _worded(connection: Connection, locale: str, ids: Sequence[str]) -> int:
    """How many of these units have words, as the ledger knows."""
    lives = ledger.of_units(connection, locale, ids)
    return sum(any(replay(life).target) for life in lives.values())


def beside(
    known: dict[str, Record],
    placed: Sequence[tuple[int, Entry]],
    locale: str,
    source_locale: str,
    at: str,
) -> list[Merge]:
    """Entries beside their records; what follows is still open.

    Args:
        placed: the entries with their places in the catalog.
    """
    return [
        _beside(known.get(entry.unit.id), entry, position, locale, source_locale, at)
        for position, entry in placed
    ]


def _beside(
    record: Record | None, entry: Entry, position: int, locale: str, source_locale: str, at: str
) -> Merge:
    """An entry beside its record, None where the store has none; what follows is still open."""
    unit = entry.unit
    exposure = max(1, len(unit.locations))
    if record is None:
        fresh = Record(locale, source_locale, unit, position, {}, exposure, changed_at=at)
        if details := _details(fresh, entry):
            fresh = replace(fresh, details=details)
    else:
        fresh = _facts(record, entry, position, exposure)
    said = changes.said(entry, locale)
    merge = Merge(unit.id, fresh, Standing(), entry, said, row_news=fresh is not record)
    if record is not None and merge.row_news:
        # A new entry shifts all that come after it, and nothing of them is to be looked at anew.
        merge.shifted = fresh == replace(record, position=position)
        merge.row_news = not merge.shifted
    merge.was = record.unit.source if record else unit.source
    merge.moved = fresh.number != fresh.synced_number or said != base(fresh)
    merge.moved = merge.moved or said != (fresh.hash, str(fresh.state))
    merge.moved = merge.moved or not same_acceptances(merge, fresh)
    merge.moved = merge.moved or changes.is_guess_unheard(entry, fresh)
    return merge


def same_acceptances(merge: Merge, known: Record | Standing) -> bool:
    """Whether file and store tell of the same accepted findings in words that are the same."""
    words = merge.said[0]
    if not (merge.entry.accepted or known.accepted) or words != known.hash:
        return True
    here = {given for given in merge.entry.accepted if given.hash == words}
    return here == {given for given in known.accepted if given.hash == words}


def base(record: Record) -> tuple[str, str]:
    """What the file said when it last agreed with the store."""
    return record.synced_hash, record.synced_state


def _facts(record: Record, entry: Entry, position: int, exposure: int) -> Record:
    """The record with what the source code says of the unit today; itself where that is known."""
    details = _details(record, entry)
    facts = (entry.unit, position, exposure, False, details)
    if facts == (record.unit, record.position, record.exposure, record.obsolete, record.details):
        return record
    return replace(
        record,
        unit=entry.unit,
        position=position,
        exposure=exposure,
        obsolete=False,
        details=details,
    )


def _details(record: Record, entry: Entry) -> dict[str, Any]:
    """The record's, with how many plural forms its catalog has where these are not the usual."""
    if len(entry.unit.source) == 1 or len(entry.target) == record.forms:
        return record.details
    return {**record.details, "forms": len(entry.target)}
