"""The mean of a run's snapshots, or of the last ones of several runs."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from l10n.training.network import Shape, Translator

AVERAGED = 4
"""Snapshots of a trunk averaged, the newest ones."""


def mean(snapshots: Sequence[Path]) -> Translator:
    """A model with the mean of the snapshots' weights."""
    loaded: list[dict[str, Any]] = [torch.load(path, map_location="cpu") for path in snapshots]
    model = Translator(Shape(**loaded[0]["shape"]))
    weights: list[dict[str, Tensor]] = [content["model"] for content in loaded]
    model.load_state_dict(
        {name: torch.stack([w[name] for w in weights]).mean(0) for name in weights[0]}
    )
    return model.eval()
