"""Where a sample stands: what is read of it, what is to be read, and what the bound says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.engine import Connection

from l10n.captions import bounds
from l10n.errors import ReviewError
from l10n.files import storable
from l10n.messages import gettext as _
from l10n.model import State
from l10n.review.decide import MAX_NOTE, Actor, Decision, Rules, decide
from l10n.store import ledger, samples, units
from l10n.store.samples import Drawn, Now, Said, Sample, Verdict
from l10n.transitions import Action, Event, Role

_JUDGES = frozenset({Role.REVIEWER, Role.ADMIN})
# What takes words away, or puts others in their place.
_MOVES = frozenset({Action.EDIT, Action.REJECT, Action.SOURCE_CHANGE, Action.MACHINE_SUGGEST})


class Stage(StrEnum):
    """How far a sample has come.

    A void one lost so many captions before they were read that none was left to take their place.
    """

    OPEN = "open"
    HOLDS = "holds"
    FAILED = "failed"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Standing:
    """A sample with all that was said of it.

    Attributes:
        chosen: what counts: the first of the draw that are not out, as many as the plan says.
        said: the last verdict by place.
        out: places whose words changed before anybody read them, not by a person; or are gone.
        mended: places where a person changed or rejected the words, and they went, before they
            were read. They count as serious errors: a sample that people mend first says nothing
            of the others.
        revised: how many verdicts were changed.
    """

    sample: Sample
    chosen: tuple[Drawn, ...]
    said: Mapping[int, Said]
    out: tuple[Drawn, ...]
    mended: tuple[Drawn, ...]
    revised: int

    @property
    def serious(self) -> tuple[Drawn, ...]:
        """What somebody found a serious error in."""
        return tuple(
            d
            for d in self.chosen
            if d.place in self.said and self.said[d.place].verdict is Verdict.SERIOUS
        )

    @property
    def errors(self) -> int:
        """How many count as serious errors."""
        return len(self.serious) + len(self.mended)

    @property
    def open(self) -> tuple[Drawn, ...]:
        """What is still to be read."""
        gone = {d.place for d in self.mended}
        return tuple(d for d in self.chosen if d.place not in self.said and d.place not in gone)

    @property
    def read(self) -> int:
        """How many count as read."""
        return len(self.chosen) - len(self.open)

    @property
    def stage(self) -> Stage:
        """How far it has come: it fails as soon as it must, and holds only when all is read."""
        if self.errors > self.sample.allowed:
            return Stage.FAILED
        if len(self.chosen) < self.sample.size:
            return Stage.VOID
        return Stage.OPEN if self.open else Stage.HOLDS

    @property
    def bound(self) -> float:
        """The rate of serious errors that the stratum is under, at this draw's confidence."""
        return bounds.upper(self.errors, self.read, self.sample.spent)


def standing_of(connection: Connection, sample: Sample) -> Standing:
    """Where a sample stands now."""
    drawn = samples.drawn_in(connection, sample.number)
    every = samples.said_of(connection, sample.number)
    today = samples.now(connection, sample)
    moved = [
        one.unit
        for one in drawn
        if one.place not in every and not _stands(one, sample, today.get(one.unit))
    ]
    lives = ledger.of_units(connection, sample.locale, moved)
    chosen: list[Drawn] = []
    out: list[Drawn] = []
    mended: list[Drawn] = []
    for one in drawn:
        if len(chosen) == sample.size:
            break
        if one.unit in lives and not _by_a_person(lives[one.unit], sample):
            out.append(one)
            continue
        chosen.append(one)
        if one.unit in lives:
            mended.append(one)
    last = {place: said[-1] for place, said in every.items()}
    revised = sum(len(said) - 1 for said in every.values())
    return Standing(sample, tuple(chosen), last, tuple(out), tuple(mended), revised)


def _stands(drawn: Drawn, sample: Sample, today: Now | None) -> bool:
    """Whether the words that were drawn stand there still.

    The same words once more by a machine are another's saying, which came after the draw.
    """
    if today is None or today.obsolete or today.hash != drawn.hash:
        return False
    return today.state is not State.MACHINE or today.number <= sample.until


def _by_a_person(events: Sequence[Event], sample: Sample) -> bool:
    """Whether it was a person who first did something to the words since they were drawn."""
    since = (event.action for event in events if event.number > sample.until)
    first = next((action for action in since if action in _MOVES), None)
    return first in {Action.EDIT, Action.REJECT}


def standings(connection: Connection, locales: Sequence[str] = ()) -> list[Standing]:
    """All samples, the oldest first."""
    return [standing_of(connection, one) for one in samples.every(connection, locales)]


def judge(
    connection: Connection, rules: Rules, actor: Actor, sample: Sample, said: Said
) -> Standing:
    """Record a verdict on words that were drawn; where the sample stands then.

    Words with a serious error are rejected in the ledger too, where they still stand.

    Args:
        connection: a transaction to write in.
        said: the verdict; its actor and time are the reader's.

    Raises:
        ReviewError: where the role does not judge, the place is not to be read (any more), or a
            reason is missing: of a serious error, and of a verdict that is changed.
    """
    if actor.role not in _JUDGES:
        raise ReviewError(_("Samples are read by reviewers and admins."))
    standing = standing_of(connection, sample)
    drawn = next((d for d in standing.chosen if d.place == said.place), None)
    before = standing.said.get(said.place)
    note = storable(" ".join(said.note.split()))[:MAX_NOTE]
    if drawn is None or (before is None and drawn not in standing.open):
        raise ReviewError(
            _("These words are out of the sample: they changed after it was drawn."),
            remedy=_("Go on with the next."),
        )
    if before is None and standing.stage is not Stage.OPEN:
        raise ReviewError(_("The sample is decided; nothing more is read of it."))
    if before is not None and before.verdict is said.verdict:
        raise ReviewError(
            _("Somebody read this before you, and said the same."), remedy=_("Go on with the next.")
        )
    if not note and (before is not None or said.verdict is Verdict.SERIOUS):
        raise ReviewError(_("Say why: a serious error, and a changed verdict, need a reason."))
    samples.say(
        connection, sample.number, Said(said.place, said.verdict, note, said.at, actor.name)
    )
    if said.verdict is Verdict.SERIOUS:
        _reject(connection, rules, actor, sample, drawn, note, said.at)
    return standing_of(connection, sample)


def _reject(
    connection: Connection,
    rules: Rules,
    actor: Actor,
    sample: Sample,
    drawn: Drawn,
    note: str,
    at: str,
) -> None:
    record = units.get(connection, sample.locale, drawn.unit)
    if record and record.hash == drawn.hash and record.state is State.MACHINE:
        decision = Decision(sample.locale, drawn.unit, Action.REJECT, drawn.hash, note=note)
        decide(connection, rules, actor, [decision], at)
