"""What a sink for pairs offers."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Entry:
    """A version of a caption, with a pair for each language that it goes to.

    Attributes:
        field: of the post; "" where the whole post is not to be shown any more.
        pairs: as `translate.pairs` gives them; none where it says nothing to translate.
    """

    post: str
    field: str
    pairs: Sequence[Mapping[str, Any]]


class Writer(Protocol):
    """A sink that is open."""

    def write(self, block: Sequence[Entry]) -> Any:
        """Write captions in their order; when this returns they are durable.

        Returns:
            JSON, which `Sink.open` takes to go on behind this block.
        """
        ...

    def finish(self) -> None:
        """Show what was written, whole; nothing was to be seen before where the place is a file.

        Killed in it, the next run does it again where `Sink.holds`, and else it was done.
        """
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

    def open(self, place: str, table: str, mark: Any) -> AbstractContextManager[Writer]:
        """The sink, open behind a mark; what an interrupted run wrote after it is dropped.

        Args:
            mark: what the last `write` returned that counts; None to begin.
        """
        ...
