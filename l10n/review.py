"""What may happen to a unit's target: the table of states and actions. Pure.

A pair that is not in the table is refused. To change a rule, change a row; the golden file in
tests/ shows the difference.
"""

from enum import StrEnum

from l10n.errors import ReviewError
from l10n.messages import gettext as _
from l10n.model import State


class Action(StrEnum):
    """What people and stages do to a target."""

    MACHINE_SUGGEST = "machine-suggest"
    EDIT = "edit"
    APPROVE = "approve"
    REJECT = "reject"
    SOURCE_CHANGE = "source-change"
    WITHDRAW = "withdraw"


_S, _A = State, Action

TRANSITIONS: dict[tuple[State, Action], State] = {
    (_S.UNTRANSLATED, _A.MACHINE_SUGGEST): _S.MACHINE,
    (_S.UNTRANSLATED, _A.EDIT): _S.SUGGESTED,
    (_S.UNTRANSLATED, _A.SOURCE_CHANGE): _S.UNTRANSLATED,
    (_S.MACHINE, _A.MACHINE_SUGGEST): _S.MACHINE,
    (_S.MACHINE, _A.EDIT): _S.SUGGESTED,
    (_S.MACHINE, _A.APPROVE): _S.APPROVED,
    (_S.MACHINE, _A.REJECT): _S.REJECTED,
    (_S.MACHINE, _A.SOURCE_CHANGE): _S.OUTDATED,
    (_S.SUGGESTED, _A.EDIT): _S.SUGGESTED,
    (_S.SUGGESTED, _A.APPROVE): _S.APPROVED,
    (_S.SUGGESTED, _A.REJECT): _S.REJECTED,
    (_S.SUGGESTED, _A.SOURCE_CHANGE): _S.OUTDATED,
    (_S.OUTDATED, _A.MACHINE_SUGGEST): _S.MACHINE,
    (_S.OUTDATED, _A.EDIT): _S.SUGGESTED,
    (_S.OUTDATED, _A.APPROVE): _S.APPROVED,
    (_S.OUTDATED, _A.REJECT): _S.REJECTED,
    (_S.OUTDATED, _A.SOURCE_CHANGE): _S.OUTDATED,
    (_S.APPROVED, _A.EDIT): _S.SUGGESTED,
    (_S.APPROVED, _A.REJECT): _S.REJECTED,
    (_S.APPROVED, _A.WITHDRAW): _S.SUGGESTED,
    (_S.APPROVED, _A.SOURCE_CHANGE): _S.OUTDATED,
    (_S.REJECTED, _A.MACHINE_SUGGEST): _S.MACHINE,
    (_S.REJECTED, _A.EDIT): _S.SUGGESTED,
    (_S.REJECTED, _A.SOURCE_CHANGE): _S.OUTDATED,
}
"""(state, action) → state.

Outdated and rejected words take a machine's suggestion only where a machine wrote them, and never
the rejected words again: the translate stage holds both.
"""


def after(state: State, action: Action) -> State:
    """The state that follows.

    Raises:
        ReviewError: where the table has no row for it.
    """
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        allowed = ", ".join(a for s, a in TRANSITIONS if s is state)
        raise ReviewError(
            _("A unit that is {state} takes no {action!r}.").format(
                state=state, action=str(action)
            ),
            remedy=_("It takes: {actions}.").format(actions=allowed),
        ) from None
