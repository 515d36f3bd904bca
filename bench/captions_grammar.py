"""Comments as people leave them under a post, by a seeded grammar: the same for the same seed.

Two parts, as in any comment section. `REPEATED` of the comments are stock reactions ("哈哈哈",
"so cute"): some 750 of them, the n-th most frequent drawn 1/n as often as the first (Zipf's law).
The others are put together from an opening, a thing, what is said of it and a question, so that
nearly each stands once. 55 in a hundred are Chinese, 40 English, 5 hold no words (emoji, tags). One
in eight carries an emoji, one in twelve a mention, one in twenty a tag or link, one in twenty a
price or size. Words and proportions are ours (`data/comment_words.toml`): they stand for the shape
of such a stream, not for any app's.
"""

import random
import tomllib
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

REPEATED = 0.45
CHINESE, WORDLESS = 0.55, 0.05
_WORDS = tomllib.loads((Path(__file__).parent / "data/comment_words.toml").read_text("utf-8"))


def texts(seed: int, repeated: float = REPEATED) -> Iterator[str]:
    """Comments without end.

    Args:
        repeated: the share of stock reactions; 0 for none.
    """
    chance = random.Random(seed)
    stocks = {
        language: [word + end for end in words["ends"] for word in words["stock"]]
        for language in ("zh", "en")
        for words in (_WORDS[language],)
    }
    weights = {
        language: list(accumulate(1 / n for n in range(1, len(stock) + 1)))
        for language, stock in stocks.items()
    }
    while True:
        if chance.random() < WORDLESS:
            yield chance.choice(_WORDS["wordless"])
            continue
        language = "zh" if chance.random() < CHINESE / (1 - WORDLESS) else "en"
        if chance.random() < repeated:
            yield chance.choices(stocks[language], cum_weights=weights[language])[0]
        else:
            yield _put_together(chance, _WORDS[language], " " if language == "en" else "")


def distinct(seed: int) -> Iterator[str]:
    """Comments with words, without end, none of them twice."""
    chance = random.Random(seed)
    seen: set[str] = set()
    for text in texts(seed, repeated=0.0):
        if text not in _WORDS["wordless"]:
            own = text if text not in seen else f"{text} {chance.randrange(10**7)}"
            seen.add(own)
            yield own


def _put_together(chance: random.Random, words: dict[str, Any], space: str) -> str:
    def one(name: str) -> str:
        return chance.choice(words[name])

    text = f"{one('opening')}{one('thing')}{space}{one('judged')}"
    if chance.random() < 1 / 20:
        text += one("facts")
    text += one("more")
    if chance.random() < 1 / 3:
        more = f"{one('thing')}{space}{one('judged')}"
        text += f" {more[:1].upper()}{more[1:]}" if space else f"。{more}"
    if chance.random() < 1 / 8:
        text += space + chance.choice(_WORDS["emoji"])
    if chance.random() < 1 / 20:
        text += chance.choice(_WORDS["tags"])
    text = text[:1].upper() + text[1:]
    return f"{chance.choice(_WORDS['names'])} {text}" if chance.random() < 1 / 12 else text
