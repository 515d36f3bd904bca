"""Trains a network on a team's pairs, with rows that it knows among them, so that nothing is lost.

Every pair is seen both ways in every pass, each time as the product may send it: masked, its terms
annotated, recased (`examples.py`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import torch

from l10n.progress import Progress, silent
from l10n.training import steps
from l10n.training.batches import Batch, Encoder, cut, is_learnable
from l10n.training.examples import Example, ExampleMaker, Prepared, Shares
from l10n.training.network import Translator


@dataclass(frozen=True, slots=True)
class Course:
    """How it is trained; the values are those that came out best (docs/translation.md).

    Attributes:
        passes: over the team's pairs.
        replay: rows that it knows, for each of the team's pairs in a pass.
        peak: the learning rate after a tenth of the steps; from there it falls to zero.
        pieces: of the longer side a batch, padding included.
    """

    passes: int = 3
    replay: float = 0.5
    peak: float = 2e-4
    pieces: int = 1024
    smoothing: float = 0.1
    dropout: float = 0.1

    def replayed(self, pairs: int) -> int:
        """How many rows that it knows a pass has beside so many pairs."""
        return round(self.replay * pairs)


COURSE = Course()
_RISING = 0.1


def fit(
    model: Translator,
    encoder: Encoder,
    team: Sequence[Prepared],
    replay: Sequence[Prepared],
    seed: int,
    course: Course = COURSE,
    progress: Progress = silent,
) -> None:
    """Trains the weights that ask for a gradient; the same seed and threads give the same ones.

    Args:
        replay: rows to be drawn from.
        progress: told (steps done, in all).
    """
    torch.manual_seed(seed)
    batches = list(_batches(encoder, team, replay, Random(seed), course))
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = steps.optimizer(trained)
    model.train()
    for number, batch in enumerate(batches):
        _nll, pieces = steps.add_gradients(model, batch, course.smoothing)
        for parameter in trained:
            parameter.grad /= pieces
        rising = min(1.0, (number + 1) / (_RISING * len(batches)))
        steps.update(optimizer, course.peak * rising * (1.0 - number / len(batches)))
        optimizer.zero_grad()
        progress(number + 1, len(batches))
    model.eval()


def _batches(
    encoder: Encoder,
    team: Sequence[Prepared],
    replay: Sequence[Prepared],
    rng: Random,
    course: Course,
) -> Iterator[Batch]:
    """The batches of all passes: each pass in an order of its own."""
    maker = ExampleMaker([*team, *replay], {p.group: 1.0 for p in (*team, *replay)}, Shares())
    for _ in range(course.passes):
        drawn = rng.sample(replay, min(len(replay), course.replayed(len(team))))
        examples = both_ways(maker, [*team, *drawn], rng)
        encoded = [encoder.encode(example, sampled=False) for example in examples]
        batches = list(cut([pair for pair in encoded if is_learnable(pair)], course.pieces))
        rng.shuffle(batches)
        yield from batches


def both_ways(maker: ExampleMaker, pairs: Sequence[Prepared], rng: Random) -> Iterator[Example]:
    """An example of each pair into Chinese, and one into English."""
    for pair in pairs:
        for to_zh in (True, False):
            yield maker.make(pair, to_zh, rng)
