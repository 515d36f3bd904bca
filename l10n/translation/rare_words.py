"""Words that a model's training hardly knew, given to it with their translation. Pure.

A package may bring a lexicon: words of its source that its training rows have too seldom, each
with the one thing it means. Where the model calls such a word something else, it is asked again,
with a sentinel that stands for the translation, or, where that is lost, with the translation
between the markers it was trained with. They are no terms: nothing is asked of the answer, and a
glossary's term, a lock or another word's half is never touched.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from l10n.engines.interface import Translator
from l10n.glossary.folding import fold
from l10n.glossary.lexicon import Lexicon
from l10n.glossary.matcher import at_boundaries, locked, overlaps
from l10n.glossary.term import Hit, Rule, Term
from l10n.model import Pattern
from l10n.text.placeables import plain
from l10n.text.typography import has_han

# The domain of these words, as the evidence tells them from the glossary's terms.
LEXICON = "lexicon"
# Examples in training have two such words at most; a sentence with many has no frame left.
MOST = 3


class RareWords:
    """Finds a lexicon's words.

    Args:
        lexicon: gives each word, folded (`glossary/folding.py`), with its translation.
        target: language of the translations, "zh" or "en".
    """

    def __init__(self, lexicon: Callable[[], Mapping[str, str]], target: str) -> None:
        self._read = lexicon
        self._languages = "en" if target == "zh" else "zh", target

    @cached_property
    def _lexicon(self) -> tuple[list[str], list[str], AhoCorasick]:
        """The words, what they are called, and what finds them: read when first asked for."""
        lexicon = self._read()
        finder = AhoCorasick(lexicon, matchkind=MatchKind.LeftmostLongest)
        return list(lexicon), list(lexicon.values()), finder

    @cached_property
    def _segmenter(self) -> Lexicon:
        # Its own words alone: a lexicon's thousands would be read where other words touch.
        return Lexicon(())

    def find(self, pieces: Pattern, taken: Iterable[Hit]) -> list[Hit]:
        """The words in a segment, in order, clear of its placeables and of the hits `taken`."""
        words, said, finder = self._lexicon
        if not words:
            return []
        text = plain(pieces)
        folded = fold(text)
        found = finder.find_matches_as_indexes(folded.text)
        if not found:
            return []
        closed = sorted([*locked(pieces), *((hit.start, hit.end) for hit in taken)])
        reading = self._segmenter.read(folded.text) if has_han(folded.text) else None
        hits: list[Hit] = []
        for number, start, end in found:
            span = folded.span(start, end)
            if span is None or not at_boundaries(text, *span) or overlaps(closed, *span):
                continue
            surface = text[slice(*span)]
            if has_han(surface) and reading and not reading.has_edges(start, end):
                continue
            facts = *self._languages, words[number], said[number]
            term = Term(*facts, rule=Rule.PREFER, domain=LEXICON)
            hits.append(Hit(*span, surface, term))
        return hits[:MOST]


NONE = RareWords(dict, "")


def of(engine: Translator, target: str) -> RareWords:
    """Those of an engine's package; none where the model knows no markers."""
    # An engine of another package may know of no lexicon.
    return RareWords(lambda: getattr(engine, "lexicon", {}), target) if engine.markers else NONE


def is_rare(hit: Hit) -> bool:
    """Whether a hit is a lexicon's word, and no term."""
    return hit.term.domain == LEXICON


def begun(text: str, hits: Iterable[Hit]) -> str:
    """A text with a capital where it begins with one of these words, which are shown in small."""
    if text[:1].islower() and any(is_rare(h) and text.startswith(h.term.target) for h in hits):
        return text[:1].upper() + text[1:]
    return text
