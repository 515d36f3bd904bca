"""Whether a hit in unspaced Chinese cuts a word: 关注 in 海关|注册, 笔记 in 笔记本.

A segmenter reads the sentence. It vetoes a hit where its words contradict it, and only on
evidence: a term that the lexicon does not know (小红书) can't be chosen by the segmenter, so for
it a word that laps over one edge (书上) proves nothing; two words that share it out between them
(多种|草药 for 种草) do.
"""

from functools import lru_cache

import rjieba


@lru_cache(maxsize=65536)
def knows(term: str) -> bool:
    """Whether the lexicon holds the term as one word."""
    return len(rjieba.cut(term, False)) == 1


def words(text: str) -> list[tuple[int, int]]:
    """The spans of the words that the segmenter reads."""
    spans: list[tuple[int, int]] = []
    position = 0
    for word in rjieba.cut(text, False):
        spans.append((position, position + len(word)))
        position += len(word)
    return spans


def cuts(spans: list[tuple[int, int]], start: int, end: int, term: str) -> bool:
    """Whether the words contradict a hit of `term` at the span."""
    over_left = any(left < start < right for left, right in spans)
    over_right = any(left < end < right for left, right in spans)
    if over_left and over_right:
        return True
    swallowed = any(
        left <= start and end <= right and (left, right) != (start, end) for left, right in spans
    )
    return swallowed or ((over_left or over_right) and knows(term))
