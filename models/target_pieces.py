"""Pieces that a language's side of the training rows is made of.

Where the product writes that language, the decoder weighs these alone: nothing it was trained to
say is lost, and the last product of each step, half of a small decoder's work, gets smaller.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import sentencepiece

from l10n.text.typography import has_han
from l10n.training.masking import SENTINELS, TERM_END, TERM_IS
from l10n.training.vocabulary import END, START, TO_EN, TO_ZH, UNKNOWN

FEW = 5
"""Rows: a piece that stands in fewer is one that the model was not taught to say."""
_MADE = {*SENTINELS, TERM_IS, TERM_END, TO_EN, TO_ZH}
_SPACE = "▁"


def name(source: str, target: str) -> str:
    """As `l10n.engines.packages` looks for them."""
    return f"pieces.{source}-{target}.txt"


def usual(
    tokenizer: sentencepiece.SentencePieceProcessor, texts: Sequence[str], *, to_zh: bool
) -> list[str]:
    """The pieces that stand in `FEW` texts and more, in the tokenizer's order.

    Every letter, digit and mark is among them, with those made for the product, so that any name
    can be spelt; into English, Chinese characters are not.
    """
    seen: Counter[int] = Counter()
    for ids in tokenizer.encode(list(texts), out_type=int):
        seen.update(set(ids))
    pieces: Iterable[str] = map(tokenizer.id_to_piece, range(tokenizer.get_piece_size()))
    return [
        piece
        for number, piece in enumerate(pieces)
        if number in {UNKNOWN, START, END}
        or piece in _MADE
        or seen[number] >= FEW
        or (len(piece.strip(_SPACE)) <= 1 and (to_zh or not has_han(piece)))
    ]
