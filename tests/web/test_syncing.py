"""The server keeps catalogs and store in step; what can't be kept is told, and the others go on."""

import logging

import pytest

from l10n.catalogs import files as catalog_files
from l10n.model import State
from l10n.review.decide import Actor, Decision, decide
from l10n.store import queue
from l10n.store.records import Record
from l10n.transitions import Action, Role
from l10n.web import syncing
from l10n.web.services import Services
from tests.conftest import Project

ZH, FR = "zh_Hans", "fr"
MUTE = "Mute words and tags"
GOOD = {ZH: "静音词语和标签", FR: "Masquer des mots et des tags"}


@pytest.fixture
def ready(services: Services, project: Project) -> Services:
    assert project.run("run").code == 0
    syncing.bring_in_step(services)
    return services


def unit(services: Services, locale: str) -> Record:
    wanted = queue.Filter(locale=locale, text=MUTE)
    with services.database.reading() as connection:
        return queue.page(connection, wanted, queue.Order.POSITION).records[0]


def edit(services: Services, locale: str, words: str) -> None:
    asked = Decision(
        locale, unit(services, locale).unit.id, Action.EDIT, unit(services, locale).hash
    )
    asked = Decision(locale, asked.unit, Action.EDIT, asked.expected, (words,))
    with services.database.writing() as connection:
        decide(connection, services.rules, Actor("Ann", Role.REVIEWER), [asked], services.now())


def said(services: Services, locale: str) -> tuple[str, ...]:
    entries = catalog_files.read(services.config, locale).live()
    return next(e.target for e in entries if e.unit.source[0] == MUTE)


def test_a_decision_reaches_the_file_and_a_hand_the_store(ready: Services) -> None:
    edit(ready, ZH, GOOD[ZH])
    syncing.bring_in_step(ready)
    assert said(ready, ZH) == (GOOD[ZH],)
    path = ready.config.catalog_path(FR)
    path.write_text(path.read_text("utf-8").replace(said(ready, FR)[0], GOOD[FR]), "utf-8")
    syncing.bring_in_step(ready)
    record = unit(ready, FR)
    assert (record.target, record.state) == ((GOOD[FR],), State.SUGGESTED)


def test_nothing_new_changes_no_byte(ready: Services) -> None:
    paths = [ready.config.catalog_path(locale) for locale in (ZH, FR)]
    before = [(path.read_bytes(), path.stat().st_mtime_ns) for path in paths]
    syncing.bring_in_step(ready)
    assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in paths] == before


@pytest.mark.parametrize("broken", ["<<<<<<< HEAD\n", 'msgid "a\n', "\xff\xfe"])
def test_a_malformed_catalog_is_logged_and_left_and_the_others_go_on(
    ready: Services, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = ready.config.catalog_path(ZH)
    sound, spoiled = path.read_bytes(), broken.encode("latin-1")
    path.write_bytes(spoiled)
    for locale in (ZH, FR):
        edit(ready, locale, GOOD[locale])
    with caplog.at_level(logging.ERROR, "l10n.web"):
        syncing.bring_in_step(ready)
    assert "messages.po" in caplog.text
    assert path.read_bytes() == spoiled
    assert said(ready, FR) == (GOOD[FR],)
    # Once it is mended, what was decided meanwhile is written.
    path.write_bytes(sound)
    syncing.bring_in_step(ready)
    assert said(ready, ZH) == (GOOD[ZH],)


def test_what_is_decided_last_is_written_before_the_server_ends(ready: Services) -> None:
    with syncing.in_background(ready):
        edit(ready, ZH, GOOD[ZH])
    assert said(ready, ZH) == (GOOD[ZH],)
