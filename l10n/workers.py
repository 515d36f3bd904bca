"""Work on all processor cores, where there is much of it.

The process that asks works too: while a result that it wants is not there yet, it does what no
worker has begun. So a worker that does not start, or dies, costs time and nothing else.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from l10n.messages import language, speaking

# With fewer things to do than this, they are done before a worker would be ready.
FLOOR = 10_000
# Beside this process: who writes down what comes of it keeps up with no more.
_MOST = 3

_Tool = TypeVar("_Tool")
_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


@dataclass(slots=True)
class Job(Generic[_Made]):
    """Work that was handed out: a function of a module, and the things to do it with."""

    work: Callable[[Any, Any], _Made]
    given: Any
    future: "Future[tuple[_Made] | None]" = field(default_factory=Future)


class Workers(Generic[_Tool]):
    """Processes that work beside this one; they end with the block, and with this process.

    Args:
        tool: what each of them works with; it can be pickled.
        things: how many there will be to do, in all.
    """

    def __init__(self, tool: _Tool, things: int) -> None:
        self._tool = tool
        self._things = things
        self._jobs: SimpleQueue[Job[Any] | None] = SimpleQueue()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._threads: list[Thread] = []

    def __enter__(self) -> Self:
        if self._things >= FLOOR:
            self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End them; what is not done is not wanted any more."""
        for process in self._processes:
            process.kill()
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def begin(
        self, work: Callable[[_Tool, Sequence[_Given]], _Made], given: Sequence[_Given]
    ) -> Job[_Made]:
        """Hand out work; its result is what `work(tool, given)` gives."""
        job: Job[_Made] = Job(work, given)
        self._jobs.put(job)
        return job

    def result(self, job: Job[_Made]) -> _Made:
        """What came of it."""
        with suppress(Empty):
            while not job.future.done():
                other = self._jobs.get_nowait()
                assert other
                self._do(other)
        made = job.future.result()
        # What went wrong goes wrong again, where it is told.
        return job.work(self._tool, job.given) if made is None else made[0]

    def _do(self, job: Job[Any]) -> None:
        made = None
        with suppress(Exception):
            made = (job.work(self._tool, job.given),)
        job.future.set_result(made)

    def _start(self) -> None:
        # -P: a folder named l10n where we work is not us.
        command = [sys.executable, "-P", "-m", "l10n.workers"]
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        for _number in range(min(_cores() - 1, _MOST)):
            with suppress(OSError):  # too many processes: this one does it all
                process = subprocess.Popen(  # noqa: S603 - ourselves
                    command, stdin=pipe, stdout=pipe, stderr=nowhere
                )
                self._processes.append(process)
                thread = Thread(target=self._employ, args=(process, language()), daemon=True)
                self._threads.append(thread)
                thread.start()

    def _employ(self, process: subprocess.Popen[bytes], spoken: str) -> None:
        """Let a process do one job after the other, as long as there are both."""
        asked, answers = process.stdin, process.stdout
        assert asked
        assert answers
        # Whatever goes wrong with a worker: the same work is done, and goes wrong, where it counts.
        with suppress(Exception), process:
            pickle.dump((spoken, self._tool), asked)
            while (job := self._jobs.get()) is not None:
                made = None
                try:
                    pickle.dump((job.work, job.given), asked)
                    asked.flush()
                    made = (pickle.load(answers),)  # noqa: S301 - our own words
                finally:
                    job.future.set_result(made)


def _cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def main() -> None:
    """A worker: its tool from standard input, then jobs, each answered on standard output.

    It ends with its standard input, and so with whoever started it, however that ended.
    """
    # Ctrl-C is for whoever started it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a plug-in prints is no answer
    spoken, tool = pickle.load(asked)  # noqa: S301 - our own words
    with speaking(spoken), suppress(EOFError, BrokenPipeError):
        while True:
            work, given = pickle.load(asked)  # noqa: S301 - our own words
            pickle.dump(work(tool, given), answers)
            answers.flush()


if __name__ == "__main__":
    main()
