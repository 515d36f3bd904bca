"""How an adaptation is best made: what is trained, how fast, one way or both.

    python bench/adapt_course.py NAME=GIT_FOLDER:PATH [COURSE ...]

The translations are those of bench/adapt_model.py: of the first 70%, 300 sentences are learned, of
the last 30% 250 measured, and of the rows that the starter knows 250 of those held back. Each
course has the same sentences and the same seed. Told are chrF and how many are the same, both ways,
decoded by the model alone with a beam of 2, and the seconds that it took a processor to learn. The
figures go into `results/adapt_course.json`.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import torch
from torch import Tensor, nn

from l10n.engines.packages import starter
from l10n.model import Unit
from l10n.training import examples, export, replay, terms, vocabulary, weights
from l10n.training import fit as fitting
from l10n.training.batches import Encoder
from l10n.training.examples import Example, ExampleMaker, Prepared
from l10n.training.fit import COURSE, fit
from l10n.training.network import Translator
from l10n.training.pairs import TEAM, Said, TeamPair, pairs
from l10n.training.replay import Row

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.path.insert(0, str(HERE))

from adapt_model import by_history  # noqa: E402 - found from the path above

from models.evaluate import Package, at, scored  # noqa: E402 - as above

RESULTS = HERE / "results" / "adapt_course.json"
LEARNED, MEASURED, PASSES = 300, 250, 4
RANK = 32
# Each course as it differs from all weights, both ways, at the rate of 2e-4.
COURSES: dict[str, dict[str, Any]] = {
    "all": {},
    "all, one way": {"passes": 2 * PASSES},
    "low rank": {"peak": 1e-3},
    "decoder and embedding": {},
    "all, 1e-4": {"peak": 1e-4},
    "all, 4e-4": {"peak": 4e-4},
    "all, without replay": {"replay": 0.0},
}


class LowRank(nn.Module):
    """A linear layer that stays, and a product of two thin ones that learns (Hu et al., 2021)."""

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        self.layer = layer
        self.down = nn.Parameter(torch.randn(RANK, layer.in_features) * layer.in_features**-0.5)
        self.up = nn.Parameter(torch.zeros(layer.out_features, RANK))

    def forward(self, x: Tensor) -> Tensor:
        """Any shape, width last."""
        out: Tensor = self.layer(x) + x @ self.down.T @ self.up.T
        return out

    def merged(self) -> nn.Linear:
        """The layer with what was learned."""
        with torch.no_grad():
            self.layer.weight += self.up @ self.down
        return self.layer


def main() -> None:
    """Run the courses that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", metavar="NAME=GIT_FOLDER:PATH")
    parser.add_argument("courses", nargs="*", default=list(COURSES), metavar="COURSE")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    name, _, place = arguments.project.partition("=")
    folder, _, path = place.rpartition(":")
    learned, measured = split(Path(folder), path)
    base = starter()[0].path
    rows = replay.unpacked((base / replay.NAME).read_bytes())
    sets = {"team": measured, "known": rows[:MEASURED]}
    keep(name, {"starter": quality(base, sets)})
    for course in arguments.courses:
        keep(name, {course: trained(course, base, learned, rows[replay.HELD_BACK :], sets)})


def keep(project: str, found: dict[str, Any]) -> None:
    """Add to the figures, and print."""
    print(json.dumps(found), flush=True)
    kept = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    kept[project] = kept.get(project, {}) | found
    RESULTS.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")


def split(folder: Path, path: str) -> tuple[list[TeamPair], list[TeamPair]]:
    """What is learned, and what is measured: none of its sources is learned."""
    team = by_history(folder, path)
    said = [
        Said(Unit((e.msgid_plural or e.msgid,), flags=tuple(e.flags)), (text,), to_zh=True)
        for e in team.entries
        for text in [e.msgstr or [*e.msgstr_plural.values()][-1]]
    ]
    first, last = pairs(said[: team.first]), pairs(said[team.first :])
    known = {pair.source for pair in first}
    last = [pair for pair in last if pair.source not in known]
    return Random(0).sample(first, LEARNED), Random(1).sample(last, min(MEASURED, len(last)))


def trained(
    name: str,
    base: Path,
    learned: list[TeamPair],
    rows: list[Row],
    sets: dict[str, Any],
) -> dict[str, Any]:
    """Figures after a course."""
    course = replace(COURSE, **{"passes": PASSES, "peak": 2e-4} | COURSES[name])
    known = terms.lexicon([*learned, *rows])
    team = list(examples.prepare(learned, known))
    drawn = list(examples.prepare(Random(2).sample(rows, 4 * LEARNED), known))
    torch.manual_seed(1)
    model = weights.restored((base / "model" / "model.bin").read_bytes(), course.dropout)
    begun = time.process_time()
    layers = prepared(name, model)
    encoder = Encoder(vocabulary.load(base / "sentencepiece.model"))
    ways = _one_way if "one way" in name else fitting.both_ways
    with patch.object(fitting, "both_ways", ways):
        fit(model, encoder, team, drawn, 1, course)
    seconds = time.process_time() - begun
    for parent, place, layer in layers:
        setattr(parent, place, layer.merged())
    with tempfile.TemporaryDirectory() as folder:
        export.write_starter(model, base / "sentencepiece.model", Path(folder) / "model")
        return {
            "course": asdict(course),
            "processor seconds": round(seconds),
            **quality(Path(folder) / "model", sets),
        }


def _one_way(maker: ExampleMaker, rows: Sequence[Prepared], rng: Random) -> Iterator[Example]:
    """The team's sentences as they were translated, the others one way or the other."""
    for row in rows:
        yield maker.make(row, row.group == TEAM or rng.random() < 0.5, rng)


def prepared(name: str, model: Translator) -> list[tuple[nn.Module, str, LowRank]]:
    """Fix what a course does not train; the layers that it replaced."""
    if name.startswith("all"):
        return []
    model.requires_grad_(False)
    if name == "low rank":
        layers = [
            (parent, place, LowRank(layer))
            for parent in list(model.modules())
            for place, layer in list(parent.named_children())
            if isinstance(layer, nn.Linear)
        ]
        for parent, place, layer in layers:
            setattr(parent, place, layer)
        return layers
    for part in (model.decoder, model.decoder_norm, model.embedding):
        part.requires_grad_(True)
    return []


def quality(folder: Path, sets: dict[str, Any]) -> dict[str, Any]:
    """ChrF and how many are the same, by set and direction."""
    found: dict[str, Any] = {}
    for package in at(folder):
        model = Package(package, 1)
        for name, rows in sets.items():
            sources = [row.en if model.to_zh else row.zh for row in rows]
            theirs = [row.zh if model.to_zh else row.en for row in rows]
            ours = model.translate_masked(sources, 2)
            one = scored(name, ours, theirs, to_zh=model.to_zh)
            same = sum(map(str.__eq__, ours, theirs))
            found[f"{name} {one.direction}"] = {"chrf": one.chrf, "same": same}
    return found


if __name__ == "__main__":
    main()
