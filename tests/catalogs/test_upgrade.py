"""Marks of the first version: turned once, where the ledger vouches, and never read otherwise."""

import json
import re

import pytest

from l10n.catalogs.upgrade import upgrade
from l10n.model import State
from tests.conftest import Project


def as_it_was(text: str) -> str:
    """The catalog with its marks as they were written before they had versions."""
    text = re.sub(r"# @(approved|rejected)/2 (\w+) \w+ ", r"# @\1 \2 ", text)
    return re.sub(r"# @(machine|near)/2 ", r"# @\1 ", text)


@pytest.fixture
def old(project: Project) -> Project:
    """A project with an approval, a rejection and machine's words, all in the old form."""
    assert project.run("run").code == 0
    assert project.run("approve", "Mute words and tags", "--by", "Ann").code == 0
    rejected = project.run("reject", "%(n)d note", "--reason", 'too "stiff"', "--by", "Bo")
    assert rejected.code == 0
    return project


def _age(project: Project) -> bytes:
    today = project.catalog.read_bytes()
    project.catalog.write_text(as_it_was(today.decode()), "utf-8")
    return today


@pytest.mark.parametrize("command", ["update", "run", "check", "status", "compile", "translate"])
def test_nothing_reads_an_old_catalog_as_if_nobody_had_approved(old: Project, command: str) -> None:
    _age(old)
    before = old.catalog.read_bytes()
    told = old.run(command)
    assert told.code == 2
    assert "messages.po:11: An older l10n wrote" in told.err
    assert "`l10n upgrade`" in told.err
    assert old.catalog.read_bytes() == before


def test_without_a_store_all_marks_are_turned(old: Project) -> None:
    today = _age(old)
    told = old.run("upgrade")
    assert (told.code, old.catalog.read_bytes()) == (0, today)
    assert "no ledger was asked" in told.out
    assert old.run("upgrade", "--json").code == 0
    assert old.catalog.read_bytes() == today


def test_a_locale_without_a_catalog_has_nothing_to_upgrade(old: Project) -> None:
    today = _age(old)
    settings = (old.root / "l10n.toml").read_text("utf-8")
    old.write("l10n.toml", settings.replace('["zh_Hans"]', '["zh_Hant", "zh_Hans"]'))
    told = old.run("upgrade")
    assert (told.code, told.err, old.catalog.read_bytes()) == (0, "", today)


def test_what_the_ledger_does_not_know_stays_behind(old: Project) -> None:
    assert old.run("sync").code == 0
    _age(old)
    text = old.catalog.read_text("utf-8")
    old.catalog.write_text(re.sub(r"(@approved \w+ \S+) Ann", r"\1 The CEO", text), "utf-8")
    told = old.run("upgrade", "--json")
    assert told.code == 1
    [left] = json.loads(told.out)["locales"]["zh_Hans"]["left"]
    assert (left["source"], left["by"]) == ("Mute words and tags", "The CEO")
    text = old.catalog.read_text("utf-8")
    assert re.search(r"# not in the ledger: approved \S+ The CEO\n", text)
    counted = json.loads(old.run("status", "--json").out)["locales"][0]["states"]
    assert (counted["approved"], counted["rejected"]) == (0, 1)
    assert old.run("check").code == 0


def test_a_ledger_that_is_out_of_reach_is_not_passed_over(old: Project) -> None:
    _age(old)
    before = old.catalog.read_bytes()
    settings = (old.root / "l10n.toml").read_text("utf-8")
    place = '\n[review]\ndatabase = "postgresql://nobody@127.0.0.1:1/none"\n'
    old.write("l10n.toml", settings + place)
    told = old.run("upgrade")
    assert told.code == 2
    assert "The review store refuses" in told.err
    assert old.catalog.read_bytes() == before


def test_an_old_form_beside_todays_is_a_comment(old: Project) -> None:
    text = old.catalog.read_text("utf-8")
    forged = re.sub(r"# @approved/2 (\w+) \w+ (\S+) Ann", r"# @approved \1 \2 Ann", text)
    upgraded = upgrade(forged, "x.po", "zh_Hans", "x", lambda _unit, _said: True)
    assert upgraded.turned == 0
    assert State.APPROVED not in {entry.state for entry in upgraded.catalog.entries}
