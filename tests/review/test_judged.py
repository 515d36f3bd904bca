"""What people made of a machine's words, as the ledger has it."""

import pytest

from l10n.captions.sample import Plan, draw
from l10n.captions.standing import judge
from l10n.review.decide import Actor, Rules
from l10n.review.judged import Judgement, judgements
from l10n.review.judges import Judges
from l10n.store import samples
from l10n.store.samples import Said, Verdict
from l10n.transitions import Action, Role
from tests.captions.test_units import PAIR, act, bring, captions
from tests.reviewing import ReviewProject

A = Action
MORE = "很好吃"
# What people do to the words of a pair, and whether they took them as they were.
FATES: dict[str, tuple[tuple[Action, ...], list[bool]]] = {
    "nothing": ((), []),
    "approved": ((A.APPROVE,), [True]),
    "changed": ((A.EDIT,), [False]),
    "changed and approved": ((A.EDIT, A.APPROVE), [False]),
    "rejected": ((A.REJECT,), [False]),
    "approved, then taken back": ((A.APPROVE, A.UNDO), []),
    "approved, then withdrawn": ((A.APPROVE, A.WITHDRAW), []),
    "rejected, taken back, approved": ((A.REJECT, A.UNDO, A.APPROVE), [True]),
}


def found(reviewed: ReviewProject) -> list[Judgement]:
    with reviewed.database.reading() as connection:
        return list(judgements(connection))


@pytest.mark.parametrize("name", FATES)
def test_the_last_that_people_did_counts(reviewed: ReviewProject, name: str) -> None:
    actions, taken = FATES[name]
    bring(reviewed, PAIR)
    for action in actions:
        act(reviewed, captions(reviewed)[0], action, target="Delicious!")
    told = found(reviewed)
    assert [one.taken for one in told] == taken
    assert all((one.by, one.quality, one.sampled) == ("zh-en 1.0", 0.7, False) for one in told)


def test_each_of_a_machines_words_is_judged_by_itself(reviewed: ReviewProject) -> None:
    bring(reviewed, PAIR)
    act(reviewed, captions(reviewed)[0], A.REJECT)
    bring(reviewed, {**PAIR, "target": "Good eating", "quality": 0.9})
    act(reviewed, captions(reviewed)[0], A.APPROVE)
    bring(reviewed, {**PAIR, "source": MORE, "target": "Very tasty", "quality": 0.4})
    told = [(one.quality, one.taken) for one in found(reviewed)]
    assert told == [(0.7, False), (0.9, True)]


def test_what_memory_and_people_wrote_says_nothing_of_the_estimate(
    reviewed: ReviewProject,
) -> None:
    bring(reviewed, {**PAIR, "origin": "tm"}, {**PAIR, "id": "p2", "origin": "glossary"})
    for record in captions(reviewed):
        act(reviewed, record, A.APPROVE)
    assert found(reviewed) == []


def test_words_that_were_read_in_a_sample_count_too(reviewed: ReviewProject) -> None:
    bring(reviewed, *({**PAIR, "id": f"p{n}"} for n in range(4)))
    draw(reviewed.database, Plan(0.5, 0.6, allowed=1), "seed", "Ann", reviewed.now())
    rules = Rules(Judges(reviewed.config, reviewed.database).checker)
    with reviewed.database.writing() as connection:
        [sample] = samples.every(connection)
        for place, verdict in ((1, Verdict.FINE), (2, Verdict.SERIOUS)):
            said = Said(place, verdict, "another meaning", reviewed.now(), "Ann")
            judge(connection, rules, Actor("Ann", Role.REVIEWER), sample, said)
    assert sorted((one.taken, one.sampled) for one in found(reviewed)) == [
        (False, False),
        (True, True),
    ]
