"""The glossary: searched by everybody, proposed to by translators, decided about by reviewers."""

from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel
from starlette.background import BackgroundTask, BackgroundTasks
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from l10n.errors import GlossaryError, ReviewError
from l10n.files import storable
from l10n.glossary.lint import TermFinding
from l10n.messages import gettext as _
from l10n.messages import ngettext
from l10n.pipeline import term_effects, terminology
from l10n.pipeline.term_effects import Effects, SentBack
from l10n.pipeline.terminology import Change, StaleTermError
from l10n.store import terms
from l10n.store.terms import Kept
from l10n.terms import Rule, Term, TermStatus
from l10n.web import filters, sessions, words
from l10n.web.desk import Desk, actor_of, desk_of, person_of
from l10n.web.pages import render

router = APIRouter(prefix="/glossary", include_in_schema=False)
SIZE = 50
# More units than this are sent back when the page is out: nobody waits for minutes.
_AT_ONCE = 200
_FILTERS = ("q", "status", "rule", "direction")
_FACTS = (
    *("source", "target", "variants", "forbidden", "rule", "part_of_speech"),
    *("domain", "definition", "note"),
)


class TermForm(BaseModel):
    """A term as a form holds it; lists stand one a line.

    `term` is the id of a term that is changed, `seen` what it said, and `seal` what a preview
    showed.
    """

    term: str = ""
    seen: str = ""
    seal: str = ""
    path: str = ""
    direction: str = ""
    source: str = ""
    target: str = ""
    variants: str = ""
    forbidden: str = ""
    rule: str = str(Rule.PREFER)
    exact: str = ""
    part_of_speech: str = ""
    domain: str = ""
    definition: str = ""
    note: str = ""
    status: str = str(TermStatus.PROPOSED)


@router.get("")
def search(request: Request, page: int = 1) -> Response:
    """A page of the terms that a filter chooses."""
    desk = desk_of(request)
    task = _follow(desk)
    page = min(max(page, 1), 1_000_000)
    asked = {name: request.query_params.get(name, "")[:200] for name in _FILTERS}
    source, _dash, target = asked["direction"].partition("-")
    wanted = terms.Wanted(
        asked["q"],
        filters.known(TermStatus, asked["status"]),
        filters.known(Rule, asked["rule"]),
        (source, target) if target else None,
    )
    with desk.database.reading() as connection:
        found, total = terms.search(connection, wanted, start=(page - 1) * SIZE, size=SIZE)
    reply = render(
        request,
        "glossary.html",
        found=found,
        total=total,
        page=page,
        pages=-(-total // SIZE),
        asked=asked,
        query=filters.query({name: [value] for name, value in asked.items() if value}),
        statuses=list(TermStatus),
        rules=list(Rule),
        directions=["-".join(pair) for pair in terminology.directions(desk.config)],
        errors=desk.reference.errors(),
        words=words,
    )
    reply.background = task
    return reply


@router.get("/new")
def propose(request: Request, source: str = "") -> Response:
    """An empty form."""
    ways = terminology.directions(desk_of(request).config)
    return _page(request, TermForm(source=source[:200], direction="-".join(ways[0])), None)


@router.get("/terms/{term}")
def show(request: Request, term: str) -> Response:
    """A term, with the form that changes it."""
    desk = desk_of(request)
    task = _follow(desk)
    kept = _found(desk, term)
    reply = _page(request, _filled(kept), kept)
    reply.background = task
    return reply


@router.post("/terms")
def save(request: Request, form: Annotated[TermForm, Form()]) -> Response:
    """Save a term; what binds is shown with its effects first."""
    desk = desk_of(request)
    task = _follow(desk)
    kept = _found(desk, form.term) if form.term else None
    try:
        change = _change(form, kept)
        terminology.permit(desk.config, change, actor_of(request), person_of(request).locales)
        remarks = terminology.remarks(desk.config, change)
        if terminology.bars(remarks) and change.after.status is not TermStatus.DEPRECATED:
            problem = _("A term with errors is not saved.")
            return _page(request, form, kept, problem=problem, remarks=remarks, status=422)
        with desk.database.reading() as connection:
            found = term_effects.effects(connection, desk.config, desk.reference, change)
        if form.seal != found.seal and (change.binds or remarks):
            problem = _("What it does changed since the preview. Look again.") if form.seal else ""
            status = 409 if form.seal else 200
            return _page(
                request, form, kept, problem=problem, remarks=remarks, found=found, status=status
            )
        saved = terminology.save(desk.config, desk.database, change)
    except StaleTermError as error:
        return _page(request, form, error.theirs, problem=error.message, stale=True, status=409)
    except ReviewError as error:
        problem = f"{error.message} {error.remedy}"
        return _page(request, form, kept, problem=problem, status=409)
    except GlossaryError as error:
        problem = f"{error.message} {error.remedy}"
        return _page(request, form, kept, problem=problem, status=422)
    told, later = _send_back(request, saved.term, found)
    sessions.flash(request, told)
    reply = RedirectResponse(f"/glossary/terms/{saved.id}", 303)
    if change.binds:
        later.add_task(desk.upkeep.catch_up)
    reply.background = later if later.tasks else task
    return reply


def _follow(desk: Desk) -> BackgroundTask | None:
    """Let the mirror follow the files, and the units follow the glossary when the page is out."""
    changed = terminology.follow(desk.config, desk.database)
    return BackgroundTask(desk.upkeep.catch_up) if changed else None


def _send_back(request: Request, term: Term, found: Effects) -> tuple[str, BackgroundTasks]:
    """Put the touched units back, many of them when the page is out; what to tell the person."""
    desk, actor = desk_of(request), actor_of(request)
    wanted = (desk.database, desk.rules, actor, term, found, desk.now())
    later = BackgroundTasks()
    if len(found.touched) > _AT_ONCE:
        later.add_task(term_effects.carry_out, *wanted)
        sentence = _("{count} units go back into the queue now; that takes a while.")
        told = f"{_('The term is saved.')} {sentence.format(count=len(found.touched))}"
        return told, later
    return _told(term_effects.carry_out(*wanted)), later


def _told(done: SentBack) -> str:
    told = _("The term is saved.")
    if done.decided:
        sentence = ngettext(
            "{count} unit is back in the queue.",
            "{count} units are back in the queue.",
            done.decided,
        )
        told += " " + sentence.format(count=done.decided)
    if done.refused:
        sentence = ngettext(
            "{count} unit changed meanwhile and was left alone.",
            "{count} units changed meanwhile and were left alone.",
            done.refused,
        )
        told += " " + sentence.format(count=done.refused)
    return told


def _found(desk: Desk, name: str) -> Kept:
    with desk.database.reading() as connection:
        kept = terms.get(connection, name[:32])
    if kept is None:
        raise HTTPException(404, _("There is no such term (any more)."))
    return kept


def _filled(kept: Kept) -> TermForm:
    """The form that shows a term."""
    term = kept.term
    values = {name: getattr(term, name) for name in _FACTS}
    values.update(variants="\n".join(term.variants), forbidden="\n".join(term.forbidden))
    return TermForm(
        **values,
        term=kept.id,
        seen=kept.seal,
        path=kept.path,
        direction=f"{term.source_language}-{term.target_language}",
        exact="1" if term.exact_case else "",
        status=str(term.status),
    )


def _change(form: TermForm, kept: Kept | None) -> Change:
    """What the form asks for.

    Raises:
        StaleTermError: where the term is not what the person saw any more.
        GlossaryError: where no file could hold it.
    """
    rule, status = filters.known(Rule, form.rule), filters.known(TermStatus, form.status)
    source, _dash, target = form.direction.partition("-")
    if rule is None or status is None:
        raise HTTPException(422)
    said = _line(form.target) or (_line(form.source) if rule is Rule.KEEP else "")
    term = Term(
        # A term stays in its direction: another one is another term.
        kept.term.source_language if kept else source,
        kept.term.target_language if kept else target,
        _line(form.source),
        said,
        _lines(form.variants),
        _lines(form.forbidden),
        rule,
        bool(form.exact),
        _line(form.part_of_speech),
        _line(form.domain),
        _line(form.definition),
        _line(form.note),
        status,
    )
    path = kept.path if kept else form.path
    after = terminology.sound(term, path)
    if kept and kept.seal != form.seen:
        raise StaleTermError(kept, after)
    return Change(path, kept, after, form.seen)


def _line(text: str) -> str:
    """The text on one line, in characters that a file can hold."""
    return " ".join(storable(text).split())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(_line, text.splitlines())))


def _page(
    request: Request,
    form: TermForm,
    kept: Kept | None,
    *,
    problem: str = "",
    stale: bool = False,
    remarks: list[TermFinding] | None = None,
    found: Effects | None = None,
    status: int = 200,
) -> Response:
    config = desk_of(request).config
    judges = actor_of(request).role in terminology.JUDGES
    paths = terminology.writable(config)
    open_ = kept is None or (
        kept.path in paths and (judges or kept.term.status is TermStatus.PROPOSED)
    )
    return render(
        request,
        "term.html",
        status,
        form=form,
        kept=kept,
        problem=problem,
        stale=stale,
        remarks=remarks or [],
        found=found,
        judges=judges,
        open=open_,
        paths=paths,
        directions=["-".join(pair) for pair in terminology.directions(config)],
        rules=list(Rule),
        statuses=list(TermStatus),
        words=words,
    )
