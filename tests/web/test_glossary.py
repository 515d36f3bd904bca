"""The glossary's pages: what people see, may change, and what a change asks them first."""

import html
import re
from typing import Any

import pytest

from l10n.model import State
from l10n.review.decide import Actor, Decision, decide
from l10n.store import ledger, queue
from l10n.store.records import Record
from l10n.sync.sync import sync
from l10n.transitions import Action, Role
from l10n.web import syncing
from tests.conftest import Project
from tests.web.conftest import Browser, Site

FILE = "glossary/terms.csv"
MUTE = "Mute words and tags"
NEW = {"path": FILE, "direction": "en-zh", "source": "profile", "target": "主页", "rule": "must"}


@pytest.fixture
def ready(site: Site, project: Project) -> Site:
    """One approved unit, and a glossary of two terms."""
    assert project.run("run").code == 0
    services = site.services
    checker = services.judges.checker_for("en", "zh_Hans")
    sync(services.config, services.database, "zh_Hans", checker, services.now())
    record = unit(site)
    name = record.unit.id
    asked = [
        Decision("zh_Hans", name, action, record.hash, ("静音词语和标签",))
        for action in (Action.EDIT, Action.APPROVE)
    ]
    with services.database.writing() as connection:
        decide(connection, services.rules, Actor("Ann", Role.REVIEWER), asked, services.now())
    return site


def unit(site: Site) -> Record:
    with site.services.database.reading() as connection:
        wanted = queue.Filter(text=MUTE, locale="zh_Hans")
        found = queue.page(connection, wanted, queue.Order.POSITION)
    return found.records[0]


def glossary(project: Project) -> str:
    return (project.root / FILE).read_text("utf-8")


def address(browser: Browser, source: str) -> str:
    page = browser.get("/glossary", params={"q": source}).text
    found = re.search('href="(/glossary/terms/[0-9a-f]{32})"', page)
    assert found
    return found[1]


def fields(page: str) -> dict[str, str]:
    """What the form of a page would send."""
    form = page[page.index('action="/glossary/terms"') :]
    texts = re.findall('<input(?! type="checkbox)[^>]* name="([a-z_]+)" value="([^"]*)"', form)
    texts += re.findall(
        '<textarea[^>]* name="([a-z_]+)"[^>]*>\n(.*?)</textarea>', form, flags=re.DOTALL
    )
    for name, options in re.findall('<select[^>]* name="([a-z]+)"[^>]*>(.*?)</select>', form):
        texts += [(name, value) for value in re.findall('value="([^"]*)" selected', options)]
    return {name: html.unescape(value) for name, value in texts}


def save(browser: Browser, **values: Any) -> Any:
    return browser.post("/glossary/terms", data={**values, "csrf": browser.csrf()})


def test_everybody_finds_terms(ready: Site) -> None:
    browser = ready.browser(Role.TRANSLATOR)
    assert "静音" in browser.get("/glossary?q=mute").text
    assert "静音" in browser.get("/glossary?q=靜音&status=approved&rule=must&direction=en-zh").text
    assert "No term fits." in browser.get("/glossary?q=nothing").text
    assert browser.get("/glossary?status=x&rule=y&direction=z&page=-3").status_code == 200


def test_a_translator_proposes_and_it_binds_nothing(ready: Site, project: Project) -> None:
    browser = ready.browser(Role.TRANSLATOR)
    reply = save(browser, **NEW)
    assert reply.status_code == 303
    assert "en,zh,profile,主页,,,must,any,,,,,proposed" in glossary(project)
    page = browser.get(reply.headers["location"]).text
    assert "The term is saved." in page
    assert "proposed" in page


def test_a_translator_approves_and_changes_nothing_that_binds(
    ready: Site, project: Project
) -> None:
    before = glossary(project)
    browser = ready.browser(Role.TRANSLATOR)
    assert save(browser, **NEW, status="approved").status_code == 409
    page = browser.get(address(browser, "mute")).text
    assert 'name="status"' not in page
    assert save(browser, **{**fields(page), "target": "屏蔽"}, status="proposed").status_code == 409
    assert glossary(project) == before


def test_a_reviewer_sees_what_a_change_touches_and_then_sends_it_back(
    ready: Site, project: Project
) -> None:
    browser = ready.browser(Role.REVIEWER)
    form = fields(browser.get(address(browser, "mute")).text)
    preview = save(browser, **{**form, "target": "屏蔽"}, status="approved")
    assert preview.status_code == 200
    assert MUTE in preview.text
    assert "1 approved unit no longer satisfies" in preview.text
    assert "屏蔽" not in glossary(project)
    assert unit(ready).state is State.APPROVED
    done = save(browser, **fields(preview.text), status="approved")
    assert done.status_code == 303
    assert "屏蔽" in glossary(project)
    assert (unit(ready).state, unit(ready).errors) == (State.SUGGESTED, 1)
    assert "1 unit is back in the queue." in browser.get(done.headers["location"]).text


def test_many_go_back_when_the_page_is_out(ready: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("l10n.web.routes.glossary._AT_ONCE", 0)
    browser = ready.browser(Role.REVIEWER)
    form = fields(browser.get(address(browser, "mute")).text)
    preview = fields(save(browser, **{**form, "target": "屏蔽"}, status="approved").text)
    done = save(browser, **preview, status="approved")
    assert "1 units go back into the queue now" in browser.get(done.headers["location"]).text
    assert (unit(ready).state, unit(ready).errors) == (State.SUGGESTED, 1)
    with ready.services.database.reading() as connection:
        last = ledger.of(connection, "zh_Hans", unit(ready).unit.id)[-1]
    assert (last.action, last.actor) == (Action.WITHDRAW, ready.person(Role.REVIEWER))


def test_the_server_follows_the_glossary_files(ready: Site, project: Project) -> None:
    syncing.bring_in_step(ready.services)
    assert unit(ready).errors == 0
    project.write(FILE, glossary(project).replace("静音", "消音"))
    syncing.bring_in_step(ready.services)
    assert unit(ready).errors == 1


def test_a_preview_that_is_not_true_any_more_is_shown_again(ready: Site) -> None:
    browser = ready.browser(Role.REVIEWER)
    form = fields(browser.get(address(browser, "mute")).text)
    preview = fields(save(browser, **{**form, "target": "屏蔽"}, status="approved").text)
    record = unit(ready)
    back = Decision("zh_Hans", record.unit.id, Action.WITHDRAW, record.hash)
    with ready.services.database.writing() as connection:
        decide(
            connection,
            ready.services.rules,
            Actor("Bo", Role.REVIEWER),
            [back],
            ready.services.now(),
        )
    again = save(browser, **preview, status="approved")
    assert again.status_code == 409
    assert "Look again" in again.text
    assert save(browser, **fields(again.text), status="approved").status_code == 303


def test_a_term_changed_meanwhile_shows_both(ready: Site, project: Project) -> None:
    browser = ready.browser(Role.REVIEWER)
    form = fields(browser.get(address(browser, "mute")).text)
    project.write(FILE, glossary(project).replace("静音", "消音"))
    stale = save(browser, **{**form, "target": "屏蔽"}, status="approved")
    assert stale.status_code == 409
    assert "消音" in stale.text
    assert "屏蔽" in stale.text
    assert "屏蔽" not in glossary(project)
    # Who has seen both saves again.
    again = save(browser, **fields(stale.text), status="approved")
    assert save(browser, **fields(again.text), status="approved").status_code == 303
    assert "屏蔽" in glossary(project)


def test_a_reviewer_approves_a_proposal_and_deprecates_it(ready: Site, project: Project) -> None:
    browser = ready.browser(Role.REVIEWER)
    place = save(browser, **NEW, status="proposed").headers["location"]
    for status in ("approved", "deprecated"):
        preview = save(browser, **fields(browser.get(place).text), status=status)
        assert preview.status_code == 200
        assert save(browser, **fields(preview.text), status=status).status_code == 303
        assert glossary(project).endswith(f"{status}\n")


def test_findings_are_shown_before_and_errors_keep_it_out(ready: Site, project: Project) -> None:
    browser = ready.browser(Role.REVIEWER)
    before = glossary(project)
    reply = save(browser, **{**NEW, "source": "Mute"}, status="proposed")
    assert reply.status_code == 422
    assert "has another target" in reply.text
    assert glossary(project) == before
    short = save(browser, **{**NEW, "direction": "zh-en", "source": "薯", "target": "potato"})
    assert "is one character" in short.text
    assert save(browser, **fields(short.text)).status_code == 303


def test_a_reviewer_of_another_locale_decides_nothing_here(ready: Site, project: Project) -> None:
    browser = ready.browser(Role.REVIEWER, ["fr"])
    before = glossary(project)
    assert save(browser, **NEW, status="approved").status_code == 409
    assert glossary(project) == before


HOSTILE = [
    {"source": ""},
    {"target": ""},
    {"source": "x" * 300},
    {"path": "../../etc/passwd"},
    {"path": "l10n.toml"},
    {"direction": "en"},
    {"direction": "english-chinese"},
    {"variants": "a|b"},
    {"rule": "maybe"},
    {"status": "holy"},
    {"term": "f" * 32},
    {"term": "\x00\ud800".encode("utf-8", "surrogatepass").decode("latin-1")},
]


def test_what_makes_no_term_is_refused_in_words(ready: Site, project: Project) -> None:
    before = glossary(project)
    browser = ready.browser(Role.ADMIN)
    for values in HOSTILE:
        reply = save(browser, **{**NEW, **values})
        assert reply.status_code in {404, 409, 422}, values
    assert glossary(project) == before


def test_hostile_terms_are_shown_harmless(ready: Site) -> None:
    browser = ready.browser(Role.ADMIN)
    hostile = "<script>alert(1)</script>\u202e'\""
    reply = save(browser, **{**NEW, "source": "evil", "note": hostile, "definition": hostile})
    assert reply.status_code == 303
    for place in (reply.headers["location"], "/glossary?q=evil"):
        assert "<script>alert" not in browser.get(place).text
    assert "\u202e" not in browser.get("/glossary?q=evil").text


def test_a_broken_file_is_named_on_the_page(ready: Site, project: Project) -> None:
    project.write(FILE, "from,to,source,target\nen,zh,,x\n")
    assert "terms.csv:2" in ready.browser(Role.TRANSLATOR).get("/glossary").text
