"""What the tests of the review tool share: a project's site, and browsers that are logged in."""

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from l10n.project import config
from l10n.store import people, tokens
from l10n.store.database import Database
from l10n.transitions import Role
from l10n.web.app import Door, create, loopback
from l10n.web.services import Services
from tests.conftest import Project, copied

with warnings.catch_warnings():
    # Starlette would have httpx2, which says the same things.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

PASSWORD = "correct horse battery"
ORIGIN = "http://127.0.0.1:8020"


@dataclass
class Clock:
    """A clock that the test sets."""

    now: float = 1_750_000_000.0

    def __call__(self) -> float:
        return self.now


class Browser(TestClient):
    """A client that keeps cookies, follows nothing, and fills in the form's secret."""

    def __init__(self, app: FastAPI, **options: Any) -> None:
        super().__init__(app, base_url=ORIGIN, follow_redirects=False, **options)
        self._secrets: dict[tuple[str, ...], str] = {}

    def csrf(self) -> str:
        """The secret of this session's forms."""
        if (known := self._secrets.get(self._session)) is not None:
            return known
        found = re.search('name="csrf" value="([^"]+)"', self.get("/no-such-page").text)
        assert found
        # The page may have begun a session.
        self._secrets[self._session] = found[1]
        return found[1]

    @property
    def _session(self) -> tuple[str, ...]:
        return tuple(cookie.value or "" for cookie in self.cookies.jar)

    def submit(self, path: str, **fields: Any) -> Any:
        """Post a form as a page of ours does."""
        return self.post(path, data={"csrf": self.csrf(), **fields})

    def log_in(self, name: str, password: str = PASSWORD, **fields: Any) -> Any:
        """Fill in the log-in form."""
        return self.submit("/login", name=name, password=password, **fields)


@dataclass
class Site:
    """A project's review tool as a team has it, and people in it."""

    services: Services
    clock: Clock
    app: FastAPI
    made: set[str] = field(default_factory=set)

    def person(self, role: Role, locales: Sequence[str] = ()) -> str:
        """Somebody of that role, by name."""
        name = "-".join([role, *locales])
        if name not in self.made:
            with self.services.database.writing() as connection:
                people.add(connection, name, PASSWORD, role, locales, at=self.services.now())
            self.made.add(name)
        return name

    def browser(self, role: Role | None = None, locales: Sequence[str] = ()) -> Browser:
        """A browser; with a role somebody of that role is logged in."""
        browser = Browser(self.app)
        if role is not None:
            assert browser.log_in(self.person(role, locales)).status_code == 303
        return browser

    def token(self, role: Role, locales: Sequence[str] = (), *, expires_at: str = "") -> str:
        """An API token of somebody of that role."""
        name = self.person(role, locales)
        with self.services.database.writing() as connection:
            return tokens.create(
                connection, name, "test", at=self.services.now(), expires_at=expires_at
            )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services(project: Project, clock: Clock, empty_store: Path) -> Iterator[Services]:
    """A services for the small project, with a locale more than its one."""
    project.write("l10n.toml", SETTINGS_OF_TWO)
    settings = config.load(project.root / "l10n.toml")
    with Database(copied(empty_store, project.root / ".l10n" / "review.sqlite")) as database:
        yield Services(settings, database, clock)


SETTINGS_OF_TWO = """\
source_locale = "en"
target_locales = ["zh_Hans", "fr"]

[[sources]]
extractor = "python"
include = ["app/**/*.py"]

[engine]
name = "fake"
"""


@pytest.fixture
def site(services: Services, clock: Clock) -> Site:
    """The tool as a team has it: accounts, over plain http as tests speak it."""
    with services.database.writing() as connection:
        people.add(connection, "root", PASSWORD, Role.ADMIN, at=services.now())
    return Site(services, clock, create(services, Door(secure=False)))


@dataclass
class Machine:
    """The tool as one has it on one's own machine, and the keys its terminal showed."""

    app: FastAPI
    keys: list[str]


@pytest.fixture
def machine(services: Services) -> Machine:
    keys: list[str] = []
    return Machine(create(services, loopback(services, "Ann", keys.append)), keys)
