"""A probability, and the route that follows from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.engines import argos_package, packages
from l10n.model import Route
from l10n.translation.quality import (
    AUTO_FROM,
    WEIGHTS,
    Features,
    calibrated,
    known,
    probability,
    route,
)

_ANY = st.floats(allow_nan=False)
FEATURES = st.builds(Features, _ANY, _ANY, _ANY, st.integers(0, 9), st.integers(0, 5))


@given(FEATURES)
def test_it_is_a_probability_whatever_is_known(features: Features) -> None:
    assert 0 <= probability(features) <= 1


@given(FEATURES.filter(lambda f: abs(f.score) < 1e6), st.floats(0.1, 5))
def test_what_the_model_finds_likelier_is_no_less_probable(features: Features, more: float) -> None:
    likelier = Features(features.score + more, *_rest(features))
    assert probability(likelier) >= probability(features)


def _rest(features: Features) -> tuple[float, float, int, int]:
    return features.margin, features.length_z, features.missed, features.waves


def test_one_weight_for_each_feature() -> None:
    assert len(WEIGHTS) == len(known(Features(0.0, 0.0, 0.0, 0, 0)))


ROUTES = [
    (1.0, False, False, Route.AUTO),
    (AUTO_FROM, False, False, Route.AUTO),
    (AUTO_FROM - 0.01, False, False, Route.REVIEW),
    (1.0, True, False, Route.REVIEW),
    (1.0, False, True, Route.REVIEW),
]


@pytest.mark.parametrize(("sure", "missed", "doubts", "expected"), ROUTES)
def test_nothing_missed_and_nothing_doubted_goes_by_itself(
    sure: float, missed: bool, doubts: bool, expected: Route
) -> None:
    assert route(sure, missed=missed, doubts=doubts) is expected


def test_the_weights_were_fitted_on_the_starter_of_this_checkout() -> None:
    """A new model asks for `bench/calibrate.py`, which prints what to write into quality.py."""
    digests = {
        way.digest()[:16] for way in packages.starter() if isinstance(way, argos_package.Package)
    }
    assert [calibrated(f"argos any sha256:{digest}") for digest in digests] == [True]
