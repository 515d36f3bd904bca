"""What a moderator decides on a post → ledger."""

from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from l10n.errors import ReviewError
from l10n.files import storable
from l10n.messages import gettext as _
from l10n.model import digest
from l10n.moderation.follow import case_of, event_of
from l10n.moderation.verdicts import apply, replay
from l10n.review.decide import MAX_NOTE, Actor
from l10n.store import ledger, moderation, units
from l10n.store.moderation import Case
from l10n.store.records import Record
from l10n.transitions import VERDICTS, Action, step


@dataclass(frozen=True, slots=True)
class Decision:
    """What a moderator wants done.

    Attributes:
        seen: the seal of what they saw (`seal`).
        note: the reason, which a post needs that is not allowed.
    """

    locale: str
    unit: str
    action: Action
    seen: str
    note: str = ""


def seal(record: Record, case: Case) -> str:
    """A name for what a moderator sees: both texts, what was found, and where the post stands."""
    entries = [[e.category, e.level, e.term, e.language] for e in case.entries]
    texts = [list(record.unit.source), list(record.target)]
    return digest(texts, case.verdict, case.text, entries, case.by, case.reason)[:16]


def decide(connection: Connection, actor: Actor, decision: Decision, at: str) -> Case:
    """Record a decision on a post; the case as it stands then.

    Args:
        connection: a transaction to write in.
        at: the time, ISO 8601 in UTC.

    Raises:
        ReviewError: where there is no such case, the role does not allow it, it says no reason, or
            something changed since the person saw it.
    """
    record = units.get(connection, decision.locale, decision.unit, for_update=True)
    case = moderation.get(connection, decision.locale, decision.unit)
    if record is None or case is None:
        raise ReviewError(_("This post is not flagged (any more)."))
    if decision.action not in VERDICTS:
        raise ReviewError(_("That is no decision about a post."))
    step(record.state, decision.action, actor.role)
    if decision.seen != seal(record, case):
        raise ReviewError(
            _("The post changed since you opened it, or somebody decided on it."),
            remedy=_("Look at it as it stands now, then decide again."),
        )
    note = storable(" ".join(decision.note.split()))[:MAX_NOTE]
    if decision.action is not Action.ALLOW and not note.strip():
        raise ReviewError(_("Say why; the next moderator reads it."))
    standing = replay(ledger.of(connection, record.locale, record.unit.id))
    event = event_of(record, decision.action, actor.name, case.entries, at, note)
    after = apply(standing, event)
    [appended] = ledger.append(connection, [event])
    units.note_numbers(connection, record.locale, {record.unit.id: appended.number})
    settled = case_of(record, replace(after, number=appended.number))
    assert settled is not None
    moderation.put(connection, [settled])
    return settled
