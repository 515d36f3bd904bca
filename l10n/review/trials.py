"""Trust in review: known-bad words among the others, and blind second looks.

A reviewer who is sent on may meet a trial: a unit that shows words we spoiled, or words that
somebody else approved. What they decide on it is noted beside the ledger, never in it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from sqlalchemy.engine import Connection

from l10n.messages import gettext as _
from l10n.model import Origin, State, content_hash
from l10n.review.decide import Actor, Decision, Rules, reasoned
from l10n.review.editor import Editor, open_unit
from l10n.review.judges import Judges
from l10n.store import comments, queue, trials
from l10n.store.records import Record
from l10n.store.trials import Outcome, Trial, TrialKind
from l10n.text.plurals import language
from l10n.transitions import Action, Role

_NEGATIONS = {
    "zh": ((r"不(?!同|过|仅|管|但|断)", ""), (r"没有", "有"), (r"未", "已"), (r"可以|能", "不能")),
    "en": (
        (r"\b(can|could|is|are|will|does|do)(?: not|n't)\b", r"\1"),
        (r"\bcannot\b", "can"),
        (r"\b(can|is|are|will)\b", r"\1 not"),
    ),
}
_SENTENCE = re.compile(r"(?<=[。！？.!?])\s*(?=\S)")


def maybe(
    connection: Connection,
    rules: Rules,
    actor: Actor,
    following: Record | None,
    *,
    rate: int,
    draw: Callable[[int], int],
    at: str,
) -> Record | None:
    """The unit to send a reviewer to: the following one, or now and then one under trial.

    Args:
        rate: how many in a hundred are trials.
        draw: a number from 0 to below its argument, by chance.

    Returns:
        The unit to open; where it is under trial, `shown` is what the reviewer sees.
    """
    judges = actor.role in {Role.REVIEWER, Role.ADMIN}
    if following is None or not judges or draw(100) >= rate:
        return following
    if trials.open_for(connection, actor.name, following.locale, following.unit.id):
        return following
    if draw(2):
        settled = trials.settled_by_another(connection, actor.name, following.locale)
        if settled:
            trials.begin(connection, _trial(settled, actor, settled.target, ""), at)
            return settled
    if spoiled := spoil(connection, rules, following):
        trials.begin(connection, _trial(following, actor, *spoiled), at)
    return following


def _trial(record: Record, actor: Actor, target: tuple[str, ...], defect: str) -> Trial:
    kind = TrialKind.SEEDED if defect else TrialKind.SECOND_LOOK
    shown = content_hash(record.locale, record.unit, target)
    return Trial(record.locale, record.unit.id, kind, actor.name, target, shown, defect)


def spoil(
    connection: Connection, rules: Rules, record: Record
) -> tuple[tuple[str, ...], str] | None:
    """The unit's words made wrong so that no check sees it, and what was done; None if none can.

    Only words that wait are spoiled: what is shown must look like one more unit of the queue.
    """
    if record.state not in queue.WAITING or not record.target or record.errors:
        return None
    checker = rules.checker(record)
    for target, defect in _spoiled(connection, record):
        found = checker.check(record.unit, target)
        if target != record.target and not any(f.blocks for f in found):
            return target, defect
    return None


def _spoiled(connection: Connection, record: Record) -> Iterator[tuple[tuple[str, ...], str]]:
    last = record.target[-1]
    for pattern, other in _NEGATIONS.get(language(record.locale), ()):
        if re.search(pattern, last):
            yield (*record.target[:-1], re.sub(pattern, other, last, count=1)), "negation"
    sentences = _SENTENCE.split(last)
    if len(sentences) > 1:
        yield (*record.target[:-1], last[: last.rindex(sentences[-1])].rstrip()), "omission"
    for near in queue.neighbours(connection, record, reach=10):
        if len(near.target) == len(record.target) and near.unit.source != record.unit.source:
            yield near.target, "other words"


def under_trial(connection: Connection, reviewer: str, record: Record) -> Trial | None:
    """The reviewer's trial on a unit, unless the unit has moved on: then there is none."""
    trial = trials.open_for(connection, reviewer, record.locale, record.unit.id)
    if trial is None:
        return None
    if trial.kind is TrialKind.SEEDED:
        stands = record.state in queue.WAITING
    else:
        stands = record.state is State.APPROVED and record.hash == trial.hash
    return trial if stands else None


def shown(trial: Trial | None, record: Record) -> Record:
    """What the reviewer sees of a unit: under trial, the trial's words, waiting as others do."""
    if trial is None:
        return record
    machine = record.origin not in {"", str(Origin.HUMAN)}
    state = State.MACHINE if machine else State.SUGGESTED
    return replace(record, target=trial.target, hash=trial.hash, state=state)


def disguised(trial: Trial, record: Record, editor: Editor) -> Editor:
    """The editor with nothing that gives the trial away: no verdicts, no sight of the words."""
    verdicts = {Action.APPROVE, Action.UNDO, Action.WITHDRAW}
    history = tuple(
        replace(event, target=trial.target) if event.target == record.target else event
        for event in editor.history
        if event.action not in verdicts
    )
    alternatives = tuple(kept for kept in editor.alternatives if kept.target != record.target)
    return replace(editor, history=history, alternatives=alternatives)


def opened(connection: Connection, judges: Judges, reviewer: str, record: Record) -> Editor:
    """The editor of a unit as this reviewer is to see it."""
    trial = under_trial(connection, reviewer, record)
    if trial is None:
        return open_unit(connection, judges, record)
    return disguised(trial, record, open_unit(connection, judges, shown(trial, record)))


def take(
    connection: Connection, actor: Actor, record: Record, decision: Decision, at: str
) -> Outcome | None:
    """Note a decision that was made on a trial's words; None where it was made on the unit's own.

    Raises:
        ReviewError: where it rejects without a reason.
    """
    trial = under_trial(connection, actor.name, record)
    if trial is None or decision.expected != trial.hash:
        return None
    if decision.action in {Action.ACCEPT, Action.REVOKE}:
        return None  # it is on a finding, and says nothing of the words
    if decision.action is Action.REJECT:
        reasoned(decision)
    return judge(connection, trial, decision, actor, at)


def judge(
    connection: Connection, trial: Trial, decision: Decision, actor: Actor, at: str
) -> Outcome:
    """Note what the reviewer decided on a trial.

    Where a second look disagrees, a comment on the unit says so; who approved it can answer.
    """
    changed = bool(decision.target) and decision.target != trial.target
    accepted = decision.action is Action.APPROVE and not changed
    if trial.kind is TrialKind.SEEDED:
        outcome = Outcome.MISSED if accepted else Outcome.CAUGHT
    else:
        outcome = Outcome.AGREED if accepted else Outcome.DISAGREED
    trials.end(connection, trial, outcome, at)
    if outcome is Outcome.DISAGREED:
        words = " / ".join(decision.target) if changed else decision.note
        said = _("A second look disagrees: {words}").format(words=words[:2000] or "-")
        note = comments.Comment(at, actor.name, said)
        comments.add(connection, trial.locale, trial.unit, note)
    return outcome
