"""The editor: decisions by form, conflicts, comments; nothing that somebody typed is lost."""

import re
from collections.abc import Callable

import pytest

from l10n.catalogs import files as catalog_files
from l10n.model import State
from l10n.store import trials
from l10n.store.trials import Outcome
from l10n.transitions import Action, Role
from tests.conftest import Project
from tests.web.conftest import Browser, Site
from tests.web.hostile import Page
from tests.web.work import BAD, GOOD, MUTE, OTHER, VIEW, ZH, Work, worked


@pytest.fixture
def work(site: Site, project: Project) -> Work:
    return worked(site, project)


def test_words_that_were_changed_are_edited_and_approved(work: Work) -> None:
    reply = work.post(work.site.browser(Role.REVIEWER), "approve", target=GOOD)
    assert reply.status_code == 303
    record = work.unit()
    assert (record.state, record.target, record.author) == (State.APPROVED, (GOOD,), "reviewer")
    assert [str(e.action) for e in work.events()] == ["machine-suggest", "edit", "approve"]
    assert f"done=zh_Hans%2F{record.unit.id}%2F{record.hash}%2Fapprove" in reply.headers["location"]


def test_words_that_stand_are_approved_as_they_are(work: Work) -> None:
    work.post(work.site.browser(Role.REVIEWER), "approve", target=work.unit().target[0])
    assert [str(e.action) for e in work.events()] == ["machine-suggest", "approve"]


def test_line_breaks_are_kept_as_the_catalog_writes_them(work: Work) -> None:
    work.post(work.site.browser(Role.TRANSLATOR), "edit", target="静音词语\r\n和标签")
    assert work.unit().target == ("静音词语\n和标签",)


def test_a_rejection_needs_a_reason(work: Work) -> None:
    browser = work.site.browser(Role.REVIEWER)
    reply = work.post(browser, "reject", note=" ")
    assert (reply.status_code, work.unit().state) == (409, State.MACHINE)
    assert "needs a reason" in reply.text
    assert work.post(browser, "reject", note="says nothing").status_code == 303
    assert (work.unit().state, work.events()[-1].note) == (State.REJECTED, "says nothing")


def test_an_approval_is_withdrawn(work: Work) -> None:
    work.decide(Action.APPROVE)
    reply = work.post(work.site.browser(Role.REVIEWER), "withdraw")
    assert (reply.status_code, work.unit().state) == (303, State.SUGGESTED)


def test_what_was_decided_is_undone_from_the_next_page(work: Work) -> None:
    browser = work.site.browser(Role.REVIEWER)
    before = work.unit()
    place = work.post(browser, "approve", queue="order=position").headers["location"]
    page = browser.get(place).text
    assert 'value="undo"' in page
    assert MUTE in page
    assert work.post(browser, "undo").status_code == 303
    after = work.unit()
    assert (after.state, after.target, after.hash) == (before.state, before.target, before.hash)


def offered(page: str) -> list[str]:
    """The findings that a page lets one accept."""
    return re.findall('name="finding" value="([0-9a-f]{16})"', page)


def test_a_finding_is_accepted_beside_it_and_accepted_no_longer(work: Work) -> None:
    work.decide(Action.EDIT, target=BAD, by="Bo")
    browser = work.site.browser(Role.REVIEWER)
    page = browser.get(work.place()).text
    names = offered(page)
    assert Page(page).wrong == []
    assert work.unit().errors == 1
    empty = work.post(browser, "accept", finding=names[0], note=" ")
    assert (empty.status_code, "Say why the finding may stay" in empty.text) == (409, True)
    for name in names:
        reply = work.post(browser, "accept", finding=name, note="a quotation")
        assert reply.status_code == 303
    page = browser.get(work.place()).text
    assert page.count("a quotation") >= len(names)
    assert (work.unit().errors, offered(page)) == (0, names)
    assert "accepted a finding" in page
    assert work.post(browser, "revoke", finding=names[0]).status_code == 303
    assert work.unit().errors == 1


def test_what_was_typed_for_a_finding_is_there_again(work: Work) -> None:
    work.decide(Action.EDIT, target=BAD, by="Bo")
    browser = work.site.browser(Role.REVIEWER)
    [name, *_others] = offered(browser.get(work.place()).text)
    reply = work.post(browser, "accept", finding=name, note="why", expected="f" * 32)
    assert reply.status_code == 409
    assert re.search("<details open>[^<]*<summary[^<]*<span[^<]*</span>", reply.text)
    assert 'value="why"' in reply.text
    assert '<details class="reject">' in reply.text


def test_only_judges_accept_and_only_what_stands_there(work: Work) -> None:
    work.decide(Action.EDIT, target=BAD, by="Bo")
    reviewer, translator = work.site.browser(Role.REVIEWER), work.site.browser(Role.TRANSLATOR)
    names = offered(reviewer.get(work.place()).text)
    assert names
    assert offered(translator.get(work.place()).text) == []
    refused = work.post(translator, "accept", finding=names[0], note="why")
    assert (refused.status_code, work.unit().accepted) == (409, ())
    unsaved = work.post(reviewer, "approve", target=BAD + "词")
    assert (unsaved.status_code, offered(unsaved.text)) == (422, [])


REFUSED = [
    ("approve", Role.TRANSLATOR, {}, 409, "Your role does not allow"),
    ("reject", Role.TRANSLATOR, {"note": "no"}, 409, "Your role does not allow"),
    ("withdraw", Role.REVIEWER, {}, 409, "takes no"),
    ("undo", Role.REVIEWER, {}, 409, "takes no"),
    ("edit", Role.TRANSLATOR, {"target": " "}, 409, "a form is empty"),
    ("edit", Role.TRANSLATOR, {"target": ["a", "b"]}, 409, "needs 1 forms, and 2"),
    ("edit", Role.TRANSLATOR, {"target": "字" * 20_001}, 409, "at most 20000"),
    ("approve", Role.REVIEWER, {"target": BAD}, 422, "Words with errors are not approved."),
    ("nonsense", Role.REVIEWER, {}, 422, "Not understood"),
]


@pytest.mark.parametrize(("action", "role", "fields", "status", "said"), REFUSED)
def test_what_is_refused_is_said_and_changes_nothing(
    work: Work, action: str, role: Role, fields: dict[str, str], status: int, said: str
) -> None:
    before = work.unit()
    reply = work.post(work.site.browser(role), action, **fields)
    assert reply.status_code == status
    assert said in reply.text
    assert work.unit() == before
    if fields.get("target") == BAD:
        assert f"\n{BAD}</textarea>" in reply.text, "the draft is kept"
        assert "must not be rendered as" in reply.text


def test_who_comes_second_sees_both_texts_and_decides_again(work: Work) -> None:
    browser, seen = work.site.browser(Role.REVIEWER), work.unit().hash
    work.decide(Action.EDIT, target=GOOD, by="Bo")
    reply = work.post(browser, "approve", target=OTHER, expected=seen)
    assert reply.status_code == 409
    assert re.search(f"It says now</dt><dd[^>]*>{GOOD}<", reply.text)
    assert re.search(f"You wrote</dt><dd[^>]*>{OTHER}<", reply.text)
    assert f"\n{OTHER}</textarea>" in reply.text
    assert work.unit().target == (GOOD,)
    expected = re.search('name="expected" value="([0-9a-f]+)"', reply.text)
    assert expected
    again = work.post(browser, "approve", target=OTHER, expected=expected[1])
    assert (again.status_code, work.unit().target) == (303, (OTHER,))


def conflicting(work: Work) -> None:
    """The store says GOOD, the file OTHER."""
    work.decide(Action.EDIT, target=GOOD)
    path, stood = work.project.catalog, catalog_files.read(work.site.services.config, ZH)
    was = next(e.target[0] for e in stood.live() if e.unit.source[0] == MUTE)
    path.write_text(path.read_text("utf-8").replace(was, OTHER), "utf-8")
    work.sync()
    assert work.unit().conflict is not None


@pytest.mark.parametrize(("keep", "words"), [("file", OTHER), ("store", GOOD)])
def test_a_conflict_is_settled_either_way_and_the_next_sync_agrees(
    work: Work, keep: str, words: str
) -> None:
    conflicting(work)
    browser, place = work.site.browser(Role.REVIEWER), work.place()
    page = browser.get(place).text
    assert OTHER in page
    assert GOOD in page
    assert work.post(browser, "approve").status_code == 409, "not before one is chosen"
    expected = work.unit().hash
    stale = browser.submit(f"{place}/resolve", keep=keep, expected="f" * 32)
    assert stale.status_code == 409
    assert browser.submit(f"{place}/resolve", keep=keep, expected=expected).status_code == 303
    for _time in range(2):
        work.sync()
        record = work.unit()
        assert (record.target, record.conflict) == ((words,), None)
        entries = catalog_files.read(work.site.services.config, ZH).live()
        assert next(e.target for e in entries if e.unit.source[0] == MUTE) == (words,)
    again = browser.submit(f"{place}/resolve", keep=keep, expected=record.hash)
    assert again.status_code == 409


def test_a_translator_settles_no_conflict(work: Work) -> None:
    conflicting(work)
    reply = work.site.browser(Role.TRANSLATOR).submit(f"{work.place()}/resolve", keep="file")
    assert (reply.status_code, work.unit().target) == (403, (GOOD,))


def test_comments_are_shown_and_bounded(work: Work) -> None:
    browser, place = work.site.browser(Role.TRANSLATOR), f"{work.place()}/comments"
    for text, status in (("Who is\r\nmuted?", 303), (" ", 409), ("x" * 4_001, 409)):
        assert browser.submit(place, text=text).status_code == status
    assert "Who is\nmuted?" in browser.get(work.place()).text
    assert browser.submit(f"/units/{ZH}/{'0' * 16}/comments", text="x").status_code == 404


@pytest.mark.parametrize("path", [f"/units/{ZH}/{'0' * 16}", "/units/xx/1", "/units/fr/%00"])
def test_what_is_not_there_is_not_found(work: Work, path: str) -> None:
    assert work.site.browser(Role.ADMIN).get(path).status_code == 404


def test_what_stands_around_a_unit_is_of_its_locale(work: Work) -> None:
    page = work.site.browser(Role.TRANSLATOR, [ZH]).get(work.place()).text
    assert set(re.findall("/units/([A-Za-z_]+)/", page)) == {ZH}


def skeleton(text: str) -> list[str]:
    """The elements of a page, each with its classes and the names of its attributes."""
    assert Page(text).wrong == []
    text = re.sub('<details class="card">.*?</details>|<aside.*</aside>', "", text, flags=re.DOTALL)
    return [re.sub('"[^"]*"', '""', tag) for tag in re.findall("<[a-z][^>]*>", text)]


SEEDED, SECOND = 0, 1


@pytest.fixture
def tried(work: Work) -> Callable[[int], tuple[str, trials.Trial]]:
    """Sends a reviewer to a unit under trial: what the page shows, and the trial."""

    def send(kind: int) -> tuple[str, trials.Trial]:
        work.decide(Action.EDIT, target="不静音词语和标签", by="Bo")
        if kind == SECOND:
            work.decide(Action.APPROVE, by="Cy")
            work.decide(Action.EDIT, source=VIEW, target="查看{name}的主页", by="Bo")
        services = work.site.services
        settings = services.config.review
        object.__setattr__(settings, "trial_rate", 100)
        object.__setattr__(services, "draw", lambda below: kind if below == 2 else 0)
        browser = work.site.browser(Role.REVIEWER)
        place = browser.get("/next?locale=zh_Hans&order=position&state=suggested").headers[
            "location"
        ]
        object.__setattr__(settings, "trial_rate", 0)
        with services.database.reading() as connection:
            name = place.partition("?")[0].rpartition("/")[2]
            trial = trials.open_for(connection, "reviewer", ZH, name)
        assert trial is not None
        return browser.get(place).text, trial

    return send


@pytest.mark.parametrize("kind", [SEEDED, SECOND])
def test_the_page_of_a_trial_gives_nothing_away(
    work: Work, tried: Callable[[int], tuple[str, trials.Trial]], kind: int
) -> None:
    page, trial = tried(kind)
    record = work.unit()
    ordinary = work.site.browser(Role.ADMIN).get(work.place() + "?locale=zh_Hans").text
    assert f"\n{trial.target[0]}</textarea>" in page
    assert f'value="{trial.hash}"' in page
    assert "Cy" not in page
    assert "approved</span>" not in page
    if kind == SEEDED:
        assert record.target[0] not in page.replace(trial.target[0], "")
        assert record.hash not in page
        assert [t for t in skeleton(page) if "nav" not in t][40:] == [
            t for t in skeleton(ordinary) if "nav" not in t
        ][40 + len(skeleton(ordinary)) - len(skeleton(page)) :]


@pytest.mark.parametrize(
    ("kind", "action", "fields", "outcome", "said"),
    [
        (SEEDED, "approve", {}, Outcome.MISSED, "it slipped through"),
        (SEEDED, "reject", {"note": "the opposite"}, Outcome.CAUGHT, "you caught it"),
        (SEEDED, "approve", {"target": OTHER}, Outcome.CAUGHT, "you caught it"),
        (SECOND, "approve", {}, Outcome.AGREED, "you agree"),
        (SECOND, "reject", {"note": "the opposite"}, Outcome.DISAGREED, "you disagree"),
    ],
)
def test_a_decision_on_a_trial_is_told_and_cannot_be_undone(
    work: Work,
    tried: Callable[[int], tuple[str, trials.Trial]],
    kind: int,
    action: str,
    fields: dict[str, str],
    outcome: Outcome,
    said: str,
) -> None:
    _page, trial = tried(kind)
    before, history = work.unit(), work.events()
    browser = work.site.browser(Role.REVIEWER)
    asked = {"target": trial.target[0], "expected": trial.hash, "queue": "locale=zh_Hans"}
    reply = work.post(browser, action, **{**asked, **fields})
    assert (reply.status_code, "done=" in reply.headers["location"]) == (303, False)
    page = browser.get(reply.headers["location"]).text
    assert said in page
    assert 'value="undo"' not in page
    assert (work.unit(), work.events()) == (before, history)
    with work.site.services.database.reading() as connection:
        assert trials.tally(connection, [ZH]) == {outcome: 1}


@pytest.mark.parametrize("kind", [SEEDED, SECOND])
def test_a_script_of_who_is_tried_sees_and_decides_the_same(
    work: Work, tried: Callable[[int], tuple[str, trials.Trial]], kind: int
) -> None:
    _page, trial = tried(kind)
    before, history = work.unit(), work.events()
    place = f"/api/v1{work.place()}"
    headers = {"Authorization": f"Bearer {work.site.token(Role.REVIEWER)}"}
    script = Browser(work.site.app, headers=headers)
    seen = script.get(place).json()
    assert (seen["unit"]["target"], seen["unit"]["hash"]) == (list(trial.target), trial.hash)
    assert "approve" not in [event["action"] for event in seen["history"]]
    asked = {"action": "reject", "expected": trial.hash}
    assert script.post(f"{place}/decisions", json=asked).status_code == 409
    assert script.post(f"{place}/decisions", json={**asked, "note": "no"}).status_code == 200
    assert (work.unit(), work.events()) == (before, history)
    with work.site.services.database.reading() as connection:
        outcome = Outcome.CAUGHT if kind == SEEDED else Outcome.DISAGREED
        assert trials.tally(connection, [ZH]) == {outcome: 1}
