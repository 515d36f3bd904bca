"""Hostile words, wherever they come from, are text on every page and break none."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from l10n.files import storable
from l10n.model import Kind, Location, Origin, State, Suggestion, Unit, content_hash
from l10n.project import config
from l10n.review.decide import Actor, Decision, decide
from l10n.store import comments, ledger, people, suggestions, units
from l10n.store.database import Database
from l10n.store.records import Conflict, Record
from l10n.sync.sync import sync
from l10n.transitions import Action, Event, Role, replay
from l10n.web.app import Door, create
from l10n.web.services import Services
from tests.conftest import Project
from tests.web.conftest import PASSWORD, SETTINGS_OF_TWO, Browser, Clock, Site
from tests.web.hostile import LIMIT, TEXTS, Page

pytestmark = pytest.mark.slow

ZH = "zh_Hans"


@pytest.fixture
def tool(project: Project, place: Path | str, clock: Clock) -> Any:
    """The tool on each kind of database, unless a test chooses one."""
    project.write("l10n.toml", SETTINGS_OF_TWO + "\n[captions]\nglossary = []\n")
    settings = config.load(project.root / "l10n.toml")
    with Database(place) as database:
        services = Services(settings, database, clock)
        with database.writing() as connection:
            people.add(connection, "root", PASSWORD, Role.ADMIN, at=services.now())
        yield Site(services, clock, create(services, Door(secure=False)))


def store(site: Site, text: str, kind: Kind, number: int) -> Record:
    """A unit that says it everywhere it can, with a history and all that is kept beside it."""
    services = site.services
    said = text or "-"
    unit = Unit(
        (said, said) if kind is Kind.UI else (said,),
        context=said,
        kind=kind,
        key=f"{number}{said[:100]}",
        notes=(said, said),
        locations=(Location(said, 1),),
        flags=(said[:100],),
        limit=10,
    )
    target = (said,)
    hash_ = content_hash(ZH, unit, target)
    at = services.now()
    events = [
        Event(at, said[:150], Action.EDIT, ZH, unit.id, "", hash_, target),
        Event(at, said[:150], Action.REJECT, ZH, unit.id, hash_, hash_, note=said),
        Event(at, said[:150], Action.EDIT, ZH, unit.id, hash_, hash_, target),
    ]
    with services.database.writing() as connection:
        told = ledger.append(connection, [sound(event) for event in events])
        standing = replay(told)
        record = Record(
            ZH,
            "en",
            unit,
            number,
            {"author": said, "at": said},
            exposure=3,
            state=standing.state,
            target=target,
            hash=hash_,
            author=standing.author,
            number=told[-1].number,
            changed_at=at,
            origin=str(Origin.HUMAN),
            errors=1,
            priority=1.0,
            conflict=Conflict(target, hash_, State.SUGGESTED),
        )
        units.add(connection, [record])
        for words in filter(str.strip, {said[:4000], said[-4000:]}):
            comments.add(connection, ZH, unit.id, comments.Comment(at, storable(said[:150]), words))
        offer = Suggestion(unit.id, ("x" + said,), Origin.MACHINE, storable(said[:150]), 0.5)
        suggestions.keep(connection, ZH, [("f" * 32, offer)], at)
    return record


def sound(event: Event) -> Event:
    """As a text column holds its text; the words themselves stand as JSON."""
    return replace(event, actor=storable(event.actor), note=storable(event.note))


def harmless(reply: Any, what: str, limit: int = LIMIT) -> None:
    assert reply.status_code < 500, (what, reply.text[:500])
    assert "default-src 'none'; script-src 'self'" in reply.headers["content-security-policy"]
    assert len(reply.content) < limit, what
    assert "evil" not in reply.headers.get("set-cookie", "").partition("=")[0]
    kind = reply.headers.get("content-type", "")
    if kind.startswith("text/html"):
        assert Page(reply.text).wrong == [], what
    elif reply.status_code not in {303, 204}:
        assert kind.startswith(("application/json", "text/csv", "application/x", "text/x")), what
        assert reply.headers["x-content-type-options"] == "nosniff"


PAGES = [
    "/",
    "/queue",
    "/queue?order=position",
    "/queue?order=age&state=suggested&conflict=1",
    "/next",
    "/dashboard",
    "/audit",
    "/glossary",
    "/glossary/new",
    "/exchange",
    "/account",
    "/people",
    "/webhooks",
    "/nothing",
    "/api/v1/me",
    "/api/v1/units?order=position&size=200",
    "/api/v1/openapi.json",
]


@pytest.mark.parametrize(
    ("place", "kind"), [("sqlite", Kind.UI), ("postgresql", Kind.CAPTION)], indirect=["place"]
)
def test_hostile_units_are_text_on_every_page(tool: Site, kind: Kind) -> None:
    records = [store(tool, text, kind, n) for n, text in enumerate(TEXTS.values())]
    browser = tool.browser(Role.REVIEWER)
    admin = tool.browser(Role.ADMIN)
    for path in PAGES:
        harmless(admin.get(path), path)
    for name, record in zip(TEXTS, records, strict=True):
        place = f"/units/{ZH}/{record.unit.id}"
        harmless(browser.get(f"{place}?q=evil&done={ZH}/{record.unit.id}/{record.hash}/edit"), name)
        # A script that opens one unit gets it whole, its forms and its context.
        harmless(browser.get(f"/api/v1{place}"), name, 6_000_000)
    for action in ("approve", "reject"):
        harmless(browser.submit("/batch", action=action, query="order=position"), action)


def test_a_text_out_of_all_bounds_is_read_and_not_cut_by_a_decision(site: Site) -> None:
    record = store(site, "长" * 30_000, Kind.CAPTION, 1)
    place = f"/units/{ZH}/{record.unit.id}"
    browser = site.browser(Role.REVIEWER)
    page = browser.get(place).text
    assert "10000 more characters are not shown" in page
    assert "longer than this page takes" in page
    assert 'value="edit"' not in page
    asked = {"action": "reject", "expected": record.hash, "note": "endless"}
    assert browser.submit(place, **asked).status_code == 303
    with site.services.database.reading() as connection:
        kept = units.get(connection, ZH, record.unit.id)
    assert kept is not None
    assert (kept.state, kept.target) == (State.REJECTED, record.target)


FIELDS = ("locale", "kind", "state", "finding", "severity", "term", "origin", "days", "q", "order")


def visit_addresses(tool: Site, text: str) -> None:
    browser = tool.browser(Role.ADMIN)
    short = text[:2000].encode("utf-8", "surrogatepass")
    for name in (*FIELDS, "conflict", "page"):
        harmless(browser.get("/queue", params={name: short}), name)
        harmless(browser.get("/api/v1/units", params={name: short}), name)
    everything = dict.fromkeys((*FIELDS, "status", "rule", "direction", "page"), short[:200])
    for path in ("/queue", "/next", "/glossary", "/dashboard", "/exchange", "/exchange/file"):
        harmless(browser.get(path, params={**everything, "format": "csv"}), path)
    for name in ("after", "done", "source", "next", "key", "format"):
        for path in ("/next", "/glossary/new", "/login", "/enter", "/exchange/file"):
            harmless(browser.get(path, params={name: short}), path)
    part = "".join(f"%{byte:02x}" for byte in text[:300].encode("utf-8", "surrogatepass"))
    for path in ("/units/zh_Hans/{}", "/units/{}/x", "/api/v1/units/{}/{}", "/glossary/terms/{}"):
        harmless(browser.get(path.replace("{}", part or "x")), path)


def send_forms(tool: Site, text: str) -> None:
    record = store(tool, "ordinary", Kind.CAPTION, 0)
    place = f"/units/{ZH}/{record.unit.id}"
    browser = tool.browser(Role.ADMIN)
    # A form holds at most 2 MB with every byte spelled in three.
    sent = text[:200_000].encode("utf-8", "surrogatepass")
    for action in [*Action, sent[:100]]:
        for expected in (record.hash, sent[:100]):
            asked = {"action": action, "expected": expected, "target": sent, "queue": sent[:2000]}
            harmless(browser.submit(place, **asked), str(action))
    harmless(browser.submit(place, action="reject", expected=record.hash, note=sent), "note")
    harmless(browser.submit(f"{place}/comments", text=sent, queue=sent[:2000]), "comment")
    harmless(browser.submit(f"{place}/resolve", keep="file", expected=sent[:100]), "resolve")
    harmless(browser.submit("/batch", action=sent, query=sent, note=sent, count=sent), "batch")
    term = dict.fromkeys(("source", "target", "variants", "note", "definition"), sent[:20000])
    facts = {"path": "glossary/terms.csv", "direction": "en-zh", "status": "approved"}
    saved = {"csrf": browser.csrf(), **term, **facts}
    harmless(browser.post("/glossary/terms", data=saved), "term")
    file = (sent[:200].decode("latin-1") + ".csv", sent, "text/csv")
    upload = {"csrf": browser.csrf(), "locale": sent[:100]}
    harmless(browser.post("/exchange", data=upload, files={"file": file}), "upload")
    for path in (place, "/queue", "/glossary", "/dashboard", "/people", "/account"):
        harmless(browser.get(path), path)


def call_the_api(tool: Site, text: str) -> None:
    record = store(tool, "ordinary", Kind.CAPTION, 0)
    place = f"/api/v1/units/{ZH}/{record.unit.id}"
    browser = Browser(tool.app, headers={"Authorization": f"Bearer {tool.token(Role.ADMIN)}"})
    said = text[:300_000]
    bodies: list[tuple[str, Any]] = [
        ("check", {"target": [said]}),
        ("check", {"target": said}),
        ("decisions", {"action": said, "target": [said]}),
        ("decisions", {"action": "edit", "expected": said, "target": [said]}),
        ("decisions", {"action": "edit", "expected": record.hash, "target": [said]}),
        ("decisions", {"action": "reject", "expected": record.hash, "note": said}),
    ]
    for path, body in bodies:
        reply = browser.post(
            f"{place}/{path}",
            content=json.dumps(body),
            headers={"Content-Type": "application/json"},
        )
        harmless(reply, path)


VISITS = [visit_addresses, send_forms, call_the_api]


# These are sent through every door, the others in turn through one: what differs is the text.
EVERYWHERE = {"nul", "surrogate", "breaks", "long markup", "bidi", "script", "template"}


@pytest.mark.parametrize(
    ("visit", "text"),
    [
        pytest.param(visit, text, id=f"{name}-{visit.__name__}")
        for number, (name, text) in enumerate(TEXTS.items())
        for turn, visit in enumerate(VISITS)
        if name in EVERYWHERE or number % len(VISITS) == turn
    ],
)
def test_hostile_requests_are_answered_with_text(
    site: Site, visit: Callable[[Site, str], None], text: str
) -> None:
    visit(site, text)


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
@pytest.mark.parametrize("name", ["nul", "surrogate", "breaks"])
@pytest.mark.parametrize("visit", VISITS)
def test_what_postgresql_refuses_is_answered_too(
    tool: Site, visit: Callable[[Site, str], None], name: str
) -> None:
    visit(tool, TEXTS[name])


def test_a_hostile_name_is_text_on_the_pages_of_its_units(site: Site) -> None:
    browser = site.browser(Role.ADMIN)
    record = store(site, "ordinary", Kind.CAPTION, 0)
    for name, text in TEXTS.items():
        actor = Actor(" ".join(storable(text[:150]).split()) or "x", Role.REVIEWER)
        with site.services.database.writing() as connection:
            now = units.get(connection, ZH, record.unit.id)
            assert now
            edit = Decision(ZH, record.unit.id, Action.EDIT, now.hash, (f"words of {name}",))
            decide(connection, site.services.rules, actor, [edit], site.services.now())
    for path in (f"/units/{ZH}/{record.unit.id}", "/queue", "/dashboard"):
        harmless(browser.get(path), path)


def test_hostile_catalogs_reach_the_pages_as_text(site: Site, project: Project) -> None:
    """What PO holds, through extraction and sync."""
    texts = [t for t in TEXTS.values() if t.strip() and "\ud800" not in t and "\x00" not in t]
    lines = [f"print(_({text!r}))" for text in texts]
    project.write("app/main.py", "from gettext import gettext as _\n" + "\n".join(lines))
    assert project.run("run").code in {0, 1}
    services = site.services
    checker = services.judges.checker_for("en", ZH)
    added = sync(services.config, services.database, ZH, checker, services.now()).added
    assert added > len(texts) - 5
    browser = site.browser(Role.ADMIN)
    listed = browser.get("/api/v1/units?order=position&size=200")
    harmless(listed, "list")
    harmless(browser.get("/queue?order=position"), "queue")
    with services.database.reading() as connection:
        names = [name for name, _worded in units.live(connection, ZH, "")]
    for name in names:
        harmless(browser.get(f"/units/{ZH}/{name}"), name)
    for form in ("po", "csv", "xliff"):
        assert browser.get(f"/exchange/file?format={form}").status_code < 500
