"""The recipes of docs/runtime.md, word for word, with the frameworks themselves."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from l10n.release.publish import use
from tests.conftest import SETTINGS, Project

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/runtime.md").read_text("utf-8")
pytestmark = pytest.mark.slow
# What is asked of each: `ask(language)` gives what a reader sees.
ASK = {
    "": "ask = lambda language: release.translations(language).gettext('Mute words and tags')",
    "Flask": """
client = app.test_client()
ask = lambda language: client.get("/", headers={"Accept-Language": language}).text
""",
    "FastAPI": """
import warnings
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient
    client = TestClient(app)
ask = lambda language: client.get("/", headers={"Accept-Language": language}).text
""",
    "Jinja2": "ask = page",
    "Django": """
import django
from django.test import Client
django.setup()
settings.ALLOWED_HOSTS = ["testserver"]
client = Client()
ask = lambda language: client.get("/", headers={"accept-language": language}).content.decode()
""",
}
TURNS = """
import os
first, second = sys.argv[1:3]
for name in (first, second, first):
    temporary = "build/releases/new"
    os.symlink(name, temporary)
    os.replace(temporary, "build/releases/latest")
    release.refresh()
    for language in ("zh-CN", "en"):
        print(ask(language).replace("\\n", " "))
"""


def recipe(name: str) -> str:
    """The code under a heading; that before all headings for none."""
    part = PAGE.partition(f"\n## {name}\n")[2] if name else PAGE
    found = re.search(r"```python\n(.*?)```", part, re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def releases(project: Project) -> list[str]:
    """Two releases: in the second the string has no words."""
    head = '[[catalogs]]\ndomain = "django"\nformats = ["mo"]\n[[catalogs.sources]]'
    project.write("l10n.toml", SETTINGS.replace("[[sources]]", head))
    assert project.run("run").code == 0
    approve = ("approve", "--all-passing", "--origin", "machine", "--reason", "x", "-y")
    project.run(*approve, "--by", "Ann")
    assert project.run("release").code == 0
    first = (project.root / "build/releases/latest").resolve().name
    project.run("reject", "Mute words and tags", "--reason", "no", "--by", "Bo")
    assert project.run("release").code == 0
    second = (project.root / "build/releases/latest").resolve().name
    use(project.root / "build/releases", first)
    return [first, second]


def test_every_recipe_is_run() -> None:
    headings = re.findall(r"^## (.+)\n(?:(?!^## )[\s\S])*?```python", PAGE, re.MULTILINE)
    assert set(headings) == set(ASK) - {""}


@pytest.mark.parametrize("name", ASK)
def test_a_recipe_speaks_and_follows_the_releases(
    project: Project, releases: list[str], name: str
) -> None:
    code = f"import sys\n{recipe(name)}\n{ASK[name]}\n{TURNS}"
    done = subprocess.run(
        [sys.executable, "-c", code, *releases],
        cwd=project.root,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert len(said) == 6
    assert ["静音" in line for line in said] == [True, False, False, False, True, False]
    assert all("Mute words and tags" in line for line in said[1:4])
