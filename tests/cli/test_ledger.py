"""`l10n ledger`: verified, kept elsewhere, and brought back into a new store."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from tests.conftest import Project

MUTE = "Mute words and tags"


@pytest.fixture
def kept(project: Project) -> Project:
    """A project with decisions in ledger and catalog, and the ledger as lines."""
    assert project.run("run").code == 0
    assert project.run("sync").code == 0
    assert project.run("approve", MUTE, "--by", "Ann", "--reason", "as on the poster").code == 0
    assert project.run("sync").code == 0
    assert project.run("ledger", "export", "-o", "ledger.jsonl").code == 0
    return project


def _lose_the_store(project: Project) -> None:
    for path in (project.root / ".l10n").glob("review.sqlite*"):
        path.unlink()


def test_a_sound_ledger_is_clean_and_names_its_head(kept: Project) -> None:
    told = json.loads(kept.run("ledger", "verify", "--json").out)
    assert (told["events"], told["holds"], len(told["head"])) == (4, True, 32)
    assert kept.run("ledger", "verify", "--head", told["head"]).code == 0
    assert kept.run("ledger", "verify", "--head", "0" * 32).code == 1


@pytest.mark.parametrize(
    ("note", "code"),
    [
        (lambda head: head[:8], 0),
        (lambda head: f" {head.upper()}\n", 0),
        (lambda head: head[:7], 2),
        (lambda head: f"{head[:8]}…", 2),
        (lambda head: f"{head}0", 2),
        (lambda head: head[:0], 2),
        (lambda head: f"{head[:0]} ", 2),
        (lambda head: "0" * len(head), 1),
    ],
)
def test_a_head_is_taken_as_people_note_it_down(
    kept: Project, note: Callable[[str], str], code: int
) -> None:
    head = json.loads(kept.run("ledger", "verify", "--json").out)["head"]
    assert kept.run("ledger", "verify", "--head", note(head)).code == code


def test_what_came_back_is_compared_by_its_head(kept: Project) -> None:
    head = json.loads(kept.run("ledger", "verify", "--json").out)["head"]
    assert f"Head: {head}\n" in kept.run("ledger", "export", "-o", "ledger.jsonl").out
    _lose_the_store(kept)
    lines = (kept.root / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    cut = kept.write("cut.jsonl", b"".join(lines[:3]))
    told = kept.run("ledger", "import", str(cut), "--head", head)
    assert (told.code, "cut.jsonl: The file does not end" in told.err) == (2, True)
    told = kept.run("ledger", "import", str(kept.write("empty.jsonl", "")))
    assert (told.code, "no event in this file" in told.err) == (2, True)
    told = kept.run("ledger", "import", "ledger.jsonl", "--head", head[:8])
    assert (told.code, told.out) == (0, f"4 events are back.\nHead: {head}\n")


def test_a_store_that_was_synced_takes_no_ledger(kept: Project) -> None:
    _lose_the_store(kept)
    kept.catalog.unlink()
    assert kept.run("update").code == 0
    assert kept.run("sync").code == 0
    told = kept.run("ledger", "import", "ledger.jsonl")
    assert (told.code, "has units already" in told.err) == (2, True)


def test_a_forged_one_is_a_finding_with_its_place(kept: Project) -> None:
    with closing(sqlite3.connect(kept.root / ".l10n/review.sqlite")) as store, store:
        store.execute("DROP TRIGGER events_no_update")
        store.execute("UPDATE events SET actor = 'Eve' WHERE number = 4")
    told = kept.run("ledger", "verify")
    assert told.code == 1
    assert "The chain breaks at event 4" in told.err


@pytest.mark.parametrize("forged", ["action = 'bogus'", "target = '5'", "provenance = '[1, 2]'"])
def test_a_forged_one_that_is_no_event_stops_a_sync_with_a_sentence(
    kept: Project, forged: str
) -> None:
    with closing(sqlite3.connect(kept.root / ".l10n/review.sqlite")) as store, store:
        store.execute("DROP TRIGGER events_no_update")
        store.execute(f"UPDATE events SET {forged}")
    text = kept.catalog.read_text("utf-8")
    kept.catalog.write_text(text.replace("静音", "噤声"), "utf-8")
    told = kept.run("sync")
    assert (told.code, "An event of the ledger can't be read." in told.err) == (2, True)
    assert "ledger verify" in told.err


def test_the_ledger_comes_back_and_the_catalog_agrees_with_it(kept: Project) -> None:
    before = kept.catalog.read_bytes()
    _lose_the_store(kept)
    assert "4 events are back.\n" in kept.run("ledger", "import", "ledger.jsonl").out
    told = json.loads(kept.run("sync", "--json").out)["catalogs"][0]
    assert (told["added"], told["taken"], told["written"], told["conflicts"]) == (3, 0, 0, 0)
    assert kept.catalog.read_bytes() == before
    assert json.loads(kept.run("ledger", "verify", "--json").out)["events"] == 4
    assert json.loads(kept.run("ledger", "verify", "--json").out)["missing"] == []


@pytest.mark.parametrize("behind", ["an older file", "an empty entry", "no file"])
def test_a_catalog_that_is_behind_gets_what_was_decided(kept: Project, behind: str) -> None:
    before = kept.catalog.read_text("utf-8")
    if behind == "an older file":
        blocks = before.split("\n\n")
        old = [b.replace("# @approved/2", "# was") if MUTE in b else b for b in blocks]
        text = "\n\n".join(old).replace(f'msgid "{MUTE}', f'#, fuzzy\nmsgid "{MUTE}')
        kept.catalog.write_text(text, "utf-8")
    else:
        kept.catalog.unlink()
        if behind == "an empty entry":
            assert kept.run("update").code == 0
    _lose_the_store(kept)
    assert kept.run("ledger", "import", "ledger.jsonl").code == 0
    if behind == "no file":
        assert kept.run("update").code == 0
    assert kept.run("sync").code == 0
    [row] = json.loads(kept.run("status", "--list", "approved", "--json").out)["units"]
    assert row["source"] == [MUTE]
    assert kept.run("check").code == 0


def test_a_second_import_is_refused_and_so_is_a_changed_copy(kept: Project) -> None:
    assert "is not empty" in kept.run("ledger", "import", "ledger.jsonl").err
    _lose_the_store(kept)
    text = (kept.root / "ledger.jsonl").read_text("utf-8").replace("Ann", "Eve")
    kept.write("ledger.jsonl", text)
    told = kept.run("ledger", "import", "ledger.jsonl")
    assert told.code == 2
    assert "ledger.jsonl:4: The chain does not hold here" in told.err
    assert json.loads(kept.run("ledger", "verify", "--json").out)["events"] == 0
