"""What a run trains on, and what goes with it: one CUDA device where there is one, else the CPU.

On a GPU batches are ten times as large and other processes draw them, because one can't draw as
fast as the chip learns; on a CPU the cores are the trainer's (models/team.py).
"""

import os
from dataclasses import dataclass

import torch


@dataclass(frozen=True, slots=True)
class Device:
    """A kind of device.

    Attributes:
        kind: as PyTorch names it.
        batch: how many times the setting's `batch_pieces` a batch holds.
        drawers: processes that draw batches; 0 where the trainer does.
    """

    kind: str
    batch: int
    drawers: int


def found() -> Device:
    """The device of this machine; a core is left to the trainer itself."""
    if torch.cuda.is_available():
        return Device("cuda", 10, max(1, (os.cpu_count() or 2) - 1))
    return CPU


CPU = Device("cpu", 1, 0)
