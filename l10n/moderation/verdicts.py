"""What follows from what, on a post: the standing that the ledger's events leave. Pure.

Who may act is the table's in `transitions.py`; here stands what an action leads to.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from l10n.errors import ReviewError
from l10n.messages import gettext as _
from l10n.model import Level, SensitiveTerm, Severity, Verdict
from l10n.transitions import ON_POSTS, VERDICTS, Action, Event

# What an event about a post names as its check.
CHECK = "moderation"
_V, _A = Verdict, Action
# (standing, action) → standing; None: nothing stands against the post.
FOLLOWS: dict[tuple[Verdict | None, Action], Verdict | None] = {
    (None, _A.FLAG): _V.FLAGGED,
    (_V.FLAGGED, _A.FLAG): _V.FLAGGED,
    (_V.FLAGGED, _A.CLEAR): None,
    (_V.ESCALATED, _A.FLAG): _V.ESCALATED,
    # Another text, or another entry: nobody decided on that.
    (_V.ALLOWED, _A.FLAG): _V.FLAGGED,
    (_V.HIDDEN, _A.FLAG): _V.FLAGGED,
} | {
    (standing, action): becomes
    for standing in Verdict
    for action, becomes in (
        (_A.ALLOW, _V.ALLOWED),
        (_A.HIDE, _V.HIDDEN),
        (_A.ESCALATE, _V.ESCALATED),
    )
    if standing is not becomes
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a post stands.

    Attributes:
        entries: of the lists, that were found in it, the gravest first.
        text: the digest of the text that they were found in, or that was decided on.
        since: from when on it waits or waited, ISO 8601 in UTC.
        at: the time of the last decision, "" before there is one; with `by` and `reason`.
        number: of the last event about it.
    """

    verdict: Verdict | None = None
    entries: tuple[SensitiveTerm, ...] = ()
    text: str = ""
    since: str = ""
    at: str = ""
    by: str = ""
    reason: str = ""
    number: int = 0


def replay(events: Iterable[Event]) -> Standing:
    """Where a post stands after all its events, the oldest first; others are passed over."""
    standing = Standing()
    for event in events:
        if event.action in ON_POSTS:
            standing = apply(standing, event)
    return standing


def apply(standing: Standing, event: Event) -> Standing:
    """Where it stands after one more event.

    Raises:
        ReviewError: where nothing follows from it.
    """
    if (standing.verdict, event.action) not in FOLLOWS:
        raise ReviewError(
            _("A post that is {state} takes no {action!r}.").format(
                state=standing.verdict or _("clear"), action=str(event.action)
            )
        )
    becomes = FOLLOWS[standing.verdict, event.action]
    if event.action in VERDICTS:
        return replace(
            standing,
            verdict=becomes,
            text=read(event.finding)[1] or standing.text,
            at=event.at,
            by=event.actor,
            reason=event.note,
            number=event.number,
        )
    waited = standing.verdict is not None and standing.verdict.waits
    since = standing.since if waited else event.at
    entries, text = read(event.finding)
    return replace(
        standing, verdict=becomes, entries=entries, text=text, since=since, number=event.number
    )


def told(entries: Iterable[SensitiveTerm], text: str) -> tuple[str, ...]:
    """The entries as an event tells of a finding: check, severity and evidence.

    Args:
        text: the digest of the text that they were found in.
    """
    listed = [[e.category, e.level, e.term, e.language] for e in entries]
    grave = any(level == Level.HIGH for _category, level, *_rest in listed)
    severity = Severity.ERROR if grave else Severity.WARNING
    evidence = json.dumps({"text": text, "entries": listed}, ensure_ascii=False)
    return CHECK, str(severity), evidence


def read(finding: tuple[str, ...]) -> tuple[tuple[SensitiveTerm, ...], str]:
    """The entries that an event tells of, and the text's digest; none where it was forged."""
    try:
        said = json.loads(finding[2])
        entries = tuple(
            SensitiveTerm(str(term), str(language), str(category), Level(level))
            for category, level, term, language in said["entries"]
        )
        return entries, str(said["text"])
    except (ValueError, TypeError, LookupError, RecursionError):
        return (), ""
