"""Inputs → windows: the captions that are translated together, and where each window ends.

The same inputs give the same windows from any spot on, in whatever process, so that a window is
known by the spot that it begins at.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from l10n.captions import posts
from l10n.captions.sources.interface import Asked, Row, Source
from l10n.captions.translate import WINDOW
from l10n.errors import L10nError, SourceError
from l10n.model import Location, Unit
from l10n.project.tables import Captions


@dataclass(frozen=True, slots=True)
class Input:
    """A place with posts, and what of it is read."""

    source: Source
    place: str
    asked: Asked


class Spot(NamedTuple):
    """A place between two posts.

    Attributes:
        input: the number of the input.
        after: the place in it, as its source says it; None at its beginning.
        done: how much of the input lies behind it, in the unit of its source.
    """

    input: int = 0
    after: Any = None
    done: int = 0


@dataclass(frozen=True, slots=True)
class Watch:
    """What is told while posts are read.

    Attributes:
        report: what can't be read.
        seen: what a look at an input's first posts told.
        met: the id of a post, the number of its input, and where it stands there; not of a source
            that grows, where an edited post comes again.
    """

    report: Callable[[L10nError], None]
    seen: Callable[[str, posts.Seen], None]
    met: Callable[[str, int, Location], None]


@dataclass(slots=True)
class Window:
    """Captions that are translated together, and the keys of posts that are not to be shown.

    Attributes:
        items: in the order they came.
        end: behind its last post.
    """

    items: list[Unit | str] = field(default_factory=list)
    end: Spot = field(default_factory=Spot)


@dataclass(frozen=True, slots=True)
class Reading:
    """The posts of a run.

    Attributes:
        size: of a window, in captions; it ends with a post.
    """

    inputs: Sequence[Input]
    captions: Captions
    size: int = WINDOW

    def sizes(self) -> list[int]:
        """How much there is of each input, in the unit of its source."""
        return [one.source.total(one.place, one.asked) for one in self.inputs]

    def windows(self, begin: Spot, watch: Watch, *, look: bool) -> Iterator[Window]:
        """The captions behind a spot.

        Args:
            look: whether the first posts behind it are looked at, as those of any other input are.
        """
        window, after = Window(), begin.after
        for number, one in enumerate(self.inputs[begin.input :], begin.input):
            for row in self._rows(one, after, watch, look=look):
                key = posts.key_of(row, one.asked)
                if key and not one.asked.watermark:
                    watch.met(key, number, row.at)
                if posts.skipped(row.post, self.captions):
                    window.items.append(key)
                else:
                    for unit in posts.captions_of(row, one.asked):
                        if isinstance(unit, SourceError):
                            watch.report(unit)
                        else:
                            window.items.append(unit)
                window.end = Spot(number, row.after, row.done)
                if len(window.items) >= self.size:
                    yield window
                    window = Window()
            after, look = None, True
        if window.end.after is not None:
            yield window

    def _rows(self, one: Input, after: Any, watch: Watch, *, look: bool) -> Iterator[Row]:
        """The posts of an input; what can't be read is told, and the next input goes on."""
        rows: Iterable[Row | SourceError] = one.source.rows(one.place, one.asked, after)
        try:
            if look:
                rows, seen = posts.looked_at(iter(rows), one.source, one.asked, self.captions)
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
