"""A known wrong rendering replaced by the right one, where that is safe: it stands exactly once."""

import re
from collections.abc import Iterable
from os.path import commonprefix

from l10n.glossary.inflection import forms
from l10n.typography import has_han


def once_replaced(text: str, wrong: Iterable[str], right: str) -> str | None:
    """The text with the longest wrong rendering that stands exactly once replaced.

    In English the inflected form found is replaced by the same form of the right rendering, and a
    capital stays a capital.

    Returns:
        None where no wrong rendering stands there, or one stands more than once.
    """
    for rendering in sorted(filter(None, wrong), key=len, reverse=True):
        shapes = (rendering,) if has_han(rendering) else forms(rendering.lower())
        # The longest shape first: "note's" is no "note" with something after it.
        by_length = sorted(shapes, key=len, reverse=True)
        groups = "|".join(f"({re.escape(shape)})" for shape in by_length)
        edges = ("", "") if has_han(rendering) else ("(?<![A-Za-z0-9])", "(?![A-Za-z0-9])")
        found = list(re.finditer(f"{edges[0]}(?:{groups}){edges[1]}", text, re.IGNORECASE))
        if len(found) > 1:
            return None
        if found:
            match = found[0]
            shape = by_length[(match.lastindex or 1) - 1]
            fitting = right if has_han(right) else _form(right, shapes.index(shape))
            if match[0][:1].isupper():
                fitting = fitting[:1].upper() + fitting[1:]
            return text[: match.start()] + fitting + text[match.end() :]
    return None


def _form(term: str, index: int) -> str:
    """The form of that number, in the capitals that the term has of its own."""
    shapes = forms(term.lower())
    shape = shapes[min(index, len(shapes) - 1)] if index else term.lower()
    kept = len(commonprefix([term.lower(), shape]))
    return term[:kept] + shape[kept:]
