"""The starter, trained on with a team's pairs: measured on what it did not see, kept if better.

In: what people approved. Out: a folder laid out like the starter's, in the project, or the reason
why all stays as it was. Everything is made in a folder that is gone at the end; one rename and one
small file put the model in use.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from l10n.engines import argos, packages
from l10n.engines.install import coming_into
from l10n.engines.packages import Package
from l10n.messages import gettext as _
from l10n.model import Unit
from l10n.progress import Progress
from l10n.training import batches, card, examples, export, measure, terms, vocabulary
from l10n.training import weights as stored
from l10n.training.fit import COURSE, fit
from l10n.training.measure import Score, mean
from l10n.training.pairs import Said
from l10n.training.plan import Plan
from l10n.training.replay import Row

GAIN = 1.0
"""Points of chrF by which it has to be better on the team's held-back texts."""
LOSS = 1.0
"""Points of chrF by which it may be worse, either way, on the held-back rows that it knew."""

Tell = Callable[[str], AbstractContextManager[Progress]]
"""Opens a progress bar with a label."""


@dataclass(slots=True)
class Outcome:
    """What came of it.

    Attributes:
        before: of what is in use now, on the team's texts.
        after: of the new model, on these.
        known_before: of the starter, on the rows that it knew.
        known_after: of the new model, on these.
        why: why all stays as it was, "" where the new model is in use.
        place: the new model's folder.
    """

    before: list[Score] = field(default_factory=list)
    after: list[Score] = field(default_factory=list)
    known_before: list[Score] = field(default_factory=list)
    known_after: list[Score] = field(default_factory=list)
    why: str = ""
    place: Path | None = None


def adapt(plan: Plan, project: Path, seed: int, at: str, tell: Tell) -> Outcome:
    """Train, measure, and put the model in use where it is better.

    Args:
        project: the folder of the project; the model is its alone.
        seed: the same one gives the same weights on as many threads.
        at: the time, ISO 8601 in UTC.

    Raises:
        StorageError: where the disk refuses; all stays as it was.
    """
    place = packages.adapted_folder(project)
    place.mkdir(parents=True, exist_ok=True)
    # The weights hold the team's words: they are for no repository.
    (place / ".gitignore").write_text("*\n", "utf-8")
    with coming_into(place) as work:
        folder = work / "model"
        made = _trained(plan, folder, seed, tell)
        outcome = _measured(plan, made, project, tell)
        outcome.why = _why_not(outcome)
        if not outcome.why:
            card.write(folder, card.Facts(plan, outcome, seed, at))
            outcome.place = place / made[0].digest()[:16]
            if not outcome.place.exists():
                folder.rename(outcome.place)
            packages.use_adapted(project, outcome.place)
    return outcome


def _trained(plan: Plan, folder: Path, seed: int, tell: Tell) -> list[Package]:
    """The new model's directions, in a folder laid out like the starter's."""
    base = plan.base[0]
    sentencepiece = base.path / "sentencepiece.model"
    known = terms.lexicon([*plan.pairs, *plan.replay])
    model = stored.restored(base.read("model/model.bin"), COURSE.dropout)
    with tell(_("training")) as progress:
        fit(
            model,
            batches.Encoder(vocabulary.load(sentencepiece)),
            list(examples.prepare(plan.pairs, known)),
            list(examples.prepare(_drawn(plan, seed), known)),
            seed,
            COURSE,
            progress,
        )
    export.write_starter(model, sentencepiece, folder)
    made = packages.both_ways(folder, "adapted")
    with tell(_("trying symbols")) as progress:
        for package in made:
            argos.probe_package(package, progress)
    return made


def _drawn(plan: Plan, seed: int) -> list[Row]:
    """As many rows as all passes together draw; the others need no preparing."""
    most = COURSE.passes * COURSE.replayed(len(plan.pairs))
    return Random(seed).sample(plan.replay, min(len(plan.replay), most))


def _measured(plan: Plan, made: list[Package], project: Path, tell: Tell) -> Outcome:
    now = [packages.find(one.from_code, one.to_code, project) for one in made]
    known = [Said(Unit((r.en,)), (r.zh,), to_zh=True) for r in plan.known]
    known += [Said(Unit((r.zh,)), (r.en,), to_zh=False) for r in plan.known]
    with tell(_("measuring")) as progress:
        return Outcome(
            measure.scores(now, plan.held_back, progress),
            measure.scores(made, plan.held_back, progress),
            measure.scores(plan.base, known, progress),
            measure.scores(made, known, progress),
        )


def _why_not(outcome: Outcome) -> str:
    """Why the new model is not put in use, "" where it is better."""
    gain = mean(outcome.after) - mean(outcome.before)
    if gain < GAIN:
        return _(
            "On the texts held back it is {gain} points of chrF from the model in use, and "
            "{least} are asked for: all stays as it was."
        ).format(gain=f"{gain:+.1f}", least=GAIN)
    for before, after in zip(outcome.known_before, outcome.known_after, strict=True):
        if after.chrf < before.chrf - LOSS:
            return _(
                "It forgot: on what the starter knew, {direction} fell from {before} to {after} "
                "points of chrF: all stays as it was."
            ).format(direction=before.direction, before=before.chrf, after=after.chrf)
    return ""
