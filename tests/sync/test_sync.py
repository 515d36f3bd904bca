"""Catalog files and store in step: both sides' news arrive, and nobody's words are lost."""

from typing import Any

import pytest
from sqlalchemy import text

from l10n.checks.checker import Checker
from l10n.errors import StorageError
from l10n.messages import speaking
from l10n.model import Entry, Finding, Severity, State, Unit
from l10n.project import config
from l10n.store import figures, ledger, queue, suggestions, units
from l10n.store.queue import Filter
from l10n.store.records import Record
from l10n.sync import compare
from l10n.sync.sync import sync, write_through
from l10n.transitions import Action
from tests.reviewing import ZH, ReviewProject

MUTE = "Mute words and tags"
VIEW = "View {name}'s profile"
GOOD = "静音词语和标签"


def _entry(reviewed: ReviewProject, source: str = MUTE) -> Entry:
    return next(e for e in reviewed.catalog.live() if e.unit.source[0] == source)


def _edit(reviewed: ReviewProject, old: str, new: str) -> None:
    text = reviewed.project.catalog.read_text("utf-8")
    assert old in text
    reviewed.project.catalog.write_text(text.replace(old, new, 1), "utf-8")


def _actions(reviewed: ReviewProject, source: str = MUTE) -> list[tuple[str, str]]:
    with reviewed.database.reading() as connection:
        name = _entry(reviewed, source).unit.id
        return [(str(e.action), e.actor) for e in ledger.of(connection, ZH, name)]


def _agreed(record: Record) -> units.Agreed:
    said = record.synced_hash, record.synced_state, record.synced_number
    return units.Agreed(record.unit.id, *said)


def test_a_second_sync_does_nothing(reviewed: ReviewProject) -> None:
    assert reviewed.sync().added == 3
    before = reviewed.project.catalog.read_bytes()
    again = reviewed.sync()
    assert (again.added, again.taken, again.written, again.gone, again.conflicts) == (0,) * 5
    assert reviewed.project.catalog.read_bytes() == before


def test_a_write_that_is_refused_takes_nothing_and_says_so_in_the_callers_language(
    reviewed: ReviewProject,
) -> None:
    def rename(old: str, new: str) -> None:
        with reviewed.database.writing() as connection:
            connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))

    rename("unit_terms", "not_there")
    with speaking(ZH), pytest.raises(StorageError, match="审校库拒绝操作"):
        reviewed.sync()
    rename("not_there", "unit_terms")
    assert reviewed.sync().added == 3


def test_a_decision_reaches_the_file_and_ships(reviewed: ReviewProject) -> None:
    reviewed.sync()
    reviewed.decide(reviewed.unit(MUTE), Action.EDIT, Action.APPROVE, target=GOOD)
    assert reviewed.sync().written == 1
    entry = _entry(reviewed)
    assert entry.approval
    assert (entry.state, entry.target, entry.approval.by) == (State.APPROVED, (GOOD,), "Ann")
    assert reviewed.project.run("compile").code == 0
    assert reviewed.sync().written == 0


def test_an_approval_by_the_command_line_reaches_the_ledger(reviewed: ReviewProject) -> None:
    reviewed.sync()
    assert reviewed.project.run("approve", MUTE, "--by", "Cy").code == 0
    assert reviewed.sync().taken == 1
    assert reviewed.unit(MUTE).state is State.APPROVED
    assert _actions(reviewed) == [("machine-suggest", "fake 1"), ("approve", "Cy")]
    reviewed.replayed()


def test_a_rejection_by_the_command_line_reaches_the_ledger_with_its_reason(
    reviewed: ReviewProject,
) -> None:
    reviewed.sync()
    assert reviewed.project.run("reject", MUTE, "--reason", "no", "--by", "Cy").code == 0
    reviewed.sync()
    assert _actions(reviewed)[-1] == ("reject", "Cy")
    assert reviewed.unit(MUTE).state is State.REJECTED


def test_a_hand_edit_in_the_file_is_a_human_edit(reviewed: ReviewProject) -> None:
    reviewed.sync()
    _edit(reviewed, "静音译[words and tags]", GOOD)
    reviewed.sync()
    record = reviewed.unit(MUTE)
    assert (record.state, record.target, record.author) == (State.SUGGESTED, (GOOD,), "catalog")
    assert _entry(reviewed).target == (GOOD,)
    reviewed.replayed()


def test_a_hand_edit_of_approved_words_voids_the_approval_in_the_store_too(
    reviewed: ReviewProject,
) -> None:
    reviewed.sync()
    reviewed.decide(reviewed.unit(MUTE), Action.EDIT, Action.APPROVE, target=GOOD)
    reviewed.sync()
    _edit(reviewed, GOOD, "静音词")
    reviewed.sync()
    assert (reviewed.unit(MUTE).state, reviewed.unit(MUTE).target) == (State.SUGGESTED, ("静音词",))


def test_both_moved_is_a_conflict_and_neither_is_overwritten(reviewed: ReviewProject) -> None:
    reviewed.sync()
    reviewed.decide(reviewed.unit(MUTE), Action.EDIT, target=GOOD)
    _edit(reviewed, "静音译[words and tags]", "静音手改")
    for _again in range(2):
        assert reviewed.sync().conflicts >= 0
        record = reviewed.unit(MUTE)
        assert record.target == (GOOD,)
        assert record.conflict is not None
        assert record.conflict.target == ("静音手改",)
        assert _entry(reviewed).target == ("静音手改",)
    assert [r.unit.source for r in reviewed.records(queue.Filter(conflict=True))] == [(MUTE,)]


def test_both_moved_to_the_same_words_is_no_conflict(reviewed: ReviewProject) -> None:
    reviewed.sync()
    reviewed.decide(reviewed.unit(MUTE), Action.EDIT, target=GOOD)
    _edit(reviewed, "静音译[words and tags]", GOOD)
    done = reviewed.sync()
    assert done.conflicts == 0
    assert reviewed.unit(MUTE).conflict is None


def test_a_first_sync_that_is_stopped_goes_on_where_it_was(
    reviewed: ReviewProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(done: int, total: int) -> None:
        assert (done, total) == (1, 3)
        raise KeyboardInterrupt

    monkeypatch.setattr(compare, "AT_ONCE", 1)
    with pytest.raises(KeyboardInterrupt):
        sync(reviewed.config, reviewed.database, ZH, reviewed.checker, reviewed.now(), stop)
    assert len(reviewed.records()) == 1
    assert reviewed.sync().added == 2
    assert len(reviewed.records()) == 3
    reviewed.replayed()


def test_a_new_entry_shifts_the_others_and_nothing_of_them_is_checked_again(
    reviewed: ReviewProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed.sync()
    before = [r.unit.source for r in reviewed.records()]
    header, *rest = reviewed.project.catalog.read_text("utf-8").split("\n\n")
    new = 'msgid "New"\nmsgstr ""'
    reviewed.project.catalog.write_text("\n\n".join([header, new, *rest]), "utf-8")
    checked: list[str] = []
    check = Checker.check

    def watched(checker: Checker, unit: Unit, *facts: Any, **more: Any) -> list[Finding]:
        checked.append(unit.source[0])
        return check(checker, unit, *facts, **more)

    monkeypatch.setattr(Checker, "check", watched)
    assert reviewed.sync().added == 1
    assert checked == ["New"]
    records = reviewed.records()
    assert [r.unit.source for r in records] == [("New",), *before]
    assert [r.position for r in records] == [0, 1, 2, 3]
    reviewed.replayed()


def test_a_sync_killed_after_the_file_was_written_goes_on(reviewed: ReviewProject) -> None:
    reviewed.sync()
    reviewed.decide(reviewed.unit(MUTE), Action.EDIT, Action.APPROVE, target=GOOD)
    old = reviewed.project.catalog.read_bytes()
    stale = reviewed.unit(MUTE)
    reviewed.sync()
    # The store as the kill left it: the file is written, the agreement is not noted.
    with reviewed.database.writing() as connection:
        units.mark_synced(connection, ZH, [_agreed(stale)])
    assert reviewed.project.catalog.read_bytes() != old
    done = reviewed.sync()
    assert (done.conflicts, done.written) == (0, 0)
    assert reviewed.unit(MUTE).state is State.APPROVED
    reviewed.replayed()


def test_a_unit_that_left_the_source_leaves_the_queue_and_comes_back_with_its_life(
    reviewed: ReviewProject,
) -> None:
    reviewed.sync()
    reviewed.decide(reviewed.unit(VIEW), Action.EDIT, target="查看 {name} 的主页")
    reviewed.sync()
    source = (reviewed.project.root / "app/main.py").read_text()
    wrong = reviewed.decide(reviewed.unit(VIEW), Action.EDIT, target="查看主页")
    with_errors = Filter(severity=Severity.ERROR)
    assert reviewed.records(with_errors) == (wrong,)
    reviewed.sync()
    reviewed.project.write("app/main.py", source.replace('_("View', 'str("View'))
    assert reviewed.project.run("update").code == 0
    assert reviewed.sync().gone == 1
    assert VIEW not in {r.unit.source[0] for r in reviewed.records()}
    with reviewed.database.reading() as connection:
        assert figures.by_check(connection, []) == []
    reviewed.project.write("app/main.py", source)
    assert reviewed.project.run("update").code == 0
    reviewed.sync()
    assert reviewed.unit(VIEW).target == ("查看主页",)
    assert [r.unit.source[0] for r in reviewed.records(with_errors)] == [VIEW]
    reviewed.replayed()


@pytest.mark.parametrize("decided", [False, True])
def test_a_changed_source_under_a_key_outdates_the_words_and_keeps_a_decision(
    reviewed: ReviewProject, decided: bool
) -> None:
    reviewed.project.write(
        "l10n.toml",
        reviewed.project.root.joinpath("l10n.toml").read_text()
        + '\n[[sources]]\nextractor = "jsonl"\ninclude = ["posts.jsonl"]\n',
    )
    reviewed.project.write("posts.jsonl", '{"id": "p1", "text": "Mute me"}\n')
    reviewed.config = config.load(reviewed.project.root / "l10n.toml")
    assert reviewed.project.run("run").code == 0
    reviewed.sync()
    if decided:
        reviewed.decide(reviewed.unit("Mute me"), Action.EDIT, Action.APPROVE, target="静音我")
    else:
        assert reviewed.project.run("approve", "Mute me", "--by", "Cy").code == 0
    reviewed.project.write("posts.jsonl", '{"id": "p1", "text": "Mute me now"}\n')
    assert reviewed.project.run("update").code == 0
    reviewed.sync()
    record = reviewed.unit("Mute me now")
    assert record.state is State.OUTDATED
    if decided:
        assert record.target == ("静音我",)
        assert _entry(reviewed, "Mute me now").target == ("静音我",)
    reviewed.replayed()
    assert reviewed.sync().written == 0


def test_the_terms_of_a_source_are_known(reviewed: ReviewProject) -> None:
    reviewed.sync()
    assert [r.unit.source for r in reviewed.records(queue.Filter(term="mute"))] == [(MUTE,)]


def test_why_a_machine_offered_its_words_reaches_the_store(reviewed: ReviewProject) -> None:
    reviewed.sync()
    with reviewed.database.reading() as connection:
        kept = suggestions.of(connection, ZH, reviewed.unit(MUTE).unit.id)
    assert [one.target for one in kept] == [("静音译[words and tags]",)]
    assert [(p.term, p.outcome, p.words) for p in kept[0].evidence] == [("mute", "applied", "静音")]


def test_the_stores_news_are_written_without_reading_the_catalog_again(
    reviewed: ReviewProject,
) -> None:
    blocks = reviewed.sync().blocks
    assert blocks
    reviewed.decide(reviewed.unit(MUTE), Action.EDIT, Action.APPROVE, target=GOOD)
    assert write_through(reviewed.config, reviewed.database, ZH, blocks) == 1
    assert _entry(reviewed).state is State.APPROVED
    assert write_through(reviewed.config, reviewed.database, ZH, blocks) == 0
    whole = reviewed.project.catalog.read_bytes()
    assert reviewed.sync().written == 0
    assert reviewed.project.catalog.read_bytes() == whole


def test_a_catalog_that_moved_is_read_before_it_is_written(reviewed: ReviewProject) -> None:
    blocks = reviewed.sync().blocks
    assert blocks
    _edit(reviewed, "静音译[words and tags]", "静音手改")
    reviewed.decide(reviewed.unit(VIEW), Action.EDIT, target="查看 {name} 的主页")
    assert write_through(reviewed.config, reviewed.database, ZH, blocks) is None
    assert reviewed.sync().taken == 1
    assert (_entry(reviewed).target, _entry(reviewed, VIEW).target) == (
        ("静音手改",),
        ("查看 {name} 的主页",),
    )
