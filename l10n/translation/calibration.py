"""The estimate of quality held against what people decided: a fit, and how far it is off. Pure.

J. C. Platt, "Probabilistic outputs for support vector machines" (1999): the log-odds are shifted
and stretched, so that the order of captions stays and the probabilities come true. Two numbers are
fitted, which a few hundred decisions bear.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from l10n.model import digest

# A probability further out than this says no more, and its log-odds are bounded.
_EDGE = 1e-4
_STEPS = 50
# How hard the two numbers are held to what was shipped: as one decision would.
_RIDGE = 1.0
BINS = 10
# What marks words in `by` whose quality was calibrated.
_MARK = " calibrated:"

# A probability, and whether a person took the words as they were.
Judged = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class Calibration:
    """A shift and a slope of the log-odds; (0, 1) leaves the estimate as it is shipped."""

    shift: float = 0.0
    slope: float = 1.0

    @property
    def name(self) -> str:
        """What words say that were estimated with it, "" for the shipped estimate."""
        return "" if self == AS_SHIPPED else digest(self.shift, self.slope)[:8]

    def of(self, probability: float) -> float:
        """The probability as the team's decisions have it."""
        if self == AS_SHIPPED:
            return probability
        return _share(self.shift + self.slope * _odds(probability))

    def undone(self, probability: float) -> float:
        """The shipped estimate that a probability came from."""
        if self == AS_SHIPPED:
            return probability
        return _share((_odds(probability) - self.shift) / self.slope)

    def named(self, model: str) -> str:
        """A model's name, with the calibration that its estimates went through."""
        return f"{model}{_MARK}{self.name}" if self.name else model


AS_SHIPPED = Calibration()


def parted(by: str) -> tuple[str, str]:
    """A model's name and that of the calibration behind it, "" for none; see `named`."""
    model, _mark, name = by.partition(_MARK)
    return model, name


@dataclass(frozen=True, slots=True)
class Bin:
    """Estimates between two tenths: how many, what they said on average, and what came true."""

    start: float
    end: float
    count: int
    said: float
    taken: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far estimates are off.

    Attributes:
        brier: the mean squared distance to 0 or 1; less is better.
        ece: the expected calibration error: said and taken apart, weighted over the bins.
        bins: those that hold something.
    """

    brier: float
    ece: float
    bins: tuple[Bin, ...]


def fit(judged: Sequence[Judged]) -> Calibration:
    """The shift and slope that the decisions are likeliest under, by Newton's method."""
    shift, slope = 0.0, 1.0
    told = [(_odds(probability), float(taken)) for probability, taken in judged]
    for _step in range(_STEPS):
        # A little ridge towards what was shipped: nothing runs off where all were taken.
        slopes = [-_RIDGE * shift, -_RIDGE * (slope - 1)]
        bends = [_RIDGE, 0.0, _RIDGE]
        for odds, taken in told:
            guess = _share(shift + slope * odds)
            off, weight = taken - guess, guess * (1 - guess)
            slopes[0] += off
            slopes[1] += off * odds
            bends[0] += weight
            bends[1] += weight * odds
            bends[2] += weight * odds * odds
        determinant = bends[0] * bends[2] - bends[1] ** 2
        by_shift = (bends[2] * slopes[0] - bends[1] * slopes[1]) / determinant
        by_slope = (bends[0] * slopes[1] - bends[1] * slopes[0]) / determinant
        shift, slope = shift + by_shift, slope + by_slope
        if abs(by_shift) + abs(by_slope) < 1e-9:
            break
    return Calibration(round(shift, 4), round(slope, 4))


def reliability(judged: Sequence[Judged]) -> Reliability:
    """How far the estimates are off from what people did."""
    bins = tuple(_bins(judged))
    brier = math.fsum((p - taken) ** 2 for p, taken in judged) / (len(judged) or 1)
    ece = math.fsum(b.count * abs(b.said - b.taken) for b in bins) / (len(judged) or 1)
    return Reliability(brier, ece, bins)


def _bins(judged: Iterable[Judged]) -> Iterator[Bin]:
    held: dict[int, list[Judged]] = {}
    for one in judged:
        held.setdefault(min(int(one[0] * BINS), BINS - 1), []).append(one)
    for number, inside in sorted(held.items()):
        count = len(inside)
        said = math.fsum(p for p, _taken in inside) / count
        taken = sum(taken for _p, taken in inside) / count
        yield Bin(number / BINS, (number + 1) / BINS, count, said, taken)


def _odds(probability: float) -> float:
    bounded = min(max(probability, _EDGE), 1 - _EDGE)
    return math.log(bounded / (1 - bounded))


def _share(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
