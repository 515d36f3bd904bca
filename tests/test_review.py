"""The table of states and actions, held by a golden file."""

from pathlib import Path

import pytest

from l10n.errors import ReviewError
from l10n.model import State
from l10n.review import TRANSITIONS, Action, after

GOLDEN = Path(__file__).parent / "golden" / "transitions.txt"


def _written() -> str:
    rows = (f"{state} + {action} -> {then}" for (state, action), then in TRANSITIONS.items())
    return "\n".join(sorted(rows)) + "\n"


def test_the_table_is_the_golden_one() -> None:
    assert _written() == GOLDEN.read_text("utf-8"), "review the change, then write the golden file"


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_a_pair_follows_the_table_or_is_refused_with_what_is_allowed(
    state: State, action: Action
) -> None:
    if (state, action) in TRANSITIONS:
        assert after(state, action) is TRANSITIONS[state, action]
        return
    with pytest.raises(ReviewError) as refused:
        after(state, action)
    allowed = [a for s, a in TRANSITIONS if s is state]
    assert all(name in refused.value.remedy for name in allowed)


def test_only_people_approve_what_ships() -> None:
    ways = {action for (_state, action), then in TRANSITIONS.items() if then is State.APPROVED}
    assert ways == {Action.APPROVE}


def test_a_machine_never_touches_what_people_wrote_or_approved() -> None:
    for state in (State.SUGGESTED, State.APPROVED):
        assert (state, Action.MACHINE_SUGGEST) not in TRANSITIONS


def test_rejected_words_are_not_approved_without_an_edit() -> None:
    assert (State.REJECTED, Action.APPROVE) not in TRANSITIONS


def test_every_state_survives_a_changed_source() -> None:
    assert all((state, Action.SOURCE_CHANGE) in TRANSITIONS for state in State)
