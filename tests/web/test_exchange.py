"""Export and import in the page: out by the filter, back in with a preview, each line told."""

import re
from typing import Any

import pytest

from l10n.exchange import import_, judging
from l10n.model import State
from l10n.review.decide import Actor, Decision, decide
from l10n.store import queue
from l10n.store.records import Record
from l10n.sync.sync import sync
from l10n.transitions import Action, Role
from tests.conftest import Project
from tests.web.conftest import Browser, Site

MUTE = "Mute words and tags"
MACHINE, GOOD = "静音译[words and tags]", "静音词语和标签"


@pytest.fixture
def ready(site: Site, project: Project) -> Site:
    assert project.run("run").code == 0
    services = site.services
    checker = services.judges.checker_for("en", "zh_Hans")
    sync(services.config, services.database, "zh_Hans", checker, services.now())
    return site


def unit(site: Site) -> Record:
    with site.services.database.reading() as connection:
        found = queue.page(connection, queue.Filter(text=MUTE), queue.Order.POSITION)
    return found.records[0]


def exported(browser: Browser, form: str = "csv", **values: str) -> str:
    reply = browser.get("/exchange/file", params={"format": form, "locale": "zh_Hans", **values})
    assert reply.status_code == 200
    assert "attachment" in reply.headers["content-disposition"]
    return str(reply.text)


def send(browser: Browser, text: str | bytes, name: str = "work.csv", **fields: str) -> Any:
    data = text.encode() if isinstance(text, str) else text
    return browser.post(
        "/exchange", data={"csrf": browser.csrf(), **fields}, files={"file": (name, data)}
    )


def confirm(browser: Browser, page: str, **fields: str) -> Any:
    held = {n: re.findall(f'name="{n}" value="([^"]*)"', page)[-1] for n in ("key", "seal")}
    return browser.submit("/exchange/confirm", **{**held, "locale": "zh_Hans", **fields})


def approved(text: str) -> str:
    """The file with better words and an approval, as a translator's tool leaves it."""
    old = next(line for line in text.splitlines() if MACHINE in line)
    new = old.replace(MACHINE, GOOD).replace("machine", "approved", 1)
    return text.replace(old, new)


@pytest.mark.parametrize("form", ["xliff", "csv", "po"])
def test_what_goes_out_comes_back_and_is_taken_when_confirmed(ready: Site, form: str) -> None:
    browser = ready.browser(Role.REVIEWER)
    suffix = {"xliff": ".xlf", "csv": ".csv", "po": ".po"}[form]
    text = exported(browser, form, state="machine")
    old, new = (MACHINE, GOOD)
    if form == "xliff":
        text = re.sub("(静音译).*?(</target>)", rf"{GOOD}\2", text, count=1)
    else:
        text = text.replace(old, new)
    preview = send(browser, text, "work" + suffix)
    assert preview.status_code == 200
    assert MUTE in preview.text
    assert unit(ready).target == (MACHINE,)
    done = confirm(browser, preview.text)
    assert done.status_code == 303
    assert (unit(ready).target, unit(ready).author) == ((GOOD,), "reviewer")
    assert "1 unit taken." in browser.get("/exchange").text


def test_the_filter_chooses_what_goes_out(ready: Site) -> None:
    browser = ready.browser(Role.TRANSLATOR)
    assert MUTE in exported(browser)
    assert MUTE not in exported(browser, state="approved")
    assert MUTE not in exported(browser, q="profile")
    assert exported(browser, "jsonl") == ""


def test_a_translators_approval_is_a_suggestion(ready: Site) -> None:
    browser = ready.browser(Role.TRANSLATOR)
    text = re.sub("machine", "approved", exported(browser), count=0)
    preview = send(browser, approved(exported(browser)))
    assert "a reviewer approves" in preview.text
    assert confirm(browser, preview.text).status_code == 303
    assert (unit(ready).state, unit(ready).target) == (State.SUGGESTED, (GOOD,))
    assert "approved" in text


def test_a_reviewers_approval_is_one(ready: Site) -> None:
    browser = ready.browser(Role.REVIEWER)
    preview = send(browser, approved(exported(browser)))
    confirm(browser, preview.text)
    assert unit(ready).state is State.APPROVED


def test_what_changed_between_preview_and_confirmation_is_shown_again(ready: Site) -> None:
    browser = ready.browser(Role.REVIEWER)
    preview = send(browser, exported(browser).replace(MACHINE, GOOD))
    record = unit(ready)
    edit = Decision("zh_Hans", record.unit.id, Action.EDIT, record.hash, ("静音别的",))
    with ready.services.database.writing() as connection:
        decide(
            connection,
            ready.services.rules,
            Actor("Bo", Role.REVIEWER),
            [edit],
            ready.services.now(),
        )
    again = confirm(browser, preview.text)
    assert again.status_code == 409
    assert "Look again" in again.text
    assert "conflict" in again.text
    assert unit(ready).target == ("静音别的",)


def test_an_upload_is_its_owners_is_used_once_and_leaves_nothing(
    ready: Site, project: Project
) -> None:
    browser, other = ready.browser(Role.REVIEWER), ready.browser(Role.ADMIN)
    preview = send(browser, exported(browser).replace(MACHINE, GOOD)).text
    assert confirm(other, preview).status_code == 409
    assert confirm(browser, preview, key="../../l10n.toml").status_code == 409
    assert confirm(browser, preview).status_code == 303
    assert confirm(browser, preview).status_code == 409
    left = [p.name for p in (project.root / ".l10n/uploads").iterdir()]
    assert left == [".gitignore"]


def test_a_second_upload_takes_the_place_of_the_first(ready: Site, project: Project) -> None:
    browser = ready.browser(Role.REVIEWER)
    for _each in range(3):
        send(browser, exported(browser))
    assert len(list((project.root / ".l10n/uploads").glob("*-*"))) == 1


HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "nothing": (b"", "a.csv"),
    "no such kind": (b"x", "a.exe"),
    "binary": (bytes(range(256)), "a.csv"),
    "broken XML": ("<xliff", "a.xlf"),
    "entities": ('<!DOCTYPE x [<!ENTITY a "b">]><xliff>&a;</xliff>', "a.xlf"),
    "broken PO": ('msgid "x', "a.po"),
    "another language": ("id,locale,source,target\n1,de,a,b\n", "a.csv"),
}


def test_a_file_that_makes_no_sense_is_refused_in_words(ready: Site) -> None:
    browser = ready.browser(Role.REVIEWER)
    for why, (data, name) in HOSTILE.items():
        reply = send(browser, data, name)
        assert reply.status_code in {200, 422}, why
        assert "Take " not in reply.text, why


def test_hostile_words_are_shown_harmless(ready: Site) -> None:
    browser = ready.browser(Role.REVIEWER)
    bad = "静音<script>alert(1)</script>"
    preview = send(browser, exported(browser).replace(MACHINE, bad), "<b>x.csv")
    assert "<script>alert" not in preview.text
    assert "<b>x" not in preview.text


def test_a_reviewer_of_another_locale_imports_nothing_here(ready: Site) -> None:
    text = exported(ready.browser(Role.REVIEWER))
    reply = send(ready.browser(Role.REVIEWER, ["fr"]), text)
    assert reply.status_code == 422
    assert "not yours" in reply.text
    got = ready.browser(Role.REVIEWER, ["fr"]).get("/exchange/file?format=csv&locale=zh_Hans")
    assert MUTE not in got.text


def test_a_large_upload_is_refused_elsewhere_and_taken_here(ready: Site) -> None:
    browser = ready.browser(Role.REVIEWER)
    text = exported(browser)
    assert send(browser, text + "\n" * (3 << 20)).status_code == 200
    fields = {"csrf": browser.csrf(), "x": "x" * (3 << 20)}
    assert browser.post("/exchange/confirm", data=fields).status_code == 413


def large(text: str) -> str:
    """The file, with rows enough that it is judged in a process of its own."""
    columns = text.splitlines()[0].count(",") + 1
    row = ",".join(['"0000000000000000"', '"0"', *['""'] * (columns - 2)])
    return text + "\r\n".join(row.replace("0000", f"{n:04x}", 1) for n in range(4000)) + "\r\n"


@pytest.mark.slow
def test_a_large_file_is_judged_and_taken_elsewhere_to_the_same_end(ready: Site) -> None:
    browser = ready.browser(Role.REVIEWER)
    small = approved(exported(browser))
    told = send(browser, small)
    told_of_large = send(browser, large(small))
    assert told_of_large.status_code == 200
    (button,) = re.findall(r">(Take [^<]*)<", told.text)
    assert button in told_of_large.text
    assert "more lines are not shown" in told_of_large.text
    assert unit(ready).state is State.MACHINE
    assert confirm(browser, told_of_large.text).status_code == 303
    assert (unit(ready).state, unit(ready).target) == (State.APPROVED, (GOOD,))


@pytest.mark.slow
def test_what_a_large_file_is_refused_for_is_told_in_the_readers_words(ready: Site) -> None:
    browser = ready.browser(Role.REVIEWER)
    browser.submit("/language", language="zh_Hans")
    wrong = send(browser, "source,target\n" + "a,b\n" * 60_000)
    assert wrong.status_code == 422
    assert "Traceback" not in wrong.text
    stale = send(browser, large(exported(browser).replace(MACHINE, GOOD)))
    with ready.services.database.writing() as connection:
        record = unit(ready)
        asked = Decision(record.locale, record.unit.id, Action.EDIT, record.hash, ("别的",))
        decide(connection, ready.services.rules, Actor("B", Role.ADMIN), [asked], "2026-01-01")
    assert confirm(browser, stale.text).status_code == 409
    assert unit(ready).target == ("别的",)


@pytest.mark.slow
def test_a_file_that_takes_more_memory_than_is_set_aside_is_refused(
    ready: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "MEMORY", 400 << 20)
    browser = ready.browser(Role.REVIEWER)
    assert send(browser, large(exported(browser))).status_code == 200
    reply = send(browser, exported(browser) + "x" * (60 << 20))
    assert reply.status_code == 422
    assert "The file takes more time or memory than there is. Split it." in reply.text


def test_large_files_are_judged_two_at_once(ready: Site) -> None:
    browser = ready.browser(Role.REVIEWER)
    text = exported(browser)
    with judging._at_once, judging._at_once:
        reply = send(browser, large(text))
        assert reply.status_code == 422
        assert "Other large files are being looked at." in reply.text
        assert send(browser, text).status_code == 200


def test_a_file_of_more_units_than_any_project_has_is_refused(
    ready: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_, "MOST_ROWS", 2)
    reply = send(ready.browser(Role.REVIEWER), exported(ready.browser(Role.REVIEWER)))
    assert reply.status_code == 422
    assert "more than 2 units" in reply.text
