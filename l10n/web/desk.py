"""What the routes work with: the project, its store, the clock."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from starlette.requests import Request

from l10n.config import Config
from l10n.pipeline.decide import Actor, Rules
from l10n.pipeline.reference import Reference
from l10n.pipeline.sheet import Sheet
from l10n.store.database import Database
from l10n.store.people import Person


@dataclass(frozen=True, slots=True)
class Desk:
    """A project's review desk.

    Attributes:
        clock: seconds since the epoch.
        draw: a number from 0 to below its argument, by chance.
        reference: glossary, checks and memory.
        rules: what decisions are held to.
        sheets: the catalogs as the last sync left them, by locale.
    """

    config: Config
    database: Database
    clock: Callable[[], float] = time.time
    draw: Callable[[int], int] = secrets.randbelow
    reference: Reference = field(init=False)
    rules: Rules = field(init=False)
    sheets: dict[str, Sheet] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        reference = Reference(self.config, self.database)
        object.__setattr__(self, "reference", reference)
        rules = Rules(reference.checker, self.config.review.four_eyes)
        object.__setattr__(self, "rules", rules)

    def now(self, ahead: float = 0.0) -> str:
        """The time as the ledger writes it, or so many seconds from now."""
        return datetime.fromtimestamp(self.clock() + ahead, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def desk_of(request: Request) -> Desk:
    """The desk that a request came to."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


def person_of(request: Request) -> Person:
    """Who asks; the gate lets nobody else through to a page that calls this."""
    person = request.state.person
    assert isinstance(person, Person)
    return person


def actor_of(request: Request) -> Actor:
    """Who asks, as the ledger knows them."""
    person = person_of(request)
    return Actor(person.name, person.role)
