"""Label-smoothed cross entropy over a large vocabulary without keeping the logits.

The logits of one batch (N, V) are larger than everything else together. The projection, the
loss and its gradients are therefore made block by block, while a block's logits are still in
the cache. With p = softmax(W h), smoothing e and target y, the gradient of the loss by the
logits is p - (1 - e) onehot(y) - e / V; the last term is the same for every logit, so it is
added to the gradients of h and W as one vector each and never costs a pass over (N, V).
"""

from typing import Any

import torch
from torch import Tensor

BLOCK = 1024


class _ProjectedCrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any, states: Tensor, weight: Tensor, target: Tensor, smoothing: float
    ) -> Tensor:
        """Shapes: states (N, D), weight (V, D), target (N); the sum of -log p(y)."""
        half = weight.detach().to(torch.bfloat16)
        uniform = smoothing / weight.shape[0]
        nll = torch.zeros(())
        states_grad = torch.empty_like(states, dtype=torch.float32)
        weight_grad = torch.zeros_like(weight)
        for start in range(0, states.shape[0], BLOCK):
            block = states[start : start + BLOCK].detach().to(torch.bfloat16)
            wanted = target[start : start + BLOCK, None]
            p = torch.softmax(block @ half.T, dim=1)
            chosen = p.gather(1, wanted).float()
            nll -= chosen.clamp_min(1e-9).log().sum()
            p.scatter_(1, wanted, (chosen - (1 - smoothing)).to(p.dtype))
            states_grad[start : start + BLOCK] = p @ half
            weight_grad += p.T @ block
        states_grad -= uniform * weight.detach().sum(0)
        weight_grad -= uniform * states.detach().float().sum(0)
        ctx.save_for_backward(states_grad, weight_grad)
        return nll

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, None, None]:
        states_grad, weight_grad = ctx.saved_tensors
        return states_grad * grads[0], weight_grad * grads[0], None, None


def projected_cross_entropy(
    states: Tensor, weight: Tensor, target: Tensor, smoothing: float
) -> Tensor:
    """-log p(target) summed over the N targets; its gradient is that of the smoothed loss."""
    nll: Tensor = _ProjectedCrossEntropy.apply(states, weight, target, smoothing)
    return nll
