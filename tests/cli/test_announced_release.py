"""A release is told to those who listen, where the project has a review store, and only there."""

import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from l10n.project import config
from l10n.store import webhooks
from l10n.store.database import Database
from l10n.store.schema import deliveries
from l10n.store.webhooks import Topic
from tests.conftest import SETTINGS, Project

URL = "https://example.org/hook"


def at(project: Project, place: Path | str) -> Database:
    """The store, with somebody who listens."""
    if isinstance(place, str):
        project.write("l10n.toml", f'{SETTINGS}\n[review]\ndatabase = "{place}"\n')
    settings = config.load(project.root / "l10n.toml")
    database = Database(settings.review_place())
    with database.writing() as connection:
        webhooks.add(connection, URL, [Topic.RELEASE])
    return database


def told(database: Database) -> list[dict[str, Any]]:
    with database.reading() as connection:
        rows = connection.execute(select(deliveries.c.payload).order_by(deliveries.c.number))
        return [row.payload for row in rows]


@pytest.mark.parametrize("command", ["run", "compile"])
def test_news_of_a_release_are_told_once(project: Project, place: Path | str, command: str) -> None:
    assert project.run("run").code == 0
    with at(project, place) as database:
        assert (
            project.run("approve", "--all-passing", "--origin", "machine", "--reason", "all").code
            == 0
        )
        for _time in range(2):
            assert project.run(command).code == 0
        (said,) = told(database)
    assert said["locales"] == {"zh_Hans": {"units": 3, "shipped": 3, "held_back": 0}}
    assert "zh_Hans/LC_MESSAGES/messages.mo" in said["changed"]
    assert Path(said["folder"]) == project.root / "build/release"


def test_a_project_without_a_store_stays_without(project: Project) -> None:
    assert project.run("run").code == 0
    settings = config.load(project.root / "l10n.toml")
    assert isinstance(settings.review_place(), Path)
    assert not Path(settings.review_place()).exists()
    project.write("l10n.toml", f'{SETTINGS}\n[review]\ndatabase = "sqlite:///other.sqlite"\n')
    (project.root / "build/release.manifest.json").unlink()
    assert project.run("compile").code == 0
    assert not (project.root / "other.sqlite").exists()


@pytest.mark.parametrize(
    "place", ["postgresql://nobody@127.0.0.1:9/none", ".l10n/review.sqlite", "mysql://x/y"]
)
def test_a_store_out_of_reach_is_a_warning(project: Project, place: str) -> None:
    project.write("l10n.toml", f'{SETTINGS}\n[review]\ndatabase = "{place}"\n')
    project.write(".l10n/review.sqlite", "this is no database " * 100)
    done = project.run("run")
    assert done.code == 0
    assert "Nobody was told of the release" in done.err
    assert (project.root / "build/release.manifest.json").exists()


def test_without_the_extra_it_compiles_and_says_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write(".l10n/review.sqlite", b"")
    for name in [n for n in sys.modules if n.startswith(("alembic", "l10n.store.database"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "alembic", None)
    done = project.run("run")
    assert (done.code, "Nobody was told" in done.err) == (0, False)
