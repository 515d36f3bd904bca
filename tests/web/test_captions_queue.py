"""The queue before the engine: what waits goes together, short requests first, and none is lost."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.web.captions.queue import (
    BATCH,
    MOST_BULK,
    MOST_SHORT,
    ClosedError,
    FullError,
    Queue,
    size_of,
)
from l10n.web.captions.speaker import Pair, Text


class Engine:
    """Says each text back, and holds each batch until it is let go."""

    def __init__(self, *, held: bool = True) -> None:
        self.batches: list[list[str]] = []
        self.entered = threading.Semaphore(0)
        self._go = threading.Semaphore(0)
        self._held = held

    def __call__(self, texts: Sequence[Text]) -> list[Pair]:
        self.batches.append([text.text for text in texts])
        if self._held:
            self.entered.release()
            assert self._go.acquire(timeout=60)
        if any(text.text == "bad" for text in texts):
            raise ValueError("bad")
        return [{"target": text.text} for text in texts]

    def begins(self) -> None:
        """Wait until a batch is under way."""
        assert self.entered.acquire(timeout=60)

    def let_go(self, batches: int = 1) -> None:
        """Let so many batches end."""
        self._go.release(batches)


def texts(*said: str) -> list[Text]:
    return [Text(text, "en", "zh_Hans") for text in said]


def targets(future: "Future[list[Pair]]") -> list[Any]:
    return [pair and pair["target"] for pair in future.result(timeout=60)]


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def queue(engine: Engine) -> Iterator[Queue]:
    queue = Queue(engine)
    queue.start()
    yield queue
    engine.let_go(10_000)
    queue.close()


BULK = [f"{number:03} " + "word " * 20 for number in range(100)]


def test_what_comes_while_a_batch_decodes_waits_together(queue: Queue, engine: Engine) -> None:
    first = queue.ask(texts("first"))
    engine.begins()
    others = [queue.ask(texts(f"other {number}")) for number in range(20)]
    engine.let_go(2)
    assert targets(first) == ["first"]
    assert [targets(other) for other in others] == [[f"other {n}"] for n in range(20)]
    assert engine.batches == [["first"], [f"other {n}" for n in range(20)]]


def test_a_short_request_waits_for_one_batch_whatever_bulk_there_is(
    queue: Queue, engine: Engine
) -> None:
    bulk = queue.ask(texts(*BULK))
    engine.begins()
    short = queue.ask(texts("short"))
    engine.let_go(2)
    assert targets(short) == ["short"]
    assert not bulk.done()
    assert engine.batches[1][0] == "short"
    engine.let_go(1000)
    assert targets(bulk) == BULK


def test_bulk_does_not_wait_for_ever(queue: Queue, engine: Engine) -> None:
    bulk = queue.ask(texts(*BULK[:20]))
    for number in range(40):
        engine.begins()
        queue.ask(texts(f"{number} " + "x" * 900))
        queue.ask(texts(f"{number} " + "y" * 900))
        engine.let_go()
        if bulk.done():
            break
    assert targets(bulk) == BULK[:20]


def test_batches_stay_small(queue: Queue, engine: Engine) -> None:
    bulk = queue.ask(texts(*BULK, "long " * 2000 + "one. And two. " * 100))
    short = queue.ask(texts("a" * 900, "b"))
    engine.let_go(10_000)
    assert targets(short) == ["a" * 900, "b"]
    assert len(targets(bulk)) == 101
    whole = [batch for batch in engine.batches if any(len(text) > 2 * BATCH for text in batch)]
    assert len(whole) == 1
    assert all(
        size_of(texts(*batch)) <= 2 * BATCH + 500 for batch in engine.batches if batch not in whole
    )


def test_a_full_queue_takes_short_requests_still(queue: Queue, engine: Engine) -> None:
    many = texts(*["x" * 19_000] * 50)
    kept = queue.ask(many)
    with pytest.raises(FullError) as full:
        queue.ask(many)
    assert full.value.wait >= 1
    assert queue.waiting(short=False) <= MOST_BULK
    short = [queue.ask(texts("y" * 999)) for _n in range(MOST_SHORT // 999)]
    with pytest.raises(FullError):
        queue.ask(texts("y" * 999))
    engine.let_go(10_000)
    assert all(targets(one) for one in short)
    assert len(targets(kept)) == 50
    assert queue.waiting(short=True) == queue.waiting(short=False) == 0


def test_who_has_gone_is_not_translated_for(queue: Queue, engine: Engine) -> None:
    first = queue.ask(texts("first"))
    engine.begins()
    gone, kept = queue.ask(texts("gone")), queue.ask(texts("kept"))
    bulk = queue.ask(texts(*BULK))
    assert gone.cancel()
    assert bulk.cancel()
    engine.let_go(10_000)
    assert targets(first) == ["first"]
    assert targets(kept) == ["kept"]
    assert engine.batches == [["first"], ["kept"]]
    assert queue.waiting(short=True) == queue.waiting(short=False) == 0


def test_what_goes_wrong_is_told_to_those_it_concerns(queue: Queue, engine: Engine) -> None:
    first = queue.ask(texts("first"))
    engine.begins()
    bad, beside = queue.ask(texts("bad")), queue.ask(texts(*BULK))
    engine.let_go(2)
    with pytest.raises(ValueError, match="bad"):
        bad.result(timeout=60)
    with pytest.raises(ValueError, match="bad"):
        beside.result(timeout=60)
    assert targets(first) == ["first"]
    engine.let_go(10_000)
    assert targets(queue.ask(texts("after"))) == ["after"]
    assert queue.waiting(short=True) == queue.waiting(short=False) == 0


def test_what_waits_is_said_before_the_end(engine: Engine) -> None:
    queue = Queue(engine)
    queue.start()
    waiting = [queue.ask(texts("first")), queue.ask(texts(*BULK))]
    engine.let_go(10_000)
    queue.close()
    assert all(future.done() for future in waiting)
    assert targets(waiting[1]) == BULK
    with pytest.raises(ClosedError):
        queue.ask(texts("late"))
    assert not queue.alive


def test_a_queue_that_never_began_closes(engine: Engine) -> None:
    Queue(engine).close()


@given(
    st.lists(
        st.lists(st.text("ab 字.\n", max_size=40) | st.just("long one. " * 200), max_size=6),
        max_size=8,
    )
)
def test_each_gets_its_own_answers_in_their_order(asked: list[list[str]]) -> None:
    queue = Queue(Engine(held=False))
    futures = [queue.ask(texts(*said)) for said in asked]
    queue.start()
    queue.close()
    assert [targets(future) for future in futures] == asked
