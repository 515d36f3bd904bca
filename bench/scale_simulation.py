"""A surge on paper: comments that come as people write them, workers that take them in blocks.

What comes is made by a seed: 5.5 million comments in three days, by a curve of the day (six times
as many at nine in the evening as at nine in the morning), with bursts of three to ten times as
many, each from five minutes to forty. What a worker does is measured: `captions_ray.json` has the
rate of one on a processor, and how many texts of a block are distinct is counted in the blocks of
`captions_grammar.py`; a block with more of them takes as much longer. A worker that is free takes
the oldest comments that wait, 2,048 at most, and gives them back together. Nobody fails here.

A comment waits from when it came until its pair is there. Where nothing repeats a worker's rate is
less by the two rates of `captions_speed.json`.
"""

import argparse
import heapq
import json
import math
import random
from collections import deque
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import captions_grammar

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "scale_simulation.json"
SEED, COMMENTS, DAYS = 2025, 5_500_000, 3
BLOCK, STEP = 2_048, 10  # comments, seconds
BUSIEST, TIMES = 21, 6  # the hour, and how many times as many come then as twelve hours off
BURSTS, LONGEST, SHORTEST = 14, 40 * 60, 5 * 60
WORKERS = (1, 2, 3, 4, 6, 8, 12, 16, 32)
# For ten and a hundred times as many: how long the slowest one in twenty may wait, in seconds.
PATIENCE = 300


def arrivals(seed: int, comments: int) -> list[int]:
    """How many come in each step."""
    chance = random.Random(seed)
    steps = DAYS * 86_400 // STEP
    high, low = TIMES, 1
    weights = [
        (high + low) / 2
        + (high - low) / 2 * math.cos(2 * math.pi * (step * STEP / 3600 - BUSIEST) / 24)
        for step in range(steps)
    ]
    for _burst in range(BURSTS):
        begin = chance.randrange(steps)
        length = chance.randint(SHORTEST, LONGEST) // STEP
        factor = chance.uniform(3, 10)
        for step in range(begin, min(begin + length, steps)):
            weights[step] *= factor
    scale = comments / sum(weights)
    # Poisson's law, by its normal approximation: a step has hundreds.
    return [max(0, round(chance.gauss(w * scale, math.sqrt(w * scale)))) for w in weights]


def distinct_shares(blocks: int) -> list[float]:
    """How many of a block's texts stand in it once, or for the first time."""
    texts = captions_grammar.texts(SEED)
    return [len(set(islice(texts, BLOCK))) / BLOCK for _block in range(blocks)]


def simulated(
    coming: list[int], workers: int, rate: float, shares: list[float]
) -> dict[str, float]:
    """What becomes of them with so many workers.

    Args:
        rate: of a worker, in comments a second, at the mean of the shares.
    """
    mean = sum(shares) / len(shares)
    free = [0.0] * workers  # when each is
    waiting: deque[list[int]] = deque()  # the step they came in, and how many
    waits: list[tuple[float, int]] = []
    backlog = most = step = 0
    busy = end = now = 0.0
    for share in cycle(shares):
        # Time does not go back for one that was idle.
        now = max(now, heapq.heappop(free))
        while step < len(coming) and ((step + 1) * STEP <= now or not waiting):
            now = max(now, (step + 1) * STEP)
            if coming[step]:
                waiting.append([step, coming[step]])
                backlog += coming[step]
            step += 1
        if not waiting:
            break
        most = max(most, backlog)
        block = list(_taken(waiting))
        size = sum(count for _step, count in block)
        backlog -= size
        seconds = size / rate * share / mean
        busy += seconds
        heapq.heappush(free, now + seconds)
        end = max(end, now + seconds)
        waits += [(now + seconds - (at + 0.5) * STEP, count) for at, count in block]
    waits.sort()
    whole = sum(count for _wait, count in waits)
    return {
        "workers": workers,
        "busy": round(busy / (workers * max(end, DAYS * 86_400)), 2),
        "most_waiting": most,
        "median_seconds": round(_quantile(waits, whole, 0.5)),
        "p95_seconds": round(_quantile(waits, whole, 0.95)),
        "longest_seconds": round(waits[-1][0]),
    }


def _taken(waiting: deque[list[int]]) -> Iterator[tuple[int, int]]:
    """A block of those that wait, the oldest first."""
    room = BLOCK
    while room and waiting:
        first = waiting[0]
        count = min(room, first[1])
        first[1] -= count
        room -= count
        if not first[1]:
            waiting.popleft()
        yield first[0], count


def _quantile(waits: list[tuple[float, int]], whole: int, share: float) -> float:
    left = whole * share
    for wait, count in waits:
        left -= count
        if left <= 0:
            return wait
    return waits[-1][0]


def enough(coming: list[int], rate: float, shares: list[float]) -> dict[str, float]:
    """The fewest workers with whom no more than one in twenty waits longer than `PATIENCE`."""
    low, high = 0, 1
    while simulated(coming, high, rate, shares)["p95_seconds"] > PATIENCE:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if simulated(coming, middle, rate, shares)["p95_seconds"] > PATIENCE:
            low = middle
        else:
            high = middle
    return simulated(coming, high, rate, shares)


def main() -> None:
    """Simulate, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, default=RESULTS)
    arguments = parser.parse_args()
    ray, speed = (
        json.loads((HERE / f"results/captions_{name}.json").read_text("utf-8"))
        for name in ("ray", "speed")
    )
    shares = distinct_shares(40)
    repeating, distinct = (
        speed["speed"][f"{kind}, beam 1"]["captions_per_second"]
        for kind in ("repeating", "distinct")
    )
    rate = ray["ray"]["captions_per_second"] / ray["workers"]
    bare = rate * min(1, distinct / repeating)
    coming = arrivals(SEED, COMMENTS)
    result: dict[str, Any] = {
        "seed": SEED,
        "comments": COMMENTS,
        "days": DAYS,
        "comments_per_second": {
            "mean": round(COMMENTS / DAYS / 86_400, 1),
            "busiest_hour": round(
                max(sum(coming[at : at + 360]) for at in range(0, len(coming), 360)) / 3600, 1
            ),
            "busiest_step": round(max(coming) / STEP, 1),
        },
        "distinct_share": round(sum(shares) / len(shares), 3),
        "rate_of_a_worker": {"repeating": round(rate, 1), "distinct": round(bare, 1)},
        "repeating": [simulated(coming, n, rate, shares) for n in WORKERS],
        "distinct": [simulated(coming, n, bare, [1.0]) for n in WORKERS],
        "enough": [
            {"times": times, **enough([times * n for n in coming], rate, shares)}
            for times in (1, 10, 100)
        ],
    }
    arguments.results.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
