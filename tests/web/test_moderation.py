"""The moderation pages: who sees them, what they show, and what a decision does."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from l10n.captions.units import take
from l10n.model import Verdict
from l10n.moderation.follow import Watch
from l10n.project import config
from l10n.store import moderation
from l10n.store.database import Database
from l10n.transitions import Role
from l10n.web.services import Services
from tests.conftest import Project, copied
from tests.web import described, hostile
from tests.web.conftest import SETTINGS_OF_TWO, Clock, Site

SETTINGS = SETTINGS_OF_TWO + '\n[captions]\nmoderation = ["moderation/*.csv"]\n'
LIST = """\
term,language,category,severity,note
刷单,zh,scam,high,"paid fake orders <b>"
evil,en,own-kind,low,
"""
PAIR: dict[str, Any] = {
    "id": "p1/body",
    "from": "zh",
    "to": "en",
    "source": "今天 刷 单 赚了",
    "target": "Made money today",
    "origin": "machine",
    "by": "zh-en 1.0",
    "post": {"author": "小王", "at": "2025-01-14", "views": 3},
}


@pytest.fixture
def services(project: Project, clock: Clock, empty_store: Path) -> Iterator[Services]:
    project.write("l10n.toml", SETTINGS)
    project.write("moderation/list.csv", LIST)
    settings = config.load(project.root / "l10n.toml")
    with Database(copied(empty_store, project.root / ".l10n" / "review.sqlite")) as database:
        yield Services(settings, database, clock)


def bring(site: Site, *pairs: dict[str, Any]) -> list[moderation.Case]:
    """Take pairs in; the cases that wait, as they stand in the queue."""
    services = site.services
    data = b"".join(json.dumps(pair).encode() + b"\n" for pair in pairs)
    about = (services.config, services.database, services.judges, services.now(), print)
    watch = Watch(services.lists.screen())
    take(io.BytesIO(data), "pairs.jsonl", *about, watch=watch)
    with services.database.reading() as connection:
        return [case for case, _record in moderation.page(connection, moderation.Filter())[0]]


def place(case: moderation.Case) -> str:
    return f"/moderation/{case.locale}/{case.unit}"


def seen(page: str) -> str:
    found = re.search('name="seen" value="([^"]+)"', page)
    assert found
    return found[1]


def verdict(site: Site, case: moderation.Case) -> Verdict:
    with site.services.database.reading() as connection:
        found = moderation.get(connection, case.locale, case.unit)
    assert found
    return found.verdict


def test_a_moderator_sees_both_texts_and_why_and_decides(site: Site) -> None:
    first, second = bring(site, PAIR, {**PAIR, "id": "p2/body", "source": "刷单"})
    browser = site.browser(Role.MODERATOR)
    assert browser.get("/").headers["location"] == "/moderation"
    listed = browser.get("/moderation").text
    assert "2 posts wait" in listed
    assert "刷 单" in listed
    assert browser.get("/moderation/next").headers["location"].startswith(place(first))
    page = browser.get(place(first)).text
    assert '<mark class="sensitive">刷 单</mark>' in page
    assert "Made money today" in page
    assert "paid fake orders &lt;b&gt;" in page
    done = browser.submit(place(first), action="hide", seen=seen(page), note="fake orders")
    assert done.headers["location"].startswith(place(second))
    assert verdict(site, first) is Verdict.HIDDEN
    after = browser.get(done.headers["location"]).text
    assert 'id="done">Hidden' in after
    done = browser.submit(place(second), action="allow", seen=seen(after))
    assert done.headers["location"] == "/moderation?"
    listed = browser.get("/moderation").text
    assert "Nothing waits here." in listed
    assert "1 allowed, 1 hidden" in listed
    assert "50%" in listed
    hidden = browser.get("/moderation?verdict=hidden").text
    assert place(first) in hidden
    assert place(second) not in hidden


def test_what_was_typed_is_kept_when_the_decision_is_refused(site: Site) -> None:
    [case] = bring(site, PAIR)
    ann, bo = site.browser(Role.MODERATOR), site.browser(Role.ADMIN)
    page = ann.get(place(case)).text
    assert (
        bo.submit(place(case), action="escalate", seen=seen(page), note="who?").status_code == 303
    )
    late = ann.submit(place(case), action="hide", seen=seen(page), note="my <reason>")
    assert late.status_code == 409
    assert "somebody decided on it" in late.text
    assert 'value="my &lt;reason&gt;"' in late.text
    assert "who?" in late.text
    assert verdict(site, case) is Verdict.ESCALATED
    empty = ann.submit(place(case), action="hide", seen=seen(late.text), note=" ")
    assert (empty.status_code, "Say why" in empty.text) == (409, True)
    assert ann.submit(place(case), action="approve", seen="x").status_code == 422
    assert ann.get("/moderation/en/0123456789abcdef").status_code == 404


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.REVIEWER])
def test_nobody_else_sees_or_decides(site: Site, role: Role) -> None:
    [case] = bring(site, PAIR)
    browser = site.browser(role)
    assert "/moderation" not in browser.get("/queue").text
    for path in ("/moderation", "/moderation/next", place(case)):
        assert browser.get(path).status_code == 403
    assert browser.submit(place(case), action="allow").status_code == 403
    assert verdict(site, case) is Verdict.FLAGGED


def test_a_moderator_of_some_locales_is_shown_those(site: Site) -> None:
    [case] = bring(site, PAIR)
    browser = site.browser(Role.MODERATOR, ["fr"])
    assert "0 posts wait" in browser.get("/moderation").text
    assert browser.get(place(case)).status_code == 403
    assert browser.get("/moderation/next").headers["location"] == "/moderation?"
    assert browser.get("/queue").status_code == 403


def test_a_list_that_breaks_meanwhile_is_told_and_posts_are_decided_on_still(
    site: Site, project: Project
) -> None:
    [case] = bring(site, PAIR)
    project.write("moderation/list.csv", "term,language\n")
    browser = site.browser(Role.MODERATOR)
    page = browser.get(place(case)).text
    assert "lacks the column" in page
    assert "lacks the column" in browser.get("/moderation").text
    assert browser.submit(place(case), action="allow", seen=seen(page)).status_code == 303


def test_what_hostile_people_write_stays_text_and_is_bounded(site: Site) -> None:
    texts = [text[:5_000].encode("utf-8", "replace").decode() for text in hostile.TEXTS.values()]
    posts = [
        {
            **PAIR,
            "id": f"{text[:300]}{number}/body",
            "source": f"刷单 {text} evil",
            "target": f"{text} evil",
            "post": {"author": text[:300], "at": "<b>", "views": 1},
        }
        for number, text in enumerate([*texts, "<刷单>" * 24_000])
    ]
    cases = bring(site, *posts)
    assert len(cases) > 20
    browser = site.browser(Role.MODERATOR)
    for case in cases:
        page = browser.get(place(case))
        assert (page.status_code, len(page.content) < 1_500_000) == (200, True)
        assert hostile.Page(page.text).wrong == []
    listed = browser.get("/moderation?category=<script>evil()</script>")
    assert hostile.Page(listed.text).wrong == []
    assert hostile.Page(browser.get("/moderation").text).wrong == []


@pytest.mark.slow
def test_no_request_to_these_pages_is_a_bug(site: Site) -> None:
    [case] = bring(site, PAIR)
    browser = site.browser(Role.MODERATOR)
    known = {"locale": "en", "unit": case.unit, "action": "escalate", "verdict": "hidden"}
    asked = 0
    for route, request in described.requests_to(site.app, known):
        if "/moderation" not in route:
            continue
        headers = {**request.headers, "X-CSRF-Token": browser.csrf()}
        method, url = str(request.method), str(request.url)
        reply = browser.request(method, url, headers=headers, content=request.body)
        assert reply.status_code < 500, (method, url, request.body)
        asked += 1
    assert asked > 20
