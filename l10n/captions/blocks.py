"""Windows → blocks: what became of a window's captions. Here by this process, block by block.

Whoever works elsewhere (`on_ray.py`) offers the same stage.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from l10n.captions.sinks.interface import Entry
from l10n.captions.translate import CaptionCounts, Direction, answers
from l10n.captions.windows import Reading, Spot, Watch, Window
from l10n.model import Unit

Directions = Mapping[str, Sequence[Direction]]
"""What becomes of a post in each language."""


@dataclass(frozen=True, slots=True)
class Block:
    """What became of a window: what a sink takes at once, and where the next window begins."""

    entries: list[Entry]
    counts: CaptionCounts
    end: Spot


class Stage(Protocol):
    """Translates windows, wherever that is.

    Attributes:
        stamp: what changes where the same captions may come out otherwise.
    """

    @property
    def stamp(self) -> Any:
        """See above."""

    def blocks(self, reading: Reading, begin: Spot, watch: Watch, *, look: bool) -> Iterator[Block]:
        """A block for each window behind the spot, in their order; see `Reading.windows`."""


@dataclass(frozen=True, slots=True)
class Here:
    """Translates in this process."""

    directions: Directions

    @property
    def stamp(self) -> Any:
        """See `Stage`: engines, glossary and lists."""
        return [
            [spoken, way.to, way.suggester.model, way.glossary, way.screen.seal]
            for spoken, ways in self.directions.items()
            for way in ways
        ]

    def blocks(self, reading: Reading, begin: Spot, watch: Watch, *, look: bool) -> Iterator[Block]:
        """See `Stage.blocks`."""
        return (self.block(window) for window in reading.windows(begin, watch, look=look))

    def block(self, window: Window) -> Block:
        """What becomes of a window."""
        counts = CaptionCounts()
        units = [item for item in window.items if isinstance(item, Unit)]
        answered = iter(answers(units, self.directions, counts))
        entries: list[Entry] = []
        for item in window.items:
            if isinstance(item, str):
                entries.append(Entry(item, "", ()))
            else:
                post, _slash, name = item.key.rpartition("/")
                entries.append(Entry(post, name, next(answered).pairs))
        counts.skipped = len(window.items) - len(units)
        return Block(entries, counts, window.end)
