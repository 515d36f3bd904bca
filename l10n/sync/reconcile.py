"""Which side's news go where, between a catalog file and the store."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.engine import Connection

from l10n.batches import batched
from l10n.errors import ReviewError
from l10n.model import Catalog, Entry, State
from l10n.review.permission import Permission
from l10n.store import ledger
from l10n.store.records import Conflict, Record
from l10n.sync import changes, story
from l10n.transitions import Event, Standing, apply, replay

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


def reconcile(
    connection: Connection,
    catalog: Catalog,
    known: dict[str, Record],
    source_locale: str,
    at: str,
    permission: Permission,
) -> Iterator[list[Merge]]:
    """Each live entry beside its record, with what follows for either, so many at a time."""
    locale = catalog.locale
    for chunk in batched(enumerate(catalog.live()), AT_ONCE):
        merges = [
            _beside(known.get(entry.unit.id), entry, position, locale, source_locale, at)
            for position, entry in chunk
        ]
        news_of = [m for m in merges if m.moved or m.row_news]
        lives = ledger.of_units(connection, locale, [m.name for m in news_of])
        for merge in news_of:
            life = lives[merge.name]
            merge.standing = replay(life)
            _hear(merge, life, locale, at, permission)
            if life and merge.name not in known:
                _meet_again(merge, life, locale)
            elif merge.moved or merge.record.conflict:
                _settle(merge, life, locale, at, permission)
            if merge.record.conflict is None and not _same_acceptances(merge, merge.standing):
                _write(merge, locale)
        yield merges


def _beside(
    record: Record | None, entry: Entry, position: int, locale: str, source_locale: str, at: str
) -> Merge:
    """An entry beside its record, None where the store has none; what follows is still open."""
    unit = entry.unit
    exposure = max(1, len(unit.locations))
    if record is None:
        fresh = Record(locale, source_locale, unit, position, {}, exposure, changed_at=at)
        fresh = replace(fresh, details=_details(fresh, entry))
    else:
        fresh = _facts(record, entry, position, exposure)
    said = changes.said(entry, locale)
    merge = Merge(unit.id, fresh, Standing(), entry, said, row_news=fresh is not record)
    if record is not None and merge.row_news:
        # A new entry shifts all that come after it, and nothing of them is to be looked at anew.
        merge.shifted = fresh == replace(record, position=position)
        merge.row_news = not merge.shifted
    merge.was = record.unit.source if record else unit.source
    merge.moved = fresh.number != fresh.synced_number or said != _base(fresh)
    merge.moved = merge.moved or not _same_acceptances(merge, fresh)
    merge.moved = merge.moved or changes.is_guess_unheard(entry, fresh)
    return merge


def _write(merge: Merge, locale: str) -> None:
    """The file shall say what the store says."""
    merge.entry, merge.store_news = changes.projected(merge.entry, merge.standing, locale), True


def _same_acceptances(merge: Merge, known: Record | Standing) -> bool:
    """Whether file and store tell of the same accepted findings in words that are the same."""
    words = merge.said[0]
    if not (merge.entry.accepted or known.accepted) or words != known.hash:
        return True
    here = {given for given in merge.entry.accepted if given.hash == words}
    return here == {given for given in known.accepted if given.hash == words}


def _hear(merge: Merge, life: list[Event], locale: str, at: str, permission: Permission) -> None:
    """Take what the file says beside the words, where these are the store's: never a conflict."""
    if merge.said[0] != merge.standing.hash:
        return
    told = story.heard(merge.entry, life, locale, at, _bar(permission, locale))
    merge.events, merge.standing, merge.barred = told.events, told.standing, told.barred
    merge.row_news = merge.row_news or bool(told.events) or bool(told.barred)


def _bar(permission: Permission, locale: str) -> story.Bar:
    return lambda name, author: permission.bar(name, locale, author)


def _base(record: Record) -> tuple[str, str]:
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


def _meet_again(merge: Merge, life: list[Event], locale: str) -> None:
    """A unit that the ledger knows and the store has no row of: the ledger was brought back.

    Words that the ledger knows as an earlier state, or none, are no news: the file is behind.
    """
    record = replace(merge.record, number=life[-1].number, changed_at=life[-1].at)
    standing, said = merge.standing, merge.said
    merge.record = based(record, said, record.number)
    if said == (standing.hash, str(standing.state)):
        return
    merge.emptied = not any(merge.entry.target) and any(standing.target)
    if _is_no_edit(merge, life, locale):
        _write_again(merge, locale, record.changed_at)
    else:
        _conflict(merge)


def _is_no_edit(merge: Merge, life: list[Event], locale: str) -> bool:
    """Whether nobody decided what the file says: it is empty, behind, or a machine's."""
    return (
        merge.emptied
        or changes.is_behind(merge.entry, life, locale)
        or changes.gives_way(merge.entry, merge.standing, locale)
    )


def _write_again(merge: Merge, locale: str, at: str) -> None:
    """The file shall say what the store says: it is empty, or behind, and that is no verdict."""
    if (
        event := changes.source_moved(merge.entry, merge.standing, merge.was, locale, at)
    ) is not None:
        merge.events, merge.standing = [*merge.events, event], apply(merge.standing, event)
        merge.row_news = True
    _write(merge, locale)
    merge.record = replace(merge.record, conflict=None)
    merge.again = True


def _settle(merge: Merge, life: list[Event], locale: str, at: str, permission: Permission) -> None:
    """Decide which side's news go where."""
    record, standing, said = merge.record, merge.standing, merge.said
    file_moved = said != _base(record)
    store_moved = record.number != record.synced_number
    if said == (standing.hash, str(standing.state)):
        agreed = file_moved or store_moved or record.conflict is not None
        merge.record = based(record, said, record.number)
        merge.row_news = merge.row_news or agreed
        return
    merge.emptied = file_moved and not any(merge.entry.target) and any(standing.target)
    if file_moved and _is_no_edit(merge, life, locale):
        _write_again(merge, locale, at)
        return
    if why := _unsigned(merge.entry, life, permission):
        # The words stay with the file as they are, until they are signed.
        merge.barred, merge.row_news = why, True
        return
    only_source = changes.only_source_moved(merge.entry, record.synced_hash, locale)
    if file_moved and (not store_moved or only_source):
        try:
            source_only = store_moved and only_source
            told = story.of(
                merge.entry,
                [*life, *merge.events],
                locale,
                at,
                _bar(permission, locale),
                source_only=source_only,
            )
        except ReviewError:
            _conflict(merge)
            return
        merge.events, merge.standing = [*merge.events, *told.events], told.standing
        merge.barred = merge.barred or told.barred
        merge.record = based(record, said, 0)
        merge.row_news = True
        if told.void:
            others = tuple(past for past in merge.entry.rejections if past not in told.void)
            merge.entry = merge.entry.evolve(rejections=others)
        if source_only or told.barred:
            _write(merge, locale)
    elif file_moved:
        _conflict(merge)
    elif store_moved:
        _write(merge, locale)


def _unsigned(entry: Entry, life: list[Event], permission: Permission) -> str:
    """Why the file's approval, which the ledger does not know, is not taken in; "" where it is."""
    given = entry.approval
    if given is None or entry.state is not State.APPROVED:
        return ""
    known = any((event.actor, event.at) == (given.by, given.at) for event in life)
    return "" if known else permission.keyring.doubt(given)


def based(record: Record, said: tuple[str, str], number: int) -> Record:
    """The record, in agreement with what the file says."""
    return replace(
        record, synced_hash=said[0], synced_state=said[1], synced_number=number, conflict=None
    )


def _conflict(merge: Merge) -> None:
    conflict = Conflict(merge.entry.target, merge.said[0], State(merge.said[1]))
    merge.row_news = merge.row_news or merge.record.conflict != conflict
    merge.record = replace(merge.record, conflict=conflict)
