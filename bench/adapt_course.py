"""How an adaptation is best made: what is trained, how fast, one way or both.

    python bench/adapt_course.py NAME=GIT_FOLDER:PATH [COURSE ...]

The translations are those of bench/adapt_model.py: of the first 70%, 120 sentences are learned, of
the last 30% 120 measured, and of the rows that the starter knows 80 of those held back. Each course
has the same sentences and the same seed. Told is how unlikely the wanted words are to the model, in
nats a target piece (less is better; of so few texts it tells more than what is decoded does), each
way: with the weights that came out, and half the way to them from the starter's. The figures go
into `results/adapt_course.json`.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import torch
from torch import Tensor, nn

from l10n.engines.packages import starter
from l10n.model import Unit
from l10n.training import examples, replay, terms, vocabulary, weights
from l10n.training import fit as fitting
from l10n.training.batches import Encoder, cut
from l10n.training.examples import Example, ExampleMaker, Prepared, Shares
from l10n.training.fit import COURSE, fit
from l10n.training.loss import projected_cross_entropy
from l10n.training.network import Translator
from l10n.training.pairs import TEAM, Said, TeamPair, pairs
from l10n.training.replay import Row

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from adapt_model import by_history  # noqa: E402 - found from the path above

RESULTS = HERE / "results" / "adapt_course.json"
LEARNED, MEASURED, KNOWN, PASSES = 120, 120, 80, 2
# Few sentences make few batches: smaller ones than usual, so that there are some thirty.
PIECES = 512
RANK = 32
PLAIN = Shares(1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
# Each course as it differs from all weights, both ways, at the rate of 2e-4.
COURSES: dict[str, dict[str, Any]] = {
    "all": {},
    "all, one way": {"passes": 2 * PASSES},
    "low rank": {"peak": 1e-3},
    "decoder and embedding": {},
    "all, 4e-4": {"peak": 4e-4},
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
    sets = {"team": measured, "known": rows[:KNOWN]}
    encoder = Encoder(vocabulary.load(base / "sentencepiece.model"))
    model = weights.restored((base / "model" / "model.bin").read_bytes(), COURSE.dropout)
    keep(name, {"starter": unlikely(model, encoder, sets)})
    for course in arguments.courses:
        made, seconds = trained(course, base, learned, rows[replay.HELD_BACK :], encoder)
        found = {"processor seconds": seconds, "whole": unlikely(made, encoder, sets)}
        found["half"] = unlikely(weights.blended(model, made, 0.5), encoder, sets)
        keep(name, {course: found})


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
    name: str, base: Path, learned: list[TeamPair], rows: list[Row], encoder: Encoder
) -> tuple[Translator, int]:
    """The network after a course, and the seconds of a processor that it took."""
    course = replace(COURSE, **{"passes": PASSES, "pieces": PIECES} | COURSES[name])
    known = terms.lexicon([*learned, *rows])
    team = list(examples.prepare(learned, known))
    drawn = list(examples.prepare(Random(2).sample(rows, PASSES * LEARNED), known))
    model = weights.restored((base / "model" / "model.bin").read_bytes(), course.dropout)
    torch.manual_seed(1)
    begun = time.process_time()
    layers = prepared(name, model)
    ways = _one_way if "one way" in name else fitting.both_ways
    with patch.object(fitting, "both_ways", ways):
        fit(model, encoder, team, drawn, 1, course)
    seconds = round(time.process_time() - begun)
    for parent, place, layer in layers:
        setattr(parent, place, layer.merged())
    return model, seconds


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


@torch.no_grad()
def unlikely(
    model: Translator, encoder: Encoder, sets: dict[str, Sequence[TeamPair | Row]]
) -> dict[str, float]:
    """-log p of a target piece, by set and direction, locks masked."""
    model.eval()
    found: dict[str, float] = {}
    for name, rows in sets.items():
        pairs_of = list(examples.prepare(rows, {}))
        maker = ExampleMaker(pairs_of, {row.group: 1.0 for row in pairs_of}, PLAIN)
        for to_zh in (True, False):
            made = [maker.make(row, to_zh, Random(1)) for row in pairs_of]
            total = count = 0.0
            for batch in cut([encoder.encode(one, sampled=False) for one in made], 4000):
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    states = model(batch.source, batch.source_mask, batch.target[:, :-1])
                wanted = batch.target[:, 1:][batch.counted]
                theirs = states[batch.counted].float()
                total += float(projected_cross_entropy(theirs, model.embedding.weight, wanted, 0.0))
                count += len(wanted)
            found[f"{name} {'en-zh' if to_zh else 'zh-en'}"] = round(total / count, 3)
    return found


if __name__ == "__main__":
    main()
