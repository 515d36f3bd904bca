"""Run `l10n captions` and kill it at calls that chance chose, again and again; see what is left.

A script: it forks a run for each attempt, so that the modules are loaded once. After each run that
comes to its end the pairs are what they would have been, each once. Prints how often it was killed
and how often a run came to its end in spite of it.

Arguments: how many kills, a seed, the place of the pairs, the other arguments of the command.
"""

import os
import random
import signal
import sys
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

from l10n.captions import databases, run
from l10n.captions.windows import Reading
from l10n.cli import main
from l10n.cli.captions import translating
from tests.captions.test_sinks import read

PROGRESS = run._go


def attempt(arguments: list[str], at: int) -> tuple[int, int]:
    """A run that is killed at a call of it; its status, and how many calls it made."""
    told, tells = os.pipe()
    child = os.fork()
    if child:
        os.close(tells)
        _pid, status = os.waitpid(child, 0)
        with os.fdopen(told) as said:
            return status, int(said.read() or 0)
    calls = 0

    def count(_frame: FrameType, _event: str, _argument: Any) -> None:
        nonlocal calls
        calls += 1
        if calls == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(*given: Any) -> None:
        sys.setprofile(count)  # until the pairs are in their place
        PROGRESS(*given)

    setattr(run, "_go", watched)  # noqa: B010 - as a test patches
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        main(arguments)
    except SystemExit as stop:
        sys.setprofile(None)
        os.write(tells, str(calls).encode())
        os._exit(int(stop.code or 0))
    os._exit(99)


def gone(place: str) -> None:
    """Take the pairs away, so that the next run begins anew."""
    path = Path(databases.url_of(place).database or "" if databases.is_one(place) else place)
    path.unlink(missing_ok=True)


def tried(kills: int, seed: int, place: str, arguments: list[str]) -> tuple[int, int]:
    """Kill so many runs; how many that were, and how many came to their end between."""
    chance = random.Random(seed)
    # Small windows and pages, so that there are many places between.
    setattr(translating, "Reading", partial(Reading, size=10))  # noqa: B010 - as above
    status, calls = attempt(arguments, 0)
    assert status == 0, status
    expected = read(place)
    assert expected
    gone(place)
    killed = ended = 0
    while killed < kills:
        # A run that goes on has less before it than a whole one.
        status, _calls = attempt(arguments, chance.randrange(1, calls // chance.choice((1, 2, 4))))
        if os.WIFSIGNALED(status):
            killed += 1
            continue
        assert status == 0, status
        assert read(place) == expected, f"after {killed} kills"
        ended += 1
        gone(place)
    status, _calls = attempt(arguments, 0)
    assert status == 0, status
    assert read(place) == expected, f"after {killed} kills"
    return killed, ended


if __name__ == "__main__":
    counts = tried(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4:])
    sys.stdout.write(" ".join(map(str, counts)))
