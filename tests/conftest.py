"""What several rooms' tests need: a small project, and the command line in this process."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import databases

if TYPE_CHECKING:
    from tests.reviewing import ReviewProject

# The sentences under test are the English ones, whoever runs the suite.
os.environ["L10N_LANG"] = "en"
# No test sees the models, settings or packages of the person who runs it.
os.environ["NO_COLOR"] = "1"
os.environ.pop("L10N_CONFIG", None)
# Two tests at a time have the cores: a thread of PyTorch's that waits does not turn in circles.
os.environ["OMP_WAIT_POLICY"] = "PASSIVE"

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


def pytest_collection_finish() -> None:
    """What the tests are made of stays to the end: Python's search for cycles leaves it out."""
    gc.collect()
    gc.freeze()


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


@contextmanager
def packages_in(folder: Path) -> Iterator[None]:
    """argostranslate keeps its packages in this folder, and sees no other."""
    from argostranslate import settings

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "package_data_dir", folder)
        patch.setattr(settings, "legacy_package_data_dir", folder)
        patch.setattr(settings, "package_dirs", [folder])
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_models_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing is installed, so that the starter model is what is used."""
    with packages_in(tmp_path_factory.mktemp("argos")):
        yield


class WholeText:
    """In place of the sentence splitter, which argostranslate would download."""

    def __init__(self, _package: object) -> None:
        pass

    def split_sentences(self, text: str) -> list[str]:
        return [text]


@pytest.fixture
def argos(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The real argostranslate with nothing installed, each text one sentence to it."""
    from argostranslate import translate

    monkeypatch.setattr(translate, "MiniSBDSentencizer", WholeText)
    # What it loaded for a pair once, it keeps for the process, whatever is installed later.
    monkeypatch.setattr(translate, "installed_translates", [])
    with packages_in(tmp_path_factory.mktemp("argos")):
        yield
    translate.get_installed_languages.cache_clear()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The start of the URLs of a real PostgreSQL server."""
    if why := databases.missing():
        pytest.skip(why)
    with databases.server() as urls:
        yield urls


@pytest.fixture(scope="session")
def emptied(postgres: str) -> databases.Emptied:
    """A database there that holds an empty store, for one test after the other."""
    return databases.Emptied(postgres)


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review store that holds nothing, to be copied: quicker than one made by the migrations."""
    from l10n.store.database import Database

    file = tmp_path_factory.mktemp("store") / "empty.sqlite"
    Database(file).close()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where a review store may be made: a file, and a database on a real PostgreSQL."""
    if request.param == "sqlite":
        return tmp_path / ".l10n" / "review.sqlite"
    return databases.fresh(request.getfixturevalue("postgres"))


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where an empty review store stands, on each kind of database."""
    if request.param == "sqlite":
        empty: Path = request.getfixturevalue("empty_store")
        return copied(empty, tmp_path / ".l10n" / "review.sqlite")
    database: databases.Emptied = request.getfixturevalue("emptied")
    return database.url()


@pytest.fixture
def reviewed(project: Project, place: Path | str) -> "Iterator[ReviewProject]":
    """The project after `l10n run`, and its store, still empty, on each kind of database."""
    from tests import reviewing

    with reviewing.reviewed(project, place) as made:
        yield made


def copied(store: Path, file: Path) -> Path:
    """A copy of a store that nobody has open."""
    file.parent.mkdir(exist_ok=True)
    shutil.copy(store, file)
    return file
