"""Whether a target satisfies the terms found in its source, and what shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from l10n.glossary.folding import fold_text
from l10n.glossary.inflection import forms
from l10n.glossary.matcher import at_boundaries
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


def prove(hits: Iterable[Hit], target: str) -> list[Evidence]:
    """The outcome of each term hit in the source, one evidence a distinct term.

    A forbidden rendering counts only where it is not part of an allowed one.
    """
    folded = fold_text(target)
    distinct = {hit.term: hit for hit in hits}
    return [_evidence(hit, term, target, folded) for term, hit in distinct.items()]


def _evidence(hit: Hit, term: Term, target: str, folded: str) -> Evidence:
    allowed = [r for r in term.renderings if stands_in(r, term, target, folded)]
    for wrong in term.forbidden:
        inside = any(fold_text(wrong) in fold_text(right) for right in allowed)
        if not inside and stands_in(wrong, term, target, folded):
            return Evidence(hit, Outcome.FORBIDDEN, wrong)
    if not allowed:
        return Evidence(hit, Outcome.MISSING)
    outcome = Outcome.APPLIED if allowed[0] == term.target else Outcome.VARIANT
    return Evidence(hit, outcome, allowed[0])


def stands_in(rendering: str, term: Term, target: str, folded: str) -> bool:
    """Whether the rendering, or an inflected form of it, stands in the target as words.

    Args:
        target: the text; `folded` is the same, folded, so that callers fold once.
    """
    if term.rule is Rule.KEEP and term.exact_case:
        return rendering in target
    plain = fold_text(rendering)
    shapes = (plain,) if has_han(plain) else forms(plain, term.part_of_speech)
    for shape in shapes:
        start = folded.find(shape)
        while start >= 0:
            if at_boundaries(folded, start, start + len(shape)):
                return True
            start = folded.find(shape, start + 1)
    return False
