"""Exchange rows + catalog → what each would do here. It writes nothing; the caller decides."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from l10n.checks.checker import Checker
from l10n.errors import L10nError
from l10n.formats import exchange_csv, exchange_po, xliff
from l10n.formats.exchange import ExchangeFormat, ExchangeRow, stamp, texts
from l10n.messages import gettext as _
from l10n.model import Catalog, Entry, Finding, State, Unit, content_hash
from l10n.text.locales import same_language

FORMATS: dict[str, ExchangeFormat] = {
    found.name: found for found in (xliff.EXCHANGE, exchange_csv.EXCHANGE, exchange_po.EXCHANGE)
}
"""The exchange formats by name."""

# A catalog can't hold these: PO is UTF-8 text without NUL.
_UNWRITABLE = frozenset({"\x00", *map(chr, range(0xD800, 0xE000))})


class Outcome(StrEnum):
    """What a row would do to its entry."""

    UNCHANGED = "unchanged"
    EDIT = "edit"
    APPROVE = "approve"
    EDIT_APPROVE = "edit+approve"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A row of an exchange file, judged.

    Attributes:
        line: where it stands in the file.
        outcome: an edit is a suggestion by a person; approvals need a reviewer to stand by them.
        findings: the checks' remarks on the new words; an error among them bars an approval.
        reason: why it is a conflict, unknown or refused, a whole sentence.
        entry: the entry it is about, None where there is none.
    """

    line: int
    id: str
    target: tuple[str, ...]
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    entry: Entry | None = None


def report(
    rows: Iterable[ExchangeRow | L10nError], catalog: Catalog, checker: Checker
) -> Iterator[Incoming]:
    """Each row with what it would do, matched to its entry by id, in the order of the rows.

    A row that the file's reader could not read is refused with the reader's sentence. A file adds
    words and approvals; it takes no approval back and rejects nothing.
    """
    live = {entry.unit.id: entry for entry in catalog.live()}
    first: dict[str, int] = {}
    for given in rows:
        if isinstance(given, L10nError):
            line = given.place.line if given.place else 0
            reason = f"{given.message} {given.remedy}".strip()
            yield Incoming(line, "", (), Outcome.REFUSED, reason=reason)
            continue
        entry = live.get(given.id)
        row = _with_line_ends_of(entry.unit, given) if entry else given
        findings: tuple[Finding, ...] = ()
        if entry is None:
            outcome = Outcome.UNKNOWN
            reason = _("The catalog has no such unit; it may have left the source.")
        elif first.setdefault(row.id, row.line) != row.line:
            outcome = Outcome.REFUSED
            reason = _("The unit stands in the file before, on line {line}.").format(
                line=first[row.id]
            )
        else:
            if any(row.target) and len(row.target) == len(texts(entry, catalog.locale)):
                findings = tuple(checker.check(entry.unit, row.target, None, entry.accepted))
            outcome, reason = _judge(row, entry, catalog.locale, _bars(findings))
        yield Incoming(row.line, row.id, row.target, outcome, findings, reason, entry)


def _with_line_ends_of(unit: Unit, row: ExchangeRow) -> ExchangeRow:
    """The row with the source's line ends: spreadsheets and Windows editors bring their own."""
    if any("\r" in text for text in unit.source) or not any("\r" in text for text in row.target):
        return row
    target = tuple(text.replace("\r\n", "\n").replace("\r", "\n") for text in row.target)
    return replace(row, target=target)


def _bars(findings: Iterable[Finding]) -> str:
    """The first error among the findings, as a sentence."""
    errors = (f for f in findings if f.blocks)
    return next((f"{error.check}: {error.message}" for error in errors), "")


def _judge(row: ExchangeRow, entry: Entry, locale: str, error: str) -> tuple[Outcome, str]:
    """What becomes of a row that has an entry, with the reason where nothing does."""
    same = row.target == texts(entry, locale)
    approves = State.APPROVED not in {row.exported, entry.state} and row.state is State.APPROVED
    approves = approves and any(row.target)
    if not approves and (same or _untouched(row, entry, locale)):
        return Outcome.UNCHANGED, ""
    if refusal := _refusal(row, entry, locale):
        return Outcome.REFUSED, refusal
    if row.source and entry.state is State.APPROVED and not same:
        return Outcome.CONFLICT, _(
            "Other words are approved here, and the file knew nothing of them."
        )
    if row.expected and row.expected != stamp(entry, locale):
        return Outcome.CONFLICT, _("The unit was changed here since the file was exported.")
    if same:
        return (Outcome.REFUSED, error) if error else (Outcome.APPROVE, "")
    return Outcome.EDIT_APPROVE if approves and not error else Outcome.EDIT, ""


def _untouched(row: ExchangeRow, entry: Entry, locale: str) -> bool:
    """Whether the row has the very words that were exported, of today's source or the one before.

    Then nobody worked on it, and what happened here meanwhile is no conflict.
    """
    units = [entry.unit, *filter(None, [entry.previous])]
    return row.expected in {content_hash(locale, unit, row.target) for unit in units}


def _refusal(row: ExchangeRow, entry: Entry, locale: str) -> str:
    """Why the words can't be taken, "" where they can."""
    wanted = len(texts(entry, locale))
    today = content_hash(locale, entry.unit, row.target)
    if row.locale and not same_language(row.locale, locale):
        return _("The file is for {theirs}, the catalog for {ours}.").format(
            theirs=row.locale, ours=locale
        )
    if len(row.target) != wanted:
        return _("The unit has {wanted} forms; the file gives {count}.").format(
            wanted=wanted, count=len(row.target)
        )
    if not all(row.target):
        return _("A form is empty.")
    if any(not _UNWRITABLE.isdisjoint(text) for text in row.target):
        return _("The words hold a character that a catalog can't hold.")
    if any(past.hash == today for past in entry.rejections):
        return _("These words were rejected here before.")
    return ""
