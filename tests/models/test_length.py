import pytest

pytest.importorskip("torch", reason="the recipe's extra is not installed")

from models.train import Length

CASES = [
    (Length(0, steps=100), 0, 9.0, 0.0),
    (Length(0, steps=100), 25, 9.0, 0.25),
    (Length(400, steps=500), 450, 9.0, 0.5),
    (Length(400, steps=500), 500, 0.0, 1.0),
    # A trunk that is asked for fewer steps than it has.
    (Length(400, steps=300), 400, 0.0, 1.0),
    (Length(400, seconds=60.0), 9000, 15.0, 0.25),
    (Length(400, seconds=60.0), 401, 61.0, 1.0),
]


@pytest.mark.parametrize(("length", "step", "elapsed", "done"), CASES)
def test_how_much_of_a_run_is_done(length: Length, step: int, elapsed: float, done: float) -> None:
    assert length.done(step, elapsed) == done
