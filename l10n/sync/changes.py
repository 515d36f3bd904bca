"""What a catalog entry and a ledger have to tell each other.

A catalog tells of a decision by its marks, so an entry's news are the events that lead there; the
ledger's news are the entry written as its standing has it.
"""

from collections.abc import Callable, Iterable

from l10n.messages import gettext as _
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
from l10n.text.plurals import shape
from l10n.transitions import TRANSITIONS, Action, Event, Standing, apply, replay, standings

Bar = Callable[[str, str], str]
"""Why a person (name) may not approve words by an author; "" where they may."""
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
    if standing.state is State.SUGGESTED and standing.author and not _is_guess(made, standing.hash):
        made = None  # whoever wrote the same words before, a person says them now
    previous = None
    if standing.state is State.OUTDATED:
        previous = entry.previous or Unit(standing.previous, entry.unit.context)
    return entry.evolve(
        target=standing.target
        or ("",) * max(len(entry.target), shape(locale, len(entry.unit.source))),
        state=standing.state,
        approval=standing.approval,
        provenance=made,
        rejections=tuple(known.values()),
        accepted=entry.accepted if previous else standing.accepted_today,
        previous=previous,
        fuzzy=standing.state not in {State.APPROVED, State.UNTRANSLATED},
    )


def _is_guess(made: Provenance | None, hash_: str) -> bool:
    """Whether a merge tool put the words of this hash where they stand."""
    return made is not None and made.origin is Origin.GUESS and made.hash == hash_


def is_behind(entry: Entry, life: Iterable[Event], locale: str) -> bool:
    """Whether the file says what the ledger knows as an earlier state: nobody edited it.

    So it is after a checkout, a stash, a reset, on a branch that is behind, from a backup. A
    decision that the ledger does not know is news, whatever stood there before.
    """
    here = said(entry, locale)
    if _taken_back(entry, here[0]):
        return False
    known = set(map(_key, life))
    marks = _marks(entry, here[0]) if entry.state in {State.APPROVED, State.REJECTED} else []
    if any((mark.by, mark.at) not in known for mark in marks):
        return False
    return here in {(was.hash, str(was.state)) for was in list(standings(life))[:-1]}


def gives_way(entry: Entry, standing: Standing, locale: str) -> bool:
    """Whether the file has a machine's words where the ledger has a person's: nobody edited it.

    So it is where a lost catalog was filled by `translate`.
    """
    if entry.state is not State.MACHINE or _taken_back(entry, said(entry, locale)[0]):
        return False
    return not _open_to_machines(standing)


def _taken_back(entry: Entry, hash_: str) -> bool:
    """Whether somebody took the approval back by a fuzzy flag; an older file has no mark by it."""
    return entry.fuzzy and entry.approval is not None and entry.approval.hash == hash_


def _marks(entry: Entry, hash_: str) -> list[Approval | Rejection]:
    """The decisions that fit the words, the oldest first."""
    given = (entry.approval, *entry.rejections)
    fitting = [mark for mark in given if mark is not None and mark.hash == hash_]
    return sorted(fitting, key=lambda mark: mark.at)


def _key(event: Event) -> tuple[str, ...]:
    """What tells a decision that a mark speaks of from others."""
    return (event.actor, event.at, *event.finding)


def _open_to_machines(standing: Standing) -> bool:
    return standing.state not in {State.SUGGESTED, State.APPROVED}


def only_source_moved(entry: Entry, synced_hash: str, locale: str) -> bool:
    """Whether the file's words are those of the last agreement, and the source is a new one."""
    if entry.state is not State.OUTDATED or entry.previous is None or not synced_hash:
        return False
    return content_hash(locale, _previously(entry), entry.target) == synced_hash


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


def of(
    entry: Entry, life: list[Event], locale: str, at: str, bar: Bar, *, source_only: bool
) -> "Story":
    """The events that lead from where the ledger stands to what the entry says.

    Args:
        life: the unit's events.
        at: the time of what bears none of its own.
        bar: why a person may not approve words by an author; "" where they may.
        source_only: the words are older than the ledger's; only the changed source is news.

    Raises:
        ReviewError: where the transition table has no way there.
    """
    story = Story(entry, life, locale, at, bar)
    for tell in (story.source,) if source_only else (story.words, story.source, story.verdict):
        if not source_only:
            story.decisions()
        tell()
    story.acceptances()
    return story


def heard(entry: Entry, life: list[Event], locale: str, at: str, bar: Bar) -> "Story":
    """The events for the findings alone that people accepted in the file, in words of both."""
    story = Story(entry, life, locale, at, bar)
    story.acceptances()
    return story


def _previously(entry: Entry) -> Unit:
    """The unit that outdated words were written for."""
    assert entry.previous is not None
    return Unit(entry.previous.source, entry.unit.context)


class Story:
    """Events as they are told, each applied at once.

    Attributes:
        standing: where they lead.
        barred: why a decision that the file tells of does not count; "" where it does.
        void: the rejections that do not count.
    """

    def __init__(self, entry: Entry, life: list[Event], locale: str, at: str, bar: Bar) -> None:
        self.events: list[Event] = []
        self.barred = ""
        self.void: list[Rejection] = []
        self.standing = replay(life)
        self._known = set(map(_key, life))
        self._entry = entry
        self._locale = locale
        self._at = at
        self._bar = bar
        self._hash = content_hash(locale, entry.unit, entry.target)

    def decisions(self) -> None:
        """The decisions on the words as they stand that the ledger does not know."""
        for mark in _marks(self._entry, self.standing.hash):
            if (mark.by, mark.at) in self._known:
                continue
            if self._adopts(mark):
                self._adoption(mark)
            elif isinstance(mark, Approval) and self._takes(Action.APPROVE):
                self._approval(mark)
            elif isinstance(mark, Rejection) and self._takes(Action.REJECT):
                self._rejection(mark)

    def words(self) -> None:
        """The words, where they are not the ledger's: a machine's or a hand's."""
        entry, now = self._entry, self._words_hash()
        if not any(entry.target) or now == self.standing.hash:
            return
        if entry.approval and entry.approval.hash == now and self._adopts(entry.approval):
            self._adoption(entry.approval)
            return
        made = entry.provenance
        machine = made is not None and made.hash == now and entry.state is not State.SUGGESTED
        if machine and made and _open_to_machines(self.standing):
            self._tell(Action.MACHINE_SUGGEST, made.by, now, provenance=made, target=entry.target)
        else:
            approval = entry.approval
            who = approval.by if approval and approval.hash == self._hash else BY_HAND
            guess = made if _is_guess(made, now) else None
            self._tell(Action.EDIT, who, now, target=entry.target, provenance=guess)

    def source(self) -> None:
        """A source that changed under the words."""
        outdated = self._entry.state is State.OUTDATED and self._entry.previous is not None
        target = self.standing.target
        if not outdated or not any(target):
            return
        now = content_hash(self._locale, self._entry.unit, target)
        if now != self.standing.hash:
            assert self._entry.previous is not None
            was = self._entry.previous.source
            self._tell(Action.SOURCE_CHANGE, EXTRACTION, now, source=was)

    def verdict(self) -> None:
        """What the file says beyond its marks: an old decision that holds again, or none."""
        entry, state = self._entry, self.standing.state
        if self.barred:
            return
        if entry.state is State.APPROVED and state is not State.APPROVED and entry.approval:
            self._approval(entry.approval)
        elif entry.state is State.REJECTED and state is not State.REJECTED:
            past = [r for r in entry.rejections if r.hash == self._hash]
            self._rejection(past[-1] if past else Rejection(self._hash, "", BY_HAND, ""))
        elif state is State.APPROVED and entry.state is not State.APPROVED:
            self._tell(Action.WITHDRAW, BY_HAND, self.standing.hash)
        elif entry.state is State.SUGGESTED and state in {State.REJECTED, State.OUTDATED}:
            self._tell(Action.EDIT, BY_HAND, self._hash, target=entry.target)

    def _adopts(self, mark: Approval | Rejection) -> bool:
        """Whether the words came in with the team's files, and nobody here has decided on them."""
        adopted = isinstance(mark, Approval) and mark.adopted
        return adopted and self._entry.state is State.APPROVED and self._takes(Action.ADOPT)

    def _adoption(self, given: Approval | Rejection) -> None:
        """Words that came in; who has an account here needs the role for it, others need none."""
        if why := self._bar(given.by, ""):
            self._refused(given, why)
        else:
            words, note = self._entry.target, given.reason
            self._tell(Action.ADOPT, given.by, given.hash, given.at, target=words, note=note)

    def _approval(self, given: Approval) -> None:
        """An approval that the file tells of; where it may not be, its words are a suggestion."""
        if why := self._bar(given.by, self.standing.author):
            self._refused(given, why)
        else:
            self._tell(Action.APPROVE, given.by, given.hash, at=given.at, note=given.reason)

    def _refused(self, given: Approval | Rejection, why: str) -> None:
        """The words of an approval that does not count, as a suggestion."""
        self.barred = why
        note = _("This approval in the catalog does not count: {reason}").format(reason=why)
        words = self._entry.target
        self._tell(Action.EDIT, given.by, given.hash, at=given.at, target=words, note=note)

    def _rejection(self, given: Rejection) -> None:
        """A rejection that the file tells of; one that may not be is as if it were not there."""
        if why := self._bar(given.by, ""):
            self.barred = why
            self.void.append(given)
        else:
            self._tell(Action.REJECT, given.by, given.hash, at=given.at, note=given.reason)

    def acceptances(self) -> None:
        """The findings that the file tells of as accepted, and the ledger does not know so."""
        for given in self._entry.accepted:
            known = (given.by, given.at, *given.about) in self._known
            if known or given.hash != self.standing.hash or not self._takes(Action.ACCEPT):
                continue
            if why := self._bar(given.by, self.standing.author):
                self.barred = why
                continue
            at, note = given.at, given.reason
            self._tell(Action.ACCEPT, given.by, given.hash, at=at, note=note, finding=given.about)

    def _takes(self, action: Action) -> bool:
        return (self.standing.state, action) in TRANSITIONS

    def _words_hash(self) -> str:
        """The hash of the words with the source that they were written for."""
        if self._entry.state is State.OUTDATED and self._entry.previous is not None:
            return content_hash(self._locale, _previously(self._entry), self._entry.target)
        return self._hash

    def _tell(self, action: Action, actor: str, now: str, at: str = "", **more: object) -> None:
        event = Event(
            at or self._at,
            actor,
            action,
            self._locale,
            self._entry.unit.id,
            self.standing.hash,
            now,
            **more,  # type: ignore[arg-type]
        )
        self.standing = apply(self.standing, event)
        self.events.append(event)
        self._known.add(_key(event))
