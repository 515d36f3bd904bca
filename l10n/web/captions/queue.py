"""The queue before the engine: bounded, short requests first; what waits together goes together.

Two threads ask the engine, a batch at a time; what comes meanwhile waits for the next batch. The
first is for short requests alone: they wait for one another, never for bulk, and the engine has a
core left for them. The other is for bulk, and helps with short requests while there is none. A long
text is asked for sentence by sentence; whole it is then found in the store.
"""

import logging
import os
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Condition, Thread

from l10n.captions.repeats import plain
from l10n.errors import L10nError
from l10n.model import Syntax
from l10n.text import placeables, segments
from l10n.web.captions.speaker import Pair, Speak, Text

_log = logging.getLogger("l10n.web")

# All in bytes of UTF-8, which the time that a text takes follows better than characters: a Han
# character is three bytes and about a word. A request of no more goes first: a caption, or a few.
SHORT = 1_000
# A batch of short requests, and one of bulk: about as many tokens as an engine gives a core, for
# each core but the one that short requests are to find free.
SHORT_BATCH = 1_000
BULK_BATCH = 2_500 * max(1, (os.cpu_count() or 1) - 1)
# What may wait: of short requests, and of bulk.
MOST_SHORT, MOST_BULK = 40_000, 1_000_000
# How much of what the engine did last counts for its speed.
_FRESH = 0.2
_LONGEST_WAIT = 60


class FullError(Exception):
    """There is no room; `wait` is in how many seconds there should be."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


class ClosedError(Exception):
    """The queue takes nothing any more: the server is about to stop."""


@dataclass(slots=True)
class _Job:
    """A request in the queue: what is to be asked of it still, and what was said.

    Attributes:
        asked: texts with the place of their answer; None for a sentence that is asked ahead.
        open: how many of the places wait.
        short: whether it goes first.
        size: what of the queue it takes, in bytes; 0 when it has left.
    """

    asked: deque[tuple[int | None, Text]]
    said: list[Pair]
    open: int
    short: bool
    size: int
    future: "Future[list[Pair]]" = field(default_factory=Future)


# A text of a job, with the place of its answer.
_Item = tuple[_Job, int | None, Text]


@dataclass(slots=True)
class Figures:
    """What the queue did, for the metrics."""

    batches: int = 0
    texts: int = 0
    size: int = 0
    seconds: float = 0.0


class Queue:
    """Texts → pairs, one batch after the other.

    Args:
        first: says short requests; called in a thread of its own.
        other: says bulk, and short requests while there is none; in another one.
    """

    def __init__(self, first: Speak, other: Speak) -> None:
        self._short: deque[_Job] = deque()
        self._bulk: deque[_Job] = deque()
        self._changed = Condition()
        self._closing = False
        self._rate = 0.0
        self._waiting = {True: 0, False: 0}
        self.figures = Figures()
        self._threads = [
            Thread(target=self._work, args=(first, self._next_short), daemon=True),
            Thread(target=self._work, args=(other, self._next_bulk), daemon=True),
        ]

    def start(self) -> None:
        """Begin to work."""
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Take nothing more, and end when all that waits is said."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()

    @property
    def alive(self) -> bool:
        """Whether it works."""
        return all(thread.is_alive() for thread in self._threads)

    def waiting(self, *, short: bool) -> int:
        """How much waits, in bytes."""
        return self._waiting[short]

    def ask(self, texts: Sequence[Text]) -> "Future[list[Pair]]":
        """A pair for each text, in their order, when it is their turn.

        Raises:
            FullError: where there is no room for them.
            ClosedError: where the queue is closed.
        """
        size = size_of(texts)
        short = is_short(size)
        job = _Job(deque(), [None] * len(texts), len(texts), short, size)
        for number, text in enumerate(texts):
            job.asked += [(None, piece) for piece in _ahead(text)]
            job.asked.append((number, text))
        with self._changed:
            if self._closing:
                raise ClosedError
            before, most = self._waiting[short], MOST_SHORT if short else MOST_BULK
            # One request fits, however large.
            if before and before + size > most:
                raise FullError(self._until_room(short=short))
            if texts:
                self._waiting[short] += size
                (self._short if short else self._bulk).append(job)
                self._changed.notify_all()
            else:
                job.future.set_result([])
        return job.future

    def _until_room(self, *, short: bool) -> int:
        """In how many seconds half of what waits should be said."""
        ahead = self._waiting[True] + (0 if short else self._waiting[False])
        return max(1, min(_LONGEST_WAIT, round(ahead / 2 / (self._rate or SHORT_BATCH))))

    def _work(self, speak: Speak, take: Callable[[], list[_Item]]) -> None:
        while batch := self._next(take):
            self._say(speak, batch)

    def _next(self, take: Callable[[], list[_Item]]) -> list[_Item]:
        """The next batch, as soon as something waits; none where the queue is closed and empty."""
        with self._changed:
            while not (batch := take()) and not self._closing:
                self._changed.wait()
            return batch

    def _next_short(self) -> list[_Item]:
        return self._take(self._short, SHORT_BATCH)

    def _next_bulk(self) -> list[_Item]:
        return self._take(self._bulk, BULK_BATCH) or self._next_short()

    def _take(self, jobs: deque[_Job], room: int) -> list[_Item]:
        """Take from the jobs what there is room for, one text at least."""
        batch: list[_Item] = []
        while jobs and room > 0:
            job = jobs[0]
            if job.future.cancelled():
                self._forget(jobs.popleft())
                continue
            number, text = job.asked.popleft()
            batch.append((job, number, text))
            room -= _size(text)
            if not job.asked:
                jobs.popleft()
        return batch

    def _forget(self, job: _Job) -> None:
        self._waiting[job.short] -= job.size
        job.size = 0

    def _say(self, speak: Speak, batch: list[_Item]) -> None:
        begun = time.monotonic()
        jobs = list({id(job): job for job, _number, _text in batch}.values())
        texts = [text for _job, _number, text in batch]
        try:
            pairs = speak(texts)
        except Exception as error:  # noqa: BLE001 - whoever asked is told, and the thread lives on
            # What the pipeline can't do it says in a sentence; all else is a bug, with its trace.
            _log.error("%s", error, exc_info=not isinstance(error, L10nError))
            with self._changed:
                for job in jobs:
                    self._drop(job)
            for job in jobs:
                _settle(job, error)
            return
        seconds, size = time.monotonic() - begun, size_of(texts)
        with self._changed:
            for (job, number, _text), pair in zip(batch, pairs, strict=True):
                if number is not None:
                    job.said[number] = pair
                    job.open -= 1
            done = [job for job in jobs if not job.open]
            for job in done:
                self._forget(job)
            self._rate += (size / max(seconds, 1e-6) - self._rate) * (_FRESH if self._rate else 1)
            self.figures.batches += 1
            self.figures.texts += len(batch)
            self.figures.size += size
            self.figures.seconds += seconds
        for job in done:
            _settle(job)

    def _drop(self, job: _Job) -> None:
        """Take a job out of the queue whose batch went wrong."""
        jobs = self._short if job.short else self._bulk
        if job in jobs:
            jobs.remove(job)
        self._forget(job)


def is_short(size: int) -> bool:
    """Whether a request of so many bytes goes first."""
    return size <= SHORT


def size_of(texts: Sequence[Text]) -> int:
    """How much of the queue texts take, in bytes of UTF-8."""
    return sum(map(_size, texts))


def _settle(job: _Job, error: Exception | None = None) -> None:
    """Tell whoever waits; who has gone meanwhile, or was told, is told nothing."""
    if not job.future.done() and job.future.set_running_or_notify_cancel():
        if error is None:
            job.future.set_result(job.said)
        else:
            job.future.set_exception(error)


def _size(text: Text) -> int:
    return max(1, len(text.text.encode("utf-8", "replace")))


def _ahead(text: Text) -> list[Text]:
    """The sentences of a long text; they leave their answers in the store."""
    if _size(text) <= SHORT:
        return []
    parts = segments.plan(placeables.parse(plain(text.text), Syntax.POST))
    pieces = [placeables.plain(p.pieces) for p in parts if isinstance(p, segments.Segment)]
    return [Text(piece, text.spoken, text.locale, text.rank) for piece in dict.fromkeys(pieces)]
