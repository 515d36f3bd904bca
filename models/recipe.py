"""The recipe's stages: prepare, train, cooldown, export, evaluate; `smoke` is all in one.

    python -m models prepare --corpus ../shared/corpus --work DIR
    python -m models train --work DIR --steps 20000
    python -m models cooldown --work DIR --steps 800
"""

import argparse
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from models import corpus, examples, settings, terms, vocabulary
from models.network import Shape
from models.settings import Setting
from models.train import Run, new_state, resume, train, trunk_rate


@dataclass(frozen=True, slots=True)
class Place:
    """Where a setting's state lives."""

    setting: Setting
    work: Path


def prepare(place: Place, folder: Path, every: int = 1) -> None:
    """Writes `train.jsonl`, `held_out.jsonl` and `sentencepiece.model` from every nth pair."""
    place.work.mkdir(parents=True, exist_ok=True)
    loaded = corpus.load(folder)
    known = terms.lexicon(loaded.train)
    examples.write(place.work / "train.jsonl", examples.prepare(loaded.train[::every], known))
    examples.write(place.work / "held_out.jsonl", examples.prepare(loaded.held_out, known))
    model = place.work / "sentencepiece.model"
    if not model.exists():
        pairs = examples.read(place.work / "train.jsonl")
        vocabulary.train(pairs, place.setting.vocabulary, place.setting.vocabulary_texts, model)


def run_trunk(place: Place, steps: int) -> None:
    """Starts the trunk or takes it up where it stopped, to step `steps`."""
    setting = place.setting
    run = Run(
        setting, place.work, "trunk", setting.trunk, steps, lambda step: trunk_rate(setting, step)
    )
    state = (
        resume(run.checkpoint)
        if run.checkpoint.exists()
        else new_state(Shape(setting.vocabulary, **setting.shape))
    )
    train(run, state)


def run_cooldown(place: Place, steps: int) -> None:
    """Cools a copy of the trunk's last checkpoint in `steps` steps, or ends a cooldown begun."""
    setting = place.setting
    trunk = resume(place.work / "trunk" / "last.pt").step

    def rate(step: int) -> float:
        return trunk_rate(setting, trunk) * max(0.0, 1.0 - (step - trunk) / steps)

    name = f"cooldown-{trunk:07}"
    run = Run(setting, place.work, name, setting.cooldown, trunk + steps, rate)
    if not run.checkpoint.exists():
        run.folder.mkdir(parents=True)
        shutil.copyfile(place.work / "trunk" / "last.pt", run.checkpoint)
    train(run, resume(run.checkpoint))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m models", description=__doc__)
    parser.add_argument("stage", choices=["prepare", "train", "cooldown"])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpus"))
    parser.add_argument("--setting", default="starter")
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    place = Place(settings.load(options.setting), options.work)
    if options.stage == "prepare":
        prepare(place, options.corpus)
    elif options.stage == "train":
        run_trunk(place, options.steps)
    else:
        run_cooldown(place, options.steps)
    return 0


if __name__ == "__main__":
    sys.exit(main())
