"""One update of a network: the gradient of a batch, and what it does to the weights.

Products run in bfloat16 where the device has it; weights and Adam stay in float32.
"""

from collections.abc import Iterable

import torch
from torch import nn

from l10n.training.batches import Batch
from l10n.training.loss import projected_cross_entropy
from l10n.training.network import Translator

CLIP = 1.0
"""Largest norm of the whole gradient, per target piece."""


def optimizer(parameters: Iterable[nn.Parameter]) -> torch.optim.AdamW:
    """Adam, whose rate each step sets."""
    return torch.optim.AdamW(
        list(parameters), lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True
    )


def add_gradients(model: Translator, batch: Batch, smoothing: float) -> tuple[float, int]:
    """Adds a batch's gradients to the weights'; -log p of its target pieces, and their number."""
    with torch.autocast(model.embedding.weight.device.type, dtype=torch.bfloat16):
        states = model(batch.source, batch.source_mask, batch.target[:, :-1])
    wanted = batch.target[:, 1:][batch.counted]
    nll = projected_cross_entropy(
        states[batch.counted].float(), model.embedding.weight, wanted, smoothing
    )
    nll.backward()
    return float(nll.detach()), len(wanted)


def update(optimizer: torch.optim.AdamW, rate: float) -> None:
    """Moves the weights by their gradients, which are a mean over target pieces."""
    for group in optimizer.param_groups:
        torch.nn.utils.clip_grad_norm_(group["params"], CLIP)
        group["lr"] = rate
    optimizer.step()
