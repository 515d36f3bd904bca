"""How near a model comes to words that people wrote: translated as the product does, then chrF.

Without memory and glossary, which would answer for the model.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sacrebleu.metrics.chrf import CHRF

from l10n.engines.argos import ArgosTranslator
from l10n.engines.argos_package import Package
from l10n.glossary.matcher import Matcher
from l10n.model import Unit
from l10n.progress import Progress, silent
from l10n.store.hypotheses import HypothesisStore
from l10n.training.pairs import Said
from l10n.translation.memory import Memory
from l10n.translation.suggest import Suggester
from l10n.translation.waves import SegmentTranslator

_BEAM = 2
_LOCALES = {"en": "en", "zh": "zh_Hans"}


@dataclass(frozen=True, slots=True)
class Score:
    """Of so many texts in a direction: chrF (Popović, 2015; nc 6, nw 0), and how many are the same.

    No text counts as 0.
    """

    direction: str
    texts: int
    chrf: float
    same: int


def scores(
    models: Sequence[Package], said: Sequence[Said], progress: Progress = silent
) -> list[Score]:
    """A score for each direction of a model that there are texts for."""
    found: list[Score] = []
    for model in models:
        texts = [one for one in said if one.to_zh == (model.to_code == "zh")]
        if texts:
            outputs = translated(model, [one.unit for one in texts], progress)
            wanted = [one.target[-1] for one in texts]
            chrf = CHRF().corpus_score(outputs, [wanted]).score
            same = sum(map(str.__eq__, outputs, wanted))
            direction = f"{model.from_code}-{model.to_code}"
            found.append(Score(direction, len(texts), round(chrf, 2), same))
    return found


def translated(model: Package, units: Sequence[Unit], progress: Progress = silent) -> list[str]:
    """What the product makes of the units with a model; "" where nothing passed its gates."""
    locale = _LOCALES[model.to_code]
    engine = ArgosTranslator(model, _BEAM)
    with tempfile.TemporaryDirectory() as folder, HypothesisStore(Path(folder) / "store") as store:
        matcher = Matcher([], model.from_code, model.to_code)
        stage = SegmentTranslator(engine, matcher, model.to_code, store)
        made = Suggester(stage, Memory((), locale), locale).suggest(units, progress)
    return [made[unit.id].target[-1] if unit.id in made else "" for unit in units]


def mean(found: Sequence[Score]) -> float:
    """The chrF of all directions, each weighing as many as its texts are."""
    return sum(one.chrf * one.texts for one in found) / sum(one.texts for one in found)
