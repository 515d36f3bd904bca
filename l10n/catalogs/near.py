"""The text most like another, among very many: by what they share, not by comparing with each.

Texts that are alike share runs of letters, and the rare ones tell most. So those that have the
rarest runs of a text in common with it, and about its length, are compared with it, and no others:
as many as a bound says, however many there are. Hardly one in a hundred hints is another than that
of comparing with all (bench/near_matches.py).
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz, process

# A near match below this is no help to a translator (the default of common CAT tools).
CUTOFF = 75.0
# Longer texts are seldom near, and take long to compare.
_LONGEST = 400
_RUN = 3
# So many texts are compared with one, or a few more.
_COMPARED = 1_500
# What is no difference between two texts, at their ends.
_AROUND = " .…:!?。：！？"


class Texts:
    """Texts among which the one most like another is found.

    Args:
        texts: of several that fit equally well, the first of the shortest is found.
        cutoff: the least likeness in percent: twice the letters in common, of those of both.
    """

    def __init__(self, texts: Iterable[str], cutoff: float = CUTOFF) -> None:
        self._cutoff = cutoff
        self._texts = sorted((t for t in dict.fromkeys(texts) if len(t) <= _LONGEST), key=len)
        self._lengths = [*map(len, self._texts)]
        self._folded: defaultdict[str, list[str]] = defaultdict(list)
        # For each run the numbers of the texts that have it, and so by their length.
        self._having: defaultdict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self._texts):
            self._folded[_folded(text)].append(text)
            for run in _runs(text):
                self._having[run].append(number)

    def nearest(self, text: str) -> tuple[str, float] | None:
        """The text most like this one, and how like in percent; None where none is.

        One that differs in case, spaces or final points alone goes before any other, as the same.
        """
        if len(text) > _LONGEST:
            return None
        if same := self._folded.get(_folded(text)):
            return max(same, key=lambda other: fuzz.ratio(text, other)), 100.0
        alike = self._alike(text)
        found = process.extractOne(text, alike, scorer=fuzz.ratio, score_cutoff=self._cutoff)
        return (found[0], found[1]) if found else None

    def _alike(self, text: str) -> list[str]:
        """The texts worth comparing: of a length that may be like, and with its rarest runs."""
        share = self._cutoff / (200 - self._cutoff)
        first = bisect_left(self._lengths, len(text) * share)
        last = bisect_right(self._lengths, len(text) / share)
        if last - first <= _COMPARED:
            return self._texts[first:last]
        middle = bisect_left(self._lengths, len(text))
        found: set[int] = set()
        left = _COMPARED
        for having in sorted(filter(None, map(self._having.get, _runs(text))), key=len):
            start, end = bisect_left(having, first), bisect_left(having, last)
            if end - start > left:
                if found:
                    break
                # Even the rarest is everywhere: those of about the same length.
                start = max(start, min(bisect_left(having, middle), end) - left // 2)
                end = min(end, start + left)
            found.update(having[start:end])
            left -= end - start
        return [self._texts[number] for number in sorted(found)]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(_AROUND) or text


def _runs(text: str) -> list[str]:
    """All runs of so many letters, the edges counted as one, each once."""
    text = f" {text.lower()} "
    starts = range(max(1, len(text) - _RUN + 1))
    return list(dict.fromkeys(text[start : start + _RUN] for start in starts))
