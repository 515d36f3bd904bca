"""Each reader is answered in their language: chosen in the page, else as their browser asks."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from l10n import messages
from l10n.transitions import Role
from l10n.web.language import preferred
from tests.web.conftest import Browser, Site

# Approved long ago, so that both languages have it.
SENTENCE = "untranslated"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh_Hans"),
        ("zh-TW", "en"),
        ("zh-HK, zh-CN;q=0.5, en;q=0.4", "zh_Hans"),
        ("zh-Hant-TW, en;q=0.4", "en"),
        ("zh-SG", "zh_Hans"),
        ("en-GB", "en"),
        ("fr, en-GB;q=0.7, zh;q=0.3", "en"),
        ("en;q=0.3, zh-Hans;q=0.7", "zh_Hans"),
        ("zh;q=0, en;q=0.1", "en"),
        ("zh;q=0", "en"),
        ("fr", "en"),
        ("*", "en"),
        ("", "en"),
        (";;q=,,=;zh;q=x", "en"),
        ("zh;q=nan", "en"),
        ("zh;q=inf, en", "en"),
        ("x" * 10_000, "en"),
    ],
)
def test_the_browser_asks(accepted: str, language: str) -> None:
    assert preferred(accepted) == language


def test_a_page_says_which_language_it_is_in(site: Site) -> None:
    browser = site.browser()
    assert '<html lang="en">' in browser.get("/login").text
    zh = browser.get("/login", headers={"Accept-Language": "zh-CN"}).text
    assert '<html lang="zh-Hans">' in zh
    assert "English</button>" in zh


def test_the_page_lets_one_choose_and_remembers_it(site: Site) -> None:
    browser = site.browser(Role.TRANSLATOR)
    assert "中文</button>" in browser.get("/account?a=1").text
    sent = browser.submit("/language", language="zh_Hans", next="/account?a=1")
    assert (sent.status_code, sent.headers["location"]) == (303, "/account?a=1")
    page = browser.get("/account", headers={"Accept-Language": "en"}).text
    assert '<html lang="zh-Hans">' in page
    browser.submit("/language", language="en")
    assert '<html lang="en">' in browser.get("/account", headers={"Accept-Language": "zh"}).text


@pytest.mark.parametrize("language", ["fr", "", "../../etc/passwd", "zh_Hans\r\nSet-Cookie: x=1"])
def test_a_language_that_we_do_not_speak_is_refused(site: Site, language: str) -> None:
    browser = site.browser()
    assert browser.submit("/language", language=language).status_code == 422
    page = Browser(site.app, cookies={"language": "../../etc"}).get("/login")
    assert '<html lang="en">' in page.text


def test_speaking_holds_for_the_block_and_for_its_thread_alone() -> None:
    def word(locale: str) -> list[str]:
        with messages.speaking(locale):
            return [messages.gettext(SENTENCE) for _time in range(200)]

    with ThreadPoolExecutor(4) as pool:
        words = list(pool.map(word, ["en", "zh_Hans"] * 4))
    assert words == [[SENTENCE] * 200, ["未翻译"] * 200] * 4
    assert messages.gettext(SENTENCE) == SENTENCE
    assert messages.language() == "en"
    with messages.speaking("zh_Hans"):
        assert messages.language() == "zh_Hans"
        with messages.speaking("en"):
            assert messages.gettext(SENTENCE) == SENTENCE
        assert messages.gettext(SENTENCE) == "未翻译"
