"""Trials: words that we spoiled are caught or missed, second looks agree or don't."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from l10n.model import Severity, State
from l10n.review import trials
from l10n.review.decide import Actor, Decision, Rules
from l10n.store import comments, ledger
from l10n.store import trials as kept
from l10n.store.records import Record
from l10n.store.trials import Outcome, Trial, TrialKind
from l10n.transitions import Action, Role
from tests.reviewing import ZH, ReviewProject

MUTE = "Mute words and tags"
# Each can be spoiled: a negation to drop, one to put in, a sentence to leave out.
WORDS = {
    "negation": "不静音词语和标签",
    "possibility": "可以静音词语和标签",
    "omission": "静音词语和标签。再静音一次。",
}
BO = Actor("Bo", Role.REVIEWER)


@dataclass
class Dice:
    """Chance as the test has it: the numbers drawn, one after another."""

    rolls: list[int]
    asked: list[int] = field(default_factory=list)

    def __call__(self, below: int) -> int:
        self.asked.append(below)
        return self.rolls.pop(0)


def rules(reviewed: ReviewProject) -> Rules:
    return Rules(lambda _record: reviewed.checker)


def sent(
    reviewed: ReviewProject, record: Record | None, *rolls: int, by: Actor = BO
) -> Record | None:
    """Where somebody is sent who is sent on."""
    with reviewed.database.writing() as connection:
        return trials.maybe(
            connection,
            rules(reviewed),
            by,
            record,
            rate=5,
            draw=Dice(list(rolls)),
            at=reviewed.now(),
        )


def trial_on(reviewed: ReviewProject, record: Record, by: str = "Bo") -> Trial | None:
    with reviewed.database.reading() as connection:
        return trials.under_trial(connection, by, record)


def judged(
    reviewed: ReviewProject, trial: Trial, action: Action, *words: str, note: str = ""
) -> Outcome:
    asked = Decision(ZH, trial.unit, action, trial.hash, words, note)
    with reviewed.database.writing() as connection:
        return trials.judge(connection, trial, asked, BO, reviewed.now())


def tally(reviewed: ReviewProject) -> dict[Outcome, int]:
    with reviewed.database.reading() as connection:
        return kept.tally(connection, [])


def events(reviewed: ReviewProject) -> int:
    with reviewed.database.reading() as connection:
        return ledger.last(connection)


@pytest.fixture
def waiting(reviewed: ReviewProject) -> Callable[[str], Record]:
    reviewed.sync()

    def make(words: str) -> Record:
        return reviewed.decide(reviewed.unit(MUTE), Action.EDIT, target=words)

    return make


SEEDED = (0, 0)  # below the rate, and no second look
SECOND = (0, 1)


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_spoiled_words_are_wrong_and_no_check_sees_it(
    reviewed: ReviewProject, waiting: Callable[[str], Record], words: str
) -> None:
    record = waiting(words)
    assert sent(reviewed, record, *SEEDED) == record
    trial = trial_on(reviewed, record)
    assert trial is not None
    assert trial.kind is TrialKind.SEEDED
    assert trial.target != record.target
    found = reviewed.checker.check(record.unit, trial.target)
    assert [f for f in found if f.severity is Severity.ERROR] == []


VERDICTS = [
    (Action.APPROVE, (), Outcome.MISSED, Outcome.AGREED),
    (Action.APPROVE, "same", Outcome.MISSED, Outcome.AGREED),
    (Action.APPROVE, ("别的词",), Outcome.CAUGHT, Outcome.DISAGREED),
    (Action.EDIT, ("别的词",), Outcome.CAUGHT, Outcome.DISAGREED),
    (Action.REJECT, (), Outcome.CAUGHT, Outcome.DISAGREED),
]


@pytest.mark.parametrize(("action", "words", "seeded", "_second"), VERDICTS)
def test_a_verdict_on_spoiled_words_is_noted_and_touches_nothing(
    reviewed: ReviewProject,
    waiting: Callable[[str], Record],
    action: Action,
    words: tuple[str, ...] | str,
    seeded: Outcome,
    _second: Outcome,
) -> None:
    record = waiting(WORDS["negation"])
    sent(reviewed, record, *SEEDED)
    trial, before = trial_on(reviewed, record), events(reviewed)
    assert trial is not None
    typed = trial.target if words == "same" else tuple(words)
    assert judged(reviewed, trial, action, *typed, note="wrong") is seeded
    assert (events(reviewed), reviewed.unit(MUTE)) == (before, record)
    assert tally(reviewed) == {seeded: 1}
    assert trial_on(reviewed, record) is None
    with reviewed.database.reading() as connection:
        assert comments.of(connection, ZH, record.unit.id) == []


@pytest.mark.parametrize(("action", "words", "_seeded", "second"), VERDICTS)
def test_a_second_look_agrees_or_says_why_not(
    reviewed: ReviewProject,
    waiting: Callable[[str], Record],
    action: Action,
    words: tuple[str, ...] | str,
    _seeded: Outcome,
    second: Outcome,
) -> None:
    record = reviewed.decide(waiting(WORDS["negation"]), Action.APPROVE)
    following = reviewed.unit("View {name}'s profile")
    assert sent(reviewed, following, *SECOND) == record
    trial, before = trial_on(reviewed, record), events(reviewed)
    assert trial is not None
    assert (trial.kind, trial.target, trial.hash) == (
        TrialKind.SECOND_LOOK,
        record.target,
        record.hash,
    )
    typed = trial.target if words == "same" else tuple(words)
    assert judged(reviewed, trial, action, *typed, note="says the opposite") is second
    assert (events(reviewed), reviewed.unit(MUTE)) == (before, record)
    with reviewed.database.reading() as connection:
        said = [comment.text for comment in comments.of(connection, ZH, record.unit.id)]
    expected = typed[0] if typed else "says the opposite"
    assert said == ([f"A second look disagrees: {expected}"] if second is Outcome.DISAGREED else [])
    # Nobody is asked twice, and nobody about what they approved themselves.
    assert sent(reviewed, following, 0, 1) == following
    assert sent(reviewed, following, 0, 1, by=Actor("Ann", Role.REVIEWER)) == following


NEVER = [
    (Actor("Bo", Role.TRANSLATOR), 100, [0, 0]),
    (Actor("Bo", Role.REVIEWER), 0, [0, 0]),
    (Actor("Bo", Role.REVIEWER), 5, [5, 0]),
    (Actor("Bo", Role.REVIEWER), 5, [99, 1]),
]


@pytest.mark.parametrize(("actor", "rate", "rolls"), NEVER)
def test_nobody_is_tried_who_should_not_be(
    reviewed: ReviewProject,
    waiting: Callable[[str], Record],
    actor: Actor,
    rate: int,
    rolls: list[int],
) -> None:
    record = waiting(WORDS["negation"])
    with reviewed.database.writing() as connection:
        got = trials.maybe(
            connection,
            rules(reviewed),
            actor,
            record,
            rate=rate,
            draw=Dice(list(rolls)),
            at=reviewed.now(),
        )
    assert (got, tally(reviewed), trial_on(reviewed, record)) == (record, {}, None)


def test_a_seed_is_void_once_the_unit_moved_on(
    reviewed: ReviewProject, waiting: Callable[[str], Record]
) -> None:
    record = waiting(WORDS["negation"])
    sent(reviewed, record, *SEEDED)
    moved = reviewed.decide(record, Action.APPROVE, by="Ann")
    assert trial_on(reviewed, moved) is None


@pytest.mark.parametrize("action", [Action.WITHDRAW, Action.REJECT, Action.EDIT])
def test_a_second_look_is_void_once_the_unit_moved_on(
    reviewed: ReviewProject, waiting: Callable[[str], Record], action: Action
) -> None:
    record = reviewed.decide(waiting(WORDS["negation"]), Action.APPROVE)
    sent(reviewed, reviewed.unit("View {name}'s profile"), *SECOND)
    assert trial_on(reviewed, record) is not None
    assert trial_on(reviewed, reviewed.decide(record, action, target="静音标签")) is None


def test_words_that_no_check_lets_pass_spoiled_are_left(
    reviewed: ReviewProject, waiting: Callable[[str], Record]
) -> None:
    """Their neighbours' words have placeables, which a check would miss."""
    record = waiting("静音词语和标签")
    assert sent(reviewed, record, *SEEDED) == record
    assert trial_on(reviewed, record) is None


def test_words_that_no_longer_wait_are_not_spoiled(
    reviewed: ReviewProject, waiting: Callable[[str], Record]
) -> None:
    approved = reviewed.decide(waiting(WORDS["negation"]), Action.APPROVE)
    with reviewed.database.reading() as connection:
        assert trials.spoil(connection, rules(reviewed), approved) is None
    assert reviewed.unit(MUTE).state is State.APPROVED
