"""Moderation: which posts wait, where it stands, and what is decided on one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form
from sqlalchemy.engine import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from l10n.errors import L10nError, ReviewError
from l10n.messages import gettext as _
from l10n.model import SensitiveTerm, Verdict
from l10n.moderation.dashboard import AGES, DAYS, dashboard
from l10n.moderation.decide import Decision, decide, seal
from l10n.moderation.screen import Screen
from l10n.store import ledger, moderation, queue, units
from l10n.store.moderation import Case, Filter
from l10n.store.records import Record
from l10n.transitions import ON_POSTS, VERDICTS
from l10n.web import filters, labels, sessions
from l10n.web.pages import render
from l10n.web.services import actor_of, person_of, services_of

router = APIRouter(prefix="/moderation", include_in_schema=False)
SIZE = 50
NAMES = ("verdict", "category")
# As much of a text as a page shows, and so many events of its history.
_SHOWN, _HISTORY = 20_000, 50
_KNOWN = {str(action): action for action in VERDICTS}

Values = dict[str, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, and the entry of a list that stands there."""

    text: str
    entry: SensitiveTerm | None = None


@router.get("", openapi_extra=filters.described(*NAMES))
def list_cases(request: Request, page: int = 1) -> Response:
    """What waits, escalated posts first, and the figures."""
    services, values = services_of(request), _asked(request)
    page = min(max(page, 1), 1_000_000)
    wanted = _wanted(request, values)
    with services.database.reading() as connection:
        start = (page - 1) * SIZE
        cases, total = moderation.page(connection, wanted, start=start, size=SIZE)
        found = dashboard(connection, person_of(request).locales, services.clock())
    return render(
        request,
        "moderation.html",
        cases=cases,
        total=total,
        found=found,
        values=values,
        query=urlencode(values),
        page=page,
        pages=-(-total // SIZE),
        verdicts=list(Verdict),
        ages=AGES,
        days=DAYS,
        labels=labels,
        problem=_screen(request)[1],
        has_lists=bool(services.config.captions.moderation),
    )


@router.get("/next", openapi_extra=filters.described(*NAMES))
def next_case(request: Request, after: str = "") -> Response:
    """The next post that waits, after "locale/unit" or from the beginning."""
    values = _asked(request)
    locale, _slash, name = after.partition("/")
    with services_of(request).database.reading() as connection:
        last = moderation.get(connection, locale, name) if name else None
        case = moderation.following(connection, _wanted(request, values), last)
    return _onward(request, case, values)


@router.get("/{locale}/{unit}", openapi_extra=filters.described(*NAMES, "done"))
def show(request: Request, locale: str, unit: str) -> Response:
    """A flagged post."""
    return _page(request, locale, unit, _asked(request))


@router.post("/{locale}/{unit}")
def act(
    request: Request,
    locale: str,
    unit: str,
    action: Annotated[str, Form()],
    seen: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "",
    verdict: Annotated[str, Form()] = "",
    category: Annotated[str, Form()] = "",
) -> Response:
    """Take a decision, and go on to the next post."""
    if action not in _KNOWN:
        raise HTTPException(422)
    services = services_of(request)
    values = _kept({"verdict": verdict, "category": category})
    try:
        with services.database.writing() as connection:
            before = _case(connection, locale, unit)[0]
            after = moderation.following(connection, _wanted(request, values), before)
            asked = Decision(locale, unit, _KNOWN[action], seen, note)
            decide(connection, actor_of(request), asked, services.now())
    except ReviewError as error:
        problem = f"{error.message} {error.remedy}".strip()
        return _page(request, locale, unit, values, problem, note, status=409)
    return _onward(request, after, values, f"{locale}/{unit}")


def _page(
    request: Request,
    locale: str,
    unit: str,
    values: Values,
    problem: str = "",
    note: str = "",
    status: int = 200,
) -> Response:
    services = services_of(request)
    screen, warning = _screen(request)
    with services.database.reading() as connection:
        case, record = _case(connection, locale, unit)
        history = ledger.of(connection, locale, unit)
        near = queue.neighbours(connection, record, reach=4)
        done = _done(connection, request)
    source = "\n".join(record.unit.source)
    notes = {(e.term, e.language): e.note for e in screen.entries}
    return render(
        request,
        "case.html",
        status,
        case=case,
        record=record,
        source=list(_pieces(screen, source)),
        more=max(len(source) - _SHOWN, 0),
        target="\n".join(record.target),
        longest=_SHOWN,
        notes=notes,
        siblings=[one for one in near if moderation.post_of(one) == case.post],
        history=[event for event in history if event.action in ON_POSTS][-_HISTORY:],
        seen=seal(record, case),
        values=values,
        query=urlencode(values),
        problem=problem,
        warning=warning,
        note=note[:2000],
        done=done,
        labels=labels,
    )


def _pieces(screen: Screen, text: str) -> Iterator[Piece]:
    """The text as it is shown, cut where the lists found something."""
    at, text = 0, text[:_SHOWN]
    for one in screen.find(text):
        yield Piece(text[at : one.start])
        yield Piece(text[one.start : one.end], one.entry)
        at = one.end
    yield Piece(text[at:])


def _screen(request: Request) -> tuple[Screen, str]:
    """What marks the terms, and why it can't where a list is wrong: posts are decided on still."""
    try:
        return services_of(request).lists.screen(), ""
    except L10nError as error:
        return Screen(()), str(error)


def _case(connection: Connection, locale: str, unit: str) -> tuple[Case, Record]:
    case, record = moderation.get(connection, locale, unit), units.get(connection, locale, unit)
    if case is None or record is None:
        raise HTTPException(404, _("This post is not flagged (any more)."))
    return case, record


def _done(connection: Connection, request: Request) -> Case | None:
    """What was decided just before, so that it can be looked at again from here."""
    locale, _slash, name = request.query_params.get("done", "").partition("/")
    if not name or not person_of(request).works_on(locale):
        return None
    return moderation.get(connection, locale, name)


def _onward(request: Request, case: Case | None, values: Values, done: str = "") -> Response:
    if case:
        query = urlencode({**values, **({"done": done} if done else {})})
        return RedirectResponse(f"/moderation/{case.locale}/{case.unit}?{query}", 303)
    sessions.flash(request, _("That was the last one here."))
    return RedirectResponse(f"/moderation?{urlencode(values)}", 303)


def _asked(request: Request) -> Values:
    return _kept({name: request.query_params.get(name, "") for name in NAMES})


def _kept(values: Values) -> Values:
    """The part that asks for something; no column holds a NUL."""
    return {name: text for name, told in values.items() if (text := told[:200].replace("\0", ""))}


def _wanted(request: Request, values: Values) -> Filter:
    verdict = filters.known(Verdict, values.get("verdict", ""))
    return Filter(
        (verdict,) if verdict else (),
        values.get("category", ""),
        person_of(request).locales,
    )
