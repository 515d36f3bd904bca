"""What a source of posts offers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from l10n.errors import SourceError
from l10n.model import Location


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a place is to be read.

    Attributes:
        options: the names of a post's fields, as `extractors.posts.units` takes them.
        columns: the fields that matter, for sources that can leave the others unread.
        query: the SELECT that gives posts, for a database.
        watermark: its column that grows with each change; "" where a run begins anew.
    """

    options: Mapping[str, Any] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    query: str = ""
    watermark: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A post as its source holds it.

    Attributes:
        post: its fields: text, numbers, truth values; times as text.
        after: where to go on after it; JSON, which only the source understands.
        done: how much of the source lies behind it, in the unit of `Source.total`.
    """

    post: Mapping[str, Any]
    at: Location
    after: Any
    done: int


class Source(Protocol):
    """A way to read posts.

    Attributes:
        suffixes: of the files that it reads; () for one that reads by URL.
        tabular: whether every post of a place has the same fields.
    """

    name: str
    suffixes: tuple[str, ...]
    tabular: bool

    def total(self, place: str, asked: Asked) -> int:
        """How much there is to read, in whatever unit; 0 where nobody knows."""
        ...

    def stamp(self, place: str, asked: Asked) -> Any:
        """JSON that changes where `after` of an earlier run would lead astray."""
        ...

    def rows(self, place: str, asked: Asked, after: Any = None) -> Iterator[Row | SourceError]:
        """The posts in a stable order, never held whole; an error for each that can't be read.

        Args:
            after: that of the last row which is not wanted any more; None to begin.

        Raises:
            SourceError: where the place can't be read at all.
        """
        ...
