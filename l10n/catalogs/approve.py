"""Decisions → catalogs: approvals, rejections, accepted findings, each bound to its words."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from l10n.checks.checker import Checker
from l10n.errors import ReviewError
from l10n.messages import gettext as _
from l10n.model import (
    Accepted,
    Approval,
    Catalog,
    Entry,
    Rejection,
    content_hash,
)
from l10n.transitions import Action, Role, after

Choice = Callable[[Entry], bool]


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision did.

    Attributes:
        entries: those it changed.
        refused: those it did not, with the reason.
    """

    catalog: Catalog
    entries: tuple[Entry, ...]
    refused: tuple[tuple[Entry, str], ...]


def approve(
    catalog: Catalog,
    chosen: Choice,
    checker: Checker,
    by: str,
    at: str,
    reason: str = "",
    bar: Callable[[Entry], str] = lambda _entry: "",
    sign: Callable[[Approval], Approval] = lambda given: given,
) -> Decided:
    """Approve the chosen entries whose words pass every check without an error.

    Args:
        by: the person who stands by the words.
        at: the time, ISO 8601 in UTC.
        reason: why, where that is said.
        bar: why the person may not approve an entry's words, as a sentence; "" where they may.
        sign: gives an approval the person's signature, where they have a key.
    """

    def decide(entry: Entry) -> Entry:
        if not all(entry.target):
            raise ReviewError(_("There is no translation to approve."))
        if why := bar(entry):
            raise ReviewError(why)
        state = after(entry.state, Action.APPROVE, Role.REVIEWER)
        # As it would stand: not fuzzy, approved; so the approval check judges the result.
        today = content_hash(catalog.locale, entry.unit, entry.target)
        approval = sign(Approval(today, at, by, reason))
        approved = entry.evolve(state=state, approval=approval, previous=None, fuzzy=False)
        for finding in checker.check(entry.unit, entry.target, approved):
            if finding.blocks:
                raise ReviewError(f"{finding.check}: {finding.message}")
        return approved

    return _decide(catalog, chosen, decide)


def reject(
    catalog: Catalog,
    chosen: Choice,
    reason: str,
    by: str,
    at: str,
    bar: Callable[[Entry], str] = lambda _entry: "",
) -> Decided:
    """Reject the chosen entries' words: they stay to be seen, never ship, never come back.

    Args:
        by: the person who rejects them.
        at: the time, ISO 8601 in UTC.
        bar: as for `approve`.
    """

    def decide(entry: Entry) -> Entry:
        if why := bar(entry):
            raise ReviewError(why)
        state = after(entry.state, Action.REJECT, Role.REVIEWER)
        today = content_hash(catalog.locale, entry.unit, entry.target)
        past = Rejection(today, at, by, reason)
        return entry.evolve(
            state=state,
            approval=None,
            previous=None,
            rejections=(*entry.rejections, past),
            fuzzy=True,
        )

    return _decide(catalog, chosen, decide)


def accept(
    catalog: Catalog,
    chosen: Choice,
    checker: Checker,
    check: str,
    reason: str,
    by: str,
    at: str,
    evidence: str = "",
    bar: Callable[[Entry], str] = lambda _entry: "",
) -> Decided:
    """Accept what a check finds today in the words of the chosen entries: it may stay.

    Args:
        check: its name.
        by: the person who accepts it.
        at: the time, ISO 8601 in UTC.
        evidence: only the finding about these words; "" for all that the check finds there.
        bar: as for `approve`.
    """

    def decide(entry: Entry) -> Entry:
        if why := bar(entry):
            raise ReviewError(why)
        after(entry.state, Action.ACCEPT, Role.REVIEWER)
        found = [
            finding
            for finding in checker.check(entry.unit, entry.target, entry)
            if finding.check == check and evidence in {"", finding.evidence}
        ]
        standing = {finding.about: finding for finding in found if finding.accepted is None}
        for finding in standing.values():
            if finding.final:
                raise ReviewError(
                    _("Nobody can accept this: {message}").format(message=finding.message)
                )
        if not standing:
            raise ReviewError(
                _("All that {check} finds here is accepted already.").format(check=check)
                if found
                else _("{check} finds nothing here.").format(check=check)
            )
        today = content_hash(catalog.locale, entry.unit, entry.target)
        fresh = (Accepted(today, at, by, reason, *about) for about in standing)
        return entry.evolve(accepted=(*entry.accepted, *fresh))

    return _decide(catalog, chosen, decide)


def _decide(catalog: Catalog, chosen: Choice, decide: Callable[[Entry], Entry]) -> Decided:
    entries: list[Entry] = []
    changed: list[Entry] = []
    refused: list[tuple[Entry, str]] = []
    for entry in catalog.entries:
        if entry.obsolete or not chosen(entry):
            entries.append(entry)
            continue
        try:
            decided = decide(entry)
        except ReviewError as error:
            refused.append((entry, error.message))
            entries.append(entry)
        else:
            changed.append(decided)
            entries.append(decided)
    return Decided(replace(catalog, entries=tuple(entries)), tuple(changed), tuple(refused))
