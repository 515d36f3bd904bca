"""The queue: what waits, filtered and sorted; the next one; many decided at once."""

from typing import Annotated

from fastapi import APIRouter, Form
from sqlalchemy.engine import Connection
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from l10n import plugins
from l10n.messages import gettext as _
from l10n.messages import ngettext
from l10n.model import Kind, Origin, State
from l10n.pipeline import trust
from l10n.pipeline.batch import MOST, decide_all, preview
from l10n.review import Action
from l10n.store import queue
from l10n.store.units import Record, get
from l10n.web import filters, sessions, words
from l10n.web.desk import actor_of, desk_of, person_of
from l10n.web.pages import render

router = APIRouter(include_in_schema=False)
SIZE = 50
# A preview lists so many; the others are counted.
_SHOWN = 1_000


@router.get("/queue")
def list_queue(request: Request, page: int = 1) -> Response:
    """A page of the queue."""
    desk, values = desk_of(request), filters.asked(request.query_params)
    if not request.url.query:
        values = {"state": [str(state) for state in queue.WAITING]}
    wanted, order = filters.chosen(values, person_of(request), desk.clock())
    page = min(max(page, 1), 1_000_000)
    with desk.database.reading() as connection:
        found = queue.page(connection, wanted, order, start=(page - 1) * SIZE, size=SIZE)
    return render(
        request,
        "queue.html",
        found=found,
        values=values,
        query=filters.query(values),
        page=page,
        pages=-(-found.total // SIZE),
        locales=_locales(request),
        kinds=list(Kind),
        states=list(State),
        origins=list(Origin),
        orders=list(queue.Order),
        checks=sorted(plugins.room("checks")),
        words=words,
        link=filters.query,
        most=MOST,
    )


@router.get("/next")
def next_unit(request: Request, after: str = "") -> Response:
    """The next unit in the queue, after "locale/unit" or from the beginning."""
    values = filters.asked(request.query_params)
    locale, _slash, name = after.partition("/")
    with desk_of(request).database.reading() as connection:
        last = get(connection, locale, name) if name else None
        record = following(connection, request, values, last)
    return onward(request, record, values)


def following(
    connection: Connection, request: Request, values: dict[str, list[str]], last: Record | None
) -> Record | None:
    """What comes after a unit in the queue that the values ask for.

    Asked before the unit is decided on: a decision moves it elsewhere, or out of the queue.
    """
    wanted, order = filters.chosen(values, person_of(request), desk_of(request).clock())
    return queue.following(connection, wanted, order, last)


def onward(
    request: Request,
    record: Record | None,
    values: dict[str, list[str]],
    done: str = "",
    told: str = "",
) -> Response:
    """On to a unit that comes next, now and then a trial; back to the queue where there is none.

    Args:
        done: what was decided just before, to be undone from there.
        told: what the person is to read there.
    """
    desk = desk_of(request)
    if record and desk.config.review.trial_rate:
        with desk.database.writing() as connection:
            record = trust.maybe(
                connection,
                desk.rules,
                actor_of(request),
                record,
                rate=desk.config.review.trial_rate,
                draw=desk.draw,
                at=desk.now(),
            )
    if record:
        if told:
            sessions.flash(request, told)
        return to_unit(record, values, done)
    sessions.flash(request, f"{told} {_('That was the last one here.')}".strip())
    return RedirectResponse(f"/queue?{filters.query(values)}", 303)


def to_unit(record: Record, values: dict[str, list[str]], done: str) -> Response:
    """To the editor of a unit."""
    query = filters.query(values, done=done)
    return RedirectResponse(f"/units/{record.locale}/{record.unit.id}?{query}", 303)


@router.post("/batch")
def batch(
    request: Request,
    action: Annotated[str, Form()],
    query: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "",
    count: Annotated[str, Form()] = "",
    seal: Annotated[str, Form()] = "",
) -> Response:
    """Approve or reject all that a filter chooses: first a preview, then the typed count."""
    desk, values = desk_of(request), filters.parsed(query)
    wanted, _order = filters.chosen(values, person_of(request), desk.clock())
    act = Action.REJECT if action == Action.REJECT else Action.APPROVE
    with desk.database.reading() as connection:
        found = preview(connection, desk.rules, actor_of(request), wanted, act)
    problem = ""
    if seal and seal != found.seal:
        problem = _("The units changed since the preview. Look at them again.")
    elif seal and count.strip() != str(len(found.ready)):
        problem = _("The number you typed is not the number of units.")
    elif seal and act is Action.REJECT and not note.strip():
        problem = _("A rejection needs a reason; the next translator reads it.")
    elif seal:
        done = decide_all(
            desk.database, desk.rules, actor_of(request), found, act, note, desk.now()
        )
        sentence = ngettext("{count} unit decided.", "{count} units decided.", done.decided)
        told = sentence.format(count=done.decided)
        if done.refused:
            told += " " + _("{count} were refused; they stand in the queue still.").format(
                count=len(done.refused)
            )
        sessions.flash(request, told)
        return RedirectResponse(f"/queue?{query}", 303)
    return render(
        request,
        "batch.html",
        422 if problem else 200,
        found=found,
        action=act,
        query=filters.query(values),
        note=note,
        problem=problem,
        shown=_SHOWN,
        words=words,
    )


def _locales(request: Request) -> tuple[str, ...]:
    """The locales that the person may see."""
    config, person = desk_of(request).config, person_of(request)
    known = (*config.target_locales, config.source_locale)
    return tuple(locale for locale in known if person.works_on(locale))
