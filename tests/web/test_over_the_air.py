"""The page of examples/web in a real browser: both languages, and a release that comes."""

import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from l10n.web import releases, serve
from tests.conftest import SETTINGS, Project
from tests.servers import serving

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "tests/node/node_modules/i18next/dist/umd/i18next.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here"),
    pytest.mark.skipif(not LIBRARY.exists(), reason="no i18next here: npm install in tests/node"),
]
STRINGS = """\
{
  "Mute words and tags": "Mute words and tags",
  "View {{name}}'s profile": "View {{name}}'s profile",
  "{{count}} note_one": "{{count}} note",
  "{{count}} note_other": "{{count}} notes"
}
"""
WORDS = {
    "Mute words and tags": "静音词语和标签",
    "View {{name}}'s profile": "查看 {{name}} 的主页",
    "{{count}} notes": "{{count}} 篇笔记",
}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        pass


def page_server() -> AbstractContextManager[str]:
    """The example's files, as any web server gives them."""
    return serving(partial(_Quiet, directory=str(ROOT / "examples/web")))


@contextmanager
def release_server(folder: Path) -> Iterator[str]:
    with serve.listen("127.0.0.1", 0) as listening:
        server = serve.server(releases.create(folder))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield serve.address(listening)
        finally:
            server.should_exit = True
            thread.join()


def write(project: Project, words: dict[str, str]) -> None:
    """A translator writes words into the catalog; Ann approves and releases them."""
    text = project.catalog.read_text("utf-8")
    for source, target in words.items():
        head, found, rest = text.partition(f'"{source}"\n')
        assert found, text
        before, sign, after = rest.partition('msgstr ""' if '[0] ""' not in rest[:60] else '[0] ""')
        text = head + found + before + sign[:-1] + target + '"' + after
    project.catalog.write_text(text, "utf-8")
    assert project.run("update", "--as-suggestions").code == 0
    project.run("approve", "--all-passing", "--reason", "read", "--by", "Ann", "-y")
    done = project.run("release")
    assert done.code == 0, done


def test_a_page_speaks_both_languages_and_follows_a_release(
    project: Project, chromium: Browser
) -> None:
    project.write("web/en.json", STRINGS)
    head = SETTINGS.partition("[[sources]]")[0]
    project.write("app/main.py", "")
    project.write(
        "l10n.toml",
        f'{head}[[sources]]\nextractor = "resource"\ninclude = ["web/en.json"]\n'
        '[sources.options]\nformat = "i18next"\n',
    )
    assert project.run("update").code == 0
    first = dict(list(WORDS.items())[1:])
    write(project, first)
    folder = project.root / "build/releases"
    with page_server() as site, release_server(folder) as address:
        context = chromium.new_context(locale="en-GB")
        page = context.new_page()
        fetched: list[str] = []
        page.on("request", lambda request: fetched.append(request.url))
        page.route("**/node_modules/**", lambda route: route.fulfill(path=LIBRARY))
        page.goto(f"{site}/index.html?releases={address}&every=100")
        button = page.locator("[data-text='Mute words and tags']")
        expect(button).to_have_text("Mute words and tags")
        expect(page.locator("h1")).to_have_text("View Ann's profile")
        expect(page.locator("[data-count]")).to_have_text("3 notes")
        page.get_by_role("button", name="中文").click()
        expect(page.locator("h1")).to_have_text("查看 Ann 的主页")
        expect(page.locator("[data-count]")).to_have_text("3 篇笔记")
        expect(button).to_have_text("Mute words and tags")  # nobody has approved it yet
        assert page.evaluate("document.documentElement.lang") == "zh-Hans"
        before = page.locator("#release").inner_text()
        write(project, {"Mute words and tags": WORDS["Mute words and tags"]})
        expect(button).to_have_text(WORDS["Mute words and tags"])
        assert page.locator("#release").inner_text() != before
        project.run("release", "use", before)
        expect(button).to_have_text("Mute words and tags")
        page.get_by_role("button", name="English").click()
        expect(page.locator("h1")).to_have_text("View Ann's profile")
        immutable = [url for url in fetched if url.endswith("zh_Hans/messages.json")]
        assert len(immutable) == 3, immutable
        context.close()
