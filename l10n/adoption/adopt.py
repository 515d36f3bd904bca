"""A team's catalog → the same catalog, with what people translated told from what is to be read.

Only what the file says counts: whether a translation is there, whether it is fuzzy, for which
source it was written, and what the checks find in it. What has a mark of ours is known already,
and in a catalog that an l10n has had before, so is what is fuzzy: a second run changes no byte.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from l10n.batches import ahead, batched
from l10n.catalogs.header import is_ours, made_ours
from l10n.checks.checker import AHEAD, BATCH, Checker, of_entries
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
from l10n.workers import Job, Workers

MERGE_TOOL = "merge"
"""Who put words beside another source: msgmerge, Babel or another; a file does not say."""


class Trust(StrEnum):
    """Which translations without a mark a person vouches for."""

    ALL = "all"
    UNFUZZY = "unfuzzy"
    NONE = "none"


class Standing(StrEnum):
    """What an entry is at adoption; plural: its words are for one text, which has forms now."""

    APPROVED = "approved"
    SUGGESTED = "suggested"
    GUESS = "guess"
    OUTDATED = "outdated"
    PLURAL = "plural"
    BROKEN = "broken"
    KNOWN = "known"
    UNTRANSLATED = "untranslated"
    OBSOLETE = "obsolete"


@dataclass(frozen=True, slots=True)
class Voucher:
    """Who brings translations in, when, why, and which of them they vouch for.

    Attributes:
        four_eyes: words that come in where people decide here already are for another person to
            approve; adopting is for what a team had before.
    """

    by: str
    at: str
    reason: str = ""
    trust: Trust = Trust.UNFUZZY
    four_eyes: bool = False
    sign: Callable[[Approval], Approval] = lambda given: given

    def once(self, *, begun: bool) -> "Voucher":
        """The voucher for a catalog; one that vouches for nothing where people decide by now."""
        return replace(self, trust=Trust.NONE) if self.four_eyes and begun else self


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
    entries: list[Entry] = []
    with Workers(checker, len(catalog.entries)) as workers:
        for batch, stands, job in ahead(_begun(catalog, workers, voucher), AHEAD):
            findings = workers.result(job)
            entries += _decided(batch, stands, findings, done)
            progress(len(entries), len(catalog.entries))
    done.catalog = made_ours(replace(catalog, entries=tuple(entries)))
    return done


def _begun(
    catalog: Catalog, workers: Workers[Checker], voucher: Voucher
) -> Iterator[tuple[list[Entry], list[tuple[Standing, Entry]], Job[list[list[Finding]]]]]:
    """Entries, what they are, and the checks of those that a person vouches for, as begun."""
    ours = is_ours(catalog)
    voucher = voucher.once(begun=ours)
    for batch in batched(catalog.entries, BATCH):
        stands = [_standing(entry, catalog.locale, voucher, ours=ours) for entry in batch]
        vouched = [entry for standing, entry in stands if standing is Standing.APPROVED]
        yield batch, stands, workers.begin(of_entries, vouched)


def _decided(
    batch: Iterable[Entry],
    stands: Iterable[tuple[Standing, Entry]],
    findings: Iterable[list[Finding]],
    done: Adopted,
) -> Iterator[Entry]:
    """How the entries stand from now on, with the findings in each that a person vouches for."""
    found = iter(findings)
    for was, (standing, entry) in zip(batch, stands, strict=True):
        vouched = standing is Standing.APPROVED
        made = _checked(was, entry, next(found), done) if vouched else (standing, entry)
        done.counts[made[0]] += 1
        yield made[1]


def _standing(entry: Entry, locale: str, voucher: Voucher, *, ours: bool) -> tuple[Standing, Entry]:
    """What an entry is, and how it stands from now on, as far as the checks pass it."""
    known = _known(entry, ours=ours)
    return (known, entry) if known else _vouched(entry, locale, voucher)


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
    standing, adopted = _vouched(entry, locale, voucher)
    if standing is not Standing.APPROVED:
        return standing, adopted
    findings = checker.check(adopted.unit, adopted.target, adopted)
    return _checked(entry, adopted, findings, done)


def _vouched(entry: Entry, locale: str, voucher: Voucher) -> tuple[Standing, Entry]:
    """What an entry without a mark is, as far as the checks pass what the person vouches for."""
    entry = _in_shape(entry, locale)
    vouched: dict[Trust, Callable[[Entry], bool]] = {
        Trust.ALL: lambda _entry: True,
        Trust.UNFUZZY: lambda entry: not entry.fuzzy,
        Trust.NONE: lambda _entry: False,
    }
    if not vouched[voucher.trust](entry):
        return _unvouched(entry, locale)
    today = content_hash(locale, entry.unit, entry.target)
    given = voucher.sign(Approval(today, voucher.at, voucher.by, voucher.reason, adopted=True))
    approved = entry.evolve(state=State.APPROVED, approval=given, previous=None, fuzzy=False)
    return Standing.APPROVED, approved


def _checked(
    was: Entry, approved: Entry, findings: Iterable[Finding], done: Adopted
) -> tuple[Standing, Entry]:
    """The approved entry, or, where the checks found an error in it, a suggestion as it was."""
    errors = tuple(f for f in findings if f.blocks)
    if not errors and all(approved.target):
        return Standing.APPROVED, approved
    suggested = _suggestion(was.evolve(target=approved.target))
    done.broken.append((suggested, errors))
    return Standing.BROKEN, suggested


def _unvouched(entry: Entry, locale: str) -> tuple[Standing, Entry]:
    if not entry.fuzzy:
        return Standing.SUGGESTED, _suggestion(entry)
    if has_plurals_now(entry):
        return Standing.PLURAL, _suggestion(entry)
    standing = Standing.OUTDATED if entry.state is State.OUTDATED else Standing.GUESS
    today = content_hash(locale, entry.unit, entry.target)
    made = Provenance(today, Origin.GUESS, MERGE_TOOL, 0.0, Route.REVIEW)
    return standing, entry.evolve(provenance=made)


def has_plurals_now(entry: Entry) -> bool:
    """Whether the words were written for the same text before it had plural forms.

    Whoever wrote them wrote them for this text: merge tools repeat them for each form, and guess
    nothing.
    """
    before = entry.previous.source if entry.previous else ()
    return len(entry.unit.source) > 1 and before == entry.unit.source[:1]


def _suggestion(entry: Entry) -> Entry:
    return entry.evolve(state=State.SUGGESTED, previous=None, fuzzy=True)


def _in_shape(entry: Entry, locale: str) -> Entry:
    """The entry without surplus forms that all say the same, as catalogs of Chinese once had."""
    forms = shape(locale, len(entry.unit.source))
    surplus = len(entry.target) > forms and len(entry.target) not in counts(locale)
    if surplus and len(set(entry.target[forms - 1 :])) == 1:
        return entry.evolve(target=entry.target[:forms])
    return entry
