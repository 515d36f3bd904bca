"""Accepted findings between catalog and store: both ways, and never lost."""

import pytest

from l10n.model import Accepted, State
from l10n.store import figures, ledger, people
from l10n.transitions import Action, Role
from tests.reviewing import ZH, ReviewProject

MUTE = "Mute words and tags"
WRONG = "消音词语和标签"


def _wrong(reviewed: ReviewProject) -> None:
    """Words that miss a term that binds, in file and store."""
    reviewed.sync()
    reviewed.decide(reviewed.unit(MUTE), Action.EDIT, target=WRONG, by="Bo")
    reviewed.sync()


def _command(reviewed: ReviewProject, by: str = "Cy") -> None:
    told = reviewed.project.run("accept", "terms", MUTE, "--by", by, "--reason", "quoted")
    assert told.code == 0, told


def _on_the_page(reviewed: ReviewProject, action: Action = Action.ACCEPT) -> None:
    record = reviewed.unit(MUTE)
    found = reviewed.checker.check(record.unit, record.target, accepted=record.accepted)
    [finding] = [finding for finding in found if finding.check == "terms"]
    reviewed.decide(record, action, note="quoted", finding=finding.id)


def _in_file(reviewed: ReviewProject) -> tuple[Accepted, ...]:
    entry = next(e for e in reviewed.catalog.live() if e.unit.source[0] == MUTE)
    return entry.accepted


def _told(reviewed: ReviewProject) -> list[tuple[str, str]]:
    name = reviewed.unit(MUTE).unit.id
    with reviewed.database.reading() as connection:
        return [(str(e.action), e.actor) for e in ledger.of(connection, ZH, name)][2:]


def _agree(reviewed: ReviewProject, count: int) -> None:
    """File and store say the same, and a second sync does nothing."""
    assert _in_file(reviewed) == reviewed.unit(MUTE).accepted
    assert len(_in_file(reviewed)) == count
    before = reviewed.project.catalog.read_bytes()
    again = reviewed.sync()
    assert (again.taken, again.written, again.conflicts) == (0, 0, 0)
    assert reviewed.project.catalog.read_bytes() == before
    reviewed.replayed()


def test_one_by_command_reaches_the_ledger(reviewed: ReviewProject) -> None:
    _wrong(reviewed)
    assert reviewed.unit(MUTE).errors == 1
    _command(reviewed)
    assert reviewed.sync().taken == 1
    assert _told(reviewed) == [("accept", "Cy")]
    assert (reviewed.unit(MUTE).errors, reviewed.unit(MUTE).state) == (0, State.SUGGESTED)
    with reviewed.database.reading() as connection:
        assert figures.by_check(connection, []) == []
        assert figures.accepted(connection, []) == [("terms", 1)]
    _agree(reviewed, 1)


def test_one_on_the_page_reaches_the_file_and_its_end_too(reviewed: ReviewProject) -> None:
    _wrong(reviewed)
    _on_the_page(reviewed)
    assert reviewed.sync().written == 1
    _agree(reviewed, 1)
    assert reviewed.project.run("approve", MUTE).code == 0
    reviewed.sync()
    _on_the_page(reviewed, Action.REVOKE)
    reviewed.sync()
    _agree(reviewed, 0)
    assert reviewed.unit(MUTE).errors == 1
    assert reviewed.project.run("check").code == 1


def test_an_older_file_neither_brings_it_back_nor_takes_it_away(reviewed: ReviewProject) -> None:
    _wrong(reviewed)
    without = reviewed.project.catalog.read_bytes()
    _command(reviewed)
    reviewed.sync()
    with_it = reviewed.project.catalog.read_bytes()
    reviewed.project.catalog.write_bytes(without)
    assert reviewed.sync().written == 1
    _agree(reviewed, 1)
    _on_the_page(reviewed, Action.REVOKE)
    reviewed.sync()
    reviewed.project.catalog.write_bytes(with_it)
    assert reviewed.sync().written == 1
    _agree(reviewed, 0)
    assert _told(reviewed) == [("accept", "Cy"), ("revoke", "Ann")]


@pytest.mark.parametrize("verdict", [Action.APPROVE, Action.REJECT])
def test_both_sides_at_once_are_no_conflict(reviewed: ReviewProject, verdict: Action) -> None:
    """A verdict on the page, an accepted finding in the file, on the same words."""
    reviewed.sync()
    reviewed.decide(reviewed.unit(MUTE), Action.EDIT, target="静音词语和标签  ", by="Bo")
    reviewed.sync()
    told = reviewed.project.run("accept", "whitespace", MUTE, "--by", "Cy", "--reason", "r")
    assert told.code == 0, told
    reviewed.decide(reviewed.unit(MUTE), verdict)
    done = reviewed.sync()
    assert (done.conflicts, done.taken, done.written) == (0, 1, 1)
    assert _told(reviewed) == [(str(verdict), "Ann"), ("accept", "Cy")]
    _agree(reviewed, 1)


def test_one_that_came_with_an_edit_and_an_approval_is_told(reviewed: ReviewProject) -> None:
    reviewed.sync()
    text = reviewed.project.catalog.read_text("utf-8")
    old = reviewed.unit(MUTE).target[0]
    reviewed.project.catalog.write_text(text.replace(old, WRONG), "utf-8")
    _command(reviewed)
    assert reviewed.project.run("approve", MUTE, "--by", "Cy").code == 0
    reviewed.sync()
    assert {name for name, _who in _told(reviewed)} <= {"approve", "accept"}
    assert reviewed.unit(MUTE).state is State.APPROVED
    assert reviewed.unit(MUTE).errors == 0
    _agree(reviewed, 1)


def test_one_that_stood_there_before_the_first_sync_is_told(reviewed: ReviewProject) -> None:
    text = reviewed.project.catalog.read_text("utf-8")
    entry = next(e for e in reviewed.catalog.live() if e.unit.source[0] == MUTE)
    reviewed.project.catalog.write_text(text.replace(entry.target[0], WRONG), "utf-8")
    _command(reviewed)
    assert reviewed.sync().added == 3
    assert reviewed.unit(MUTE).errors == 0
    _agree(reviewed, 1)


def test_one_that_a_person_took_back_with_the_words_is_void(reviewed: ReviewProject) -> None:
    """Other words on the page: the file loses the mark, and the old words bring it back."""
    _wrong(reviewed)
    _command(reviewed)
    reviewed.sync()
    reviewed.decide(reviewed.unit(MUTE), Action.EDIT, target="消音")
    reviewed.sync()
    _agree(reviewed, 0)
    assert reviewed.unit(MUTE).errors == 1
    reviewed.decide(reviewed.unit(MUTE), Action.EDIT, target=WRONG)
    reviewed.sync()
    _agree(reviewed, 1)


def test_who_may_not_approve_accepts_nothing_either(reviewed: ReviewProject) -> None:
    _wrong(reviewed)
    _command(reviewed, by="Tr")
    with reviewed.database.writing() as connection:
        people.add(connection, "root", "a long password", Role.ADMIN, at="2026-01-01T00:00:00Z")
        people.add(connection, "Tr", "a long password", Role.TRANSLATOR, at="2026-01-01T00:00:00Z")
    done = reviewed.sync()
    assert [why for _source, why in done.barred] == [
        "Tr is a translator; on words, reviewers and admins decide."
    ]
    assert _told(reviewed) == []
    _agree(reviewed, 0)


def test_a_ledger_that_was_brought_back_knows_it(reviewed: ReviewProject) -> None:
    _wrong(reviewed)
    bare = reviewed.project.catalog.read_bytes()
    _command(reviewed)
    reviewed.sync()
    with reviewed.database.writing() as connection:
        from l10n.store.schema import units

        connection.execute(units.delete())
    reviewed.project.catalog.write_bytes(bare)
    reviewed.sync()
    _agree(reviewed, 1)
