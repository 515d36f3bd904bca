"""The page at `/`: a text goes in, its translation comes out with terms and locks."""

import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright
from starlette.testclient import TestClient

from l10n.web.captions.app import create
from tests.conftest import Project
from tests.web import captions_site, hostile

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
KEY = "a key that is long enough"


@pytest.fixture
def client(project: Project) -> Iterator[TestClient]:
    with (
        captions_site.service(project) as made,
        captions_site.client(create(made)) as inside,
    ):
        yield inside


def test_the_page_shows_translation_terms_and_locks(client: TestClient) -> None:
    page = client.post("/", data={"q": "Please mute @ann\r\nnow", "target": "other"}).text
    said = re.search('<p class="text" id="said" lang="([^"]+)" dir="auto">([^<]+)</p>', page)
    assert said
    assert said[1] == "zh-Hans"
    assert "静音" in said[2]
    assert "@ann\n" in said[2]
    assert "<bdi>mute</bdi>" in page
    assert "<li><bdi>@ann</bdi></li>" in page
    assert "Please mute @ann\nnow</textarea>" in page


def test_the_page_goes_to_the_other_language_or_the_one_that_is_named(client: TestClient) -> None:
    assert "x[你好]" in client.post("/", data={"q": "你好"}).text
    assert "靜音" in client.post("/", data={"q": "Mute", "target": "zh-TW"}).text
    assert "fr is not supported" in client.post("/", data={"q": "Mute", "target": "fr"}).text


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_hostile_text_is_text_on_the_page(client: TestClient, name: str) -> None:
    reply = client.post("/", content=_encoded(hostile.TEXTS[name]), headers=FORM)
    assert reply.status_code in {200, 400, 413}, reply.text[:300]
    if reply.status_code != 413:
        assert hostile.Page(reply.text).wrong == []
    assert not re.search(r"<script|<style|\sstyle=", reply.text)


FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def _encoded(text: str) -> bytes:
    from urllib.parse import quote_plus

    return b"q=" + quote_plus(text.encode("utf-8", "surrogatepass")).encode()


def test_the_page_asks_for_a_key_where_one_is_needed(project: Project) -> None:
    with (
        captions_site.service(project, (KEY,)) as made,
        captions_site.client(create(made)) as client,
    ):
        assert 'type="password"' in client.get("/").text
        told = client.post("/", data={"q": "Hello", "api_key": "wrong"})
        assert (told.status_code, "Invalid API key" in told.text) == (403, True)
        right = client.post("/", data={"q": "Hello", "api_key": KEY})
        assert "译[Hello]" in right.text
        assert KEY not in right.text


def test_the_page_speaks_both_languages(client: TestClient) -> None:
    assert '<html lang="en">' in client.get("/", headers={"Accept-Language": "en"}).text
    chosen = client.post("/language", data={"language": "zh_Hans"}, follow_redirects=True)
    assert '<html lang="zh-Hans">' in chosen.text
    assert "Translate a caption" not in chosen.text
    assert client.post("/language", data={"language": "../x"}).status_code == 422


@pytest.fixture
def page(project: Project) -> Iterator[Page]:
    complaints: list[str] = []
    with (
        captions_site.service(project) as made,
        captions_site.listening(made) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("console", lambda said: complaints.append(said.text))
        page.on("requestfailed", lambda request: complaints.append(request.url))
        foreign: list[Any] = []
        page.on("request", lambda r: foreign.append(r.url) if address not in r.url else None)
        page.goto(address)
        yield page
        browser.close()
    assert (complaints, foreign) == ([], [])


def grave(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [v["id"] for v in found if v["impact"] in {"serious", "critical"}]


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the page is not seen")
def test_somebody_pastes_a_text_and_reads_it_by_keyboard_in_both_languages(page: Page) -> None:
    for button, scheme in (("Translate", "light"), ("翻译", "dark")):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert grave(page) == []
        page.locator("#q").focus()
        page.keyboard.type("Please mute @ann https://a.b/c")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=button)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#said")).to_contain_text("静音")
        expect(page.locator("#said")).to_contain_text("https://a.b/c")
        assert grave(page) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.set_viewport_size({"width": 1280, "height": 800})
        if button == "Translate":
            page.get_by_role("button", name="中文").click()
            expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
