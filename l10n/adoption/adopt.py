"""A team's catalog → the same catalog, with what people translated told from what is to be read.

Only what the file says counts: whether a translation is there, whether it is fuzzy, for which
source it was written, and what the checks find in it. What has a mark of ours is known already,
and in a catalog that an l10n has had before, so is what is fuzzy: a second run changes no byte.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from l10n.catalogs.header import is_ours, made_ours
from l10n.checks.checker import Checker
from l10n.model import (
    Approval,
    Catalog,
    Entry,
    Finding,
    Origin,
    Provenance,
    Route,
    State,
    content_hash,
)
from l10n.progress import Progress, silent
from l10n.text.plurals import counts, shape

MERGE_TOOL = "merge"
"""Who put words beside another source: msgmerge, Babel or another; a file does not say."""


class Trust(StrEnum):
    """Which translations without a mark a person vouches for."""

    ALL = "all"
    UNFUZZY = "unfuzzy"
    NONE = "none"


class Standing(StrEnum):
    """What an entry is at adoption."""

    APPROVED = "approved"
    SUGGESTED = "suggested"
    GUESS = "guess"
    OUTDATED = "outdated"
    BROKEN = "broken"
    KNOWN = "known"
    UNTRANSLATED = "untranslated"
    OBSOLETE = "obsolete"


@dataclass(frozen=True, slots=True)
class Voucher:
    """Who brings translations in, when, why, and which of them they vouch for."""

    by: str
    at: str
    reason: str = ""
    trust: Trust = Trust.UNFUZZY


@dataclass(slots=True)
class Adopted:
    """A catalog as adopted.

    Attributes:
        counts: its entries by what they are.
        broken: entries with their errors; they are suggestions now.
        seen: what the team's own file says that the catalog has now, by key, as a manifest
            remembers it.
    """

    catalog: Catalog
    counts: Counter[Standing] = field(default_factory=Counter)
    broken: list[tuple[Entry, tuple[Finding, ...]]] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)


def adopt(
    catalog: Catalog, checker: Checker, voucher: Voucher, progress: Progress = silent
) -> Adopted:
    """Approve what people translated and the checks pass; make the rest suggestions."""
    done = Adopted(catalog)
    ours = is_ours(catalog)
    entries: list[Entry] = []
    for number, entry in enumerate(catalog.entries, 1):
        progress(number, len(catalog.entries))
        standing, adopted = _known(entry, ours=ours), entry
        if standing is None:
            standing, adopted = judged(entry, catalog.locale, checker, voucher, done)
        done.counts[standing] += 1
        entries.append(adopted)
    done.catalog = made_ours(replace(catalog, entries=tuple(entries)))
    return done


def _known(entry: Entry, *, ours: bool) -> Standing | None:
    """What an entry is that there is nothing to decide about; None for any other."""
    if entry.obsolete:
        return Standing.OBSOLETE
    if not any(entry.target):
        return Standing.UNTRANSLATED
    marked = entry.approval or entry.provenance or entry.rejections
    return Standing.KNOWN if marked or (ours and entry.fuzzy) else None


def judged(
    entry: Entry, locale: str, checker: Checker, voucher: Voucher, done: Adopted
) -> tuple[Standing, Entry]:
    """What an entry without a mark is, and how it stands from now on; errors go into `done`."""
    entry = _in_shape(entry, locale)
    vouched: dict[Trust, Callable[[Entry], bool]] = {
        Trust.ALL: lambda _entry: True,
        Trust.UNFUZZY: lambda entry: not entry.fuzzy,
        Trust.NONE: lambda _entry: False,
    }
    if not vouched[voucher.trust](entry):
        return _unvouched(entry, locale)
    today = content_hash(locale, entry.unit, entry.target)
    given = Approval(today, voucher.at, voucher.by, voucher.reason, adopted=True)
    approved = entry.evolve(state=State.APPROVED, approval=given, previous=None, fuzzy=False)
    findings = checker.check(entry.unit, entry.target, approved)
    errors = tuple(f for f in findings if f.blocks)
    if not errors and all(entry.target):
        return Standing.APPROVED, approved
    suggested = _suggestion(entry)
    done.broken.append((suggested, errors))
    return Standing.BROKEN, suggested


def _unvouched(entry: Entry, locale: str) -> tuple[Standing, Entry]:
    if not entry.fuzzy:
        return Standing.SUGGESTED, _suggestion(entry)
    standing = Standing.OUTDATED if entry.state is State.OUTDATED else Standing.GUESS
    today = content_hash(locale, entry.unit, entry.target)
    made = Provenance(today, Origin.GUESS, MERGE_TOOL, 0.0, Route.REVIEW)
    return standing, entry.evolve(provenance=made)


def _suggestion(entry: Entry) -> Entry:
    return entry.evolve(state=State.SUGGESTED, previous=None, fuzzy=True)


def _in_shape(entry: Entry, locale: str) -> Entry:
    """The entry without surplus forms that all say the same, as catalogs of Chinese once had."""
    forms = shape(locale, len(entry.unit.source))
    surplus = len(entry.target) > forms and len(entry.target) not in counts(locale)
    if surplus and len(set(entry.target[forms - 1 :])) == 1:
        return entry.evolve(target=entry.target[:forms])
    return entry
