"""The numbers of a segment that people write otherwise in the other language, as terms. Pure.

1.2万 is 12,000 whatever a model makes of it. So each is a term with one right rendering: it goes
the way of terms, held behind a sentinel where the model misses it, and is shown in the evidence.
"""

from collections.abc import Callable

from l10n.glossary.term import Hit, Rule, Term
from l10n.model import Pattern
from l10n.text.counted import renderings
from l10n.text.quantities import Quantity, quantities
from l10n.text.typography import has_han

# The domain of these terms, as the evidence and the checks may tell them from the glossary's.
DOMAIN = "number"


def hits(pieces: Pattern, language: str, spelled: Callable[[str], str] = str) -> list[Hit]:
    """The quantities of a segment as hits; none inside a placeable.

    Args:
        pieces: of a source.
        language: of the target, "zh" or "en"; in others numbers are left to the machine.
        spelled: puts a rendering in the Chinese of the target's place.
    """
    if language not in {"zh", "en"}:
        return []
    found: list[Hit] = []
    start = 0
    for piece in pieces:
        text = piece if isinstance(piece, str) else piece.text
        if isinstance(piece, str):
            found += [_hit(q, start, text, language, spelled) for q in _foreign(text, language)]
        start += len(text)
    return found


def _foreign(text: str, language: str) -> list[Quantity]:
    """The quantities that are not written as the target's language writes them anyway."""
    if language == "zh":
        # Three thousand in words is three thousand to any model; 10k and 1.2M are not.
        return [q for q in quantities(text) if q.chinese is not True and _has_digit(text, q)]
    return [q for q in quantities(text) if q.chinese or (q.chinese is None and has_han(text))]


def _has_digit(text: str, quantity: Quantity) -> bool:
    return text[quantity.start].isdigit()


def _hit(
    quantity: Quantity, start: int, text: str, language: str, spelled: Callable[[str], str]
) -> Hit:
    surface = text[quantity.start : quantity.end]
    said = [spelled(way) if language == "zh" else way for way in renderings(quantity, language)]
    source = "en" if language == "zh" else "zh"
    term = Term(source, language, surface, said[0], tuple(said[1:]), rule=Rule.MUST, domain=DOMAIN)
    return Hit(start + quantity.start, start + quantity.end, surface, term)
