"""The editor: a unit opened, and the decisions on it."""

from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Form
from sqlalchemy.engine import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from l10n.errors import ReviewError
from l10n.messages import gettext as _
from l10n.model import State
from l10n.pipeline import screenshots, trust
from l10n.pipeline.decide import (
    MAX_CHARACTERS,
    Decision,
    FindingsError,
    StaleError,
    decide,
    resolve,
)
from l10n.pipeline.workbench import judge, open_unit
from l10n.review import Action, Role, step
from l10n.store import comments
from l10n.store.units import Record, get
from l10n.web import filters, sessions, words
from l10n.web.desk import actor_of, desk_of, person_of
from l10n.web.pages import render
from l10n.web.routes.queue import following, onward, to_unit

router = APIRouter(prefix="/units/{locale}/{unit}", include_in_schema=False)

_KNOWN = {str(action): action for action in Action}


@dataclass(frozen=True, slots=True)
class Draft:
    """What the person typed and could not save: shown again, never lost."""

    target: tuple[str, ...]
    note: str
    problem: str
    remedy: str = ""
    theirs: Record | None = None


@router.get("")
def show(request: Request, locale: str, unit: str) -> Response:
    """The editor of a unit."""
    query = filters.query(filters.asked(request.query_params))
    return _page(request, locale, unit, query)


@router.post("")
def act(
    request: Request,
    locale: str,
    unit: str,
    action: Annotated[str, Form()],
    expected: Annotated[str, Form()] = "",
    target: Annotated[list[str] | None, Form()] = None,
    note: Annotated[str, Form()] = "",
    queue: Annotated[str, Form()] = "",
) -> Response:
    """Take a decision. With changed words, an approval is an edit and an approval."""
    if action not in _KNOWN:
        raise HTTPException(422)
    desk = desk_of(request)
    typed = tuple(text.replace("\r\n", "\n") for text in target or ())
    try:
        with desk.database.writing() as connection:
            record = _found(connection, locale, unit)
            after = following(connection, request, filters.parsed(queue), record)
            asked = Decision(locale, unit, _KNOWN[action], expected, typed, note)
            if told := _on_trial(connection, request, record, asked):
                return onward(request, after, filters.parsed(queue), told=told)
            decided = decide(
                connection, desk.rules, actor_of(request), _steps(record, asked), desk.now()
            )
    except StaleError as error:
        draft = Draft(typed, note, error.message, error.remedy, error.theirs)
        return _page(request, locale, unit, queue, draft, status=409)
    except FindingsError as error:
        draft = Draft(typed, note, _("Words with errors are not approved."), error.remedy)
        return _page(request, locale, unit, queue, draft, status=422)
    except ReviewError as error:
        draft = Draft(typed, note, error.message, error.remedy)
        return _page(request, locale, unit, queue, draft, status=409)
    values = filters.parsed(queue)
    done = f"{locale}/{unit}/{decided.hash}/{action}"
    if action in {Action.APPROVE, Action.REJECT}:
        return onward(request, after, values, done)
    return to_unit(decided, values, done)


def _steps(record: Record, asked: Decision) -> list[Decision]:
    """The decision, after an edit where the words are not those that stand there."""
    changed = asked.target and any(asked.target) and asked.target != record.target
    if asked.action is Action.APPROVE and changed:
        edit = replace(asked, action=Action.EDIT)
        return [edit, asked]
    return [asked]


def _on_trial(connection: Connection, request: Request, record: Record, asked: Decision) -> str:
    """What to tell the person whose decision was on a trial; "" where it was on the unit itself."""
    desk, actor = desk_of(request), actor_of(request)
    trial = trust.under_trial(connection, actor.name, record)
    if trial is None or asked.expected != trial.hash:
        return ""
    if asked.action is Action.REJECT and not asked.note.strip():
        raise ReviewError(_("A rejection needs a reason; the next translator reads it."))
    return words.trial(trust.judge(connection, trial, asked, actor, desk.now()))


@router.post("/resolve")
def settle(
    request: Request,
    locale: str,
    unit: str,
    keep: Annotated[str, Form()],
    expected: Annotated[str, Form()] = "",
    queue: Annotated[str, Form()] = "",
) -> Response:
    """Choose between the catalog file's words and the store's."""
    if keep not in {"file", "store"}:
        raise HTTPException(422)
    desk = desk_of(request)
    decision = Decision(locale, unit, Action.EDIT, expected)
    with desk.database.writing() as connection:
        resolve(
            connection, desk.rules, actor_of(request), decision, desk.now(), file=keep == "file"
        )
    sessions.flash(request, _("The conflict is settled."))
    return RedirectResponse(f"/units/{locale}/{unit}?{filters.query(filters.parsed(queue))}", 303)


@router.post("/comments")
def comment(
    request: Request,
    locale: str,
    unit: str,
    text: Annotated[str, Form()] = "",
    queue: Annotated[str, Form()] = "",
) -> Response:
    """Say something about a unit."""
    desk = desk_of(request)
    said = comments.Comment(desk.now(), actor_of(request).name, text.replace("\r\n", "\n"))
    with desk.database.writing() as connection:
        _found(connection, locale, unit)
        comments.add(connection, locale, unit, said)
    query = filters.query(filters.parsed(queue))
    return RedirectResponse(f"/units/{locale}/{unit}?{query}#comments", 303)


def _found(connection: Connection, locale: str, unit: str) -> Record:
    record = get(connection, locale, unit)
    if record is None:
        raise HTTPException(404, _("There is no such unit."))
    return record


def _page(
    request: Request,
    locale: str,
    unit: str,
    queue: str,
    draft: Draft | None = None,
    status: int = 200,
) -> Response:
    desk, actor = desk_of(request), actor_of(request)
    with desk.database.reading() as connection:
        record = _found(connection, locale, unit)
        trial = trust.under_trial(connection, actor.name, record)
        bench = open_unit(connection, desk.reference, trust.shown(trial, record))
    if trial:
        bench, record = trust.disguised(trial, record, bench), bench.record
    typed = draft.target if draft and any(draft.target) else record.target
    verdict = judge(desk.reference, record, typed) if typed != record.target else bench
    actions = _actions(record.state, actor.role)
    if bench.too_long:
        # Its words can't be sent whole from here, so they are decided on as they are.
        actions = _actions(record.state, actor.role, editing=False)
    return render(
        request,
        "unit.html",
        status,
        bench=bench,
        record=record,
        typed=typed,
        verdict=verdict,
        draft=draft,
        queue=filters.query(filters.parsed(queue)),
        actions=actions,
        longest=MAX_CHARACTERS,
        screenshots=screenshots.shown(desk.config.root, record.unit.notes),
        undo=_undo(request),
        words=words,
        own=record.author == actor.name and desk.rules.four_eyes,
    )


def _actions(state: State, role: Role, *, editing: bool = True) -> frozenset[str]:
    """What the person may do with a unit in this state."""
    found = set()
    for action in Action:
        if action is Action.EDIT and not editing:
            continue
        try:
            step(state, action, role)
        except ReviewError:
            continue
        found.add(str(action))
    # An edit comes before an approval, so approving is open wherever editing is.
    if role in {Role.REVIEWER, Role.ADMIN} and Action.EDIT in found:
        found.add(str(Action.APPROVE))
    return frozenset(found)


def _undo(request: Request) -> dict[str, Any] | None:
    """What was decided just before, so that it can be undone from here."""
    parts = request.query_params.get("done", "").split("/")
    if len(parts) != len(("locale", "unit", "hash", "action")) or parts[3] not in _KNOWN:
        return None
    if not person_of(request).works_on(parts[0]) or parts[3] == Action.UNDO:
        return None
    with desk_of(request).database.reading() as connection:
        record = get(connection, parts[0], parts[1])
    if record is None or record.hash != parts[2]:
        return None
    return {"record": record, "action": parts[3]}
