import pytest

pytest.importorskip("torch", reason="the recipe's extra is not installed")

import torch
from torch.nn import functional as F  # noqa: N812

from l10n.training.loss import projected_cross_entropy

SMOOTHING = 0.1


def test_loss_and_gradients_are_those_of_smoothed_cross_entropy() -> None:
    torch.manual_seed(0)
    states = torch.randn(1500, 16, requires_grad=True)
    weight = torch.randn(40, 16, requires_grad=True)
    target = torch.randint(40, (1500,))
    expected_nll = F.cross_entropy(states @ weight.T, target, reduction="sum")
    smoothed = F.cross_entropy(
        states @ weight.T, target, reduction="sum", label_smoothing=SMOOTHING
    )
    expected = torch.autograd.grad(smoothed, [states, weight])

    nll = projected_cross_entropy(states, weight, target, SMOOTHING)
    gradients = torch.autograd.grad(nll, [states, weight])

    assert float(nll.detach()) == pytest.approx(float(expected_nll.detach()), rel=0.01)
    for gradient, exact in zip(gradients, expected, strict=True):
        assert float((gradient - exact).norm() / exact.norm()) < 0.02
