"""The estimate fitted on decisions: it comes true, its order stays, and every step goes back."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.translation.calibration import (
    AS_SHIPPED,
    Calibration,
    Judged,
    fit,
    parted,
    reliability,
)

SHARES = st.floats(0.001, 0.999)
FITS = st.builds(Calibration, st.floats(-3, 3), st.floats(0.2, 4))


def decided(count: int, shift: float, slope: float) -> list[Judged]:
    """Estimates, and decisions that follow other odds than they say."""
    chance = random.Random(22)
    found = []
    for _one in range(count):
        said = chance.uniform(0.02, 0.98)
        true = 1 / (1 + math.exp(-(shift + slope * math.log(said / (1 - said)))))
        found.append((said, chance.random() < true))
    return found


@pytest.mark.parametrize(("shift", "slope"), [(-1.5, 0.6), (1.0, 1.0), (0.0, 2.5), (0.0, 1.0)])
def test_a_fit_finds_the_odds_that_people_decide_by(shift: float, slope: float) -> None:
    told = decided(4_000, shift, slope)
    made = fit(told[:2_800])
    assert (made.shift, made.slope) == pytest.approx((shift, slope), abs=0.25)
    before = reliability(told[2_800:])
    after = reliability([(made.of(said), taken) for said, taken in told[2_800:]])
    if (shift, slope) != (0.0, 1.0):
        assert after.brier < before.brier
        assert after.ece < before.ece
    assert after.ece < 0.05


@pytest.mark.parametrize("taken", [True, False])
def test_decisions_of_one_kind_and_one_estimate_run_nowhere(taken: bool) -> None:
    for told in ([(0.5, taken)] * 300, [(0.999999, taken)] * 300, [(0.0, taken), (1.0, taken)]):
        made = fit(told)
        assert all(map(math.isfinite, (made.shift, made.slope)))


@given(FITS, SHARES)
def test_what_a_fit_did_is_undone(made: Calibration, share: float) -> None:
    through = made.of(share)
    assert 0 <= through <= 1
    if 0.001 < through < 0.999:
        assert made.undone(through) == pytest.approx(share, abs=1e-6)


@given(FITS, SHARES, SHARES)
def test_the_order_stays(made: Calibration, one: float, other: float) -> None:
    assert (made.of(one) <= made.of(other)) or one > other


def test_as_shipped_nothing_changes_and_no_name_tells_of_it() -> None:
    assert (AS_SHIPPED.of(0.3), AS_SHIPPED.named("m sha256:1")) == (0.3, "m sha256:1")
    made = Calibration(0.5, 0.9)
    assert parted(made.named("m sha256:1")) == ("m sha256:1", made.name)
    assert parted("m sha256:1") == ("m sha256:1", "")


def test_reliability_by_hand() -> None:
    told = [(0.05, False), (0.05, False), (0.95, True), (0.95, False), (1.0, True)]
    found = reliability(told)
    assert found.brier == pytest.approx((0.05**2 * 3 + 0.95**2) / 5)
    low, high = found.bins
    assert (low.count, low.taken, high.count) == (2, 0.0, 3)
    assert high.said == pytest.approx(2.9 / 3)
    assert found.ece == pytest.approx((2 * 0.05 + 3 * abs(2.9 / 3 - 2 / 3)) / 5)
    assert reliability([]).bins == ()
