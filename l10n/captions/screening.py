"""What captions ask of moderation, which is another room: why a person has to look at a post."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from l10n.model import Route, Suggestion

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from l10n.store.records import Record


class Screen(Protocol):
    """Finds what a moderator has to see."""

    @property
    def seal(self) -> str:
        """A name for what it looks for."""

    def reasons(self, text: str) -> tuple[str, ...]:
        """Why a person has to look at a text; () for nothing."""


class Watch(Protocol):
    """Flags posts of the store as they come in."""

    def reasons(self, text: str) -> tuple[str, ...]:
        """As `Screen`."""

    def follow(self, connection: "Connection", records: "Iterable[Record]", at: str) -> int:
        """Flag what is to be flagged, in the transaction that writes it; how many changed."""


class Nothing:
    """Looks for nothing: the project has no lists."""

    seal = ""

    def reasons(self, text: str) -> tuple[str, ...]:
        """See `Screen`."""
        del text
        return ()

    def follow(self, connection: "Connection", records: "Iterable[Record]", at: str) -> int:
        """See `Watch`."""
        del connection, records, at
        return 0


def looked_at(made: Suggestion, why: tuple[str, ...]) -> Suggestion:
    """The suggestion with these reasons; where there is one, it goes nowhere by itself."""
    if not why:
        return made
    route = Route.REVIEW if made.route is Route.AUTO else made.route
    return replace(made, route=route, reasons=tuple(dict.fromkeys((*made.reasons, *why))))
