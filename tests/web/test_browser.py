"""The review tool in a real browser: by keyboard, in both languages, for every eye."""

import csv
import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect, sync_playwright

from l10n.project import config
from l10n.store.database import Database
from l10n.web import serve, syncing
from l10n.web.app import create, loopback
from l10n.web.services import Services
from tests.conftest import Project

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the tool is not seen"),
]

MUTE = "Mute words and tags"
GOOD = "静音词语和标签"
PASSWORD = "correct horse battery"
# A page on a busy machine may take longer to answer than the five seconds Playwright waits.
expect.set_options(timeout=20_000)
# What axe calls these stops somebody; the others are advice.
GRAVE = {"serious", "critical"}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def _here(project: Project) -> Iterator[str]:
    """The review tool in this process, for who sits at the machine; gives the link."""
    settings = config.load(project.root / "l10n.toml")
    with Database(settings.review_place()) as database, serve.listen("127.0.0.1", 0) as listening:
        services = Services(settings, database)
        syncing.bring_in_step(services)
        door = loopback(services, "Ann", lambda _key: None)
        server = serve.server(create(services, door))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            assert door.links
            yield f"{serve.address(listening)}/enter?key={door.links.offer()}"
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def _served(project: Project, *options: str) -> Iterator[str]:
    """The review tool as its user starts it; gives the address that it prints."""
    command = [sys.executable, "-m", "l10n", "review", "--port", "0", *options]
    with subprocess.Popen(command, cwd=project.root, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            said = process.stdout.readline()
            found = re.search(r"http://\S+", said)
            assert found, said
            yield found[0].rstrip(".")
        finally:
            process.terminate()
            assert process.wait(timeout=60) == 0


Opened = Callable[..., Page]


@pytest.fixture
def opened(project: Project, chromium: Browser) -> Iterator[Opened]:
    """Opens the tool of the small project, translated by the fake engine, at the queue."""
    assert project.run("run").code == 0
    with _here(project) as link:
        contexts: list[BrowserContext] = []
        complaints: list[str] = []
        first: list[Any] = []

        def open_page(**options: Any) -> Page:
            state = first[0] if first else None
            context = chromium.new_context(storage_state=state, **options)
            contexts.append(context)
            page = context.new_page()
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on(
                "console",
                lambda said: complaints.append(said.text) if "Security" in said.text else None,
            )
            page.goto(link if not first else link.partition("/enter")[0])
            if not first:
                first.append(context.storage_state())
            return page

        yield open_page
        for context in contexts:
            context.close()
    assert complaints == []


def _unit(page: Page, source: str) -> None:
    page.get_by_role("link", name=source).first.click()
    _ready(page)


def _ready(page: Page) -> None:
    """Wait for the field that the script makes: the plain one before it knows no keys."""
    expect(page.locator("[contenteditable].target").first).to_be_visible()


def _grave(page: Page) -> dict[str, list[str]]:
    """What shuts somebody out of the page, by rule."""
    found = Axe().run(page).response["violations"]
    return {v["id"]: [n["html"] for n in v["nodes"]] for v in found if v["impact"] in GRAVE}


def _write(page: Page, words: str) -> None:
    """Write these words in place of the target's, by keyboard."""
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type(words)


def _standing(project: Project, source: str) -> dict[str, Any]:
    rows = json.loads(project.run("status", "--list", "all", "--json").out)
    return next(row for row in rows["units"] if row["source"] == source)


def test_a_queue_is_worked_through_by_keyboard_alone(project: Project, opened: Opened) -> None:
    page = opened()
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 units")
    page.keyboard.press("g")
    _ready(page)
    decided = 0
    while page.locator("#editor").count():
        decided += 1
        source = page.locator(".source").first.inner_text()
        if source == MUTE:
            _write(page, GOOD)
            with page.expect_navigation():
                page.keyboard.press("Control+Enter")
        else:
            with page.expect_navigation():
                page.keyboard.press("a")
    assert decided == 3
    expect(page.locator("#flash")).to_contain_text("last one")
    expect(page.get_by_text("Nothing waits here.")).to_be_visible()


MEMORY = """\
<tmx version="1.4"><header srclang="en"/><body>
<tu changeid="Bo &lt;b&gt;" changedate="20250102T030405Z">
 <tuv xml:lang="en"><seg>Mute words and tag</seg></tuv>
 <tuv xml:lang="zh-CN"><seg>静音词语和标签</seg></tuv>
</tu></body></tmx>
"""


def test_the_editor_offers_what_another_tool_remembers_and_one_key_takes_it(
    project: Project, opened: Opened
) -> None:
    project.write("old.tmx", MEMORY)
    assert project.run("memory", "import", "old.tmx").code == 0
    page = opened()
    _unit(page, MUTE)
    offer = page.locator(".offers li").first
    expect(offer.locator(".text")).to_have_text(GOOD)
    expect(offer.locator("p.muted")).to_have_text("imported · Bo <b> · 2025-01-02")
    expect(offer.locator(".badge")).to_have_text("97%")
    page.keyboard.press("1")
    expect(page.locator("textarea[name=target]")).to_have_value(GOOD)
    assert _grave(page) == {}


def test_an_approval_reaches_the_catalog_while_the_server_runs(
    project: Project, chromium: Browser
) -> None:
    assert project.run("run").code == 0
    page = chromium.new_page()
    with _served(project, "--no-browser") as link:
        page.goto(link)
        _unit(page, MUTE)
        _write(page, GOOD)
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
        expect(page.locator(".undo")).to_contain_text("Approved")
        for _look in range(600):
            if GOOD in project.catalog.read_text("utf-8"):
                break
            page.wait_for_timeout(50)
        assert "@approved" in project.catalog.read_text("utf-8")
    page.close()


def test_who_works_elsewhere_takes_a_file_and_sends_it_back(
    project: Project, opened: Opened
) -> None:
    page = opened()
    page.get_by_role("link", name="Export and import").click()
    page.get_by_label("Format").select_option("csv")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Export").click()
    file = project.root / "work.csv"
    taken.value.save_as(file)
    rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))
    assert MUTE in {row["source"] for row in rows}
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(
            {**r, "target": GOOD if r["source"] == MUTE else r["target"]} for r in rows
        )
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="Take 1 unit").click()
    expect(page.locator("#flash")).to_contain_text("1 unit")
    page.get_by_role("link", name="Queue").click()
    _unit(page, MUTE)
    expect(page.locator("textarea[name=target]")).to_have_value(GOOD)


def test_a_decision_is_undone_by_one_key(opened: Opened) -> None:
    page = opened()
    _unit(page, MUTE)
    with page.expect_navigation():
        page.keyboard.press("a")
    with page.expect_navigation():
        page.keyboard.press("u")
    expect(page.locator(".badges")).to_contain_text("machine")
    expect(page.locator(".source").first).to_have_text(MUTE)


def test_an_offer_is_used_by_its_key_and_the_next_key_is_no_letter(
    project: Project, opened: Opened
) -> None:
    project.run("approve", MUTE, "--by", "Ann")
    project.write("app/near.py", 'print(_("Mute the words and tags"))\n')
    for command in ("run", "sync"):
        assert project.run(command).code == 0
    page = opened()
    _unit(page, "Mute the words and tags")
    field = page.locator("textarea[name=target]")
    for way in ("1", "button"):
        offered = page.locator(".offers .text").first.inner_text()
        if way == "1":
            page.keyboard.press("1")
        else:
            page.get_by_role("button", name="Use").first.click()
        expect(field).to_have_value(offered)
        page.keyboard.press("?")
        expect(page.locator("#help")).to_be_visible()
        page.keyboard.press("Escape")
        expect(field).to_have_value(offered)
    page.keyboard.press("e")
    page.keyboard.type("a")
    expect(field).to_have_value(offered + "a")


def test_a_long_path_stays_in_its_card(project: Project, opened: Opened) -> None:
    folder = "app/" + "a_folder_with_a_long_name/" * 6
    project.write(f"{folder}main_view_of_the_settings_page.py", 'print(_("Deep"))\n')
    for command in ("run", "sync"):
        assert project.run(command).code == 0
    page = opened(viewport={"width": 900, "height": 800})
    _unit(page, "Deep")
    card = page.locator("section[aria-labelledby=context-title]")
    expect(card).to_contain_text("main_view_of_the_settings_page.py")
    width, seen = card.evaluate("card => [card.scrollWidth, card.clientWidth]")
    assert width <= seen
    wide, screen = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= screen


def test_enter_in_the_reason_rejects(opened: Opened) -> None:
    page = opened()
    _unit(page, MUTE)
    page.keyboard.press("r")
    page.keyboard.type("says nothing")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".undo")).to_contain_text("Rejected")


def test_a_finding_is_accepted_by_keyboard(opened: Opened) -> None:
    page = opened()
    _unit(page, MUTE)
    _write(page, "消音词语")
    expect(page.locator("#findings .badge--bad")).to_be_visible()
    assert page.locator("#findings summary").count() == 0
    with page.expect_navigation():
        page.keyboard.press("Control+Shift+Enter")
    _ready(page)
    page.locator("#findings summary").first.focus()
    page.keyboard.press("Enter")
    assert _grave(page) == {}
    page.keyboard.press("Tab")
    page.keyboard.type("a quotation")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    _ready(page)
    expect(page.locator("#findings")).to_contain_text("a quotation")
    # What is typed has other findings; the words as they are saved have theirs again.
    page.keyboard.press("e")
    page.keyboard.press("End")
    page.keyboard.type("吧")
    expect(page.locator("#findings button")).to_have_count(0)
    page.keyboard.press("Backspace")
    expect(page.locator("#findings button").first).to_be_visible()
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("a")
    expect(page.locator(".undo")).to_contain_text("Approved")


def test_a_placeable_is_a_chip_that_goes_and_comes_whole(opened: Opened) -> None:
    page = opened()
    _unit(page, "View {name}")
    box = page.get_by_role("textbox", name="Target")
    expect(box.locator(".chip")).to_have_text("{name}")
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(page.locator("#findings")).to_contain_text("No findings")
    page.keyboard.type("查看的主页")
    expect(page.locator("#findings .badge--bad")).to_be_visible()
    for _step in range(3):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Alt+1")
    expect(box.locator(".chip")).to_have_text("{name}")
    expect(page.locator("textarea[name=target]")).to_have_value("查看{name}的主页")
    expect(page.locator("#findings .badge--bad")).to_have_count(0)
    page.keyboard.press("Backspace")
    expect(page.locator("textarea[name=target]")).to_have_value("查看的主页")


def test_the_checks_and_the_terms_answer_while_one_types(opened: Opened) -> None:
    page = opened()
    _unit(page, MUTE)
    _write(page, "哑词")
    expect(page.locator(".outcome")).to_have_text("forbidden")
    expect(page.locator("#findings")).to_contain_text("must not be rendered as 哑")
    page.get_by_role("button", name="静音").click()
    expect(page.locator("textarea[name=target]")).to_have_value("哑词静音")


def test_words_with_an_error_are_not_approved_and_not_lost(opened: Opened) -> None:
    page = opened()
    _unit(page, MUTE)
    _write(page, "哑词")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("errors are not approved")
    expect(page.get_by_role("textbox", name="Target")).to_have_text("哑词")


def test_who_comes_second_sees_both_texts(opened: Opened) -> None:
    one, two = opened(), opened()
    _unit(one, MUTE)
    _unit(two, MUTE)
    for page, words in ((one, GOOD), (two, "静音字词")):
        _write(page, words)
        with page.expect_navigation():
            page.keyboard.press("Control+Shift+Enter")
    expect(two.get_by_role("alert")).to_contain_text(GOOD)
    expect(two.get_by_role("alert")).to_contain_text("静音字词")
    expect(two.get_by_role("textbox", name="Target")).to_have_text("静音字词")
    two.keyboard.press("e")
    with two.expect_navigation():
        two.keyboard.press("Control+Shift+Enter")
    expect(two.locator(".undo")).to_contain_text("Edited")


def test_words_that_were_not_saved_are_there_again(opened: Opened) -> None:
    page = opened()
    _unit(page, MUTE)
    place, said = page.url, page.locator("textarea[name=target]").input_value()
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    _write(page, GOOD)
    page.goto(place.partition("/units")[0] + "/glossary")
    assert asked == ["beforeunload"]
    # The session is over: what is sent now is not saved.
    page.goto(place)
    expect(page.get_by_role("textbox", name="Target")).to_have_text(GOOD)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.keyboard.press("e")
    with page.expect_navigation():
        page.keyboard.press("Control+Shift+Enter")
    page.context.add_cookies(cast(Any, cookies))
    page.evaluate("""for (const name of Object.keys(sessionStorage)) {
        const draft = JSON.parse(sessionStorage[name]);
        sessionStorage[name] = JSON.stringify({...draft, sent: "an earlier session's"});
    }""")
    page.goto(place)
    expect(page.locator("#flash")).to_contain_text("is here again")
    expect(page.get_by_role("textbox", name="Target")).to_have_text(GOOD)
    page.get_by_role("button", name="Take the saved words").click()
    expect(page.locator("textarea[name=target]")).to_have_value(said)
    _write(page, GOOD)
    with page.expect_navigation():
        page.keyboard.press("Control+Shift+Enter")
    expect(page.locator(".undo")).to_contain_text("Edited")
    assert page.evaluate("sessionStorage.length") == 0
    assert asked == ["beforeunload"]


def test_many_at_once_need_the_typed_count(opened: Opened) -> None:
    page = opened()
    page.get_by_role("button", name="Approve all of these").click()
    page.get_by_label("Type the number").fill("2")
    page.get_by_role("button", name="Approve them").click()
    expect(page.get_by_role("alert")).to_contain_text("not the number")
    page.get_by_label("Type the number").fill("3")
    page.get_by_role("button", name="Approve them").click()
    expect(page.locator("#flash")).to_contain_text("3 units decided")


def test_the_tool_speaks_chinese_when_asked(opened: Opened) -> None:
    page = opened()
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.get_by_role("heading", level=1)).to_contain_text("审校队列")
    page.get_by_role("link", name=MUTE).first.click()
    expect(page.get_by_role("button", name="批准")).to_be_visible()


def test_without_a_script_the_basics_work(opened: Opened) -> None:
    opened()
    page = opened(java_script_enabled=False)
    page.get_by_role("link", name=MUTE).first.click()
    page.locator("textarea[name=target]").fill(GOOD)
    page.get_by_role("button", name="Approve").click()
    expect(page.locator(".undo")).to_contain_text("Approved")


def test_a_reviewer_logs_in_and_out(project: Project, chromium: Browser) -> None:
    assert project.run("run").code == 0
    added = subprocess.run(
        [
            sys.executable,
            "-m",
            "l10n",
            "user",
            "add",
            "Bo",
            "--role",
            "reviewer",
            "--password-stdin",
        ],
        cwd=project.root,
        input=PASSWORD + "\n",
        text=True,
        check=False,
    )
    assert added.returncode == 0
    with _served(project, "--host", "0.0.0.0", "--allow-http") as address:
        page = chromium.new_page()
        page.goto(address.replace("0.0.0.0", "127.0.0.1") + "/queue")
        page.get_by_label("Name").fill("Bo")
        page.get_by_label("Password").fill("wrong password")
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("alert")).to_be_visible()
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Queue")
        assert page.get_by_role("link", name="People").count() == 0
        with page.expect_navigation():
            page.get_by_role("button", name="Log out").click()
        page.goto(address.replace("0.0.0.0", "127.0.0.1") + "/queue")
        expect(page.get_by_label("Password")).to_be_visible()
        page.close()


PAGES = [
    "/queue",
    "/queue?order=priority&finding=terms",
    "unit",
    "/dashboard",
    "/glossary",
    "/glossary/new",
    "/exchange",
    "/account",
    "/people",
    "/webhooks",
    "/nothing",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out(opened: Opened, scheme: str) -> None:
    page = opened(color_scheme=scheme)
    home = page.url.partition("/queue")[0]
    page.goto(f"{home}/queue?order=position")
    unit = page.locator(".queue__open").last.get_attribute("href")
    assert unit
    for path in PAGES:
        page.goto(home + (unit if path == "unit" else path))
        assert _grave(page) == {}, path


@pytest.mark.parametrize("width", [360, 768])
def test_a_narrow_window_needs_no_sideways_scrolling(opened: Opened, width: int) -> None:
    page = opened(viewport={"width": width, "height": 800})
    for _page in range(2):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if page.locator("#start").count():
            with page.expect_navigation():
                page.locator("#start").click()


def test_single_keys_can_be_turned_off(opened: Opened) -> None:
    page = opened()
    _unit(page, MUTE)
    page.keyboard.press("?")
    page.get_by_label("Single keys work").uncheck()
    page.get_by_role("button", name="Close").click()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    page.keyboard.press("a")
    page.reload()
    expect(page.locator(".badges")).to_contain_text("machine")
    assert "POST" not in asked
