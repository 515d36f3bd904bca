"""The sentencepiece model both languages share.

Text is not normalised by it (`identity`): sentencepiece's own rules would turn full-width
punctuation into half-width in the output. Digits are single pieces, so numbers are copied
digit by digit. Sentinels, term marks and the direction marks are one piece each.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from random import Random

import sentencepiece

from models.examples import Prepared
from models.masking import SENTINELS, TERM_END, TERM_IS, substitute

TO_ZH = "<2zh>"
TO_EN = "<2en>"
UNKNOWN, START, END = 0, 1, 2
"""Ids of `<unk>`, `<s>` and `</s>`."""

_LINE = re.compile(r"\s+")


def train(pairs: Sequence[Prepared], size: int, texts: int, coverage: float, path: Path) -> None:
    """Writes a unigram model of at most `size` pieces, learned on `texts` drawn texts.

    `coverage` is the share of all characters that must have a piece; the rest are `<unk>`.
    """
    rng = Random(1)
    weights = [4.0 if p.authored else 0.5 if p.domain in ("docs", "dict") else 1.0 for p in pairs]
    sides = [
        _LINE.sub(" ", side)
        for pair in rng.choices(pairs, weights=weights, k=texts // 2)
        for side in (
            substitute(pair.en, [(lock.en, " ") for lock in pair.locks]),
            substitute(pair.zh, [(lock.zh, " ") for lock in pair.locks]),
        )
    ]
    with path.open("wb") as out:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(sides),
            model_writer=out,
            model_type="unigram",
            vocab_size=size,
            character_coverage=coverage,
            hard_vocab_limit=False,
            normalization_rule_name="identity",
            split_digits=True,
            max_sentencepiece_length=14,
            user_defined_symbols=[*SENTINELS, TERM_IS, TERM_END, TO_ZH, TO_EN],
            unk_id=UNKNOWN,
            bos_id=START,
            eos_id=END,
            pad_id=-1,
            num_threads=2,
            minloglevel=1,
        )


def load(path: Path) -> sentencepiece.SentencePieceProcessor:
    """The model that `train` wrote."""
    return sentencepiece.SentencePieceProcessor(model_file=str(path))
