"""The recipe's stages, from the corpus to a measured pair of packages.

prepare    reads the corpus, finds locks and terms, trains the vocabulary
train      starts the trunk or takes it up where it stopped, to step --steps
cooldown   cools a copy of the trunk in --steps steps
publish    exports a run, writes both packages, measures them
measure    prints the figures of any two packages, to compare with
smoke      all of it with the tiny setting
"""

import argparse
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from models import card, corpus, evaluate, examples, export, settings, terms, vocabulary
from models.grow import grown
from models.network import Shape, Translator
from models.settings import Setting
from models.team import gathered
from models.train import Run, new_state, resume, train, trunk_rate

SMOKE_EVERY = 60
"""The smoke setting takes one row in so many."""
SMOKE_STEPS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where a setting's data, checkpoints and packages live."""

    setting: Setting
    work: Path

    @property
    def started_from(self) -> Path:
        """Holds the name of the package whose weights the trunk started from, if any."""
        return self.work / "started_from.txt"

    @property
    def sentencepiece(self) -> Path:
        """The vocabulary; once a trunk was trained on it, it must not change."""
        return self.work / "sentencepiece.model"


def prepare(place: Place, folder: Path, every: int = 1) -> None:
    """Writes the pairs to train and measure on, their sources, and the vocabulary."""
    place.work.mkdir(parents=True, exist_ok=True)
    loaded = corpus.load(folder, every)
    known = terms.lexicon(loaded.train)
    for name, pairs in (
        ("train", loaded.train),
        ("dev", loaded.dev),
        ("held_out", loaded.held_out),
    ):
        examples.write(place.work / f"{name}.jsonl", examples.prepare(pairs, known))
    named = card.sources(loaded.train, corpus.origins(folder))
    _write_json(place.work / "sources.json", [asdict(source) for source in named])
    if not place.sentencepiece.exists():
        setting = place.setting
        vocabulary.train(
            examples.read(place.work / "train.jsonl"),
            setting.vocabulary,
            setting.vocabulary_texts,
            setting.coverage,
            place.sentencepiece,
        )


def run_trunk(place: Place, steps: int, older: Path | None = None) -> None:
    """Starts the trunk or takes it up where it stopped, to step `steps`.

    It starts from the weights of the package `older`, or from random ones.
    """
    setting = place.setting

    def rate(step: int) -> float:
        return trunk_rate(setting, step)

    run = Run(setting, place.work, "trunk", setting.trunk, steps, rate)
    if run.checkpoint.exists():
        train(run, resume(run.checkpoint), gathered())
    else:
        torch.manual_seed(1)
        pieces = vocabulary.load(place.sentencepiece)
        shape = Shape(pieces.get_piece_size(), **setting.shape)
        if older:
            place.started_from.write_text(older.name, encoding="utf-8")
        model = grown(older, pieces, shape) if older else Translator(shape)
        train(run, new_state(model), gathered())


def run_cooldown(place: Place, steps: int) -> None:
    """Cools a copy of the trunk's last checkpoint in `steps` steps, or ends a cooldown begun."""
    setting = place.setting
    trunk = resume(place.work / "trunk" / "last.pt").step

    def rate(step: int) -> float:
        return trunk_rate(setting, trunk) * max(0.0, 1.0 - (step - trunk) / steps)

    name = f"cooldown-{trunk:07}"
    run = Run(setting, place.work, name, setting.cooldown, trunk + steps, rate)
    team = gathered()
    if team.leads and not run.checkpoint.exists():
        run.folder.mkdir(parents=True)
        shutil.copyfile(place.work / "trunk" / "last.pt", run.checkpoint)
    team.wait()
    train(run, resume(run.checkpoint), team)


def publish(place: Place, names: Sequence[str], texts: int) -> list[Path]:
    """Exports the mean of the runs `names` (the last cooldown), writes and measures the packages.

    A trunk's last snapshots are averaged; a cooled run's last one is better than any mean of its
    own. The mean of two runs that were cooled from one trunk is better than either.
    At most `texts` texts of a domain are measured. Leaves `packages/` with both packages and
    `figures.json`; returns the packages.
    """
    folders = [place.work / name for name in names] or [max(place.work.glob("cooldown-*"))]
    snapshots: list[Path] = []
    for folder in folders:
        count = export.AVERAGED if folder.name == "trunk" else 1
        snapshots += sorted(folder.glob("snapshot-*.pt"))[-count:]
    model = export.average(snapshots)
    export.write_model(model, place.sentencepiece, place.work / "model")
    read = json.loads((place.work / "sources.json").read_text(encoding="utf-8"))
    data = [card.Source(**row) for row in read]
    older = place.started_from.read_text("utf-8") if place.started_from.exists() else None

    def write(figures: evaluate.Figures | None) -> list[Path]:
        readme = card.render(model, data, older, figures)
        packages = place.work / "packages"
        return export.write_packages(place.work / "model", place.sentencepiece, readme, packages)

    with TemporaryDirectory() as unpacked:
        figures = evaluate.figures(write(None), measured(place, texts), Path(unpacked))
    _write_json(place.work / "packages" / "figures.json", asdict(figures))
    return write(figures)


def measured(place: Place, texts: int) -> dict[str, list[examples.Prepared]]:
    """The first `texts` pairs of each domain of dev, and of the held-out social pairs.

    ICU messages with branches are left out: the product sends their branches, and most of their
    letters are syntax, which counts as well translated when it is only copied.
    """
    dev = examples.read(place.work / "dev.jsonl")
    sets = {name: [p for p in dev if p.domain == name] for name in ("ui", "talk", "docs")}
    sets["social"] = examples.read(place.work / "held_out.jsonl")
    return {
        name: [pair for pair in pairs[:texts] if not corpus.has_branches(pair.en)]
        for name, pairs in sets.items()
        if pairs
    }


def measure(place: Place, packages: Sequence[Path], texts: int) -> None:
    """Prints the figures of packages as JSON."""
    with TemporaryDirectory() as unpacked:
        figures = evaluate.figures(packages, measured(place, texts), Path(unpacked))
    print(json.dumps(asdict(figures), ensure_ascii=False, indent=1))


def smoke(place: Place, folder: Path) -> list[Path]:
    """Every stage on little data: a package that installs and translates badly."""
    prepare(place, folder, SMOKE_EVERY)
    run_trunk(place, SMOKE_STEPS)
    run_cooldown(place, SMOKE_STEPS // 3)
    return publish(place, (), 50)


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one stage."""
    parser = argparse.ArgumentParser(
        prog="python -m models",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "stage", choices=["prepare", "train", "cooldown", "publish", "measure", "smoke"]
    )
    parser.add_argument("--work", type=Path, required=True, help="folder for all state")
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpus"))
    parser.add_argument("--setting", default="starter", help="a table of recipe.toml")
    parser.add_argument(
        "--steps", type=int, default=1000, help="of the whole trunk, or of the cooldown"
    )
    parser.add_argument("--older", type=Path, help="train: a package whose weights to start from")
    parser.add_argument(
        "--run", nargs="+", default=(), help="publish: the runs to average, else the last cooldown"
    )
    parser.add_argument("--packages", type=Path, nargs="+", help="measure: the packages")
    parser.add_argument("--texts", type=int, default=2000, help="most texts measured a domain")
    given = parser.parse_args(arguments)
    place = Place(settings.load("smoke" if given.stage == "smoke" else given.setting), given.work)
    stages: dict[str, Callable[[], object]] = {
        "prepare": lambda: prepare(place, given.corpus),
        "train": lambda: run_trunk(place, given.steps, given.older),
        "cooldown": lambda: run_cooldown(place, given.steps),
        "publish": lambda: publish(place, given.run, given.texts),
        "measure": lambda: measure(place, given.packages, given.texts),
        "smoke": lambda: smoke(place, given.corpus),
    }
    stages[given.stage]()
