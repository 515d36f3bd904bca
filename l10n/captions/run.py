"""A whole run: sources → windows of captions → pairs → a sink, gone on with where it was killed.

A window's pairs are durable before the state says so, and a sink that is opened again drops what
came after the state's mark. So a run that is killed anywhere repeats no caption and loses none.
"""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from l10n.captions.blocks import Stage
from l10n.captions.sinks.interface import Sink, Writer
from l10n.captions.state import Kept, State
from l10n.captions.windows import Input, Reading, Spot, Watch
from l10n.errors import StorageError
from l10n.messages import gettext as _
from l10n.model import digest

Told = Callable[[State, int, int], None]
"""Told after each block: the state, how much is done, and how much there is in all."""


@dataclass(frozen=True, slots=True)
class Output:
    """A place for pairs."""

    sink: Sink
    place: str
    table: str = ""


def run(
    reading: Reading,
    output: Output,
    stage: Stage,
    kept: Kept,
    watch: Watch,
    told: Told,
    *,
    again: bool = False,
) -> State:
    """Translate the posts of all inputs into the output.

    Args:
        stage: what translates them.
        again: whether posts are taken that earlier runs took, from a source that grows.

    Returns:
        how it ended; of a run that was killed before, its counts too.

    Raises:
        L10nError: where the output can't be written, or a database gives no more posts; the same
            run goes on from there.
    """
    sink, place = output.sink, (output.place, output.table)
    grows = any(one.asked.watermark for one in reading.inputs)
    with kept.alone():
        state = _begun(reading, output, stage, kept, again=again)
        if state.stage == "running" or sink.holds(*place, state.mark):
            try:
                with sink.open(*place, state.mark) as writer:
                    if state.stage == "running":
                        _go(reading, writer, stage, state, kept, watch, told)
                    if state.mark is None:
                        state.mark = writer.write(())
                    state.stage = "finishing"
                    kept.write(state)
                    writer.finish()
            except BaseException:
                if state.mark is None:
                    sink.drop(*place)
                raise
        if grows:
            since = state.after or state.since
            kept.write(State(_question(reading.inputs), since=since, stage="done"))
        else:
            kept.forget()
    return state


def _begun(reading: Reading, output: Output, stage: Stage, kept: Kept, *, again: bool) -> State:
    """The state to go on from: of a run that was killed, else a new one."""
    there = output.sink.exists(output.place, output.table)
    captions = reading.captions
    settings = [captions.fields, captions.skip, captions.beam_size]
    question = _question(reading.inputs)
    stamp = digest(question, output.place, output.table, stage.stamp, settings)
    old = None if again else kept.read()
    if old and (old.stage, old.stamp) == ("finishing", stamp):
        return old
    where = old and (old.stage, old.stamp) == ("running", stamp)
    if old and where and output.sink.holds(output.place, output.table, old.mark):
        return old
    since = old.since if old else None
    if since is not None and there and output.sink.suffixes:
        raise StorageError(
            _("The file holds the pairs of an earlier run; this one has only what is new."),
            path=output.place,
            remedy=_("Name another file, or take all posts again with --all."),
        )
    return State(stamp, since=since, after=since)


def _question(inputs: Sequence[Input]) -> str:
    """What tells whether the places that a run kept still hold."""
    return digest(*(one.source.stamp(one.place, one.asked) for one in inputs))


def _go(
    reading: Reading,
    writer: Writer,
    stage: Stage,
    state: State,
    kept: Kept,
    watch: Watch,
    told: Told,
) -> None:
    sizes = reading.sizes()
    before = time.monotonic() - state.seconds
    begin = Spot(state.input, state.after)
    for block in stage.blocks(reading, begin, watch, look=state.mark is None):
        state.mark = writer.write(block.entries)
        state.counts.add(block.counts)
        state.input, state.after = block.end.input, block.end.after
        state.seconds = time.monotonic() - before
        state.point()
        kept.write(state)
        # What stands in cycles (a database's statements) would wait long for the collector.
        gc.collect()
        told(state, sum(sizes[: block.end.input]) + block.end.done, sum(sizes))
