"""The review tool as an application: its rooms, and what stands before them."""

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, ExitStack, asynccontextmanager
from dataclasses import dataclass

from fastapi import Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from l10n import __version__
from l10n.errors import ConfigError, L10nError
from l10n.messages import gettext as _
from l10n.store import facts, people
from l10n.web import access, answers, sessions, step
from l10n.web.desk import Desk
from l10n.web.gate import Gate
from l10n.web.headers import BodyLimit, Policy
from l10n.web.language import Language
from l10n.web.links import Links
from l10n.web.routes import (
    account,
    api,
    dashboard,
    doors,
    exchange,
    glossary,
    queue,
    screenshots,
    units,
    units_api,
    webhooks,
)
from l10n.web.routes import people as people_pages
from l10n.web.sessions import Cookies

ROUTERS = (
    doors.router,
    queue.router,
    units.router,
    screenshots.router,
    dashboard.router,
    glossary.router,
    exchange.router,
    account.router,
    people_pages.router,
    webhooks.router,
    api.router,
    units_api.router,
)

# What runs beside the requests while the server does.
SERVICES: tuple[Callable[[Desk], AbstractContextManager[object]], ...] = (
    webhooks.sending,
    step.keeping,
)


@dataclass(frozen=True, slots=True)
class Door:
    """How people come in.

    Attributes:
        links: on loopback: the link that opens the tool; None where people have accounts.
        owner: on loopback: who sits at the machine.
        secure: whether the session travels over https only.
        hosts: on loopback: the names the server answers to; another site's name can't lead here.
    """

    links: Links | None = None
    owner: str = ""
    secure: bool = True
    hosts: tuple[str, ...] = ("*",)


def loopback(desk: Desk, owner: str, tell: Callable[[str], None], host: str = "127.0.0.1") -> Door:
    """The door for who sits at the machine.

    Args:
        desk: whose clock the link's time goes by.
        owner: their name, as the ledger will know it.
        tell: how they hear of the key of a new link.
        host: the address the server listens on.
    """
    names = ("127.0.0.1", "localhost", "::1", "[::1]", host)
    return Door(Links(desk.clock, tell), owner, secure=False, hosts=names)


def create(desk: Desk, door: Door) -> FastAPI:
    """The application.

    Raises:
        ConfigError: where nobody could enter.
        StorageError: where the store refuses.
    """
    with desk.database.writing() as connection:
        key = facts.first(connection, "session-key", secrets.token_urlsafe(48))
        if door.links is None and not people.anyone_active(connection):
            raise ConfigError(
                _("There are no users, so nobody could log in."),
                remedy=_("Add one with `l10n user add NAME --role admin`."),
            )
    purpose = "password" if door.links is None else "link"
    cookies = Cookies(key, purpose, secure=door.secure)
    app = FastAPI(
        title="l10n review",
        version=__version__,
        # Its pages load scripts from elsewhere; the description itself is under /api/v1.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
        dependencies=[Depends(sessions.guard)],
        # The first is the outermost.
        middleware=[
            Middleware(Policy),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(door.hosts), www_redirect=False),
            Middleware(Language),
            Middleware(answers.LastDoor),
            Middleware(BodyLimit),
            Middleware(Gate, desk=desk, cookies=cookies, owner=door.owner),
        ],
        exception_handlers={
            HTTPException: answers.on_http_error,
            RequestValidationError: answers.on_invalid,
            L10nError: answers.on_our_error,
        },
    )
    app.state.desk = desk
    app.state.door = door
    for router in ROUTERS:
        app.include_router(router)
    access.verify(app)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    with ExitStack() as running:
        for service in SERVICES:
            running.enter_context(service(app.state.desk))
        yield
        # A service may take a moment to end what it is at; the loop is not held up by it.
        await run_in_threadpool(running.close)
