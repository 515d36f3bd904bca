"""Where the tests that throw dice get their seed: what fails for one change fails for every change.

A suite that throws anew each time blames whoever comes by. So the dice are loaded; `make soak`
throws them anew, and `L10N_SEED` throws again what it said.
"""

import os
import random

SOAK = bool(os.environ.get("L10N_SOAK"))
"""Whether the tests that try what goes wrong seldom go at full length (`make soak`)."""

_LOADED = 20250114


def seed() -> int:
    """Of this run."""
    if told := os.environ.get("L10N_SEED"):
        return int(told)
    return random.SystemRandom().getrandbits(32) if SOAK else _LOADED
