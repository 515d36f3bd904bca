"""The starter, trained on with a team's pairs: measured on what it did not see, kept if better.

In: what people approved. Out: a folder laid out like the starter's, in the project, or the reason
why all stays as it was. Everything is made in a folder that is gone at the end; one rename and one
small file put the model in use.
"""

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from l10n.engines import argos, argos_package, packages
from l10n.engines.install import coming_into
from l10n.messages import gettext as _
from l10n.model import Unit
from l10n.progress import Progress
from l10n.training import batches, card, examples, export, measure, terms, vocabulary
from l10n.training import weights as stored
from l10n.training.fit import COURSE, fit
from l10n.training.measure import Score, mean
from l10n.training.network import Translator
from l10n.training.pairs import Said
from l10n.training.plan import Plan
from l10n.training.replay import Row
from l10n.training.weights import blended

GAIN = 1.0
"""Points of chrF by which it has to be better on the team's held-back texts."""
LOSS = 1.0
"""Points of chrF by which it may be worse, either way, on the held-back rows that it knew."""

SHARES = (1.0, 0.5)
"""How far from the starter's weights to the trained ones: all the way, and half of it, which
forgets less (Wortsman et al., 2022). What is nearer to the held-back texts is used."""
_PIECES = "sentencepiece.model"
# What goes along: what words are called does not depend on the weights. Which pieces answers are
# made of does, so that an adapted model weighs them all.
_LEXICON = ("LEXICON.md", "lexicon.zh-en.tsv.xz")

Tell = Callable[[str], AbstractContextManager[Progress]]
"""Opens a progress bar with a label."""


@dataclass(slots=True)
class Outcome:
    """What came of it.

    Attributes:
        share: how far the weights went from the starter's to the trained ones, 1 for all the way.
        before: of what is in use now, on the team's texts.
        after: of the new model, on these.
        known_before: of the starter, on the rows that it knew.
        known_after: of the new model, on these.
        why: why all stays as it was, "" where the new model is in use.
        place: the new model's folder.
    """

    share: float = 1.0
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
        base = stored.restored(plan.base[0].read("model/model.bin"), COURSE.dropout)
        model = _trained(plan, seed, tell)
        before = _before(plan, project, tell)
        found = [
            _measured(plan, blended(base, model, share), before, work / str(share), share, tell)
            for share in SHARES
        ]
        best = max(found, key=lambda outcome: (not outcome.why, mean(outcome.after)))
        if not best.why:
            folder = work / str(best.share)
            card.write(folder, card.Facts(plan, best, seed, at))
            best.place = place / argos_package.both_ways(folder, "adapted")[0].digest()[:16]
            if not best.place.exists():
                folder.rename(best.place)
            packages.use_adapted(project, best.place)
    return best


def _trained(plan: Plan, seed: int, tell: Tell) -> Translator:
    base = plan.base[0]
    known = terms.lexicon([*plan.pairs, *plan.replay])
    model = stored.restored(base.read("model/model.bin"), COURSE.dropout)
    with tell(_("training")) as progress:
        fit(
            model,
            batches.Encoder(vocabulary.load(base.path / _PIECES)),
            list(examples.prepare(plan.pairs, known)),
            list(examples.prepare(_drawn(plan, seed), known)),
            seed,
            COURSE,
            progress,
        )
    return model


def _drawn(plan: Plan, seed: int) -> list[Row]:
    """As many rows as all passes together draw; the others need no preparing."""
    most = COURSE.passes * COURSE.replayed(len(plan.pairs))
    return Random(seed).sample(plan.replay, min(len(plan.replay), most))


def _before(plan: Plan, project: Path, tell: Tell) -> tuple[list[Score], list[Score]]:
    """What is in use now on the team's texts, and the starter on what it knows."""
    now = [packages.find(one.from_code, one.to_code, project) for one in plan.base]
    with tell(_("measuring")) as progress:
        return (
            measure.scores(now, plan.held_back, progress),
            measure.scores(plan.base, _known(plan), progress),
        )


def _measured(
    plan: Plan,
    model: Translator,
    before: tuple[list[Score], list[Score]],
    folder: Path,
    share: float,
    tell: Tell,
) -> Outcome:
    """A model written to a folder laid out like the starter's, and how good it is."""
    base = plan.base[0].path
    export.write_starter(model, base / _PIECES, folder)
    for name in _LEXICON:
        if (base / name).exists():
            shutil.copy(base / name, folder)
    made = argos_package.both_ways(folder, "adapted")
    with tell(_("trying symbols")) as progress:
        for package in made:
            argos.probe_package(package, progress)
    with tell(_("measuring")) as progress:
        after = measure.scores(made, plan.held_back, progress)
        known = measure.scores(made, _known(plan), progress)
    outcome = Outcome(share, before[0], after, before[1], known)
    outcome.why = _why_not(outcome)
    return outcome


def _known(plan: Plan) -> list[Said]:
    to_zh = [Said(Unit((row.en,)), (row.zh,), to_zh=True) for row in plan.known]
    return to_zh + [Said(Unit((row.zh,)), (row.en,), to_zh=False) for row in plan.known]


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
