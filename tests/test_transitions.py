"""The table of states, actions and roles, held by a golden file; and the state as a replay."""

from pathlib import Path

import pytest

from l10n.errors import ReviewError
from l10n.model import State
from l10n.transitions import (
    TRANSITIONS,
    VERDICTS,
    Action,
    Event,
    Role,
    Standing,
    Step,
    after,
    apply,
    replay,
    step,
)

GOLDEN = Path(__file__).parent / "golden" / "transitions.txt"
STAGES = {
    *(Action.MACHINE_SUGGEST, Action.SOURCE_CHANGE, Action.ADOPT),
    *(Action.FLAG, Action.CLEAR),
}
PEOPLE = frozenset(Role) - {Role.PIPELINE}


def _written() -> str:
    rows = (
        f"{state} + {action} -> {row.becomes or '(as before)'}: {', '.join(sorted(row.roles))}"
        for (state, action), row in TRANSITIONS.items()
    )
    return "\n".join(sorted(rows)) + "\n"


def test_the_table_is_the_golden_one() -> None:
    assert _written() == GOLDEN.read_text("utf-8"), "review the change, then write the golden file"


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_a_triple_follows_the_table_or_is_refused_with_what_is_allowed(
    state: State, action: Action, role: Role
) -> None:
    row = TRANSITIONS.get((state, action))
    if row and role in row.roles:
        assert step(state, action, role) is row
        return
    with pytest.raises(ReviewError) as refused:
        step(state, action, role)
    allowed = [a for (s, a), r in TRANSITIONS.items() if s is state and role in r.roles]
    assert all(name in refused.value.remedy for name in allowed)


def test_only_reviewers_approve_what_ships_and_what_came_in_is_told_apart() -> None:
    ways = {
        (action, role)
        for (state, action), row in TRANSITIONS.items()
        if row.becomes is State.APPROVED
        for role in row.roles
        if row.becomes is not state
    }
    assert ways == {
        (Action.APPROVE, Role.REVIEWER),
        (Action.APPROVE, Role.ADMIN),
        (Action.ADOPT, Role.PIPELINE),
    }


def test_a_translator_takes_nothing_out_of_a_release() -> None:
    ways = {
        a for (s, a), r in TRANSITIONS.items() if s is State.APPROVED and Role.TRANSLATOR in r.roles
    }
    assert not ways


def test_a_machine_never_touches_what_people_wrote_or_approved() -> None:
    for state in (State.SUGGESTED, State.APPROVED):
        assert (state, Action.MACHINE_SUGGEST) not in TRANSITIONS


def test_the_pipeline_decides_nothing_and_people_are_no_pipeline() -> None:
    for (_state, action), row in TRANSITIONS.items():
        stage = action in STAGES
        assert row.roles == {Role.PIPELINE} if stage else row.roles <= PEOPLE


def test_only_moderators_and_admins_decide_on_posts_and_the_words_stay_as_they_are() -> None:
    for (state, action), row in TRANSITIONS.items():
        if action in VERDICTS:
            assert row == Step(state, frozenset({Role.MODERATOR, Role.ADMIN}))
        elif row.roles != {Role.PIPELINE}:
            assert Role.MODERATOR not in row.roles
    edited = [_event(Action.EDIT, "e", "Bo", target=("人",))]
    about = tuple(_event(action, "e", finding=("moderation", "error", "{}")) for action in VERDICTS)
    assert replay([*edited, *about]) == replay(edited)
    assert replay([*edited, *about, _event(Action.UNDO, "", "Bo")]) == Standing()


def test_rejected_words_are_not_approved_without_an_edit() -> None:
    assert (State.REJECTED, Action.APPROVE) not in TRANSITIONS


def test_every_state_survives_a_changed_source() -> None:
    assert all((state, Action.SOURCE_CHANGE) in TRANSITIONS for state in State)


def test_after_names_the_state() -> None:
    assert after(State.MACHINE, Action.APPROVE, Role.REVIEWER) is State.APPROVED


def _event(action: Action, hash_: str = "h", actor: str = "Ann", **facts: object) -> Event:
    return Event("2026-01-01T00:00:00Z", actor, action, "zh", "u", "", hash_, **facts)  # type: ignore[arg-type]


def test_the_replay_of_a_life() -> None:
    events = [
        _event(Action.MACHINE_SUGGEST, "m", "argos", target=("机",)),
        _event(Action.EDIT, "e", "Bo", target=("人",)),
        _event(Action.APPROVE, "e", "Ann"),
        _event(Action.SOURCE_CHANGE, "s", "sync", source=("Old",)),
        _event(Action.REJECT, "s", "Ann", note="stale"),
    ]
    standing = replay(events)
    assert standing.state is State.REJECTED
    assert (standing.target, standing.author, standing.approval) == (("人",), "Bo", None)
    assert [past.reason for past in standing.rejections] == ["stale"]
    assert replay(events[:4]).previous == ("Old",)
    approval = replay(events[:3]).approval
    assert approval is not None
    assert (approval.hash, approval.by) == ("e", "Ann")


def test_an_undo_leaves_what_stood_before() -> None:
    first = [_event(Action.EDIT, "e", target=("字",))]
    decided = [*first, _event(Action.APPROVE, "e")]
    assert replay([*decided, _event(Action.UNDO, "e")]) == replay(first)
    assert replay([*first, _event(Action.UNDO, "")]) == Standing()


ABOUT = ("terms", "error", "Note")


def test_an_accepted_finding_leaves_the_words_in_their_state() -> None:
    edited = [_event(Action.EDIT, "e", "Bo", target=("人",)), _event(Action.APPROVE, "e")]
    accepted = [*edited, _event(Action.ACCEPT, "e", note="a name", finding=ABOUT)]
    before, after = replay(edited), replay(accepted)
    assert (after.state, after.approval, after.author) == (before.state, before.approval, "Bo")
    [given] = after.accepted_today
    assert (given.about, given.by, given.reason) == (ABOUT, "Ann", "a name")
    assert replay([*accepted, _event(Action.REVOKE, "e", finding=ABOUT)]).accepted == ()
    assert replay([*accepted, _event(Action.UNDO, "e")]) == before


def test_what_was_accepted_is_void_in_other_words_and_holds_when_they_come_back() -> None:
    events = [
        _event(Action.EDIT, "e", target=("人",)),
        _event(Action.ACCEPT, "e", note="a name", finding=ABOUT),
        _event(Action.EDIT, "f", target=("字",)),
    ]
    assert replay(events).accepted_today == ()
    assert len(replay([*events, _event(Action.EDIT, "e", target=("人",))]).accepted_today) == 1


def test_an_event_that_the_table_lacks_is_refused() -> None:
    with pytest.raises(ReviewError):
        apply(Standing(), _event(Action.APPROVE))
