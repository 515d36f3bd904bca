"""How sure one may be of a machine's words: a probability, and the route that follows. Pure.

The probability is a logistic function of what is known at decoding time, fitted by
bench/calibrate.py on the development corpus, where a translation counts as good when it shares
enough with the reference (chrF of 45 and more). It is honest about the starter model; another
package is judged by the same weights until it is calibrated.
"""

import math
from dataclasses import dataclass

from l10n.model import Route, State

# bias, mean log-probability, margin to the next hypothesis, |length z|, missed terms, wave
WEIGHTS = (1.46, 4.23, 0.34, 0.15, 0.0, 0.14)
AUTO_FROM = 0.5


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of a candidate.

    Attributes:
        score: mean log-probability a token.
        margin: score less that of the next hypothesis, 0 where there is none.
        length_z: see `gates.length_z`.
        missed: binding terms missed.
        waves: how many wordings it took beyond the natural one.
    """

    score: float
    margin: float
    length_z: float
    missed: int
    waves: int


def known(features: Features) -> tuple[float, ...]:
    """The features as the logistic function takes them, bounded, the bias first."""
    return (
        1.0,
        features.score,
        min(features.margin, 2.0),
        min(abs(features.length_z), 4.0),
        float(features.missed),
        float(features.waves),
    )


def probability(features: Features) -> float:
    """That a person would take the words as they are, from 0 to 1."""
    total = sum(weight * value for weight, value in zip(WEIGHTS, known(features), strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def route(probability_of_good: float, *, missed: bool, doubts: bool) -> Route:
    """AUTO only where the terms are satisfied, no gate doubts, and the words are probably good."""
    sure = probability_of_good >= AUTO_FROM and not missed and not doubts
    return Route.AUTO if sure else Route.REVIEW


# How far words of each state are from being settled, apart from what is known of them.
_UNSETTLED = {
    State.UNTRANSLATED: 1.0,
    State.MACHINE: 1.0,
    State.SUGGESTED: 0.5,
    State.OUTDATED: 1.0,
    State.APPROVED: 0.02,
    State.REJECTED: 0.8,
}
_ERROR, _WARNING = 1.0, 0.2


def priority(state: State, quality: float, errors: int, warnings: int, exposure: int) -> float:
    """Risk times exposure: what a reviewer should see first has the most.

    Risk is the probability that a person would not take the words, more with each kind of finding;
    exposure counts by its order of magnitude, so that one famous post does not hide all others.

    Args:
        quality: the estimate of a machine's words, 0 where a person wrote them or nobody.
        errors: how many checks found an error.
        warnings: how many found a warning.
        exposure: how often the words are seen.
    """
    risk = _UNSETTLED[state] * (1 - quality) + _ERROR * errors + _WARNING * warnings
    return round(risk * (1 + math.log10(1 + max(exposure, 0))), 4)
