"""Several processes that train one model, each on its share of every block of batches.

On a CPU two processes of one thread train almost twice as fast as one process of two threads:
threads wait for each other after every operation, processes once a step. `torchrun` starts them;
without it a team is one process.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor, distributed

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Team:
    """This process's number among `size`."""

    rank: int
    size: int

    @property
    def leads(self) -> bool:
        """Whether this is the process that writes checkpoints and the log."""
        return self.rank == 0

    def share(self, items: Sequence[Item]) -> Sequence[Item]:
        """Every `size`-th item; as many for each process, so that none waits for a step."""
        return items[: len(items) // self.size * self.size][self.rank :: self.size]

    def add_up(self, numbers: Tensor) -> None:
        """The sum over the processes, in the place of `numbers`."""
        if self.size > 1:
            distributed.all_reduce(numbers)

    def wait(self) -> None:
        """Goes on when all processes have come here."""
        self.add_up(torch.zeros(1))


def gathered() -> Team:
    """The processes that `torchrun` started, or this one alone."""
    if "WORLD_SIZE" not in os.environ:
        return Team(0, 1)
    if not distributed.is_initialized():
        distributed.init_process_group("gloo")
    return Team(distributed.get_rank(), distributed.get_world_size())
