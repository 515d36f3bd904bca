"""Decisions: who may decide what, on which words, and what the ledger says afterwards."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n.errors import ReviewError
from l10n.model import Severity, State
from l10n.review.decide import FindingsError, StaleError
from l10n.store import ledger, memory, queue
from l10n.transitions import ON_POSTS, Action, Event, Role
from tests.reviewing import ZH, ReviewProject

MUTE = "Mute words and tags"
GOOD = "静音词语和标签"
OTHER = "静音字词和标签"


def test_an_edit_that_is_approved_at_once_is_two_events(reviewed: ReviewProject) -> None:
    reviewed.sync()
    record = reviewed.decide(reviewed.unit(MUTE), Action.EDIT, Action.APPROVE, target=GOOD)
    assert (record.state, record.target, record.author) == (State.APPROVED, (GOOD,), "Ann")
    with reviewed.database.reading() as connection:
        known = memory.of(connection, ZH, [record.unit.id])[record.unit.id]
        assert (known.source, known.target) == (MUTE, GOOD)
        assert (known.by, known.at, known.context) == ("Ann", record.changed_at, "")
    reviewed.replayed()


def test_a_decision_on_words_that_changed_is_refused_with_both_texts(
    reviewed: ReviewProject,
) -> None:
    reviewed.sync()
    seen = reviewed.unit(MUTE)
    reviewed.decide(seen, Action.EDIT, target=GOOD, by="Bo", role=Role.TRANSLATOR)
    with pytest.raises(StaleError) as refused:
        reviewed.decide(seen, Action.EDIT, target=OTHER)
    assert (refused.value.theirs.target, refused.value.mine.target) == ((GOOD,), (OTHER,))
    assert reviewed.unit(MUTE).target == (GOOD,)


@pytest.mark.parametrize("note", ["\ud800 no", "no\0", "n" * 5000, "no\u2028\x1b[31m"])
def test_any_reason_is_kept_as_far_as_databases_and_catalogs_hold_it(
    reviewed: ReviewProject, note: str
) -> None:
    reviewed.sync()
    reviewed.decide(reviewed.unit(MUTE), Action.REJECT, note=note)
    reviewed.sync()
    assert _events(reviewed, MUTE)[-1].note
    [past] = next(e for e in reviewed.catalog.live() if e.unit.source[0] == MUTE).rejections
    assert past.reason == _events(reviewed, MUTE)[-1].note
    assert reviewed.sync().taken == 0


def test_the_same_decision_twice_is_one(reviewed: ReviewProject) -> None:
    reviewed.sync()
    seen = reviewed.unit(MUTE)
    reviewed.decide(seen, Action.APPROVE)
    with pytest.raises(ReviewError):
        reviewed.decide(seen, Action.APPROVE, by="Bo")
    assert [e.actor for e in _events(reviewed, MUTE)] == ["fake 1", "Ann"]


def test_words_with_an_error_are_not_approved_but_kept_as_a_suggestion(
    reviewed: ReviewProject,
) -> None:
    reviewed.sync()
    wrong = "哑词语和标签"
    with pytest.raises(FindingsError, match="terms"):
        reviewed.decide(reviewed.unit(MUTE), Action.EDIT, Action.APPROVE, target=wrong)
    assert reviewed.unit(MUTE).state is State.MACHINE, "both or none"
    record = reviewed.decide(reviewed.unit(MUTE), Action.EDIT, target=wrong)
    assert (record.state, record.errors) == (State.SUGGESTED, 1)
    assert [r.unit.id for r in reviewed.records(queue.Filter(finding="terms"))] == [record.unit.id]


def _terms(reviewed: ReviewProject) -> str:
    """The id of what `terms` finds in the words of MUTE."""
    record = reviewed.unit(MUTE)
    found = reviewed.checker.check(record.unit, record.target, accepted=record.accepted)
    return next(finding.id for finding in found if finding.check == "terms")


def test_an_accepted_error_is_approved_and_counted(reviewed: ReviewProject) -> None:
    reviewed.sync()
    reviewed.decide(reviewed.unit(MUTE), Action.EDIT, target="消音词语", by="Bo")
    wrong, name = reviewed.unit(MUTE), _terms(reviewed)
    record = reviewed.decide(wrong, Action.ACCEPT, note="a quotation", finding=name)
    assert (record.state, record.errors) == (State.SUGGESTED, 0)
    [given] = record.accepted
    assert (given.by, given.reason, given.check) == ("Ann", "a quotation", "terms")
    assert reviewed.records(queue.Filter(finding="terms")) == (record,)
    assert reviewed.records(queue.Filter(severity=Severity.ERROR)) == ()
    assert reviewed.decide(record, Action.APPROVE).state is State.APPROVED
    reviewed.replayed()
    edited = reviewed.decide(reviewed.unit(MUTE), Action.EDIT, target="消音词")
    assert (edited.errors, edited.accepted) == (1, ())
    reviewed.replayed()


REFUSED_FINDINGS = [
    ({"note": " "}, "Say why"),
    ({"finding": "f" * 16}, "no such finding"),
    ({"role": Role.TRANSLATOR}, "role"),
    ({"by": "Bo", "four_eyes": True}, "four-eyes"),
    ({"action": Action.REVOKE}, "decided so before"),
]


@pytest.mark.parametrize(("facts", "said"), REFUSED_FINDINGS)
def test_what_may_not_be_accepted_is_refused(
    reviewed: ReviewProject, facts: dict[str, object], said: str
) -> None:
    reviewed.sync()
    reviewed.decide(reviewed.unit(MUTE), Action.EDIT, target="消音词语", by="Bo")
    wanted = {"note": "why", "finding": _terms(reviewed), **facts}
    action = wanted.pop("action", Action.ACCEPT)
    with pytest.raises(ReviewError, match=said):
        reviewed.decide(reviewed.unit(MUTE), action, **wanted)  # type: ignore[arg-type]
    assert reviewed.unit(MUTE).accepted == ()


def test_what_does_not_parse_is_not_accepted(reviewed: ReviewProject) -> None:
    reviewed.sync()
    view = reviewed.decide(reviewed.unit("View {name}'s profile"), Action.EDIT, target="{name} {")
    found = reviewed.checker.check(view.unit, view.target)
    name = next(finding.id for finding in found if finding.check == "syntax")
    with pytest.raises(ReviewError, match="Nobody can accept this"):
        reviewed.decide(view, Action.ACCEPT, finding=name)


def test_four_eyes(reviewed: ReviewProject) -> None:
    reviewed.sync()
    record = reviewed.decide(reviewed.unit(MUTE), Action.EDIT, target=GOOD, by="Ann")
    with pytest.raises(ReviewError, match="four-eyes"):
        reviewed.decide(record, Action.APPROVE, by="Ann", four_eyes=True)
    assert reviewed.decide(record, Action.APPROVE, by="Bo", four_eyes=True).state is State.APPROVED


def test_a_translator_suggests_and_does_not_approve(reviewed: ReviewProject) -> None:
    reviewed.sync()
    with pytest.raises(ReviewError, match="role"):
        reviewed.decide(reviewed.unit(MUTE), Action.APPROVE, role=Role.TRANSLATOR)


def test_only_ones_own_last_act_is_undone(reviewed: ReviewProject) -> None:
    reviewed.sync()
    before = reviewed.unit(MUTE)
    decided = reviewed.decide(before, Action.EDIT, Action.APPROVE, target=GOOD)
    with pytest.raises(ReviewError, match="yourself"):
        reviewed.decide(decided, Action.UNDO, by="Bo")
    once = reviewed.decide(decided, Action.UNDO)
    assert (once.state, once.target) == (State.SUGGESTED, (GOOD,))
    twice = reviewed.decide(once, Action.UNDO)
    assert (twice.state, twice.target, twice.hash) == (before.state, before.target, before.hash)
    with reviewed.database.reading() as connection:
        assert memory.since(connection, ZH, 0) == []
    reviewed.replayed()


REFUSED = [
    ({"target": " "}, "form is empty"),
    ({"target": "字" * 20_001}, "at most"),
    ({"actions": (Action.REJECT,), "note": " "}, "reason"),
]


@pytest.mark.parametrize(("facts", "said"), REFUSED)
def test_what_makes_no_sense_is_refused(
    reviewed: ReviewProject, facts: dict[str, object], said: str
) -> None:
    reviewed.sync()
    actions = facts.pop("actions", (Action.EDIT,))
    with pytest.raises(ReviewError, match=said):
        reviewed.decide(reviewed.unit(MUTE), *actions, **facts)  # type: ignore[misc, arg-type]
    facts["actions"] = actions


def test_text_that_no_file_holds_is_made_sound(reviewed: ReviewProject) -> None:
    reviewed.sync()
    record = reviewed.decide(reviewed.unit(MUTE), Action.EDIT, target="静音\x00字\ud800")
    assert record.target == ("静音字?",)


STAGES = {Action.MACHINE_SUGGEST, Action.SOURCE_CHANGE}
ACTS = st.tuples(
    st.sampled_from([action for action in Action if action not in STAGES | ON_POSTS]),
    st.sampled_from([Role.TRANSLATOR, Role.REVIEWER]),
    st.sampled_from(["Ann", "Bo"]),
    st.sampled_from([GOOD, OTHER]),
    st.booleans(),
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=st.lists(ACTS, max_size=12))
def test_what_is_cached_is_the_ledgers_replay_whatever_people_do(
    reviewed: ReviewProject, acts: list[tuple[Action, Role, str, str, bool]]
) -> None:
    reviewed.sync()
    for action, role, by, target, undone in acts:
        with suppress(ReviewError):
            reviewed.decide(reviewed.unit(MUTE), action, role=role, by=by, target=target)
        if undone:
            reviewed.sync()
    reviewed.replayed()
    reviewed.sync()
    entry = next(e for e in reviewed.catalog.live() if e.unit.source[0] == MUTE)
    record = reviewed.unit(MUTE)
    assert (entry.state, entry.target) == (record.state, record.target)


@pytest.mark.parametrize("action", sorted(ON_POSTS))
def test_posts_are_not_decided_on_here(reviewed: ReviewProject, action: Action) -> None:
    reviewed.sync()
    with pytest.raises(ReviewError, match="moderation queue"):
        reviewed.decide(reviewed.unit(MUTE), action, role=Role.ADMIN)


def _events(reviewed: ReviewProject, source: str) -> list[Event]:
    with reviewed.database.reading() as connection:
        return ledger.of(connection, ZH, reviewed.unit(source).unit.id)
