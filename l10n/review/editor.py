"""A unit opened on the editor: everything that its editor shows, as data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from l10n.checks.checker import MOST_CHARACTERS
from l10n.glossary.evidence import Evidence, Outcome, prove
from l10n.glossary.term import Hit, Term
from l10n.model import Finding, Pattern, Placeable
from l10n.review.decide import MAX_CHARACTERS
from l10n.review.judges import Judges
from l10n.store import comments, ledger, queue, suggestions
from l10n.store.comments import Comment
from l10n.store.records import Record
from l10n.store.suggestions import Kept
from l10n.text import plurals
from l10n.text.placeables import opened, parse, words
from l10n.transitions import Event
from l10n.translation.memory import Match, differences

# What an editor shows of a unit is bounded, whatever captions and catalogs hold.
_RIGHT = frozenset({Outcome.APPLIED, Outcome.VARIANT})
_EVENTS, _COMMENTS, _OFFERS, _TERMS = 50, 100, 9, 100


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: plain, a placeable, or a glossary term.

    Attributes:
        kind: "text", "term", or the kind of the placeable.
        term: the number of the term in the editor's list, -1 for none.
    """

    text: str
    kind: str = "text"
    term: int = -1


@dataclass(frozen=True, slots=True)
class Form:
    """One form to be translated.

    Attributes:
        label: the plural category, "" where there is but one form.
        source: the source form that it answers.
        target: as it stands.
        placeables: those of the source, each as often as it stands there.
        more: how many characters of the source are not shown.
    """

    label: str
    source: tuple[Piece, ...]
    target: str
    placeables: tuple[str, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Near:
    """A match from the memory, with its source's differences to this one."""

    match: Match
    differences: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Editor:
    """What the editor of a unit shows."""

    record: Record
    forms: tuple[Form, ...]
    terms: tuple[Evidence, ...]
    findings: tuple[Finding, ...]
    matches: tuple[Near, ...]
    alternatives: tuple[Kept, ...]
    history: tuple[Event, ...]
    comments: tuple[Comment, ...]
    neighbours: tuple[Record, ...]

    @property
    def too_long(self) -> bool:
        """Whether the target is longer than an editor takes: it is read here, and cut."""
        return any(len(text) > MAX_CHARACTERS for text in self.record.target)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checks say of words that nobody has saved yet."""

    findings: tuple[Finding, ...]
    terms: tuple[Evidence, ...]


def open_unit(connection: Connection, judges: Judges, record: Record) -> Editor:
    """The editor of a unit."""
    unit = record.unit
    verdict = judge(judges, record, record.target)
    hits = judges.checker(record).hits(unit)
    numbers = {proof.hit.term: number for number, proof in enumerate(verdict.terms)}
    source = unit.source[-1]
    return Editor(
        record,
        _forms(record, hits, numbers),
        verdict.terms,
        verdict.findings,
        tuple(
            Near(match, tuple(differences(match.source, source)))
            for match in judges.matches(record)
            if len(match.target) <= MAX_CHARACTERS
        ),
        tuple(
            kept
            for kept in suggestions.of(connection, record.locale, unit.id)
            if kept.target != record.target and sum(map(len, kept.target)) <= MAX_CHARACTERS
        )[:_OFFERS],
        tuple(ledger.of(connection, record.locale, unit.id)[-_EVENTS:]),
        tuple(comments.of(connection, record.locale, unit.id)[-_COMMENTS:]),
        queue.neighbours(connection, record),
    )


def judge(judges: Judges, record: Record, target: tuple[str, ...]) -> Verdict:
    """What the checks and the glossary say of a target of this unit, saved or not."""
    checker = judges.checker(record)
    hits = checker.hits(record.unit)
    known = any(target) and len(target[-1]) <= MOST_CHARACTERS
    said = words(opened(target[-1], record.unit.syntax)) if known else ""
    proofs = prove(hits, said) if said else [Evidence(hit, Outcome.MISSING) for hit in hits]
    # The page lists a term once, by what is worst of it.
    by_term: dict[Term, Evidence] = {}
    for proof in sorted(proofs, key=lambda proof: proof.outcome in _RIGHT):
        by_term.setdefault(proof.hit.term, proof)
    shown = sorted(by_term.values(), key=lambda proof: proof.hit.start)
    found = checker.check(record.unit, target, accepted=record.accepted)
    return Verdict(tuple(found), tuple(shown[:_TERMS]))


def _forms(record: Record, hits: Sequence[Hit], numbers: dict[Term, int]) -> tuple[Form, ...]:
    unit = record.unit
    labels = plurals.labels(record.locale, record.forms) if len(unit.source) > 1 else ("",)
    targets = record.target or ("",) * len(labels)
    last = len(labels) - 1
    forms: list[Form] = []
    for number, label in enumerate(labels):
        text = unit.source[-1] if number == last else unit.source[min(number, len(unit.source) - 1)]
        pattern = parse(text[:MAX_CHARACTERS], unit.syntax)
        told = hits if text == unit.source[-1] else ()
        target = targets[number][:MAX_CHARACTERS] if number < len(targets) else ""
        held = tuple(piece.text for piece in pattern if isinstance(piece, Placeable))
        shown, more = tuple(pieces(pattern, told, numbers)), max(0, len(text) - MAX_CHARACTERS)
        forms.append(Form(label if last else "", shown, target, held, more))
    return tuple(forms)


def pieces(pattern: Pattern, hits: Sequence[Hit], numbers: dict[Term, int]) -> Iterable[Piece]:
    """The pattern cut at its placeables and at the terms in its text.

    Args:
        hits: of the pattern's text, in order, none over another.
        numbers: the number of each term.
    """
    position = 0
    waiting = list(hits)
    for piece in pattern:
        text = piece if isinstance(piece, str) else piece.text
        end = position + len(text)
        if isinstance(piece, Placeable):
            yield Piece(text, str(piece.kind))
            position = end
            continue
        while waiting and waiting[0].start < end:
            hit = waiting.pop(0)
            if hit.start < position or hit.end > end:
                continue  # it reaches into a placeable: shown with the terms, not marked
            if hit.start > position:
                yield Piece(text[position - end : hit.start - end])
            yield Piece(hit.surface, "term", numbers.get(hit.term, -1))
            position = hit.end
        if position < end:
            yield Piece(text[position - end :])
        position = end
