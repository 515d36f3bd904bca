"""A known wrong rendering replaced by the right one, where that is safe: it stands exactly once."""

import re
from collections.abc import Iterable

from l10n.glossary.inflection import forms
from l10n.typography import has_han


def once_replaced(text: str, wrong: Iterable[str], right: str) -> str | None:
    """The text with the longest wrong rendering that stands exactly once replaced.

    In English the inflected form found is replaced by the same form of the right rendering, and a
    capital stays a capital.

    Returns:
        None where no wrong rendering stands there, or one stands more than once.
    """
    for rendering in sorted(wrong, key=len, reverse=True):
        shapes = (rendering,) if has_han(rendering) else forms(rendering.lower())
        found = [
            (match, index)
            for index, shape in enumerate(shapes)
            for match in _occurrences(text, shape)
        ]
        if len(found) > 1:
            return None
        if found:
            match, index = found[0]
            fitting = right if has_han(right) or index == 0 else _form(right, index)
            if match[0][:1].isupper():
                fitting = fitting[:1].upper() + fitting[1:]
            return text[: match.start()] + fitting + text[match.end() :]
    return None


def _occurrences(text: str, shape: str) -> list[re.Match[str]]:
    edge = "" if has_han(shape) else r"(?![A-Za-z0-9])"
    start = "" if has_han(shape) else r"(?<![A-Za-z0-9])"
    return list(re.finditer(start + re.escape(shape) + edge, text, re.IGNORECASE))


def _form(term: str, index: int) -> str:
    shapes = forms(term.lower())
    if index >= len(shapes):
        return term
    return term + shapes[index][len(term) :] if shapes[index].startswith(term.lower()) else term
