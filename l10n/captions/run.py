"""A whole run: sources → windows of captions → pairs → a sink, gone on with where it was killed.

A window's pairs are durable before the state says so, and a sink that is opened again drops what
came after the state's mark. So a run that is killed anywhere repeats no caption and loses none.
"""

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from l10n.captions import posts
from l10n.captions.sinks.interface import Entry, Sink, Writer
from l10n.captions.sources.interface import Asked, Row, Source
from l10n.captions.state import Kept, State
from l10n.captions.translate import WINDOW, Direction, answers
from l10n.errors import L10nError, SourceError, StorageError
from l10n.messages import gettext as _
from l10n.model import Unit, digest
from l10n.project.tables import Captions


@dataclass(frozen=True, slots=True)
class Input:
    """A place with posts, and what of it is read."""

    source: Source
    place: str
    asked: Asked


@dataclass(frozen=True, slots=True)
class Output:
    """A place for pairs."""

    sink: Sink
    place: str
    table: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """What a run tells while it runs.

    Attributes:
        told: after each window: the state, how much is done, and how much there is in all.
        report: what can't be read.
        seen: what a look at an input's first posts told.
    """

    told: Callable[[State, int, int], None]
    report: Callable[[L10nError], None]
    seen: Callable[[str, posts.Seen], None]


@dataclass(slots=True)
class _Window:
    """Captions that are translated together, posts that are not to be shown, and where they end."""

    items: list[Unit | str] = field(default_factory=list)
    number: int = 0
    after: Any = None
    done: int = 0


def run(
    inputs: Sequence[Input],
    output: Output,
    directions: Mapping[str, Sequence[Direction]],
    captions: Captions,
    kept: Kept,
    watch: Watch,
    *,
    again: bool = False,
) -> State:
    """Translate the posts of all inputs into the output.

    Args:
        again: whether posts are taken that earlier runs took, from a source that grows.

    Returns:
        how it ended; of a run that was killed before, its counts too.

    Raises:
        L10nError: where the output can't be written, or a database gives no more posts; the same
            run goes on from there.
    """
    sink, place = output.sink, (output.place, output.table)
    grows = any(one.asked.watermark for one in inputs)
    with kept.alone():
        state = _begun(inputs, output, directions, captions, kept, again=again)
        if state.stage == "running" or sink.holds(*place, state.mark):
            try:
                with sink.open(*place, state.mark) as writer:
                    if state.stage == "running":
                        _go(inputs, writer, directions, captions, state, kept, watch)
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
            kept.write(State(_question(inputs), since=state.after or state.since, stage="done"))
        else:
            kept.forget()
    return state


def _begun(
    inputs: Sequence[Input],
    output: Output,
    directions: Mapping[str, Sequence[Direction]],
    captions: Captions,
    kept: Kept,
    *,
    again: bool,
) -> State:
    """The state to go on from: of a run that was killed, else a new one."""
    there = output.sink.exists(output.place, output.table)
    engines = [
        [spoken, way.to, way.suggester.model, way.glossary]
        for spoken, ways in directions.items()
        for way in ways
    ]
    settings = [captions.fields, captions.skip, captions.beam_size]
    stamp = digest(_question(inputs), output.place, output.table, engines, settings)
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
    inputs: Sequence[Input],
    writer: Writer,
    directions: Mapping[str, Sequence[Direction]],
    captions: Captions,
    state: State,
    kept: Kept,
    watch: Watch,
) -> None:
    sizes = [one.source.total(one.place, one.asked) for one in inputs]
    before = time.monotonic() - state.seconds
    for window in _windows(inputs, captions, state, watch):
        units = [item for item in window.items if isinstance(item, Unit)]
        answered = iter(answers(units, directions, state.counts))
        block: list[Entry] = []
        for item in window.items:
            if isinstance(item, str):
                block.append(Entry(item, "", ()))
            else:
                post, _slash, name = item.key.rpartition("/")
                block.append(Entry(post, name, next(answered).pairs))
        state.mark = writer.write(block)
        state.counts.skipped += len(window.items) - len(units)
        state.input, state.after = window.number, window.after
        state.seconds = time.monotonic() - before
        state.point()
        kept.write(state)
        # What stands in cycles (a database's statements) would wait long for the collector.
        gc.collect()
        watch.told(state, sum(sizes[: window.number]) + window.done, sum(sizes))


def _windows(
    inputs: Sequence[Input], captions: Captions, state: State, watch: Watch
) -> Iterator[_Window]:
    """The captions that the state does not have behind it, in windows that end with a post."""
    first, after, fresh = state.input, state.after, state.mark is None
    window = _Window()
    for number, one in enumerate(inputs[first:], first):
        for row in _rows(one, captions, after, watch, look=fresh):
            if posts.skipped(row.post, captions):
                window.items.append(posts.key_of(row, one.asked))
            else:
                for unit in posts.captions_of(row, one.asked):
                    if isinstance(unit, SourceError):
                        watch.report(unit)
                    else:
                        window.items.append(unit)
            window.number, window.after, window.done = number, row.after, row.done
            if len(window.items) >= WINDOW:
                yield window
                window = _Window()
        after, fresh = None, True
    if window.after is not None:
        yield window


def _rows(one: Input, captions: Captions, after: Any, watch: Watch, *, look: bool) -> Iterator[Row]:
    """The posts of an input; what can't be read is told, and the next input goes on."""
    rows: Iterable[Row | SourceError] = one.source.rows(one.place, one.asked, after)
    try:
        if look:
            rows, seen = posts.looked_at(iter(rows), one.source, one.asked, captions)
            watch.seen(one.place, seen)
        for row in rows:
            if isinstance(row, SourceError):
                watch.report(row)
            else:
                yield row
    except OSError as error:
        watch.report(SourceError(str(error.strerror or error), path=one.place))
    except SourceError as error:
        watch.report(error)
