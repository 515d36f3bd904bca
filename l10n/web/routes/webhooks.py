"""The webhooks page, for admins; and the sender that runs beside it."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from l10n.errors import ConfigError
from l10n.messages import gettext as _
from l10n.pipeline.webhooks import Sender
from l10n.store import webhooks
from l10n.store.webhooks import Topic, Webhook
from l10n.web import sessions
from l10n.web.desk import Desk, desk_of
from l10n.web.pages import render

router = APIRouter(prefix="/webhooks", include_in_schema=False)


def sending(desk: Desk) -> Sender:
    """Posts what is to be told while the server runs."""
    return Sender(desk.database, desk.clock)


@router.get("")
def webhooks_page(request: Request) -> Response:
    """All of them, and a form for one more."""
    return _page(request)


@router.post("")
def add(
    request: Request,
    url: Annotated[str, Form()] = "",
    topics: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """One more; its secret is shown this once."""
    known = set(Topic)
    if any(topic not in known for topic in topics or ()):
        raise HTTPException(422)
    try:
        with desk_of(request).database.writing() as connection:
            made = webhooks.add(connection, url.strip(), [Topic(t) for t in topics or ()])
    except ConfigError as error:
        return _page(request, str(error), url=url)
    return _page(request, made=made)


@router.post("/remove")
def remove(request: Request, number: Annotated[int, Form()] = 0) -> Response:
    """One less."""
    with desk_of(request).database.writing() as connection:
        webhooks.remove(connection, number)
    sessions.flash(request, _("The webhook is removed."))
    return RedirectResponse("/webhooks", 303)


def _page(
    request: Request, problem: str = "", *, url: str = "", made: Webhook | None = None
) -> Response:
    with desk_of(request).database.reading() as connection:
        rows = [
            (webhook, webhooks.failures(connection, webhook.number))
            for webhook in webhooks.listed(connection)
        ]
    return render(
        request,
        "webhooks.html",
        422 if problem else 201 if made else 200,
        rows=rows,
        problem=problem,
        url=url,
        made=made,
        topics=[(str(topic), words) for topic, words in _topics().items()],
    )


def _topics() -> dict[Topic, str]:
    return {Topic.APPROVE: _("an approval"), Topic.RELEASE: _("a release")}
