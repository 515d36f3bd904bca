"""Terms in texts, found in one pass over each text, without segmentation.

Aho-Corasick over folded text; hits that stand inside a placeable, inside a longer Latin word or
across the edge of a Chinese word are dropped before overlaps are resolved: longest first from
the left. One matcher serves translation, checks and the review tool's highlighting.
"""

import re
from collections.abc import Iterable
from unicodedata import normalize

from ahocorasick_rs import AhoCorasick, MatchKind

from l10n.glossary import lexicon
from l10n.glossary.folding import Folded, fold, fold_text
from l10n.glossary.inflection import forms
from l10n.model import Hit, Pattern, Placeable, Term, TermStatus
from l10n.placeables import plain
from l10n.typography import HAN, has_han

# Scripts written without spaces: beside them, a Latin term stands at a word boundary.
_JOINS = re.compile(rf"[^\W{HAN}\u3040-\u30ff]")
_HAN_ANY = re.compile(f"[{HAN}]")


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
            folded = fold_text(term.source)
            for form in (folded,) if has_han(folded) else forms(folded, term.part_of_speech):
                by_form.setdefault(form, []).append(term)
        self._forms = tuple(by_form)
        self._terms_of = tuple(tuple(by_form[form]) for form in self._forms)
        self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.Standard)

    def find(self, pattern: Pattern) -> list[Hit]:
        """The hits in the pattern's text, in order, not overlapping."""
        if not self._forms:
            return []
        text = plain(pattern)
        folded = fold(text)
        found = self._automaton.find_matches_as_indexes(folded.text, overlapping=True)
        if not found:
            return []
        locked = _locked(pattern) if len(pattern) > 1 or isinstance(pattern[0], Placeable) else ()
        spans: list[tuple[int, int]] | None = None
        hits: list[Hit] = []
        for form, start, end in found:
            if not at_boundaries(folded.text, start, end):
                continue
            if _HAN_ANY.search(folded.text, start, end):
                spans = lexicon.words(folded.text) if spans is None else spans
                if lexicon.cuts(spans, start, end, self._forms[form]):
                    continue
            hit = self._hit(text, folded, (form, start, end))
            if hit and not any(left < hit.end and hit.start < right for left, right in locked):
                hits.append(hit)
        return _resolved(hits)

    def _hit(self, text: str, folded: Folded, found: tuple[int, int, int]) -> Hit | None:
        form, start, end = found
        left, right = folded.offsets[start], folded.offsets[end]
        surface = text[left:right]
        best: Term | None = None
        for term in self._terms_of[form]:
            if term.exact_case and not normalize("NFKC", surface).startswith(term.source):
                continue
            # A form may be one entry's own source and another's inflection: its own wins.
            if best is None or fold_text(term.source) == self._forms[form]:
                best = term
        return Hit(left, right, surface, best) if best else None


def at_boundaries(text: str, start: int, end: int) -> bool:
    """No Latin letter or digit of the term has another one right beside it."""
    if _JOINS.match(text[start]) and start and _JOINS.match(text[start - 1]):
        return False
    return not (_JOINS.match(text[end - 1]) and end < len(text) and _JOINS.match(text[end]))


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


def _resolved(hits: list[Hit]) -> list[Hit]:
    """From the left, the longest hit at each place; what overlaps it is dropped."""
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
