"""Which terms of a glossary hold in a direction, in the written Chinese of its places."""

from collections.abc import Iterable
from dataclasses import replace

from l10n.glossary.folding import fold_text
from l10n.glossary.term import Term, TermStatus
from l10n.text import chinese


def binding(terms: Iterable[Term], source_locale: str, target_locale: str) -> tuple[Term, ...]:
    """The approved terms for texts of one locale that go to another.

    What is said for a place goes before what is said for more places of the same source: of
    `zh` and `zh_TW`, a text for Taiwan takes the latter. A term of several places has its
    renderings in the target's words and characters.
    """
    place = chinese.place_of(target_locale)
    narrowest: dict[str, int] = {}
    found: list[tuple[str, int, Term]] = []
    for term in terms:
        if term.status is not TermStatus.APPROVED or not (
            chinese.speaks_of(term.source_language, source_locale)
            and chinese.speaks_of(term.target_language, target_locale)
        ):
            continue
        key, width = fold_text(term.source), chinese.breadth(term.target_language)
        narrowest[key] = min(width, narrowest.get(key, width))
        found.append((key, width, term))
    return tuple(
        term if place is None or width == 1 else _in(place, term)
        for key, width, term in found
        if width == narrowest[key]
    )


def _in(place: chinese.Chinese, term: Term) -> Term:
    """The term with its renderings as the place writes them, where it writes them otherwise."""
    target, *near = chinese.renderings(term.target, place)
    said = (*near, *(r for text in term.variants for r in chinese.renderings(text, place)))
    allowed = (target, *(text for text in said if text != target))
    wrong = (r for text in term.forbidden for r in chinese.renderings(text, place))
    there = replace(
        term,
        target=target,
        variants=tuple(dict.fromkeys(allowed[1:])),
        forbidden=tuple(dict.fromkeys(text for text in wrong if text not in allowed)),
    )
    # What was put into a place's words is the place's own from then on.
    return term if there == term else replace(there, target_language=str(place))
