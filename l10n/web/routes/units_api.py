"""Units for scripts and for the page's own script: list, open, check, decide."""

from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.engine import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from l10n.files import storable
from l10n.messages import gettext as _
from l10n.model import Finding
from l10n.pipeline.decide import Decision, StaleError, decide
from l10n.pipeline.workbench import Verdict, judge, open_unit
from l10n.review import Action
from l10n.store import queue
from l10n.store.units import Record, get
from l10n.web import filters, words
from l10n.web.desk import actor_of, desk_of, person_of

router = APIRouter(prefix="/api/v1", tags=["units"])
_MOST_FORMS, _MOST_CHARACTERS, _MOST_AT_ONCE = 6, 20_000, 200
# A page of long texts ends once it holds so many characters.
_PAGE_CHARACTERS = 200_000

Target = list[str]


class UnitView(BaseModel):
    """A unit in a locale, as it stands."""

    locale: str
    id: str
    source: list[str]
    context: str
    kind: str
    state: str
    target: list[str]
    hash: str
    author: str
    origin: str
    quality: float
    errors: int
    warnings: int
    priority: float
    changed_at: str


class UnitPage(BaseModel):
    """Some units, and how many there are in all."""

    total: int
    units: list[UnitView]


class Remark(BaseModel):
    """A finding."""

    check: str
    severity: str
    message: str
    evidence: str


class Proof(BaseModel):
    """What became of a glossary term."""

    term: str
    renderings: list[str]
    outcome: str
    said: str
    words: str


class Checked(BaseModel):
    """What checks and glossary say of a target."""

    findings: list[Remark]
    terms: list[Proof]


class OpenUnit(BaseModel):
    """A unit with what is known about it."""

    unit: UnitView
    checked: Checked
    matches: list[dict[str, Any]]
    history: list[dict[str, Any]]


class Words(BaseModel):
    """A target to be checked, saved or not."""

    target: Target = Field(max_length=_MOST_FORMS)


class Asked(BaseModel):
    """A decision.

    `expected` is the hash of the words it is made on; when they changed since, the answer is 409
    with the unit as it stands now.
    """

    action: Action
    expected: str = ""
    target: Target = Field(default_factory=list, max_length=_MOST_FORMS)
    note: str = ""


@router.get("/units")
def list_units(request: Request, start: int = 0, size: int = 50) -> UnitPage:
    """Units as the queue lists them; the same filters: locale, kind, state, finding, q, ...

    A page may hold fewer than `size` where texts are long; the next one starts after them.
    """
    desk = desk_of(request)
    values = filters.asked(request.query_params)
    wanted, order = filters.chosen(values, person_of(request), desk.clock())
    start, size = min(max(start, 0), 10_000_000), min(max(size, 1), _MOST_AT_ONCE)
    with desk.database.reading() as connection:
        found = queue.page(connection, wanted, order, start=start, size=size)
    return UnitPage(total=found.total, units=list(_bounded(map(_view, found.records))))


def _bounded(views: Iterable[UnitView]) -> Iterator[UnitView]:
    """The first of them always, and others until the page is full."""
    size = 0
    for number, view in enumerate(views):
        size += sum(map(len, (*view.source, *view.target, view.context)))
        if number and size > _PAGE_CHARACTERS:
            return
        yield view


@router.get("/units/{locale}/{unit}")
def open_one(request: Request, locale: str, unit: str) -> OpenUnit:
    """A unit with its findings, terms, matches and history."""
    desk = desk_of(request)
    with desk.database.reading() as connection:
        bench = open_unit(connection, desk.reference, _found(connection, locale, unit))
    return OpenUnit(
        unit=_view(bench.record),
        checked=_checked(Verdict(bench.findings, bench.terms)),
        matches=[
            {
                "similarity": near.match.similarity,
                "source": storable(near.match.source),
                "target": storable(near.match.target),
            }
            for near in bench.matches
        ],
        history=[
            {
                "at": event.at,
                "actor": event.actor,
                "action": str(event.action),
                "note": storable(event.note[:2000]),
            }
            for event in bench.history
        ],
    )


@router.post("/units/{locale}/{unit}/check")
def check(request: Request, locale: str, unit: str, said: Words) -> Checked:
    """What the checks say of a target that nobody has saved: the same as the command line's."""
    desk = desk_of(request)
    if sum(map(len, said.target)) > _MOST_CHARACTERS:
        raise HTTPException(413)
    with desk.database.reading() as connection:
        record = _found(connection, locale, unit)
    target = tuple(map(storable, said.target))
    return _checked(judge(desk.reference, record, target))


@router.post("/units/{locale}/{unit}/decisions", responses={409: {"description": "Stale"}})
def take(request: Request, locale: str, unit: str, asked: Asked) -> Response:
    """Take a decision; the answer is the unit as it stands then."""
    desk = desk_of(request)
    decision = Decision(locale, unit, asked.action, asked.expected, tuple(asked.target), asked.note)
    try:
        with desk.database.writing() as connection:
            record = decide(connection, desk.rules, actor_of(request), [decision], desk.now())
    except StaleError as error:
        body = {"error": {"status": 409, "message": error.message, "remedy": error.remedy}}
        now = _view(error.theirs).model_dump()
        return JSONResponse({**body, "unit": now}, 409)
    return JSONResponse(_view(record).model_dump())


def _found(connection: Connection, locale: str, unit: str) -> Record:
    record = get(connection, locale, unit)
    if record is None:
        raise HTTPException(404, _("There is no such unit."))
    return record


def _view(record: Record) -> UnitView:
    unit = record.unit
    return UnitView(
        locale=record.locale,
        id=unit.id,
        source=list(map(storable, unit.source)),
        context=storable(unit.context),
        kind=str(unit.kind),
        state=str(record.state),
        target=list(map(storable, record.target)),
        hash=record.hash,
        author=record.author,
        origin=record.origin,
        quality=record.quality,
        errors=record.errors,
        warnings=record.warnings,
        priority=record.priority,
        changed_at=record.changed_at,
    )


def _checked(verdict: Verdict) -> Checked:
    return Checked(
        findings=[_remark(finding) for finding in verdict.findings],
        terms=[
            Proof(
                term=proof.hit.term.source,
                renderings=list(proof.hit.term.renderings),
                outcome=str(proof.outcome),
                said=words.outcome(proof.outcome),
                words=proof.words,
            )
            for proof in verdict.terms
        ],
    )


def _remark(finding: Finding) -> Remark:
    return Remark(
        check=finding.check,
        severity=str(finding.severity),
        message=storable(finding.message),
        evidence=storable(finding.evidence),
    )
