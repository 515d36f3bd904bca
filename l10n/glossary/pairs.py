"""Term pairs: what a project's approved translations say for the words its sources say often.

A candidate of the sources and a run of words of the targets belong together where they stand in
the same units far more often than apart (the Dice coefficient of their units).
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from l10n.glossary.candidates import Gram, joined, mine, said_in
from l10n.glossary.term import Rule, Term
from l10n.model import Pattern
from l10n.text.placeables import plain, words

# Below this a pair is a coincidence more often than not.
_ALIKE = 0.5
_EXAMPLES = 3
# A project that says it so often and so regularly means it.
THROUGHOUT, SAME_WORDS = 5, 0.8


@dataclass(frozen=True, slots=True)
class Pair:
    """A source term and what stands for it.

    Attributes:
        count: in how many units both stand.
        share: of the units with the source term.
        examples: sources and targets that have both.
    """

    source: str
    target: str
    count: int
    share: float
    examples: tuple[tuple[str, str], ...]


def pairs(
    texts: Iterable[tuple[Pattern, Pattern]], known: Iterable[str] = (), at_least: int = 3
) -> list[Pair]:
    """The pairs in translated texts, the surest first; what the glossary knows is left out.

    Args:
        texts: sources with their translations.
        known: sources that the glossary has already.
        at_least: in how many units a pair stands.
    """
    both = list({(words(one), words(other)): (one, other) for one, other in texts}.values())
    said = [(said_in(one), said_in(other)) for one, other in both]
    units_of: dict[str, list[int]] = {}
    total: Counter[Gram] = Counter()
    for number, (ours, theirs) in enumerate(said):
        for gram in ours:
            units_of.setdefault(joined(gram), []).append(number)
        total.update(theirs.keys())
    found: list[tuple[float, Pair, frozenset[int]]] = []
    for candidate in mine((one for one, _other in both), known, at_least):
        units = units_of[candidate.text]
        beside = Counter(gram for number in units for gram in said[number][1])
        alike = {g: 2 * n / (len(units) + total[g]) for g, n in beside.items() if n >= at_least}
        if not alike:
            continue
        best = max(alike, key=lambda g: (alike[g], len(joined(g)), g))
        if alike[best] >= _ALIKE:
            numbers = [number for number in units if best in said[number][1]]
            shown = [(plain(both[n][0]), plain(both[n][1])) for n in numbers]
            examples = tuple(sorted(shown, key=lambda said: len(said[0]))[:_EXAMPLES])
            share = beside[best] / len(units)
            pair = Pair(candidate.text, joined(best), beside[best], round(share, 3), examples)
            found.append((alike[best] * math.log2(1 + pair.count), pair, frozenset(numbers)))
    found.sort(key=lambda item: (-item[0], item[1].source))
    kept: dict[str, list[frozenset[int]]] = {}
    return [pair for _value, pair, numbers in found if _its_own(pair, numbers, kept)]


def _its_own(pair: Pair, numbers: frozenset[int], kept: dict[str, list[frozenset[int]]]) -> bool:
    """Whether no surer pair has these words in the same units: of "try again", again has none."""
    surer = kept.setdefault(pair.target, [])
    if any(len(numbers & others) >= SAME_WORDS * len(numbers) for others in surer):
        return False
    surer.append(numbers)
    return True


def throughout(found: Iterable[Pair], source_language: str, target_language: str) -> list[Term]:
    """The pairs that a project uses throughout, as terms it prefers."""
    return [
        Term(source_language, target_language, pair.source, pair.target, rule=Rule.PREFER)
        for pair in found
        if pair.count >= THROUGHOUT and pair.share >= SAME_WORDS
    ]
