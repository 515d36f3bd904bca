"""What a catalog entry and a ledger have to tell each other.

A catalog tells of a decision by its marks, so an entry's news are the events that lead there
(`story.py`); the ledger's news are the entry written as its standing has it.
"""

from collections.abc import Sequence
from dataclasses import replace

from l10n.model import (
    Approval,
    Entry,
    Origin,
    Provenance,
    Rejection,
    State,
    Unit,
    content_hash,
)
from l10n.store.records import Record, origin_of
from l10n.text.plurals import shape
from l10n.transitions import Action, Event, Standing, standings

# Who edited a catalog by hand: the file does not say.
BY_HAND = "catalog"
# Who extracts: the stage that sees that a source changed.
EXTRACTION = "extract"


def said(entry: Entry, locale: str) -> tuple[str, str]:
    """What the file says: the words' hash and their state."""
    hash_ = content_hash(locale, entry.unit, entry.target) if any(entry.target) else ""
    return hash_, str(entry.state)


def projected(entry: Entry, standing: Standing, locale: str) -> Entry:
    """The entry as the store's standing has it."""
    known = {past.hash: past for past in (*entry.rejections, *standing.rejections)}
    if standing.state is not State.REJECTED:
        known.pop(standing.hash, None)  # a person took the rejection back
    made = standing.provenance or entry.provenance
    if standing.state is State.SUGGESTED and not is_guess(made, standing.hash):
        made = None  # whoever wrote these words, a person had them in hand: no machine's any more
    previous = None
    if standing.state is State.OUTDATED:
        previous = entry.previous or Unit(standing.previous, entry.unit.context)
    return entry.evolve(
        target=standing.target
        or ("",) * (len(entry.target) or shape(locale, len(entry.unit.source))),
        state=standing.state,
        approval=_as_signed(standing.approval, entry.approval),
        provenance=made,
        rejections=tuple(known.values()),
        accepted=entry.accepted if previous else standing.accepted_today,
        previous=previous,
        fuzzy=standing.state not in {State.APPROVED, State.UNTRANSLATED},
    )


def _as_signed(known: Approval | None, there: Approval | None) -> Approval | None:
    """The ledger's approval as the file has it: the person's signature stands there alone."""
    same = known and there and replace(there, signature="") == known
    return there if same else known


def is_guess(made: Provenance | None, hash_: str) -> bool:
    """Whether a merge tool put the words of this hash where they stand."""
    return made is not None and made.origin is Origin.GUESS and made.hash == hash_


def is_guess_unheard(entry: Entry, known: Record | Standing) -> bool:
    """Whether the file tells of words that a merge tool put them there, and the store has a hand's.

    So it is where a catalog was synced before it was adopted.
    """
    origin = known.origin if isinstance(known, Record) else origin_of(known)
    by_hand = known.state is State.SUGGESTED and known.author == BY_HAND
    return by_hand and origin != Origin.GUESS and is_guess(entry.provenance, known.hash)


def is_behind(entry: Entry, life: Sequence[Event], locale: str) -> bool:
    """Whether the file says what the ledger knows as an earlier state: nobody edited it.

    So it is after a checkout, a stash, a reset, on a branch that is behind, from a backup. A
    decision that the ledger does not know is news, whatever stood there before.
    """
    if not life:
        return False
    here = said(entry, locale)
    if _taken_back(entry, here[0]):
        return False
    known = set(map(key_of, life))
    marks = marks_of(entry, here[0]) if entry.state in {State.APPROVED, State.REJECTED} else []
    if any((mark.by, mark.at) not in known for mark in marks):
        return False
    return here in {(was.hash, str(was.state)) for was in list(standings(life))[:-1]}


def gives_way(entry: Entry, standing: Standing, locale: str) -> bool:
    """Whether the file has a machine's words where the ledger has a person's: nobody edited it.

    So it is where a lost catalog was filled by `translate`.
    """
    if entry.state is not State.MACHINE or open_to_machines(standing):
        return False
    return not _taken_back(entry, said(entry, locale)[0])


def _taken_back(entry: Entry, hash_: str) -> bool:
    """Whether somebody took the approval back by a fuzzy flag; an older file has no mark by it."""
    return entry.fuzzy and entry.approval is not None and entry.approval.hash == hash_


def marks_of(entry: Entry, hash_: str) -> list[Approval | Rejection]:
    """The decisions that fit the words, the oldest first."""
    given = (entry.approval, *entry.rejections)
    fitting = [mark for mark in given if mark is not None and mark.hash == hash_]
    return sorted(fitting, key=lambda mark: mark.at)


def key_of(event: Event) -> tuple[str, ...]:
    """What tells a decision that a mark speaks of from others."""
    return (event.actor, event.at, *event.finding)


def open_to_machines(standing: Standing) -> bool:
    """Whether a machine may write there: no person's words stand."""
    return standing.state not in {State.SUGGESTED, State.APPROVED}


def only_source_moved(entry: Entry, synced_hash: str, locale: str) -> bool:
    """Whether the file's words are those of the last agreement, and the source is a new one."""
    if entry.state is not State.OUTDATED or entry.previous is None or not synced_hash:
        return False
    return content_hash(locale, previously(entry), entry.target) == synced_hash


def source_moved(
    entry: Entry, standing: Standing, was: tuple[str, ...], locale: str, at: str
) -> Event | None:
    """The event that tells that the source is another than the words were written for.

    Args:
        was: the source forms as the store last had them.
    """
    now = content_hash(locale, entry.unit, standing.target)
    if now == standing.hash or not any(standing.target) or standing.state is State.OUTDATED:
        return None
    name = entry.unit.id
    return Event(at, EXTRACTION, Action.SOURCE_CHANGE, locale, name, standing.hash, now, (), was)


def previously(entry: Entry) -> Unit:
    """The unit that outdated words were written for."""
    assert entry.previous is not None
    return Unit(entry.previous.source, entry.unit.context)
