"""The audit page: a sample read by those who judge, word by word, with nothing of the machine's."""

import io
import json
import re
from typing import Any

import pytest

from l10n.captions.sample import Plan, draw
from l10n.captions.standing import Stage, Standing, standings
from l10n.captions.units import take
from l10n.transitions import Role
from tests.conftest import Project
from tests.web.conftest import Browser, Site

HOSTILE = "<script>alert(1)</script> \u202e好吃"


@pytest.fixture
def audit(site: Site, project: Project) -> Site:
    """A stratum of 30 captions, and a sample of eight."""
    lines = [
        {"id": f"p{n}", "from": "zh", "to": "en", "source": f"{HOSTILE} {n}", "target": f"Good {n}"}
        for n in range(30)
    ]
    data = "".join(json.dumps(line) + "\n" for line in lines).encode()
    services = site.services
    errors: list[Any] = []
    config = services.config
    take(io.BytesIO(data), "p", config, services.database, services.judges, "t", errors.append)
    assert errors == []
    draw(services.database, Plan(0.2, 0.8), "seed", "Ann", services.now())
    return site


def now(site: Site) -> Standing:
    with site.services.database.reading() as connection:
        return standings(connection)[0]


def say(browser: Browser, verdict: str, place: int | None = None, note: str = "") -> Any:
    page = browser.get("/audit/en/1").text
    shown = re.search('name="place" value="([0-9]+)"', page)
    assert shown or place
    facts = {"place": place or (shown and shown[1]), "verdict": verdict, "note": note}
    return browser.submit("/audit/en/1", **facts)


def test_a_sample_is_read_to_its_end(audit: Site) -> None:
    browser = audit.browser(Role.REVIEWER)
    page = browser.get("/audit").text
    assert 'href="/audit/en/1"' in page
    assert "≤ 20% at 80%" in page
    for left in range(8, 0, -1):
        assert len(now(audit).open) == left
        reply = say(browser, "fine")
        assert reply.status_code == 303
    assert now(audit).stage is Stage.HOLDS
    assert reply.headers["location"] == "/audit"
    page = browser.get("/audit").text
    assert "The claim holds" in page
    assert browser.get("/audit/en/1").status_code == 303


def test_words_are_shown_as_they_were_drawn_and_without_what_the_machine_thought(
    audit: Site,
) -> None:
    page = audit.browser(Role.REVIEWER).get("/audit/en/1").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; \\u202e好吃" in page
    assert "<script>alert" not in page
    assert "%" not in page.partition('id="audit"')[2].partition("</form>")[0]


def test_a_serious_error_needs_a_reason_and_what_was_typed_stays(audit: Site) -> None:
    browser = audit.browser(Role.REVIEWER)
    reply = say(browser, "serious")
    assert reply.status_code == 409
    assert "need a reason" in reply.text
    assert say(browser, "serious", note="another meaning").status_code == 303
    page = browser.get("/audit").text
    assert "The claim does not hold" in page
    assert "another meaning" in page
    assert [said.actor for said in now(audit).said.values()] == ["reviewer"]


def test_two_readers_have_not_the_same_before_them_and_one_verdict_counts(audit: Site) -> None:
    place = now(audit).open[0].place
    assert say(audit.browser(Role.REVIEWER), "fine", place).status_code == 303
    reply = say(audit.browser(Role.ADMIN), "fine", place)
    assert reply.status_code == 409
    assert "Somebody read this before you" in reply.text
    assert now(audit).read == 1


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/audit/en/1", {"place": 1, "verdict": "moon"}, 422),
        ("/audit/en/1", {"place": "x", "verdict": "fine"}, 422),
        ("/audit/en/1", {"place": 29, "verdict": "fine"}, 409),
        ("/audit/en/1", {"place": 10**30, "verdict": "fine"}, 409),
        ("/audit/en/9", {"place": 1, "verdict": "fine"}, 404),
        (f"/audit/en/{10**30}", {"place": 1, "verdict": "fine"}, 404),
        ("/audit/zh_Hans/1", {"place": 1, "verdict": "fine"}, 404),
    ],
)
def test_what_is_not_there_is_refused(
    audit: Site, path: str, fields: dict[str, Any], status: int
) -> None:
    browser = audit.browser(Role.REVIEWER)
    assert browser.submit(path, **fields).status_code == status
    assert now(audit).read == 0


def test_translators_and_other_locales_read_no_sample(audit: Site) -> None:
    place = now(audit).open[0].place
    for browser in (audit.browser(Role.TRANSLATOR), audit.browser(Role.REVIEWER, ["fr"])):
        assert browser.get("/audit/en/1").status_code == 403
        assert browser.submit("/audit/en/1", place=place, verdict="fine").status_code == 403
    assert "/audit/en/1" not in audit.browser(Role.REVIEWER, ["fr"]).get("/audit").text
    assert "/audit" not in audit.browser(Role.TRANSLATOR).get("/queue").text
