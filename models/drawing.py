"""The endless stream of blocks of batches, drawn here or by other processes: the same either way.

The examples of block k depend only on its number and the data, so that who draws it makes no
difference, and a resumed run goes on with the block after the last one it finished; how sources are
cut at random is sentencepiece's own chance, which can't be seeded again.
"""

import multiprocessing
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random

from l10n.training import batches, vocabulary
from l10n.training.examples import ExampleMaker

BLOCK = 16_000
"""Examples drawn, sorted by length and cut into batches at a time."""
SAMPLED = 0.5
"""Share of source sides cut into pieces at random instead of the best way."""
AHEAD = 3
"""Blocks that a drawer may be ahead."""


@dataclass(frozen=True, slots=True)
class Drawer:
    """What it takes to draw a block: the examples, the vocabulary, the size of a batch."""

    maker: ExampleMaker
    encoder: batches.Encoder
    pieces: int

    def block(self, number: int) -> list[batches.Batch]:
        """The batches of a block, each at most `pieces` wide times high, in mixed order."""
        rng = Random(number)
        encoded = [
            self.encoder.encode(example, rng.random() < SAMPLED)
            for example in self.maker.draw(BLOCK, rng)
        ]
        cut = list(
            batches.cut([pair for pair in encoded if batches.is_learnable(pair)], self.pieces)
        )
        rng.shuffle(cut)
        return cut


def blocks(
    maker: ExampleMaker, sentencepiece: Path, pieces: int, after: int, drawers: int
) -> Iterator[list[batches.Batch]]:
    """The blocks after number `after`, in order, with batches of at most `pieces` a side.

    Args:
        drawers: processes that draw ahead; 0 draws in this one, when a block is asked for.
    """
    drawer = Drawer(maker, batches.Encoder(vocabulary.load(sentencepiece)), pieces)
    if not drawers:
        yield from map(drawer.block, count(after + 1))
        return
    # Forked, so that a million rows are shared and not copied; the drawer comes with the fork.
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(drawers, context, _begin, (drawer,)) as pool:
        numbers = count(after + 1)
        coming: deque[Future[list[batches.Batch]]] = deque()
        while True:
            while len(coming) < AHEAD * drawers:
                coming.append(pool.submit(_draw, next(numbers)))
            yield coming.popleft().result()


_own: list[Drawer] = []


def _begin(drawer: Drawer) -> None:
    """In a drawing process: keep what it draws with."""
    _own[:] = [drawer]


def _draw(number: int) -> list[batches.Batch]:
    return _own[0].block(number)
