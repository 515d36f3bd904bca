"""What the routes work with: the project, its store, the clock."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from starlette.requests import Request

from l10n.moderation.lists import Lists
from l10n.project.config import Config
from l10n.review.decide import Actor, Rules
from l10n.review.judges import Judges
from l10n.review.refresh import Refresh
from l10n.store.database import Database
from l10n.store.people import Person
from l10n.sync.blocks import CatalogBlocks


@dataclass(frozen=True, slots=True)
class Services:
    """A project's review services.

    Attributes:
        clock: seconds since the epoch.
        draw: a number from 0 to below its argument, by chance.
        judges: glossary, checks and memory.
        rules: what decisions are held to.
        refresh: keeps what is known of units in line with glossary and checks.
        lists: the lists of sensitive terms.
        blocks: the catalogs as the last sync left them, by domain and locale.
    """

    config: Config
    database: Database
    clock: Callable[[], float] = time.time
    draw: Callable[[int], int] = secrets.randbelow
    judges: Judges = field(init=False)
    rules: Rules = field(init=False)
    refresh: Refresh = field(init=False)
    lists: Lists = field(init=False)
    blocks: dict[tuple[str, str], CatalogBlocks] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        judges = Judges(self.config, self.database)
        object.__setattr__(self, "judges", judges)
        rules = Rules(judges.checker, self.config.review.four_eyes)
        object.__setattr__(self, "rules", rules)
        object.__setattr__(self, "lists", Lists(self.config))
        object.__setattr__(self, "refresh", Refresh(self.config, self.database, judges))

    def now(self, ahead: float = 0.0) -> str:
        """The time as the ledger writes it, or so many seconds from now."""
        return datetime.fromtimestamp(self.clock() + ahead, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def services_of(request: Request) -> Services:
    """The services that a request came to."""
    services = request.app.state.services
    assert isinstance(services, Services)
    return services


def person_of(request: Request) -> Person:
    """Who asks; the gate lets nobody else through to a page that calls this."""
    person = request.state.person
    assert isinstance(person, Person)
    return person


def actor_of(request: Request) -> Actor:
    """Who asks, as the ledger knows them."""
    person = person_of(request)
    return Actor(person.name, person.role)
