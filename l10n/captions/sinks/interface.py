"""What a sink for pairs offers."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Block:
    """Pairs that are written together, and what has none any more.

    Attributes:
        pairs: as `translate.pairs` gives them, in the order of their posts.
        gone: post and field of captions that have no pair in this version; the field is "" where
            a whole post is not to be shown.
    """

    pairs: Sequence[Mapping[str, Any]]
    gone: Sequence[tuple[str, str]] = ()


class Writer(Protocol):
    """A sink that is open."""

    def write(self, block: Block) -> Any:
        """Write a block; when this returns it is durable.

        Returns:
            JSON, which `Sink.open` takes to go on behind this block.
        """
        ...

    def finish(self) -> None:
        """Show what was written, whole; nothing was to be seen before where the place is a file."""
        ...


class Sink(Protocol):
    """A way to write pairs.

    Attributes:
        suffixes: of the files that it writes; () for one that writes by URL.

    `place` is a file or a URL, and `table` says where in a database.
    """

    name: str
    suffixes: tuple[str, ...]

    def exists(self, place: str, table: str) -> bool:
        """Whether pairs stand there.

        Raises:
            L10nError: where something else does, or nothing can be written.
        """
        ...

    def holds(self, place: str, table: str, mark: Any) -> bool:
        """Whether what an interrupted run wrote up to a mark is still there to go on from."""
        ...

    def drop(self, place: str, table: str) -> None:
        """Forget what an interrupted run wrote, where nobody has seen it."""
        ...

    def open(
        self, place: str, table: str, mark: Any, *, add: bool
    ) -> AbstractContextManager[Writer]:
        """The sink, open behind a mark; what an interrupted run wrote after it is dropped.

        Args:
            mark: what the last `write` returned that counts; None to begin.
            add: whether the pairs that stand there stay, and these come behind them.
        """
        ...
