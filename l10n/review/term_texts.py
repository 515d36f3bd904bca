"""Folded texts by which SQL finds what may say a term; what does say it is never missed."""

from collections.abc import Iterable

from l10n.glossary.folding import fold_text
from l10n.glossary.inflection import forms
from l10n.glossary.term import Term
from l10n.text.typography import has_han


def of_source(term: Term) -> list[str]:
    """Every source that holds the term has one of these."""
    return _shortest(_shapes(term.source, term))


def of_renderings(term: Term, renderings: Iterable[str]) -> list[str]:
    """Every target that says one of the renderings has one of these."""
    shapes = [shape for said in renderings for shape in _shapes(said, term)]
    # A space in a rendering may be a placeable in the target.
    return _shortest({max(shape.split(), key=len, default="") for shape in shapes})


def _shapes(text: str, term: Term) -> Iterable[str]:
    plain = fold_text(text)
    return (plain,) if has_han(plain) else forms(plain, term.part_of_speech)


def _shortest(shapes: Iterable[str]) -> list[str]:
    """Those of which no other is a part."""
    known = list(shapes)
    short = [s for s in known if not any(t != s and t in s for t in known)]
    return [text.replace("\x00", "") for text in short]
