"""The audit: samples of captions read, one by one; what is said of them decides what ships."""

from typing import Annotated

from fastapi import APIRouter, Form
from sqlalchemy.engine import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from l10n.captions.standing import Stage, Standing, judge, standing_of, standings
from l10n.errors import ReviewError
from l10n.messages import gettext as _
from l10n.model import digest
from l10n.store import samples
from l10n.store.samples import Drawn, Said, Sample, Verdict
from l10n.store.units import get
from l10n.web import labels, sessions
from l10n.web.pages import render
from l10n.web.services import actor_of, person_of, services_of

router = APIRouter(prefix="/audit", include_in_schema=False)


@router.get("")
def show_all(request: Request) -> Response:
    """The samples, the newest first."""
    with services_of(request).database.reading() as connection:
        found = standings(connection, person_of(request).locales)
        released = samples.released(connection)
    return render(request, "audit.html", found=found[::-1], released=released, labels=labels)


@router.get("/{locale}/{sample}")
def show(request: Request, locale: str, sample: int, place: int = 0) -> Response:
    """The next words to read in a sample, or those of a place."""
    return _page(request, locale, sample, place)


@router.post("/{locale}/{sample}")
def act(
    request: Request,
    locale: str,
    sample: int,
    place: Annotated[int, Form()],
    verdict: Annotated[str, Form()],
    note: Annotated[str, Form()] = "",
) -> Response:
    """Take a verdict, and go on to the next."""
    if verdict not in set(Verdict):
        raise HTTPException(422)
    services, actor = services_of(request), actor_of(request)
    said = Said(place, Verdict(verdict), note, services.now(), actor.name)
    try:
        with services.database.writing() as connection:
            standing = judge(
                connection, services.rules, actor, _found(connection, locale, sample), said
            )
    except ReviewError as error:
        return _page(request, locale, sample, place, error, note)
    if standing.stage is not Stage.OPEN:
        sessions.flash(request, labels.stage(standing.stage))
        return RedirectResponse("/audit", 303)
    return RedirectResponse(f"/audit/{locale}/{sample}", 303)


def _found(connection: Connection, locale: str, number: int) -> Sample:
    sample = samples.get(connection, number) if 0 < number < 1 << 62 else None
    if sample is None or sample.locale != locale:
        raise HTTPException(404, _("There is no such sample."))
    return sample


def _page(
    request: Request,
    locale: str,
    number: int,
    place: int,
    problem: ReviewError | None = None,
    note: str = "",
) -> Response:
    services = services_of(request)
    with services.database.reading() as connection:
        standing = standing_of(connection, _found(connection, locale, number))
        drawn = _named(standing, place) or _next(standing, actor_of(request).name)
        record = get(connection, locale, drawn.unit) if drawn else None
    if drawn is None:
        sessions.flash(request, labels.stage(standing.stage))
        return RedirectResponse("/audit", 303)
    return render(
        request,
        "audit_unit.html",
        409 if problem else 200,
        standing=standing,
        drawn=drawn,
        record=record,
        said=standing.said.get(drawn.place),
        problem=problem,
        note=note,
        labels=labels,
    )


def _named(standing: Standing, place: int) -> Drawn | None:
    """What may be read at a place: now, or once more."""
    return next((d for d in standing.chosen if d.place == place and d not in standing.mended), None)


def _next(standing: Standing, reader: str) -> Drawn | None:
    """What a reader reads next; two readers seldom have the same before them."""
    if standing.stage is not Stage.OPEN:
        return None
    return min(standing.open, key=lambda d: digest(reader, d.place), default=None)
