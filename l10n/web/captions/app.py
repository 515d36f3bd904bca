"""Captions over HTTP as an application: the routes, and what stands before them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from urllib.parse import urlsplit

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from l10n import __version__
from l10n.errors import L10nError
from l10n.messages import gettext as _
from l10n.web.captions import page, routes
from l10n.web.captions.metrics import Metrics
from l10n.web.captions.service import Service
from l10n.web.headers import BodyLimit, Policy
from l10n.web.language import Language

_PATHS = frozenset({"/", "/translate", "/detect", "/languages", "/frontend/settings"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def create(service: Service, hosts: tuple[str, ...] = ("*",)) -> FastAPI:
    """The application.

    Args:
        service: what answers.
        hosts: the names it answers to.
    """
    app = FastAPI(
        title="l10n captions",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
        # The first is the outermost.
        middleware=[
            Middleware(Policy),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
            Middleware(
                CORSMiddleware,
                allow_origins=service.origins,
                allow_methods=["GET", "POST"],
                allow_headers=["Authorization", "Content-Type"],
            ),
            Middleware(Language),
            Middleware(_Counted, metrics=service.metrics),
            Middleware(_Door, origins=service.origins),
            Middleware(BodyLimit, refuse=refuse),
        ],
        exception_handlers={
            HTTPException: _on_http_error,
            RequestValidationError: _on_invalid,
            L10nError: _on_our_error,
            Exception: _on_bug,
        },
    )
    app.state.service = service
    app.include_router(routes.router)
    app.include_router(page.router)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    queue = app.state.service.queue
    queue.start()
    yield
    # What waits is said first; the loop is not held up by it.
    await run_in_threadpool(queue.close)


def refuse(request: Request, status: int, message: str = "") -> Response:
    """A refusal as LibreTranslate has it."""
    del request
    return JSONResponse({"error": message or _sentence(status)}, status)


def _sentence(status: int) -> str:
    known = {
        404: _("There is nothing at this address."),
        413: _("This is more than the server takes at once."),
        500: _("This is a bug in l10n; the server's log has the details."),
    }
    return known.get(status, HTTPStatus(status).phrase)


async def _on_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    ours = error.detail if error.detail != HTTPStatus(error.status_code).phrase else ""
    reply = refuse(request, error.status_code, ours)
    reply.headers.update(error.headers or {})
    return reply


async def _on_invalid(request: Request, error: Exception) -> Response:
    """A form of the page's that is none."""
    del error
    return refuse(request, 400)


async def _on_our_error(request: Request, error: Exception) -> Response:
    """What the pipeline can't do: an engine out of reach, a store that refuses."""
    assert isinstance(error, L10nError)
    return refuse(request, 500, error.message)


async def _on_bug(request: Request, error: Exception) -> Response:
    """What nobody expected; the log has the trace, the reply has not."""
    del error
    return refuse(request, 500)


class _Counted:
    """Middleware that counts replies by path and status; a path of nobody's counts as one.

    Args:
        app: what stands within.
        metrics: where they are counted.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        path = scope.get("path", "")

        async def count(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._metrics.request(path if path in _PATHS else "other", message["status"])
            await send(message)

        await self._app(scope, receive, count)


class _Door:
    """Middleware that refuses what a page of another site sends, unless it may.

    A server on somebody's own machine is otherwise at the service of every page they open.

    Args:
        app: what stands within.
        origins: of the pages that may.
    """

    def __init__(self, app: ASGIApp, origins: tuple[str, ...]) -> None:
        self._app = app
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] == "http" and scope["method"] not in _SAFE:
            request = Request(scope)
            if self._is_strange(request):
                reply = refuse(request, 403, _("Pages of this site may not ask here."))
                await reply(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _is_strange(self, request: Request) -> bool:
        origin = request.headers.get("origin")
        if "*" in self._origins or origin in self._origins:
            return False
        site = request.headers.get("sec-fetch-site")
        if site is not None:
            return site not in {"same-origin", "none"}
        return origin is not None and _netloc(origin) != request.headers.get("host")


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""
