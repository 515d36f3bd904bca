"""Terms in texts, found in one pass over each text, without segmentation.

Aho-Corasick over folded text; hits that stand inside a placeable, inside a longer Latin word or
across the edge of a Chinese word are dropped before overlaps are resolved: longest first from
the left. One matcher serves translation, checks and the review tool's highlighting.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from unicodedata import normalize

from ahocorasick_rs import AhoCorasick, MatchKind

from l10n.glossary.folding import fold, fold_text
from l10n.glossary.inflection import forms
from l10n.glossary.lexicon import Lexicon, Reading
from l10n.model import Pattern, Placeable
from l10n.placeables import plain
from l10n.terms import Hit, Term, TermStatus
from l10n.typography import HAN, has_han

# Letters and digits of scripts that set words apart, and marks that combine with them. Beside
# scripts written without spaces, a Latin term stands at a word boundary.
_JOINS = re.compile(rf"[^\W{HAN}\u3040-\u30ff]|[\u0300-\u036f]")


class Matcher:
    """Finds the terms of one source language.

    Args:
        terms: the glossary; deprecated terms and other languages' terms are left out.
        language: two-letter code of the texts that will be searched.
        target_language: of the renderings wanted.
    """

    def __init__(self, terms: Iterable[Term], language: str, target_language: str) -> None:
        self.terms = tuple(
            term
            for term in terms
            if term.status is not TermStatus.DEPRECATED
            and (term.source_language, term.target_language) == (language, target_language)
        )
        by_form: dict[str, list[Term]] = {}
        for term in self.terms:
            for form in _forms(term):
                by_form.setdefault(form, []).append(term)
        self._forms = tuple(by_form)
        self._han = tuple(has_han(form) for form in self._forms)
        self._terms_of = tuple(tuple(by_form[form]) for form in self._forms)
        self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.Standard)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(form for form, han in zip(self._forms, self._han, strict=True) if han)

    def find(self, pattern: Pattern) -> list[Hit]:
        """The hits in the pattern's text, in order, not overlapping."""
        if not self._forms:
            return []
        text = plain(pattern)
        folded = fold(text)
        found = self._automaton.find_matches_as_indexes(folded.text, overlapping=True)
        if not found:
            return []
        locked = _locked(pattern)
        reading: Reading | None = None
        hits: list[Hit] = []
        for form, start, end in found:
            span = folded.span(start, end)
            if span is None or not at_boundaries(text, *span) or _overlaps(locked, *span):
                continue
            if self._han[form]:
                reading = reading or self._lexicon.read(folded.text)
                if not reading.holds(start, end):
                    continue
            surface = text[span[0] : span[1]]
            if term := self._term(form, surface):
                hits.append(Hit(*span, surface, term))
        return _resolved(hits)

    def _term(self, form: int, surface: str) -> Term | None:
        """Whose form it is: one's own source goes before another's inflection, exact before any."""
        text = self._forms[form]
        fitting = [
            term
            for term in self._terms_of[form]
            if not term.exact_case or in_same_case(surface, term.source, text)
        ]
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        return max(fitting, key=lambda term: (fold_text(term.source) == text, term.exact_case))


def _forms(term: Term) -> tuple[str, ...]:
    folded = fold_text(term.source)
    return (folded,) if has_han(folded) else forms(folded, term.part_of_speech)


def at_boundaries(text: str, start: int, end: int) -> bool:
    """No Latin letter or digit of the term has another one right beside it."""
    if start and _JOINS.match(text[start]) and _JOINS.match(text[start - 1]):
        return False
    return not (end < len(text) and _JOINS.match(text[end - 1]) and _JOINS.match(text[end]))


def in_same_case(surface: str, source: str, form: str) -> bool:
    """Whether the surface has the source's capitals, and none in an inflected ending.

    Args:
        form: the folded form of the source that the surface is.
    """
    written, source = normalize("NFKC", surface), normalize("NFKC", source)
    shared = 0
    while shared < min(len(source), len(form)) and source[shared].lower() == form[shared]:
        shared += 1
    expected = source[:shared] + form[shared:]
    return all(a == b or a.lower() != b.lower() for a, b in zip(written, expected, strict=False))


def _locked(pattern: Pattern) -> list[tuple[int, int]]:
    """The spans of the placeables."""
    spans: list[tuple[int, int]] = []
    position = 0
    for piece in pattern:
        length = len(piece) if isinstance(piece, str) else len(piece.text)
        if isinstance(piece, Placeable):
            spans.append((position, position + length))
        position += length
    return spans


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the sorted spans shares a character with this one."""
    before = bisect_right(spans, (end - 1, end)) if spans else 0
    return before > 0 and spans[before - 1][1] > start


def _resolved(hits: list[Hit]) -> list[Hit]:
    """From the left, the longest hit at each place; what overlaps it is dropped."""
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
