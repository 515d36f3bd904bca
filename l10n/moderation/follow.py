"""The store's posts kept in line with the lists: who is flagged, and who is no longer.

A list flags and clears; it never takes away what a person decided. An edited post is a new version,
which nobody decided on.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from l10n.batches import batched
from l10n.model import Kind, SensitiveTerm, Verdict, digest
from l10n.moderation.screen import Screen
from l10n.moderation.verdicts import Standing, apply, replay, told
from l10n.progress import Progress, silent
from l10n.store import facts, ledger, moderation, units
from l10n.store.changes import holding
from l10n.store.database import Database
from l10n.store.moderation import Case
from l10n.store.records import Record
from l10n.transitions import Action, Event

# Who flags, in the ledger.
ACTOR = "moderation"
_FACT = "moderated-with"
# Texts looked at in one go, and in one transaction.
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Watch:
    """Flags posts as they come in."""

    screen: Screen

    def reasons(self, text: str) -> tuple[str, ...]:
        """Why a person has to look at a text; () for nothing."""
        return self.screen.reasons(text)

    def follow(self, connection: Connection, records: Iterable[Record], at: str) -> int:
        """See `follow`; without lists nothing is flagged, and nothing cleared."""
        return follow(connection, self.screen, records, at) if self.screen.entries else 0


def follow(connection: Connection, screen: Screen, records: Iterable[Record], at: str) -> int:
    """Flag or clear these captions, in the transaction that writes them; how many changed.

    Args:
        records: as the store has them now.
        at: the time, ISO 8601 in UTC.
    """
    by_locale: dict[str, list[Record]] = {}
    for one in records:
        if one.unit.kind is Kind.CAPTION:
            by_locale.setdefault(one.locale, []).append(one)
    count = 0
    for locale, found in by_locale.items():
        for chunk in batched(found, _CHUNK):
            count += _follow(connection, screen, locale, chunk, at)
    return count


def _follow(
    connection: Connection, screen: Screen, locale: str, records: Sequence[Record], at: str
) -> int:
    ids = [one.unit.id for one in records]
    # A store that its ledger was brought back into knows of no case yet.
    lives = ledger.of_units(connection, locale, ids)
    cases = moderation.of_units(connection, locale, ids)
    events: list[Event] = []
    now: dict[str, tuple[Record, Standing]] = {}
    for one in records:
        standing = replay(lives[one.unit.id])
        event = due(one, standing, screen.found_in("\n".join(one.unit.source)), at)
        if event:
            standing = apply(standing, event)
            events.append(event)
        if event or case_of(one, standing) != cases.get(one.unit.id):
            now[one.unit.id] = one, standing
    last = {event.unit: event.number for event in ledger.append(connection, events)}
    for name, number in last.items():
        record, standing = now[name]
        now[name] = record, replace(standing, number=number)
    units.note_numbers(connection, locale, last)
    kept = {name: case_of(record, standing) for name, (record, standing) in now.items()}
    moderation.drop(connection, [(locale, name) for name, case in kept.items() if case is None])
    moderation.put(connection, [case for case in kept.values() if case])
    return len(events)


def due(
    record: Record, standing: Standing, found: tuple[SensitiveTerm, ...], at: str
) -> Event | None:
    """The event that what was found in a text calls for; None where it stands as it should."""
    text = text_of(record)
    edited = standing.text != text
    news = edited or not set(map(_name, found)) <= set(map(_name, standing.entries))
    action, entries = Action.FLAG, found
    match standing.verdict:
        case None:
            is_due = bool(found)
        case Verdict.FLAGGED:
            action = Action.FLAG if found else Action.CLEAR
            entries = found or standing.entries
            is_due = not found or edited or _names(found) != _names(standing.entries)
        case Verdict.ESCALATED | Verdict.ALLOWED:
            is_due = bool(found) and news
        case Verdict.HIDDEN:
            # What was hidden comes back to a person whatever it says now.
            is_due, entries = edited, found or standing.entries
    return event_of(record, action, ACTOR, entries, at) if is_due else None


def event_of(
    record: Record,
    action: Action,
    actor: str,
    entries: Iterable[SensitiveTerm],
    at: str,
    note: str = "",
) -> Event:
    """An event about a post; it leaves the words as they are."""
    return Event(
        at,
        actor,
        action,
        record.locale,
        record.unit.id,
        record.hash,
        record.hash,
        note=note,
        finding=told(entries, text_of(record)),
    )


def text_of(record: Record) -> str:
    """The digest of the text that a verdict is about."""
    return digest(*record.unit.source)


def case_of(record: Record, standing: Standing) -> Case | None:
    """The case of a unit as its ledger has it; None where nothing stands against it."""
    if standing.verdict is None:
        return None
    return Case(
        record.locale,
        record.unit.id,
        moderation.post_of(record),
        standing.verdict,
        standing.entries,
        standing.text,
        standing.since,
        standing.at,
        standing.by,
        standing.reason,
        standing.number,
    )


def catch_up(
    database: Database,
    screen: Screen,
    at: str,
    progress: Progress = silent,
    going: Callable[[], bool] = lambda: True,
) -> int:
    """Look at every caption again where the lists changed; how many were flagged or cleared.

    Killed anywhere, the next call begins again. A project without lists changes nothing: what
    waits goes on to wait.

    Raises:
        StorageError: where the store refuses.
    """
    with database.reading() as connection:
        noted = facts.get(connection, _FACT)
    if not screen.entries:
        if noted:
            # What comes in meanwhile is looked at once there are lists again, the same ones too.
            with database.writing() as connection:
                facts.put(connection, _FACT, "")
        return 0
    if noted == screen.seal:
        return 0
    count, seen, last = 0, 0, ("", "")
    while going():
        with database.reading() as connection:
            chunk = holding(connection, (), None, last, _CHUNK)
        if not chunk:
            with database.writing() as connection:
                facts.put(connection, _FACT, screen.seal)
            break
        with database.writing() as connection:
            count += _as_they_stand(connection, screen, chunk, at)
        seen += len(chunk)
        last = (chunk[-1].locale, chunk[-1].unit.id)
        progress(seen, 0)
    return count


def _as_they_stand(
    connection: Connection, screen: Screen, records: Iterable[Record], at: str
) -> int:
    """Follow, but for units that somebody changed since they were read: those followed then."""
    count = 0
    by_locale: dict[str, list[Record]] = {}
    for one in records:
        if one.unit.kind is Kind.CAPTION:
            by_locale.setdefault(one.locale, []).append(one)
    for locale, found in by_locale.items():
        now = units.numbers(connection, locale, [one.unit.id for one in found])
        count += follow(
            connection, screen, [o for o in found if now.get(o.unit.id) == o.number], at
        )
    return count


def _name(entry: SensitiveTerm) -> tuple[str, ...]:
    return entry.category, str(entry.level), entry.term, entry.language


def _names(entries: Iterable[SensitiveTerm]) -> list[tuple[str, ...]]:
    return sorted(map(_name, entries))
