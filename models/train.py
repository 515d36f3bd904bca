"""Trains the translator: a trunk that can go on for ever, and cooldowns that branch off it.

The trunk's learning rate is held, then falls with the inverse square root of the step, so
it can be resumed for as long as there is time. A cooldown takes a copy of the trunk's last
checkpoint and lets the rate fall to zero in a fixed number of steps (Hägele et al., 2024);
its last weights are what is exported. The trunk itself is never cooled.

Products run in bfloat16 where the processor has it (AMX); weights and Adam stay in float32.
A run is measured in steps, never in time: it may be stopped and continued at any moment.
"""

import json
import math
import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import sentencepiece
import torch

from models import batches, examples, vocabulary
from models.dev import Dev
from models.loss import projected_cross_entropy
from models.network import Shape, Translator
from models.settings import Setting

LOG_EVERY = 50
"""Steps a line of the log."""
SNAPSHOTS = 6
"""Copies of the weights kept for averaging, the newest last."""
CLIP = 1.0
"""Largest norm of the whole gradient, per target piece."""


@dataclass(slots=True)
class State:
    """Everything a run needs to go on where it stopped."""

    model: Translator
    optimizer: torch.optim.AdamW
    step: int = 0
    block: int = 0


def new_state(model: Translator) -> State:
    """A model at step 0 with its optimizer."""
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True
    )
    return State(model, optimizer)


def save(state: State, path: Path) -> None:
    """Writes a checkpoint in one rename, so a killed run leaves the one before."""
    content = {
        "shape": asdict(state.model.shape),
        "model": state.model.state_dict(),
        "optimizer": state.optimizer.state_dict(),
        "step": state.step,
        "block": state.block,
    }
    fresh = path.with_suffix(".new")
    torch.save(content, fresh)
    fresh.replace(path)


def resume(path: Path) -> State:
    """The state that `save` wrote to `path`."""
    content: dict[str, Any] = torch.load(path)
    state = new_state(Translator(Shape(**content["shape"])))
    state.model.load_state_dict(content["model"])
    state.optimizer.load_state_dict(content["optimizer"])
    state.step, state.block = content["step"], content["block"]
    torch.manual_seed(state.step)
    return state


def trunk_rate(setting: Setting, step: int) -> float:
    """The learning rate of the trunk's step: rising, held, then 1 / sqrt(step)."""
    rising = min(1.0, (step + 1) / setting.warmup)
    return setting.peak_rate * rising * math.sqrt(setting.hold / max(step, setting.hold))


def train_step(state: State, batch: batches.Batch, rate: float, smoothing: float) -> float:
    """One update; returns -log p of a target piece, averaged over the batch."""
    model = state.model
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = model(batch.source, batch.source_mask, batch.target[:, :-1])
    wanted = batch.target[:, 1:][batch.counted]
    nll = projected_cross_entropy(
        states[batch.counted].float(), model.embedding.weight, wanted, smoothing
    ) / len(wanted)
    nll.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
    for group in state.optimizer.param_groups:
        group["lr"] = rate
    state.optimizer.step()
    state.optimizer.zero_grad()
    state.step += 1
    return float(nll.detach())


@dataclass(frozen=True, slots=True)
class Run:
    """Where one run's data and checkpoints are, and how long it goes."""

    setting: Setting
    work: Path
    """Holds the prepared data; the run's own folder is `work / name`."""
    name: str
    weights: dict[str, float]
    steps: int
    """The step at which the run ends, counted from the trunk's first."""
    rate: Callable[[int], float]

    @property
    def folder(self) -> Path:
        """Holds the run's checkpoint, snapshots, log and process id."""
        return self.work / self.name

    @property
    def checkpoint(self) -> Path:
        """The newest whole state, from which the run is resumed."""
        return self.folder / "last.pt"


def train(run: Run, state: State) -> None:
    """Runs to `run.steps`, leaving a checkpoint and a snapshot every `save_every` steps."""
    run.folder.mkdir(parents=True, exist_ok=True)
    (run.folder / "train.pid").write_text(str(os.getpid()))
    stop = _stop_on_signal()
    pieces = vocabulary.load(run.work / "sentencepiece.model")
    dev = Dev(run.work / "dev.jsonl", pieces)
    state.model.train()
    nll, seen, began = 0.0, 0, time.monotonic()
    for batch in _stream(run, state, pieces):
        rate = run.rate(state.step)
        counted = int(batch.counted.sum())
        nll += train_step(state, batch, rate, run.setting.smoothing) * counted
        seen += counted
        ends = state.step >= run.steps or bool(stop)
        if state.step % LOG_EVERY == 0 or ends:
            speed = seen / (time.monotonic() - began)
            _log(run, state, {"rate": rate, "nll": nll / seen, "speed": speed})
            nll, seen, began = 0.0, 0, time.monotonic()
        if state.step % run.setting.save_every == 0 or ends:
            save(state, run.checkpoint)
            _snapshot(run, state)
            _log(run, state, {"dev": dev.nll(state.model)})
        if ends:
            return


def _stream(
    run: Run, state: State, pieces: sentencepiece.SentencePieceProcessor
) -> Iterator[batches.Batch]:
    pairs = examples.read(run.work / "train.jsonl")
    maker = examples.ExampleMaker(pairs, run.weights, examples.Shares())
    encoder = batches.Encoder(pieces)
    while True:
        state.block += 1
        yield from batches.block(maker, encoder, state.block, run.setting.batch_pieces)


def _snapshot(run: Run, state: State) -> None:
    torch.save(
        {"shape": asdict(state.model.shape), "model": state.model.state_dict()},
        run.folder / f"snapshot-{state.step:07}.pt",
    )
    for old in sorted(run.folder.glob("snapshot-*.pt"))[:-SNAPSHOTS]:
        old.unlink()


def _log(run: Run, state: State, facts: dict[str, float]) -> None:
    """Adds a JSON line: `nll` and `dev` in nats a target piece, `speed` in pieces a second."""
    line = {"step": state.step, "block": state.block}
    rounded = {name: float(f"{value:.4g}") for name, value in facts.items()}
    with (run.folder / "log.jsonl").open("a") as log:
        log.write(json.dumps(line | rounded) + "\n")


def _stop_on_signal() -> list[int]:
    """A list that fills when the run is asked to end; it then saves and returns."""
    caught: list[int] = []

    def catch(number: int, _frame: FrameType | None) -> None:
        caught.append(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, catch)
    return caught
