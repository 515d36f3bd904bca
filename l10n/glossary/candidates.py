"""Term candidates: words and phrases that a project says often and its glossary does not know.

English: word n-grams that neither begin nor end with a function word, ranked by C-value (Frantzi,
Ananiadou and Mima 2000), which prefers longer terms that also stand by themselves. Chinese: the
words of the segmenter and their neighbours joined where they stand together far more often than
chance (pointwise mutual information), ranked the same way.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import rjieba

from l10n.glossary.folding import fold_text
from l10n.model import Pattern
from l10n.placeables import words
from l10n.typography import has_han

MAX_WORDS = 4
# Neighbours of Chinese words are joined above this pointwise mutual information, in bits.
_MIN_PMI = 4.0
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]*[A-Za-z]|[A-Za-z]")
_FUNCTION_WORDS = frozenset(
    """
    a about after all also an and any are as at be because been before but by can could did do does
    don't down each else for from get had has have he her here his how i if in into is it it's its
    just let me more most my no nor not now of off on once one only or other our out over own please
    same she should so some such than that the their them then there these they this those through
    to too under until up us very was we were what when where which while who why will with without
    would yet you your
    """.split()
)
_CHINESE_FUNCTION = frozenset(
    """
    的 了 是 在 我 你 他 她 它 我们 你们 他们 这 那 这个 那个 和 与 或 也 都 就 很 不 没 没有 有 吗
    呢 吧 啊 把 被 给 对 到 从 请 将 已 再 又 还 可以 一个 什么 怎么 如果 因为 所以 但 但是 而 着 过 并
    个 要 会 能 去 来 上 下 里 让 跟 为 以 及 等 更 最 才 只 真的 自己 大家 一下 一点
    """.split()
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase, how often it stands in the texts, its rank's value, and one text that has it."""

    text: str
    count: int
    value: float
    example: str


def mine(texts: Iterable[Pattern], known: Iterable[str], at_least: int = 3) -> list[Candidate]:
    """The candidates, the best first.

    Args:
        texts: the project's sources; placeables are not looked at.
        known: sources that the glossary has already.
        at_least: how often a candidate stands in the texts.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    examples: dict[tuple[str, ...], str] = {}
    for pattern in texts:
        said = words(pattern)
        for gram in {g: None for run in _runs(said) for g in _grams(run)}:
            counts[gram] += 1
            examples.setdefault(gram, said.strip())
    frequent = {gram: n for gram, n in counts.items() if n >= at_least}
    skip = {fold_text(text) for text in known}
    found = [
        Candidate(_join(gram), frequent[gram], round(value, 2), examples[gram])
        for gram, value in _c_values(frequent).items()
        if value > 0 and _worth(gram, counts) and fold_text(_join(gram)) not in skip
    ]
    return sorted(found, key=lambda candidate: (-candidate.value, candidate.text))


def _runs(said: str) -> Iterable[list[str]]:
    """Runs of words between punctuation, lower case."""
    for clause in re.split(r"[^\w'’ -]+", said):
        if has_han(clause):
            run = rjieba.cut(clause, False)
            yield [word for word in run if word.strip()]
        else:
            yield [word.lower() for word in _LATIN.findall(clause)]


def _grams(run: list[str]) -> Iterable[tuple[str, ...]]:
    for start in range(len(run)):
        for end in range(start + 1, min(start + MAX_WORDS, len(run)) + 1):
            gram = tuple(run[start:end])
            edges = (gram[0], gram[-1])
            if not any(edge in _FUNCTION_WORDS or edge in _CHINESE_FUNCTION for edge in edges):
                yield gram


def _c_values(frequent: dict[tuple[str, ...], int]) -> dict[tuple[str, ...], float]:
    """C-value: log2(1 + length) x (frequency - mean frequency of the longer terms around)."""
    around: dict[tuple[str, ...], list[int]] = {}
    for gram, count in frequent.items():
        inner = {gram[i:j] for i in range(len(gram)) for j in range(i + 1, len(gram) + 1)} - {gram}
        for part in inner:
            around.setdefault(part, []).append(count)
    return {
        gram: math.log2(1 + len(gram))
        * (count - (sum(around[gram]) / len(around[gram]) if gram in around else 0.0))
        for gram, count in frequent.items()
    }


def _worth(gram: tuple[str, ...], counts: Counter[tuple[str, ...]]) -> bool:
    """Single short words are no terms; joined Chinese words must belong together."""
    text = _join(gram)
    if len(gram) == 1:
        return len(text) >= (2 if has_han(text) else 4)
    if not has_han(text):
        return True
    total = counts.total()
    parts = math.prod((counts[(word,)] or 1) / total for word in gram)
    return math.log2(counts[gram] / total / parts) >= _MIN_PMI


def _join(gram: tuple[str, ...]) -> str:
    return ("" if has_han("".join(gram)) else " ").join(gram)
