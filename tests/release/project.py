"""A project with two locales, a team's own file, and releases of it."""

import io
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from l10n.cli import main
from tests.conftest import GLOSSARY, SETTINGS, SOURCE, Outcome, Project

TEAM = """\
source_locale = "en"
target_locales = ["zh_Hans", "fr"]
glossary = ["glossary/*.csv"]

[engine]
name = "fake"

[[catalogs]]
domain = "messages"

[[catalogs.sources]]
extractor = "python"
include = ["app/**/*.py"]

[[catalogs]]
domain = "web"
name = "web"
path = "locales/{locale}/web.po"
resource = "i18next"
files = "web/{locale}.json"
"""
STRINGS = '{\n  "home": {"title": "Welcome back", "mute": "Mute this"}\n}\n'
LATEST = "build/releases/latest"


def released(project: Project, *, by: str = "Ann") -> Path:
    """Everything translated, approved and released; gives the release's folder."""
    project.write("l10n.toml", TEAM)
    project.write("web/en.json", STRINGS)
    assert project.run("run").code == 0
    approve = ("approve", "--all-passing", "--origin", "machine", "--reason", "all", "-y")
    assert project.run(*approve, "--by", by).code == 0
    assert project.run("release").code == 0
    return (project.root / LATEST).resolve()


def two_locales(project: Project) -> Path:
    """The same without the team's file: what most projects have."""
    project.write("l10n.toml", SETTINGS.replace('["zh_Hans"]', '["zh_Hans", "fr"]'))
    assert project.run("run").code == 0
    approve = ("approve", "--all-passing", "--origin", "machine", "--reason", "all", "-y")
    assert project.run(*approve, "--by", "Ann").code == 0
    assert project.run("release").code == 0
    return (project.root / LATEST).resolve()


def started(root: Path) -> Project:
    """A project for the tests of a whole module."""

    def run(*words: str) -> Outcome:
        out, err = io.StringIO(), io.StringIO()
        stopped = pytest.raises(SystemExit)
        with chdir(root), redirect_stdout(out), redirect_stderr(err), stopped as stop:
            main(list(words))
        assert isinstance(stop.value.code, int)
        return Outcome(stop.value.code, out.getvalue(), err.getvalue())

    made = Project(root, run)
    made.write("app/main.py", SOURCE)
    made.write("glossary/terms.csv", GLOSSARY)
    return made
