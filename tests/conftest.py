"""What several rooms' tests need: a small project, and the command line in this process."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import databases

# The sentences under test are the English ones, whoever runs the suite.
os.environ["L10N_LANG"] = "en"
# No test sees the models, settings or packages of the person who runs it.
os.environ["NO_COLOR"] = "1"

SETTINGS = """\
source_locale = "en"
target_locales = ["zh_Hans"]
glossary = ["glossary/*.csv"]

[[sources]]
extractor = "python"
include = ["app/**/*.py"]

[engine]
name = "fake"
"""
SOURCE = """\
from gettext import gettext as _, ngettext

print(_("Mute words and tags"))
print(ngettext("%(n)d note", "%(n)d notes", 3) % {"n": 3})
# Translators: shown on the profile
print(_("View {name}'s profile").format(name="Ann"))
"""
GLOSSARY = """\
from,to,source,target,variants,forbidden,rule,case,pos
en,zh,mute,静音,,哑,must,any,verb
"""


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Project:
    """A project in a temporary folder, and the command line in it."""

    root: Path
    run: Callable[..., Outcome]

    @property
    def catalog(self) -> Path:
        return self.root / "locales/zh_Hans/LC_MESSAGES/messages.po"

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Call the command line as the shell would."""
    from l10n.cli import main

    def call(*arguments: str) -> Outcome:
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main(list(arguments))
        told = capsys.readouterr()
        assert isinstance(stop.value.code, int)
        return Outcome(stop.value.code, told.out, told.err)

    return call


@pytest.fixture
def project(
    tmp_path: Path, run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> Project:
    """A project with three units, a glossary and the fake engine; the folder is the current one."""
    made = Project(tmp_path, run)
    made.write("l10n.toml", SETTINGS)
    made.write("app/main.py", SOURCE)
    made.write("glossary/terms.csv", GLOSSARY)
    monkeypatch.chdir(tmp_path)
    return made


@pytest.fixture(autouse=True)
def _no_models_of_the_user(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """argostranslate's folders are empty, so that the starter model is what is used."""
    from argostranslate import settings

    empty = tmp_path_factory.mktemp("argos")
    monkeypatch.setattr(settings, "package_data_dir", empty)
    monkeypatch.setattr(settings, "legacy_package_data_dir", empty)
    monkeypatch.setattr(settings, "package_dirs", [empty])


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The start of the URLs of a real PostgreSQL server."""
    if why := databases.missing():
        pytest.skip(why)
    with databases.server() as urls:
        yield urls


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where an empty review store may stand: a file, and a database on a real PostgreSQL."""
    if request.param == "sqlite":
        return tmp_path / ".l10n" / "review.sqlite"
    return databases.fresh(request.getfixturevalue("postgres"))
