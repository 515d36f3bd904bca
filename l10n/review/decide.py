"""Decisions → ledger: who may decide what, on which words, and what follows from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from l10n.checks.checker import Checker
from l10n.errors import ReviewError
from l10n.files import storable
from l10n.messages import gettext as _
from l10n.model import Approval, Entry, Finding, State, content_hash
from l10n.review import announce
from l10n.review.settle import settle
from l10n.store import ledger, units
from l10n.store.records import Record
from l10n.transitions import ON_POSTS, Action, Event, Role, Standing, apply, replay, step

# A target longer than this is no translation.
MAX_CHARACTERS = 20_000
# A reason goes into a mark of the catalog, too.
MAX_NOTE = 2_000


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person wants done.

    Attributes:
        expected: the content hash of the words that the person saw, "" for none.
        target: the new words of an edit.
        note: the reason of a rejection, or why a finding may stay.
        finding: which one is accepted, or accepted no more, by its id.
    """

    locale: str
    unit: str
    action: Action
    expected: str
    target: tuple[str, ...] = ()
    note: str = ""
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who decides."""

    name: str
    role: Role


class StaleError(ReviewError):
    """The words changed since the person saw them; both are here, and nothing is lost.

    Attributes:
        theirs: the unit as it stands now.
        mine: what the person wanted.
    """

    def __init__(self, theirs: Record, mine: Decision) -> None:
        super().__init__(
            _("Somebody changed this unit since you opened it."),
            remedy=_("Compare the two, then decide again."),
        )
        self.theirs = theirs
        self.mine = mine


class FindingsError(ReviewError):
    """The words have errors, and words with errors are not approved.

    Attributes:
        findings: all that the checks found.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        errors = [finding for finding in findings if finding.blocks]
        super().__init__(
            " ".join(f"{finding.check}: {finding.message}" for finding in errors),
            remedy=_("Mend the words, or accept a finding that is none; then approve them."),
        )
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a project lays down for decisions.

    Attributes:
        checker: gives the checks for a unit.
        four_eyes: whether nobody approves words of their own.
    """

    checker: Callable[[Record], Checker]
    four_eyes: bool = False


def decide(
    connection: Connection, rules: Rules, actor: Actor, decisions: Sequence[Decision], at: str
) -> Record:
    """Record decisions on one unit, one after another, all or none; the unit as it stands then.

    The first carries the hash that the person saw; what follows builds on it.

    Args:
        connection: a transaction to write in.
        rules: the project's.
        actor: who decides.
        decisions: at least one, all on the same unit.
        at: the time, ISO 8601 in UTC.

    Raises:
        StaleError: where the words changed since the person saw them.
        FindingsError: where words with errors would be approved.
        ReviewError: where there is no such unit, or the table or the four-eyes rule refuses.
    """
    first = decisions[0]
    if any(decision.action in ON_POSTS for decision in decisions):
        raise ReviewError(_("Posts are decided on in the moderation queue."))
    record = units.get(connection, first.locale, first.unit, for_update=True)
    if record is None or record.obsolete:
        raise ReviewError(
            _("There is no such unit (any more)."),
            remedy=_("Go back to the queue; the source may have changed."),
        )
    if first.expected != record.hash:
        raise StaleError(record, first)
    standing = replay(ledger.of(connection, record.locale, first.unit))
    checker = rules.checker(record)
    new: list[Event] = []
    for decision in decisions:
        event = _event(record, standing, decision, actor, at)
        if decision.action in {Action.ACCEPT, Action.REVOKE}:
            _refuse_own(standing, rules, actor)
            found = checker.check(record.unit, standing.target, accepted=standing.accepted)
            event = replace(event, finding=_finding(found, decision))
        if decision.action is Action.APPROVE:
            _approvable(record, standing, event, checker, rules, actor)
        standing = apply(standing, event)
        new.append(event)
    appended = ledger.append(connection, new)
    settled = settle(connection, record, standing, appended[-1], checker)
    given = [(settled, event) for event in appended if event.action is Action.APPROVE]
    announce.approvals(connection, given)
    return settled


def resolve(
    connection: Connection, rules: Rules, actor: Actor, decision: Decision, at: str, *, file: bool
) -> Record:
    """Settle a conflict between catalog file and store.

    The file's words become an edit of the person's; the store's are written into the file by the
    next sync.

    Args:
        decision: the unit, and the hash that the person saw.
        file: whether the file's words win.

    Raises:
        StaleError: where the words changed since the person saw them.
        ReviewError: where there is no conflict (any more), or the role does not allow an edit.
    """
    record = units.get(connection, decision.locale, decision.unit, for_update=True)
    if record is None or record.conflict is None:
        raise ReviewError(_("There is no conflict here (any more)."))
    if decision.expected != record.hash:
        raise StaleError(record, decision)
    theirs = record.conflict
    # From here on the store has news for the file, and the file none for the store.
    agreed = replace(
        record,
        conflict=None,
        synced_hash=theirs.hash,
        synced_state=str(theirs.state),
        synced_number=-1,
    )
    units.change(connection, [agreed])
    if not file:
        return agreed
    action = Action.EDIT if any(theirs.target) else Action.REJECT
    note = _("The file's words won over the store's.")
    edit = replace(decision, action=action, target=theirs.target, note=note)
    return decide(connection, rules, actor, [edit], at)


def _event(record: Record, standing: Standing, decision: Decision, actor: Actor, at: str) -> Event:
    step(standing.state, decision.action, actor.role)
    target: tuple[str, ...] = ()
    now = standing.hash
    if decision.action is Action.EDIT:
        target = _words(record, decision.target)
        now = content_hash(record.locale, record.unit, target)
    elif decision.action is Action.UNDO:
        if standing.actor != actor.name or standing.before is None:
            raise ReviewError(
                _("You can undo only what you did yourself, and only while it is the last act.")
            )
        now = standing.before.hash
    elif decision.action in {Action.REJECT, Action.ACCEPT}:
        reasoned(decision)
    unit = record.unit.id
    note = storable(" ".join(decision.note.split()))[:MAX_NOTE]
    return Event(
        at, actor.name, decision.action, record.locale, unit, standing.hash, now, target, (), note
    )


def reasoned(decision: Decision) -> None:
    """See that a decision says why; a ReviewError where it does not."""
    if storable(decision.note).strip():
        return
    if decision.action is Action.REJECT:
        raise ReviewError(_("A rejection needs a reason; the next translator reads it."))
    raise ReviewError(_("Say why the finding may stay; it is kept with your name."))


def _finding(found: Sequence[Finding], decision: Decision) -> tuple[str, ...]:
    """The finding that a decision names, where it may be decided on so."""
    named = next((finding for finding in found if finding.id == decision.finding), None)
    if named is None:
        raise ReviewError(_("There is no such finding (any more)."))
    if named.final:
        raise ReviewError(_("Nobody can accept this: {message}").format(message=named.message))
    if (named.accepted is not None) is (decision.action is Action.ACCEPT):
        raise ReviewError(_("Somebody decided so before you."))
    return named.about


def _words(record: Record, target: tuple[str, ...]) -> tuple[str, ...]:
    """The words of an edit, as many forms as the locale has, none empty, each bounded."""
    forms = record.forms
    if len(target) != forms:
        raise ReviewError(
            _("This unit needs {count} forms, and {given} were given.").format(
                count=forms, given=len(target)
            )
        )
    if not all(text.strip() for text in target):
        raise ReviewError(_("There is no translation to keep: a form is empty."))
    if max(map(len, target)) > MAX_CHARACTERS:
        raise ReviewError(
            _("A translation has at most {limit} characters.").format(limit=MAX_CHARACTERS)
        )
    return tuple(map(storable, target))


def _refuse_own(standing: Standing, rules: Rules, actor: Actor) -> None:
    if rules.four_eyes and standing.author == actor.name:
        raise ReviewError(
            _("These words are yours; with the four-eyes rule somebody else approves them.")
        )


def _approvable(
    record: Record,
    standing: Standing,
    event: Event,
    checker: Checker,
    rules: Rules,
    actor: Actor,
) -> None:
    _refuse_own(standing, rules, actor)
    if record.conflict is not None:
        raise ReviewError(
            _("The catalog file says something else here."),
            remedy=_("Choose one of the two texts first."),
        )
    if not all(standing.target):
        raise ReviewError(_("There is no translation to approve."))
    approval = Approval(event.hash, event.at, actor.name)
    entry = Entry(
        record.unit, standing.target, State.APPROVED, approval, accepted=standing.accepted
    )
    found = checker.check(record.unit, standing.target, entry)
    if any(finding.blocks for finding in found):
        raise FindingsError(found)
