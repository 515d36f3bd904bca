"""Exact bounds: known values, what they promise, and what is shipped in a thousand strata."""

import math
import random
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.captions import bounds
from l10n.captions.sample import Plan
from l10n.captions.standing import Stage, Standing
from l10n.model import Route
from l10n.store.samples import Drawn, Said, Sample, Verdict

# The least number to read, by claim, confidence and serious errors allowed: the tables of
# acceptance sampling.
SIZES = [
    (0.01, 0.95, 0, 299),
    (0.01, 0.95, 1, 473),
    (0.01, 0.95, 2, 628),
    (0.01, 0.95, 3, 773),
    (0.05, 0.95, 0, 59),
    (0.05, 0.95, 1, 93),
    (0.01, 0.99, 0, 459),
    (0.001, 0.95, 0, 2995),
    (0.1, 0.9, 0, 22),
    (0.5, 0.5, 0, 1),
]
# Upper limits by Clopper and Pearson, one-sided.
LIMITS = [
    (0, 10, 0.95, 0.258866),
    (1, 10, 0.95, 0.394163),
    (5, 100, 0.95, 0.102253),
    (0, 300, 0.95, 0.009936),
    (10, 10, 0.95, 1.0),
    (0, 0, 0.95, 1.0),
]


@pytest.mark.parametrize(("claim", "confidence", "allowed", "size"), SIZES)
def test_so_many_are_to_be_read(claim: float, confidence: float, allowed: int, size: int) -> None:
    assert bounds.size(claim, confidence, allowed) == size
    assert bounds.upper(allowed, size, confidence) <= claim
    assert bounds.upper(allowed, size - 1, confidence) > claim


@pytest.mark.parametrize(("errors", "size", "confidence", "limit"), LIMITS)
def test_the_upper_limit_is_clopper_and_pearsons(
    errors: int, size: int, confidence: float, limit: float
) -> None:
    assert bounds.upper(errors, size, confidence) == pytest.approx(limit, abs=1e-6)


@given(st.integers(0, 60), st.integers(0, 400), st.fractions(0, 1, max_denominator=500))
def test_the_tail_is_the_exact_sum(errors: int, more: int, rate: Fraction) -> None:
    size = errors + more
    exact = sum(math.comb(size, k) * rate**k * (1 - rate) ** (size - k) for k in range(errors + 1))
    assert bounds.tail(errors, size, float(rate)) == pytest.approx(
        float(exact), rel=1e-9, abs=1e-12
    )


@given(st.integers(0, 20), st.integers(1, 500), st.floats(0.5, 0.999))
def test_the_limit_is_where_the_tail_is_what_is_left(
    errors: int, more: int, confidence: float
) -> None:
    limit = bounds.upper(errors, errors + more, confidence)
    assert bounds.tail(errors, errors + more, limit) == pytest.approx(1 - confidence, rel=1e-6)


@pytest.mark.parametrize("allowed", [0, 1, 3])
@pytest.mark.parametrize("stratum", [800, 1_000, 3_000, 20_000, 500_000])
def test_without_replacement_no_more_is_shipped_than_the_binomial_says(
    stratum: int, allowed: int
) -> None:
    wrong, size = math.ceil(stratum * 0.01), bounds.size(0.01, 0.95, allowed)
    shipped = sum(
        math.comb(wrong, k) * math.comb(stratum - wrong, size - k) for k in range(allowed + 1)
    )
    assert shipped * 20 <= math.comb(stratum, size)


STRATA, CAPTIONS, WRONG = 2_000, 3_000, 30
_FINE = Said(1, Verdict.FINE, "", "", "Ann")
_SERIOUS = Said(1, Verdict.SERIOUS, "wrong", "", "Ann")


@cache
def _places(size: int) -> tuple[Drawn, ...]:
    return tuple(Drawn(place, "", "", (), ()) for place in range(size))


def ships(plan: Plan, chance: random.Random) -> bool:
    """Whether a stratum at the claimed rate ships in the draws that its plan has."""
    size = plan.size
    order = chance.sample(range(CAPTIONS), plan.draws * size)
    chosen = _places(size)
    for draw in range(plan.draws):
        read = order[draw * size : (draw + 1) * size]
        said = dict.fromkeys(range(size), _FINE)
        said |= {place: _SERIOUS for place, caption in enumerate(read) if caption < WRONG}
        facts = (plan.claim, plan.confidence, plan.allowed, size, "", 0, 9, CAPTIONS, "", "")
        sample = Sample("en", "zh", Route.AUTO, *facts, draw=draw + 1, draws=plan.draws)
        standing = Standing(sample, chosen, said, (), (), 0)
        if standing.stage is Stage.HOLDS:
            assert standing.bound <= plan.claim
            return True
        assert standing.stage is Stage.FAILED
    return False


PLANS = [(0, 1), (1, 1), (3, 1), (0, 3)]


@pytest.mark.parametrize("plan", [Plan(0.01, 0.95, *facts) for facts in PLANS])
def test_at_the_claimed_rate_at_most_one_stratum_in_twenty_ships(plan: Plan) -> None:
    chance = random.Random(22)
    shipped = sum(ships(plan, chance) for _stratum in range(STRATA))
    # Not so few either that nobody would read for it.
    assert STRATA * 0.02 < shipped <= STRATA * 0.05


def test_reading_on_until_the_bound_holds_would_ship_many_more() -> None:
    """Why a plan is fixed before the first is read: the same strata, extended up to nine errors."""
    chance = random.Random(22)
    sizes = [bounds.size(0.01, 0.95, errors) for errors in range(10)]
    shipped = 0
    for _stratum in range(STRATA):
        wrong = [chance.random() < 0.01 for _caption in range(sizes[-1])]
        shipped += any(sum(wrong[:size]) <= errors for errors, size in enumerate(sizes))
    assert 0.12 < shipped / STRATA < 0.2
