"""A catalog entry's news as the events that lead there from where the ledger stands."""

from collections.abc import Callable

from l10n.messages import gettext as _
from l10n.model import Approval, Entry, Rejection, State, content_hash
from l10n.sync.changes import (
    BY_HAND,
    EXTRACTION,
    is_guess,
    is_guess_unheard,
    key_of,
    marks_of,
    open_to_machines,
    previously,
)
from l10n.transitions import TRANSITIONS, Action, Event, apply, replay

Bar = Callable[[str, str], str]
"""Why a person (name) may not approve words by an author; "" where they may."""


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
    """The events for what the file says beside words of both: accepted findings, and a guess."""
    story = Story(entry, life, locale, at, bar)
    story.guess()
    story.acceptances()
    return story


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
        self._known = set(map(key_of, life))
        self._entry = entry
        self._locale = locale
        self._at = at
        self._bar = bar
        self._hash = content_hash(locale, entry.unit, entry.target)

    def decisions(self) -> None:
        """The decisions on the words as they stand that the ledger does not know."""
        for mark in marks_of(self._entry, self.standing.hash):
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
        if machine and made and open_to_machines(self.standing):
            self._tell(Action.MACHINE_SUGGEST, made.by, now, provenance=made, target=entry.target)
        else:
            approval = entry.approval
            # Whoever brings words in place of a machine's did not write them.
            brought = approval and approval.adopted and self.standing.state is State.MACHINE
            named = approval and approval.hash == self._hash and not brought
            who = approval.by if approval and named else BY_HAND
            guess = made if is_guess(made, now) else None
            self._tell(Action.EDIT, who, now, target=entry.target, provenance=guess)

    def guess(self) -> None:
        """Words that the ledger has as a hand's, and that a merge tool put there."""
        if is_guess_unheard(self._entry, self.standing):
            now, made = self.standing.hash, self._entry.provenance
            target = self.standing.target
            self._tell(Action.EDIT, BY_HAND, now, target=target, provenance=made)

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
        """Words that came in; who has an account here needs the role for it, others need none.

        Words that somebody wrote here did not come in: they are held to four eyes as others are.
        """
        here = given.hash == self.standing.hash
        if why := self._bar(given.by, self.standing.author if here else ""):
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
            return content_hash(self._locale, previously(self._entry), self._entry.target)
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
        self._known.add(key_of(event))
