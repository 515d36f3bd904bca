"""Exact binomial bounds: how many are read, and what a sample then says of the rest. Pure.

C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case
of the binomial", Biometrika 26 (1934): the upper limit is the greatest rate at which so few errors
are still as likely as one minus the confidence. A sample without replacement holds it too: it
varies less than the binomial does.
"""

import math

# Halvings of an interval of rates: more than a double can tell apart.
_HALVINGS = 60


def tail(errors: int, size: int, rate: float) -> float:
    """The probability of at most so many errors among `size` draws, at a true rate of errors."""
    if errors >= size or rate <= 0:
        return 1.0
    if rate >= 1:
        return 0.0
    said, unsaid = math.log(rate), math.log1p(-rate)
    whole = math.lgamma(size + 1)
    return min(
        1.0,
        math.fsum(
            math.exp(
                whole
                - math.lgamma(k + 1)
                - math.lgamma(size - k + 1)
                + k * said
                + (size - k) * unsaid
            )
            for k in range(errors + 1)
        ),
    )


def upper(errors: int, size: int, confidence: float) -> float:
    """The one-sided upper limit of the rate, by Clopper and Pearson; 1 where nothing was read."""
    low, high = errors / size if size else 1.0, 1.0
    if errors >= size:
        return 1.0
    for _halving in range(_HALVINGS):
        middle = (low + high) / 2
        if tail(errors, size, middle) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high


def size(claim: float, confidence: float, allowed: int) -> int:
    """How many are to be read so that `allowed` errors among them still bear a claim out.

    Args:
        claim: the rate of errors that is not exceeded, over 0 and under 1.
        confidence: over 0 and under 1.
        allowed: the acceptance number.

    Returns:
        the least number at which a true rate of `claim` passes with at most 1 - confidence.
    """
    enough = allowed + 1
    while tail(allowed, enough, claim) > 1 - confidence:
        enough *= 2
    low = allowed
    while enough - low > 1:
        middle = (low + enough) // 2
        if tail(allowed, middle, claim) > 1 - confidence:
            low = middle
        else:
            enough = middle
    return enough
