import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the recipe's extra is not installed")

import torch

from l10n.training import batches
from l10n.training.network import Shape, Translator
from models.team import Team
from models.train import Stepper, new_state

ROOT = Path(__file__).parents[2]
SHAPE = Shape(50, width=16, heads=2, hidden=32, encoder_layers=1, decoder_layers=1, dropout=0.0)
ROWS: list[batches.Pieces] = [
    ([7, 8, 9, 2], [1, 5, 20, 21, 2]),
    ([10, 2], [1, 5, 22, 2]),
    ([11, 12, 2], [1, 6, 23, 24, 25, 2]),
    ([13, 2], [1, 6, 26, 27, 28, 29, 2]),
]
# One process of a team of two: a step on its share, and what its weights are then.
WORKER = """
import json
from models.team import gathered
from tests.models.test_team import ROWS, stepped
team = gathered()
weights, total, count = stepped(team, team.share([ROWS[:2], ROWS[2:]])[0])
if team.leads:
    print(json.dumps([weights, total, count]))
"""


def stepped(team: Team, rows: list[batches.Pieces]) -> tuple[list[float], float, int]:
    """One step of a fixed little model: its weights then, the loss, the pieces it was over."""
    torch.manual_seed(3)
    state = new_state(Translator(SHAPE))
    done = Stepper(state, team, 0.1).step(batches.pad(rows), 0.01, False)
    weights = torch.nn.utils.parameters_to_vector(state.model.parameters())
    return weights.tolist(), done.nll, done.pieces


@pytest.mark.slow
def test_two_processes_take_the_step_that_one_would_take_on_all() -> None:
    run = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    script = ["--no-python", sys.executable, "-c", WORKER]
    done = subprocess.run([*run, *script], cwd=ROOT, capture_output=True, text=True, check=True)
    weights, total, count = json.loads(done.stdout)
    alone = stepped(Team(0, 1), ROWS)
    assert count == alone[2]
    assert total == pytest.approx(alone[1], rel=0.01)
    # Adam's first step moves a weight by the rate, whatever its gradient; products are bfloat16.
    moved = [abs(a - b) for a, b in zip(weights, alone[0], strict=True)]
    assert sum(difference < 0.002 for difference in moved) > 0.95 * len(moved)


def test_shares_are_of_one_size() -> None:
    shares = [Team(rank, 2).share(list("abcde")) for rank in (0, 1)]
    assert shares == [["a", "c"], ["b", "d"]]
