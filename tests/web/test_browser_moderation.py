"""Moderation in a real browser: by keyboard alone, in both languages, for every eye."""

import json

import pytest
from playwright.sync_api import expect

from tests.conftest import SETTINGS, Project
from tests.web import test_browser as browsing
from tests.web.test_browser import Opened

pytestmark = browsing.pytestmark
chromium, opened = browsing.chromium, browsing.opened

POSTS = [
    {"id": "p1", "text": "在家 刷 单 日结，加薇信", "author": "小王", "views": 1200},
    {"id": "p2", "text": "It is a ѕсаm, my friends"},
    {"id": "p3", "text": "好吃"},
    {"id": "p4", "text": "我不想活了"},
]


@pytest.fixture
def flagged(project: Project) -> None:
    """Three posts wait, flagged by the starter lists."""
    starter = browsing.__file__.partition("/tests/")[0] + "/moderation/*.csv"
    project.write("l10n.toml", f'{SETTINGS}\n[captions]\nmoderation = ["{starter}"]\n')
    project.write("posts.jsonl", "".join(json.dumps(post) + "\n" for post in POSTS))
    assert project.run("captions", "posts.jsonl", "-o", "pairs.jsonl").code == 0
    assert project.run("sync", "pairs.jsonl").code == 0


def test_flagged_posts_are_decided_on_by_keyboard_alone(
    flagged: None, project: Project, opened: Opened
) -> None:
    page = opened()
    page.get_by_role("link", name="Moderation").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 posts wait")
    page.keyboard.press("g")
    expect(page.locator("#why-title")).to_be_visible()
    # A reason is asked for where the post is not allowed, and keys are letters in it.
    page.keyboard.press("h")
    expect(page.locator("#why-hide")).to_be_focused()
    page.keyboard.type("a hoax, ahem")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#done")).to_contain_text("Hidden")
    page.keyboard.press("e")
    page.keyboard.type("somebody may need help")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#done")).to_contain_text("Escalated")
    with page.expect_navigation():
        page.keyboard.press("a")
    expect(page.locator("#flash")).to_contain_text("last one")
    # The escalated one stands first, and still waits.
    with page.expect_navigation():
        page.keyboard.press("g")
    expect(page.locator(".badges")).to_contain_text("escalated")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("a")
    expect(page.get_by_text("Nothing waits here.").first).to_be_visible()
    told = [
        json.loads(line) for line in project.run("captions", "moderate", "--json").out.splitlines()
    ]
    decided = [(one["action"], one["reason"]) for one in told]
    assert decided == [
        ("hide", "a hoax, ahem"),
        ("escalate", "somebody may need help"),
        ("allow", ""),
        ("allow", ""),
    ]
    assert {one["post_id"] for one in told} == {"p1", "p2", "p4"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_shut_nobody_out(flagged: None, opened: Opened, scheme: str) -> None:
    page = opened(color_scheme=scheme)
    for language in ("en", "zh_Hans"):
        if language != "en":
            page.get_by_role("button", name="中文").click()
        page.goto(page.url.partition("/queue")[0].partition("/moderation")[0] + "/moderation")
        assert browsing._grave(page) == {}
        page.locator(".queue__open").first.click()
        assert browsing._grave(page) == {}
        for summary in page.locator(".decide summary").all():
            summary.click()
        assert browsing._grave(page) == {}
        page.goto(page.url.partition("/moderation")[0] + "/moderation")
