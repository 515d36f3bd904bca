"""The recipe's settings, read from `recipe.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RECIPE = Path(__file__).parent / "recipe.toml"


@dataclass(frozen=True, slots=True)
class Setting:
    """One table of `recipe.toml`; `trunk` and `cooldown` are draw weights by domain."""

    vocabulary: int
    vocabulary_texts: int
    coverage: float
    batch_pieces: int
    peak_rate: float
    warmup: int
    hold: int
    smoothing: float
    save_every: int
    shape: dict[str, Any]
    trunk: dict[str, float]
    cooldown: dict[str, float]


def load(name: str, path: Path = RECIPE) -> Setting:
    """The setting `name` of the file at `path`."""
    with path.open("rb") as file:
        return Setting(**tomllib.load(file)[name])
