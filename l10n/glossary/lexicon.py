"""Whether a hit in unspaced Chinese is a word there: 关注 in 海关|注册 and 笔记 in 笔记本 are none.

A segmenter that knows the glossary's terms beside its own words reads the sentence. A hit stands
where its edges are edges of the words read. Inside a longer word it stands where that word is a
compound of the term (新闻|标题, 视频|会议), not another word derived from it (笔记本, 评论家).
"""

from collections.abc import Iterable
from itertools import accumulate

import rjieba

# How often a term counts in the segmenter's dictionary of sixty million words of running text, at
# least: as often as an ordinary word. Its texts are older than most of what apps say.
_FREQUENCY = 300
# Tags of nouns and adjectives: beside a one-character term, a one-character word of these kinds is
# most likely half of a word that the lexicon lacks (深蹲).
_CONTENT = frozenset({"a", "ag", "n", "ng"})
# People like and comment: 人 before a term is its subject (12 人赞过).
_SUBJECT = "人"


class Lexicon:
    """The segmenter's dictionary with a glossary's terms added.

    Args:
        terms: folded; those without a Han character are of no use here.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._segmenter = rjieba.Jieba()
        for term in terms:
            known = self._segmenter.suggest_freq(term)
            self._segmenter.add_word(term, max(known, _FREQUENCY), "n")

    def read(self, text: str) -> "Reading":
        """The words of a folded text."""
        return Reading(text, self._segmenter)


class Reading:
    """A text as the segmenter reads it."""

    def __init__(self, text: str, segmenter: rjieba.Jieba) -> None:
        self._text = text
        self._segmenter = segmenter
        self._edges = [0, *accumulate(map(len, segmenter.cut(text, False)))]
        self._index = {edge: index for index, edge in enumerate(self._edges)}
        self._tags: list[str] = []

    def holds(self, start: int, end: int) -> bool:
        """Whether the span is a word, several, or the base of a compound."""
        if start in self._index and end in self._index:
            return end - start > 1 or not self._half(self._index[start])
        return end - start > 1 and self._in_compound(start, end)

    def _in_compound(self, start: int, end: int) -> bool:
        if start in self._index:
            right = self._edges[self._index[start] + 1]
            rest = self._text[end:right]
            return end < right and len(rest) > 1 and self._segmenter.has_word(rest)
        # The head of a Chinese compound stands at its end: what precedes only narrows it.
        return end in self._index and self._edges[self._index[end] - 1] < start

    def _half(self, word: int) -> bool:
        if not self._tags:
            self._tags = [tag for _word, tag in self._segmenter.tag(self._text, False)]
        return any(
            0 <= near < len(self._tags)
            and self._tags[near] in _CONTENT
            and self._edges[near + 1] - self._edges[near] == 1
            and self._text[self._edges[near]] != _SUBJECT
            for near in (word - 1, word + 1)
        )
