"""Batches of examples of like length, from an endless stream that can be taken up anywhere.

The stream is made of blocks. Block k depends only on its number and the data, so a resumed
run goes on with the block after the last one it finished.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import sentencepiece
import torch
from torch import Tensor

from models.examples import Example, ExampleMaker
from models.vocabulary import END, START, TO_EN, TO_ZH, UNKNOWN

BLOCK = 16_000
"""Examples drawn, sorted by length and cut into batches at a time."""
LONGEST = 120
"""Pieces of a side beyond which an example is left out."""
SAMPLED = 0.5
"""Share of source sides cut into pieces at random (Kudo, 2018) instead of the best way."""
SHARPNESS = 0.2
"""Exponent of a segmentation's probability when one is drawn; 0 is uniform."""

Pieces = tuple[list[int], list[int]]
"""The source, `</s>` last; the target, `<s>` and the direction first and `</s>` last."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded pieces: source (B, S) with its mask, target (B, T) with `counted` (B, T - 1).

    `counted` is true where a target piece is to be learned: not the direction, not padding.
    """

    source: Tensor
    source_mask: Tensor
    target: Tensor
    counted: Tensor


class Encoder:
    """Cuts examples into the piece ids the model and CTranslate2 agree on."""

    def __init__(self, processor: sentencepiece.SentencePieceProcessor) -> None:
        self._processor = processor
        self._mark = {True: processor.piece_to_id(TO_ZH), False: processor.piece_to_id(TO_EN)}

    def encode(self, example: Example, sampled: bool) -> Pieces:
        source = self._processor.encode(
            example.source, enable_sampling=sampled, alpha=SHARPNESS, nbest_size=-1
        )
        target = self._processor.encode(example.target)
        return [*source, END], [START, self._mark[example.to_zh], *target, END]


def block(maker: ExampleMaker, encoder: Encoder, number: int, pieces: int) -> list[Batch]:
    """The batches of block `number`, each at most `pieces` wide times high, in mixed order."""
    rng = Random(number)
    encoded = [
        encoder.encode(example, rng.random() < SAMPLED) for example in maker.draw(BLOCK, rng)
    ]
    batches = list(cut([pair for pair in encoded if _is_learnable(pair)], pieces))
    rng.shuffle(batches)
    return batches


def _is_learnable(pair: Pieces) -> bool:
    source, target = pair
    return max(len(source), len(target)) <= LONGEST and UNKNOWN not in target


def cut(encoded: list[Pieces], pieces: int) -> Iterator[Batch]:
    """Batches in order of the longer side, then of the source: this pads least."""
    group: list[Pieces] = []
    longest = 0
    for pair in sorted(encoded, key=lambda pair: (max(map(len, pair)), len(pair[0]))):
        longest = max(longest, len(pair[0]), len(pair[1]))
        if group and longest * (len(group) + 1) > pieces:
            yield pad(group)
            group, longest = [], max(len(pair[0]), len(pair[1]))
        group.append(pair)
    if group:
        yield pad(group)


def pad(group: list[Pieces]) -> Batch:
    source, source_mask = _matrix([pair[0] for pair in group])
    target, target_mask = _matrix([pair[1] for pair in group])
    counted = target_mask[:, 1:].clone()
    counted[:, 0] = False
    return Batch(source, source_mask, target, counted)


def _matrix(rows: list[list[int]]) -> tuple[Tensor, Tensor]:
    width = max(map(len, rows))
    lengths = torch.tensor([len(row) for row in rows])
    padded = torch.tensor([row + [END] * (width - len(row)) for row in rows])
    return padded, torch.arange(width)[None, :] < lengths[:, None]
