"""Decisions → catalogs: approvals and rejections, bound to the words they speak of."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from l10n.checks.checker import Checker
from l10n.errors import ReviewError
from l10n.messages import gettext as _
from l10n.model import (
    Approval,
    Catalog,
    Entry,
    Rejection,
    Severity,
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
) -> Decided:
    """Approve the chosen entries whose words pass every check without an error.

    Args:
        by: the person who stands by the words.
        at: the time, ISO 8601 in UTC.
        reason: why, where that is said.
        bar: why the person may not approve an entry's words, as a sentence; "" where they may.
    """

    def decide(entry: Entry) -> Entry:
        if not all(entry.target):
            raise ReviewError(_("There is no translation to approve."))
        if why := bar(entry):
            raise ReviewError(why)
        state = after(entry.state, Action.APPROVE, Role.REVIEWER)
        # As it would stand: not fuzzy, approved; so the approval check judges the result.
        today = content_hash(catalog.locale, entry.unit, entry.target)
        approval = Approval(today, at, by, reason)
        approved = entry.evolve(state=state, approval=approval, previous=None, fuzzy=False)
        for finding in checker.check(entry.unit, entry.target, approved):
            if finding.severity is Severity.ERROR:
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
