"""Whether a target satisfies the terms found in its source, and what shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from l10n.glossary.folding import Folded, fold, fold_text
from l10n.glossary.inflection import forms
from l10n.glossary.matcher import at_boundaries, in_same_case
from l10n.model import Hit, Rule, Term
from l10n.typography import has_han


class Outcome(StrEnum):
    """What became of a term in a target."""

    APPLIED = "applied"
    VARIANT = "variant"
    MISSING = "missing"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A term, what became of it, and the words in the target that show it ("" where missing)."""

    hit: Hit
    outcome: Outcome
    words: str = ""


Span = tuple[int, int]


def prove(hits: Iterable[Hit], target: str) -> list[Evidence]:
    """The outcome of each term hit in the source, one evidence a distinct term.

    A forbidden rendering counts only where it is not part of an allowed one.
    """
    folded = fold(target)
    distinct = {hit.term: hit for hit in hits}
    return [_evidence(hit, term, target, folded) for term, hit in distinct.items()]


def _evidence(hit: Hit, term: Term, target: str, folded: Folded) -> Evidence:
    allowed = {r: spans for r in term.renderings if (spans := _spans(r, term, target, folded))}
    right = [span for spans in allowed.values() for span in spans]
    for wrong in term.forbidden:
        for start, end in _spans(wrong, term, target, folded):
            if not any(left <= start and end <= last for left, last in right):
                return Evidence(hit, Outcome.FORBIDDEN, target[start:end])
    if not allowed:
        return Evidence(hit, Outcome.MISSING)
    outcome = Outcome.APPLIED if term.target in allowed else Outcome.VARIANT
    start, end = right[0]
    return Evidence(hit, outcome, target[start:end])


def _spans(rendering: str, term: Term, target: str, folded: Folded) -> list[Span]:
    """Where the rendering, or an inflected form of it, stands in the target as words."""
    plain = fold_text(rendering)
    if not plain:
        return []
    spans: list[Span] = []
    for shape in (plain,) if has_han(plain) else forms(plain, term.part_of_speech):
        start = folded.text.find(shape)
        while start >= 0:
            span = folded.span(start, start + len(shape))
            if span and at_boundaries(target, *span) and _as_written(rendering, term, target, span):
                spans.append(span)
            start = folded.text.find(shape, start + 1)
    return spans


def _as_written(rendering: str, term: Term, target: str, span: Span) -> bool:
    """What is not to be translated and has its own capitals keeps them."""
    if term.rule is not Rule.KEEP or not term.exact_case:
        return True
    surface = target[span[0] : span[1]]
    return in_same_case(surface, rendering, fold_text(surface))
