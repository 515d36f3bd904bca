"""The queue: what each filter shows, in which order, to whom; and many decided at once."""

import re
from dataclasses import replace

import pytest

from l10n.model import Kind, Unit
from l10n.store import units
from l10n.store.records import Conflict, Record
from l10n.transitions import Action, Role
from tests.conftest import Project
from tests.web.conftest import Browser, Site
from tests.web.work import BAD, FR, GOOD, MUTE, NOTES, VIEW, ZH, Work, worked

ALL = [MUTE, NOTES, VIEW]


@pytest.fixture
def work(site: Site, project: Project) -> Work:
    """In zh: one with an error and old, one approved, one a machine's; in fr all a machine's."""
    made = worked(site, project)
    made.decide(Action.EDIT, target=BAD)
    made.decide(Action.APPROVE, source=VIEW)
    made.change(replace(made.unit(), changed_at="2020-01-01T00:00:00Z"))
    return made


def listed(browser: Browser, query: str) -> list[str]:
    page = browser.get(f"/queue?{query}")
    assert page.status_code == 200
    found = re.findall('class="queue__open"[^>]*><bdi>([^<]*)', page.text)
    return [text.replace("&#39;", "'") for text in found]


FILTERS = [
    ("locale=zh_Hans", ALL),
    ("locale=zh_Hans&state=machine", [NOTES]),
    ("locale=zh_Hans&state=machine&state=approved", [NOTES, VIEW]),
    ("locale=zh_Hans&kind=ui", ALL),
    ("locale=zh_Hans&kind=caption", []),
    ("finding=terms&severity=error", [MUTE]),
    ("finding=terms&severity=warning", []),
    ("locale=zh_Hans&finding=urls", []),
    ("term=mute", [MUTE]),
    ("locale=zh_Hans&term=mute", [MUTE]),
    ("locale=zh_Hans&origin=human", [MUTE]),
    ("locale=zh_Hans&origin=machine", [NOTES, VIEW]),
    ("days=30", [MUTE]),
    ("locale=zh_Hans&q=PROFILE", [VIEW]),
    (f"q={BAD}", [MUTE]),
    ("q=%25_", []),
    ("conflict=1", []),
    ("locale=zh_Hans&state=nonsense&kind=x&severity=y&origin=z&order=w&days=-1", ALL),
]


@pytest.mark.parametrize(("query", "expected"), FILTERS)
def test_a_filter_shows_what_it_asks_for(work: Work, query: str, expected: list[str]) -> None:
    browser = work.site.browser(Role.TRANSLATOR)
    assert sorted(listed(browser, query)) == sorted(expected)


def test_without_a_query_what_waits_is_shown(work: Work) -> None:
    found = listed(work.site.browser(Role.TRANSLATOR), "")
    assert sorted(found) == sorted([*ALL, MUTE, NOTES])


def test_a_conflict_is_found(work: Work) -> None:
    record = work.unit(NOTES)
    conflict = Conflict(("别的",), "f" * 32, record.state)
    work.change(replace(record, conflict=conflict))
    assert listed(work.site.browser(Role.TRANSLATOR), "conflict=1") == [NOTES]


def test_the_order_is_the_one_asked_for(work: Work) -> None:
    browser = work.site.browser(Role.TRANSLATOR)
    assert listed(browser, "locale=zh_Hans&order=position") == ALL
    assert listed(browser, "locale=zh_Hans&order=age")[0] == MUTE
    risky = listed(browser, "locale=zh_Hans&order=priority")
    by_priority = sorted(ALL, key=lambda source: -work.unit(source).priority)
    assert risky == by_priority


def test_pages_hold_each_unit_once(work: Work) -> None:
    many = [
        Record(FR, "en", Unit((f"caption {n:03}",), kind=Kind.CAPTION), position=n)
        for n in range(120)
    ]
    with work.site.services.database.writing() as connection:
        units.add(connection, many)
    browser = work.site.browser(Role.TRANSLATOR)
    query = "kind=caption&order=position"
    pages = [listed(browser, f"{query}&page={page}") for page in (1, 2, 3, 4, -7)]
    assert [len(page) for page in pages] == [50, 50, 20, 0, 50]
    assert sorted(name for page in pages[:3] for name in page) == [
        f"caption {n:03}" for n in range(120)
    ]
    assert (
        f'href="/queue?{query.replace("&", "&amp;")}&amp;page=2"'
        in browser.get(f"/queue?{query}").text
    )


def test_one_sees_the_locales_one_works_on(work: Work) -> None:
    browser = work.site.browser(Role.REVIEWER, [FR])
    assert sorted(listed(browser, "order=position")) == sorted(ALL)
    assert f"/units/{ZH}/" not in browser.get("/queue?order=position").text
    assert browser.get(f"/queue?locale={ZH}").status_code == 403
    assert listed(browser, f"term=mute&q={BAD}") == []
    # From a unit that is not theirs they are led to one that is.
    zh = work.unit()
    led = browser.get(f"/next?after={ZH}/{zh.unit.id}&order=position").headers["location"]
    assert led.startswith((f"/units/{FR}/", "/queue"))
    page = browser.get(f"{work.place(locale=FR)}?done={ZH}/{zh.unit.id}/{zh.hash}/edit").text
    assert BAD not in page
    assert f"/units/{ZH}/" not in page
    assert browser.get(work.place()).status_code == 403
    preview = browser.submit("/batch", action="approve", query="order=position").text
    assert BAD not in preview
    assert "2 units will be decided" in preview or "3 units will be decided" in preview


def test_next_walks_the_queue_to_its_end(work: Work) -> None:
    browser = work.site.browser(Role.TRANSLATOR)
    query = "locale=zh_Hans&order=position"
    place, seen = browser.get(f"/next?{query}").headers["location"], []
    while place.startswith("/units/"):
        name = place.partition("?")[0].removeprefix("/units/")
        seen.append(name)
        place = browser.get(f"/next?after={name}&{query}").headers["location"]
    assert seen == [f"{ZH}/{work.unit(source).unit.id}" for source in ALL]
    assert "That was the last one here." in browser.get(place).text


def fields(page: str) -> dict[str, str]:
    found = dict(re.findall('name="(seal|query)" value="([^"]*)"', page))
    return {name: value.replace("&amp;", "&") for name, value in found.items()}


def test_many_are_decided_after_a_preview_and_the_typed_count(work: Work) -> None:
    browser = work.site.browser(Role.REVIEWER)
    asked = {"action": "approve", "query": "locale=zh_Hans&state=machine&state=suggested"}
    preview = browser.submit("/batch", **asked)
    assert "1 unit will be decided." in preview.text
    assert "1 unit can" in preview.text, "the one with an error"
    sealed = {"action": "approve", **fields(preview.text)}
    assert browser.submit("/batch", **sealed, count="2").status_code == 422
    assert str(work.unit(NOTES).state) == "machine"
    assert browser.submit("/batch", **sealed, count=" 1 ").status_code == 303
    assert [str(work.unit(s).state) for s in (MUTE, NOTES)] == ["suggested", "approved"]
    assert "1 unit decided." in browser.get("/queue").text


def test_what_changed_since_the_preview_is_shown_again(work: Work) -> None:
    browser = work.site.browser(Role.REVIEWER)
    preview = browser.submit("/batch", action="approve", query="locale=zh_Hans")
    work.decide(Action.EDIT, source=NOTES, target="%(n)d 篇笔记")
    again = browser.submit("/batch", action="approve", **fields(preview.text), count="1")
    assert again.status_code == 422
    assert "changed since the preview" in again.text
    assert str(work.unit(NOTES).state) == "suggested"


def test_many_are_rejected_with_a_reason_alone(work: Work) -> None:
    browser = work.site.browser(Role.REVIEWER)
    preview = browser.submit("/batch", action="reject", query=f"locale=zh_Hans&q={BAD}")
    sealed = {"action": "reject", **fields(preview.text), "count": "1"}
    assert "needs a reason" in browser.submit("/batch", **sealed, note=" ").text
    assert browser.submit("/batch", **sealed, note="says nothing").status_code == 303
    assert (str(work.unit().state), work.events()[-1].note) == ("rejected", "says nothing")


def test_a_translator_decides_nothing_at_once(work: Work) -> None:
    browser = work.site.browser(Role.TRANSLATOR)
    assert browser.submit("/batch", action="approve", query="").status_code == 403
    assert 'action="/batch"' not in browser.get("/queue?order=position").text
    assert GOOD not in work.unit().target
