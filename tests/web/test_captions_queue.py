"""The queue before the engine: what waits goes together, short requests first, and none is lost."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.web.captions.queue import (
    BULK_BATCH,
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


BULK = [f"{number:03} " + "word " * 20 for number in range(100)]
ENOUGH = 10_000


@dataclass
class Lanes:
    """A queue with an engine for short requests, and one that is at a batch of bulk already."""

    queue: Queue
    first: Engine
    other: Engine
    bulk: "Future[list[Pair]]"

    def let_all_go(self) -> None:
        self.first.let_go(ENOUGH)
        self.other.let_go(ENOUGH)


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    first, other = Engine(), Engine()
    queue = Queue(first, other)
    queue.start()
    made = Lanes(queue, first, other, queue.ask(texts(*BULK)))
    other.begins()
    yield made
    made.let_all_go()
    queue.close()
    assert queue.waiting(short=True) == queue.waiting(short=False) == 0


def test_what_comes_while_a_batch_decodes_waits_together(lanes: Lanes) -> None:
    first = lanes.queue.ask(texts("first"))
    lanes.first.begins()
    others = [lanes.queue.ask(texts(f"other {number}")) for number in range(20)]
    lanes.first.let_go(2)
    assert targets(first) == ["first"]
    assert [targets(other) for other in others] == [[f"other {n}"] for n in range(20)]
    assert lanes.first.batches == [["first"], [f"other {n}" for n in range(20)]]


def test_a_short_request_never_waits_for_bulk(lanes: Lanes) -> None:
    short = lanes.queue.ask(texts("short"))
    lanes.first.let_go()
    assert targets(short) == ["short"]
    assert not lanes.bulk.done()


def test_bulk_does_not_wait_for_short_requests(lanes: Lanes) -> None:
    short = [lanes.queue.ask(texts("x" * 1000)) for _n in range(40)]
    lanes.other.let_go(ENOUGH)
    assert targets(lanes.bulk) == BULK
    # Now that there is no bulk, the other one helps.
    lanes.first.let_go()
    assert all(targets(one) for one in short)
    assert lanes.other.batches[-3:] == [["x" * 1000]] * 3


def test_batches_stay_small(lanes: Lanes) -> None:
    long = lanes.queue.ask(texts("One long sentence of many words. And another one. " * 300))
    lanes.let_all_go()
    assert targets(long)[0].startswith("One long")
    lanes.queue.close()
    # Whole it comes last, when its sentences are known.
    *batches, [*last, whole] = lanes.other.batches
    assert len(whole) > 10_000
    batches.append(last)
    assert "And another one." in [text for batch in batches for text in batch]
    longest = max(len(text) for batch in batches for text in batch)
    assert all(size_of(texts(*batch)) <= BULK_BATCH + longest for batch in batches)


def test_a_full_queue_takes_short_requests_still(lanes: Lanes) -> None:
    many = texts(*["x" * 19_000] * 50)
    kept = lanes.queue.ask(many)
    with pytest.raises(FullError) as full:
        lanes.queue.ask(many)
    assert full.value.wait >= 1
    assert lanes.queue.waiting(short=False) <= MOST_BULK
    short = [lanes.queue.ask(texts("y" * 999)) for _n in range(MOST_SHORT // 999)]
    with pytest.raises(FullError):
        lanes.queue.ask(texts("y" * 999))
    lanes.let_all_go()
    assert all(targets(one) for one in short)
    assert len(targets(kept)) == 50


def test_who_has_gone_is_not_translated_for(lanes: Lanes) -> None:
    first = lanes.queue.ask(texts("first"))
    lanes.first.begins()
    gone, kept = lanes.queue.ask(texts("gone")), lanes.queue.ask(texts("kept"))
    assert gone.cancel()
    assert lanes.bulk.cancel()
    lanes.let_all_go()
    assert targets(first) == ["first"]
    assert targets(kept) == ["kept"]
    lanes.queue.close()
    said = [text for batch in lanes.first.batches + lanes.other.batches for text in batch]
    assert "gone" not in said
    assert len(lanes.other.batches[0]) < len(BULK)
    assert BULK[-1] not in said


def test_what_goes_wrong_is_told_to_those_it_concerns(lanes: Lanes) -> None:
    first = lanes.queue.ask(texts("first"))
    lanes.first.begins()
    bad, beside = lanes.queue.ask(texts("bad")), lanes.queue.ask(texts("beside"))
    lanes.first.let_go(2)
    for lost in (bad, beside):
        with pytest.raises(ValueError, match="bad"):
            lost.result(timeout=60)
    assert targets(first) == ["first"]
    broken = lanes.queue.ask(texts("bad", *BULK))
    lanes.let_all_go()
    assert targets(lanes.bulk) == BULK
    with pytest.raises(ValueError, match="bad"):
        broken.result(timeout=60)
    assert targets(lanes.queue.ask(texts("after"))) == ["after"]


def test_what_waits_is_said_before_the_end(lanes: Lanes) -> None:
    short = lanes.queue.ask(texts("short"))
    lanes.let_all_go()
    lanes.queue.close()
    assert short.done()
    assert targets(lanes.bulk) == BULK
    with pytest.raises(ClosedError):
        lanes.queue.ask(texts("late"))
    assert not lanes.queue.alive


def test_one_request_fits_however_large() -> None:
    queue = Queue(Engine(held=False), Engine(held=False))
    large = queue.ask(texts(*["x" * 20_000] * 60))
    with pytest.raises(FullError):
        queue.ask(texts(*BULK))
    queue.start()
    assert len(targets(large)) == 60
    queue.close()


def test_a_queue_that_never_began_closes() -> None:
    Queue(Engine(), Engine()).close()


@given(
    st.lists(
        st.lists(st.text("ab 字.\n", max_size=40) | st.just("long one. " * 200), max_size=6),
        max_size=8,
    )
)
def test_each_gets_its_own_answers_in_their_order(asked: list[list[str]]) -> None:
    queue = Queue(Engine(held=False), Engine(held=False))
    futures = [queue.ask(texts(*said)) for said in asked]
    queue.start()
    queue.close()
    assert [targets(future) for future in futures] == asked
