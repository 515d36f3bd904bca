"""Write docs/screenshots: the review tool over this project's own strings, in a real browser.

Needs Chromium and the `dev` extra: `make screenshots`.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
TARGET = HERE / "screenshots"


def prepare(root: Path) -> None:
    """A small project with real strings, a glossary, and posts."""
    (root / "app").mkdir()
    (root / "glossary").mkdir()
    for path in (PROJECT / "glossary").glob("social.*.csv"):
        shutil.copy(path, root / "glossary")
    (root / "l10n.toml").write_text(
        'source_locale = "en"\ntarget_locales = ["zh_Hans"]\n\n'
        '[[sources]]\nextractor = "python"\ninclude = ["app/**/*.py"]\n',
        "utf-8",
    )
    strings = (HERE / "screenshot_strings.txt").read_text("utf-8").splitlines()
    code = "".join(f"_({json.dumps(text)})\n" for text in strings)
    (root / "app" / "main.py").write_text(f"from gettext import gettext as _\n\n{code}", "utf-8")
    shutil.copy(PROJECT / "examples" / "posts.jsonl", root / "posts.jsonl")
    for command in (
        ("run",),
        ("captions", "posts.jsonl", "-o", "pairs.jsonl"),
        ("sync", "pairs.jsonl"),
    ):
        subprocess.run(
            [sys.executable, "-m", "l10n", "-C", str(root), *command], cwd=root, check=False
        )


@contextmanager
def served(root: Path) -> Iterator[str]:
    """The review tool; gives the link that opens it."""
    command = [sys.executable, "-m", "l10n", "review", "--port", "0", "--no-browser"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        yield found[0]
        process.terminate()


def shoot(page: Page, link: str) -> None:
    """Walk through the tool and take its pictures."""
    page.goto(link)
    home = page.url.partition("/queue")[0]
    page.goto(f"{home}/queue?q=profile&order=position")
    page.locator(".queue__open").first.click()
    page.wait_for_selector(".target")
    page.keyboard.press("Control+Enter")
    page.goto(f"{home}/queue?order=priority")
    page.screenshot(path=TARGET / "queue.png")
    page.goto(f"{home}/queue?q=you+muted+%7Bname&order=position")
    page.locator(".queue__open").first.click()
    page.wait_for_selector(".target")
    page.screenshot(path=TARGET / "editor.png")
    page.goto(f"{home}/queue?kind=caption&order=priority")
    page.locator(".queue__open").first.click()
    page.wait_for_selector(".post")
    page.screenshot(path=TARGET / "caption.png")
    page.goto(f"{home}/dashboard")
    page.screenshot(path=TARGET / "dashboard.png")
    page.get_by_role("button", name="中文").click()
    page.goto(f"{home}/queue?order=priority")
    page.screenshot(path=TARGET / "queue.zh.png")


def main() -> None:
    """Make them all."""
    TARGET.mkdir(exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        prepare(root)
        subprocess.run(["git", "init", "-q"], cwd=root, check=True)
        subprocess.run(["git", "config", "user.name", "Ann"], cwd=root, check=True)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en")
        with served(root) as link:
            shoot(page, link)
        browser.close()
    print(*sorted(path.name for path in TARGET.iterdir()), sep="\n")


if __name__ == "__main__":
    main()
