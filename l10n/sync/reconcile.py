"""Which side's news go where, between a catalog file and the store."""

from collections.abc import Sequence

from sqlalchemy.engine import Connection

from l10n.errors import ReviewError
from l10n.model import Entry, State, changed
from l10n.review.permission import Permission
from l10n.store import ledger
from l10n.store.records import Conflict, Record
from l10n.sync import changes, story
from l10n.sync.compare import Merge, base, beside, same_acceptances
from l10n.transitions import Event, apply, replay


def reconcile(
    connection: Connection,
    placed: Sequence[tuple[int, Entry]],
    known: dict[str, Record],
    locale: str,
    source_locale: str,
    at: str,
    permission: Permission,
) -> list[Merge]:
    """Entries beside their records, with what follows for either.

    Args:
        placed: the entries with their places in the catalog.
        known: the records that the store has of them.
    """
    merges = beside(known, placed, locale, source_locale, at)
    news_of = [merge for merge in merges if merge.moved or merge.row_news]
    lives = ledger.of_units(connection, locale, [merge.name for merge in news_of])
    for merge in news_of:
        life = lives[merge.name]
        merge.standing = replay(life)
        _hear(merge, life, locale, at, permission)
        if life and merge.name not in known:
            _meet_again(merge, life, locale)
        elif merge.moved or merge.record.conflict:
            _settle(merge, life, locale, at, permission)
        if merge.record.conflict is None and not same_acceptances(merge, merge.standing):
            _write(merge, locale)
    return merges


def _write(merge: Merge, locale: str) -> None:
    """The file shall say what the store says."""
    merge.entry, merge.store_news = changes.projected(merge.entry, merge.standing, locale), True


def _hear(merge: Merge, life: list[Event], locale: str, at: str, permission: Permission) -> None:
    """Take what the file says beside the words, where these are the store's: never a conflict."""
    if merge.said[0] != merge.standing.hash:
        return
    told = story.heard(merge.entry, life, locale, at, _bar(permission, locale))
    merge.events, merge.standing, merge.barred = told.events, told.standing, told.barred
    merge.row_news = merge.row_news or bool(told.events) or bool(told.barred)


def _bar(permission: Permission, locale: str) -> story.Bar:
    return lambda name, author: permission.bar(name, locale, author)


def _meet_again(merge: Merge, life: list[Event], locale: str) -> None:
    """A unit that the ledger knows and the store has no row of: the ledger was brought back.

    Words that the ledger knows as an earlier state, or none, are no news: the file is behind.
    """
    record = changed(merge.record, number=life[-1].number, changed_at=life[-1].at)
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
    merge.record = changed(merge.record, conflict=None)
    merge.again = True


def _settle(merge: Merge, life: list[Event], locale: str, at: str, permission: Permission) -> None:
    """Decide which side's news go where."""
    record, standing, said = merge.record, merge.standing, merge.said
    file_moved = said != base(record)
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
        if source_only or told.barred or said != (told.standing.hash, str(told.standing.state)):
            _write(merge, locale)
    elif file_moved:
        _conflict(merge)
    else:
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
    return changed(
        record, synced_hash=said[0], synced_state=said[1], synced_number=number, conflict=None
    )


def _conflict(merge: Merge) -> None:
    conflict = Conflict(merge.entry.target, merge.said[0], State(merge.said[1]))
    merge.row_news = merge.row_news or merge.record.conflict != conflict
    merge.record = changed(merge.record, conflict=conflict)
