"""Turns prepared pairs into training examples: masked, annotated with terms, varied.

Every time a pair is drawn it may look different: other sentinels, other terms, other case.
What the product sends to the model (locks behind sentinels, glossary terms inline, fragments,
Title Case) is thereby seen in training as often as `Shares` says.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

from models.corpus import Pair
from models.masking import SENTINELS, TERM_END, TERM_IS, Span, shared_locks, substitute
from models.terms import Lexicon, shared_terms

_FINAL = ".。!！?？…~～"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A pair with everything that may be masked or annotated already found."""

    domain: str
    group: str
    """What its draw weight goes by; see `Pair.group`."""
    en: str
    zh: str
    locks: tuple[Span, ...]
    terms: tuple[Span, ...]


def prepare(pairs: Iterable[Pair], known: Lexicon) -> Iterator[Prepared]:
    """Finds the locks and terms of every pair, once, before training."""
    for pair in pairs:
        yield Prepared(
            pair.domain,
            pair.group,
            pair.en,
            pair.zh,
            tuple(shared_locks(pair.en, pair.zh)),
            tuple(shared_terms(pair.en, pair.zh, known)),
        )


def write(path: Path, prepared: Iterable[Prepared]) -> None:
    """One JSON array a line: domain, group, en, zh, locks, terms; spans as four numbers."""
    with path.open("w", encoding="utf-8") as out:
        for p in prepared:
            spans = [[[*s.en, *s.zh] for s in group] for group in (p.locks, p.terms)]
            row = [p.domain, p.group, p.en, p.zh, *spans]
            out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def read(path: Path) -> list[Prepared]:
    """What `write` wrote."""

    def spans(rows: list[list[int]]) -> tuple[Span, ...]:
        return tuple(Span((a, b), (c, d)) for a, b, c, d in rows)

    with path.open(encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        return [
            Prepared(domain, group, en, zh, spans(locks), spans(terms))
            for domain, group, en, zh, locks, terms in rows
        ]


@dataclass(frozen=True, slots=True)
class Shares:
    """How often an example is varied; all are probabilities."""

    mask_locks: float = 0.8
    mask_terms: float = 0.16
    annotate: float = 0.26
    swap_term: float = 0.4
    """Of the annotated terms: replaced on the target side by one the model would not choose."""
    join_social: float = 0.06
    recase: float = 0.07
    drop_final: float = 0.04


@dataclass(frozen=True, slots=True)
class Example:
    """What the model sees in training: plain text, before it is cut into pieces."""

    source: str
    target: str
    to_zh: bool


class ExampleMaker:
    """Draws pairs by weight and renders them; the same `Random` gives the same examples."""

    def __init__(
        self, pairs: Sequence[Prepared], weights: dict[str, float], shares: Shares
    ) -> None:
        self._pairs = pairs
        self._shares = shares
        self._cumulative = list(accumulate(weights[pair.group] for pair in pairs))
        self._social = [pair for pair in pairs if pair.domain == "social"]
        self._terms = [
            (pair.en[slice(*span.en)].lower(), pair.zh[slice(*span.zh)])
            for pair in pairs
            for span in pair.terms
        ]

    def draw(self, count: int, rng: Random) -> Iterator[Example]:
        """`count` examples of pairs drawn by weight, half of them each way."""
        drawn = rng.choices(self._pairs, cum_weights=self._cumulative, k=count)
        return (self.make(pair, rng.random() < 0.5, rng) for pair in drawn)

    def make(self, pair: Prepared, to_zh: bool, rng: Random) -> Example:
        """One way `pair` may look; social pairs are now and then joined to a caption."""
        parts = [pair]
        if pair.domain == "social" and rng.random() < self._shares.join_social:
            parts += rng.choices(self._social, k=rng.randint(1, 3))
        in_order = rng.random() < 0.5
        free = list(SENTINELS) if in_order else rng.sample(SENTINELS, len(SENTINELS))
        sides = [self._render(part, to_zh, free, rng) for part in parts]
        en, zh = " ".join(side[0] for side in sides), "".join(side[1] for side in sides)
        if rng.random() < self._shares.drop_final and en[-1] in _FINAL and zh[-1] in _FINAL:
            en, zh = en.rstrip(_FINAL), zh.rstrip(_FINAL)
        if to_zh:
            has_locks = any(part.locks for part in parts)
            return Example(en if has_locks else self._recased(en, rng), zh, to_zh)
        return Example(zh, en, to_zh)

    def _render(self, pair: Prepared, to_zh: bool, free: list[str], rng: Random) -> tuple[str, str]:
        """The sides (en, zh) with locks masked and terms masked or annotated."""
        hidden = list(pair.locks) if rng.random() < self._shares.mask_locks else []
        shown: list[Span] = []
        roll = rng.random() - self._shares.mask_terms
        if pair.terms and roll < self._shares.annotate:
            some = rng.sample(pair.terms, min(len(pair.terms), rng.randint(1, 2)))
            if roll >= 0:
                shown = some
            elif sum(span.en[1] - span.en[0] for span in some) < len(pair.en) * 0.7:
                hidden += some
        edits_en, edits_zh = [], []
        hidden.sort(key=lambda span: span.en if to_zh else span.zh)
        for span in hidden[: len(free)]:
            sentinel = free.pop(0)
            edits_en.append((span.en, sentinel))
            edits_zh.append((span.zh, sentinel))
        for span in shown:
            en, zh = pair.en[slice(*span.en)], pair.zh[slice(*span.zh)]
            if rng.random() < self._shares.swap_term:
                other = rng.choice(self._terms)
                en, zh = (en, other[1]) if to_zh else (_cased_like(other[0], en), zh)
            inline = f"{en}{TERM_IS}{zh}" if to_zh else f"{zh}{TERM_IS}{en}"
            edits_en.append((span.en, inline + TERM_END if to_zh else en))
            edits_zh.append((span.zh, zh if to_zh else inline + TERM_END))
        return substitute(pair.en, edits_en), substitute(pair.zh, edits_zh)

    def _recased(self, text: str, rng: Random) -> str:
        if rng.random() >= self._shares.recase:
            return text
        way = rng.randrange(5)
        if way == 0:
            return text.upper()
        if way <= 2:
            return text[0].lower() + text[1:]
        return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))


def _cased_like(term: str, model: str) -> str:
    return term[:1].upper() + term[1:] if model[:1].isupper() else term
