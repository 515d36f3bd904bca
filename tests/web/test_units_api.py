"""Units over the API: the same rules as on the page, told as JSON."""

import json
from typing import Any

import pytest

from l10n.model import State
from l10n.transitions import Action, Role
from l10n.web.routes import units_api
from tests.conftest import Project
from tests.web.conftest import Browser, Site
from tests.web.work import BAD, FR, GOOD, MUTE, NOTES, OTHER, VIEW, ZH, Work, worked


@pytest.fixture
def work(site: Site, project: Project) -> Work:
    return worked(site, project)


def script(work: Work, role: Role, *locales: str) -> Browser:
    token = work.site.token(role, locales)
    return Browser(work.site.app, headers={"Authorization": f"Bearer {token}"})


def listed(browser: Browser, query: str) -> list[str]:
    reply = browser.get(f"/api/v1/units?{query}")
    assert reply.status_code == 200
    return [unit["source"][0] for unit in reply.json()["units"]]


def test_units_are_listed_as_the_queue_lists_them(work: Work) -> None:
    browser = script(work, Role.TRANSLATOR)
    assert listed(browser, "locale=zh_Hans&order=position") == [MUTE, NOTES, VIEW]
    assert listed(browser, "locale=zh_Hans&order=position&start=1&size=1") == [NOTES]
    assert listed(browser, "q=profile&locale=fr&state=machine") == [VIEW]
    assert browser.get("/api/v1/units?size=1").json()["total"] == 6
    assert len(listed(browser, "start=-5&size=100000")) == 6


def test_a_page_of_long_texts_ends_early_and_the_next_goes_on(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(units_api, "_PAGE_CHARACTERS", 1)
    browser = script(work, Role.TRANSLATOR)
    pages = [listed(browser, f"locale=zh_Hans&order=position&start={n}") for n in range(4)]
    assert pages == [[MUTE], [NOTES], [VIEW], []]


def test_a_unit_is_opened_with_what_is_known_of_it(work: Work) -> None:
    said = script(work, Role.TRANSLATOR).get(f"/api/v1{work.place()}").json()
    assert (said["unit"]["state"], said["unit"]["hash"]) == ("machine", work.unit().hash)
    assert [event["action"] for event in said["history"]] == ["machine-suggest"]
    assert [(proof["term"], proof["renderings"]) for proof in said["checked"]["terms"]] == [
        ("mute", ["静音"])
    ]


def test_words_are_checked_and_not_kept(work: Work) -> None:
    before = work.unit()
    reply = script(work, Role.TRANSLATOR).post(
        f"/api/v1{work.place()}/check", json={"target": [BAD]}
    )
    assert [(f["check"], f["severity"]) for f in reply.json()["findings"]] == [("terms", "error")]
    assert reply.json()["terms"][0]["outcome"] == "forbidden"
    assert work.unit() == before


DECISIONS: list[tuple[Role, dict[str, Any], int, State]] = [
    (Role.TRANSLATOR, {"action": "edit", "target": [GOOD]}, 200, State.SUGGESTED),
    (Role.TRANSLATOR, {"action": "approve"}, 409, State.MACHINE),
    (Role.REVIEWER, {"action": "approve"}, 200, State.APPROVED),
    (Role.REVIEWER, {"action": "reject", "note": "says nothing"}, 200, State.REJECTED),
    (Role.REVIEWER, {"action": "reject", "note": "a\ud800\0b \r\n" * 900}, 200, State.REJECTED),
    (Role.REVIEWER, {"action": "reject", "note": "\0 \0"}, 409, State.MACHINE),
    (Role.REVIEWER, {"action": "edit", "target": ["\ud800"]}, 200, State.SUGGESTED),
    (Role.REVIEWER, {"action": "reject"}, 409, State.MACHINE),
    (Role.REVIEWER, {"action": "machine-suggest", "target": ["x"]}, 409, State.MACHINE),
    (Role.REVIEWER, {"action": "source-change"}, 409, State.MACHINE),
    (Role.REVIEWER, {"action": "edit", "target": []}, 409, State.MACHINE),
    (Role.REVIEWER, {"action": "edit", "target": ["x"] * 7}, 422, State.MACHINE),
    (Role.REVIEWER, {"action": "edit", "target": "x"}, 422, State.MACHINE),
    (Role.REVIEWER, {"action": "bless"}, 422, State.MACHINE),
    (Role.REVIEWER, {}, 422, State.MACHINE),
]


@pytest.mark.parametrize(("role", "body", "status", "state"), DECISIONS)
def test_a_decision_is_held_to_the_same_table(
    work: Work, role: Role, body: dict[str, Any], status: int, state: State
) -> None:
    asked = {"expected": work.unit().hash, **body}
    reply = script(work, role).post(
        f"/api/v1{work.place()}/decisions",
        content=json.dumps(asked),  # as scripts send half a surrogate pair: in ASCII
        headers={"Content-Type": "application/json"},
    )
    assert (reply.status_code, work.unit().state) == (status, state)
    if status == 200:
        assert (reply.json()["state"], reply.json()["hash"]) == (str(state), work.unit().hash)
    else:
        assert reply.json()["error"]["status"] == status


@pytest.mark.parametrize("expected", [{}, {"expected": ""}, {"expected": "f" * 32}])
def test_a_stale_decision_is_answered_with_the_unit_as_it_stands(
    work: Work, expected: dict[str, str]
) -> None:
    work.decide(Action.EDIT, target=GOOD)
    asked = {"action": "edit", "target": [OTHER], **expected}
    reply = script(work, Role.REVIEWER).post(f"/api/v1{work.place()}/decisions", json=asked)
    assert reply.status_code == 409
    assert (reply.json()["unit"]["target"], reply.json()["unit"]["hash"]) == (
        [GOOD],
        work.unit().hash,
    )
    assert work.unit().target == (GOOD,)


def test_words_with_errors_are_not_approved(work: Work) -> None:
    record = work.decide(Action.EDIT, target=BAD)
    asked = {"action": "approve", "expected": record.hash}
    reply = script(work, Role.REVIEWER).post(f"/api/v1{work.place()}/decisions", json=asked)
    assert (reply.status_code, work.unit()) == (409, record)
    assert "terms:" in reply.json()["error"]["message"]


def test_a_finding_is_accepted_by_its_id(work: Work) -> None:
    work.decide(Action.EDIT, target=BAD, by="Bo")
    browser, place = script(work, Role.REVIEWER), f"/api/v1{work.place()}"
    for remark in browser.get(place).json()["checked"]["findings"]:
        assert (remark["final"], remark["accepted"]) == (False, None)
        asked = {"action": "accept", "expected": work.unit().hash, "finding": remark["id"]}
        assert browser.post(f"{place}/decisions", json=asked).status_code == 409
        done = browser.post(f"{place}/decisions", json={**asked, "note": "quoted"})
        assert done.status_code == 200
    assert done.json()["errors"] == 0
    found = browser.get(place).json()["checked"]["findings"]
    assert {remark["accepted"]["by"] for remark in found} == {"reviewer"}


def test_a_locale_that_is_not_theirs_is_out_of_reach(work: Work) -> None:
    browser = script(work, Role.REVIEWER, FR)
    place = f"/api/v1{work.place()}"
    asked = {"action": "approve", "expected": work.unit().hash, "target": []}
    assert browser.get(place).status_code == 403
    assert browser.post(f"{place}/check", json={"target": ["x"]}).status_code == 403
    assert browser.post(f"{place}/decisions", json=asked).status_code == 403
    assert browser.get(f"/api/v1/units?locale={ZH}").status_code == 403
    assert {u["locale"] for u in browser.get("/api/v1/units").json()["units"]} == {FR}
    assert work.unit().state is State.MACHINE
