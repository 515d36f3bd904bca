"""Catalog files and store in step: both sides' news arrive, and nobody's words are lost."""

import pytest

from l10n import config
from l10n.model import Entry, Severity, State
from l10n.pipeline.sync import write_through
from l10n.review import Action
from l10n.store import figures, ledger, queue, suggestions, units
from l10n.store.queue import Filter
from tests.pipeline.conftest import ZH, Desk

MUTE = "Mute words and tags"
VIEW = "View {name}'s profile"
GOOD = "静音词语和标签"


def _entry(desk: Desk, source: str = MUTE) -> Entry:
    return next(e for e in desk.catalog.live() if e.unit.source[0] == source)


def _edit(desk: Desk, old: str, new: str) -> None:
    text = desk.project.catalog.read_text("utf-8")
    assert old in text
    desk.project.catalog.write_text(text.replace(old, new, 1), "utf-8")


def _actions(desk: Desk, source: str = MUTE) -> list[tuple[str, str]]:
    with desk.database.reading() as connection:
        name = _entry(desk, source).unit.id
        return [(str(e.action), e.actor) for e in ledger.of(connection, ZH, name)]


def test_a_second_sync_does_nothing(desk: Desk) -> None:
    assert desk.sync().added == 3
    before = desk.project.catalog.read_bytes()
    again = desk.sync()
    assert (again.added, again.taken, again.written, again.gone, again.conflicts) == (0,) * 5
    assert desk.project.catalog.read_bytes() == before


def test_a_decision_reaches_the_file_and_ships(desk: Desk) -> None:
    desk.sync()
    desk.decide(desk.unit(MUTE), Action.EDIT, Action.APPROVE, target=GOOD)
    assert desk.sync().written == 1
    entry = _entry(desk)
    assert entry.approval
    assert (entry.state, entry.target, entry.approval.by) == (State.APPROVED, (GOOD,), "Ann")
    assert desk.project.run("compile").code == 0
    assert desk.sync().written == 0


def test_an_approval_by_the_command_line_reaches_the_ledger(desk: Desk) -> None:
    desk.sync()
    assert desk.project.run("approve", MUTE, "--by", "Cy").code == 0
    assert desk.sync().taken == 1
    assert desk.unit(MUTE).state is State.APPROVED
    assert _actions(desk) == [("machine-suggest", "fake 1"), ("approve", "Cy")]
    desk.replayed()


def test_a_rejection_by_the_command_line_reaches_the_ledger_with_its_reason(desk: Desk) -> None:
    desk.sync()
    assert desk.project.run("reject", MUTE, "--reason", "no", "--by", "Cy").code == 0
    desk.sync()
    assert _actions(desk)[-1] == ("reject", "Cy")
    assert desk.unit(MUTE).state is State.REJECTED


def test_a_hand_edit_in_the_file_is_a_human_edit(desk: Desk) -> None:
    desk.sync()
    _edit(desk, "静音译[words and tags]", GOOD)
    desk.sync()
    record = desk.unit(MUTE)
    assert (record.state, record.target, record.author) == (State.SUGGESTED, (GOOD,), "catalog")
    assert _entry(desk).target == (GOOD,)
    desk.replayed()


def test_a_hand_edit_of_approved_words_voids_the_approval_in_the_store_too(desk: Desk) -> None:
    desk.sync()
    desk.decide(desk.unit(MUTE), Action.EDIT, Action.APPROVE, target=GOOD)
    desk.sync()
    _edit(desk, GOOD, "静音词")
    desk.sync()
    assert (desk.unit(MUTE).state, desk.unit(MUTE).target) == (State.SUGGESTED, ("静音词",))


def test_both_moved_is_a_conflict_and_neither_is_overwritten(desk: Desk) -> None:
    desk.sync()
    desk.decide(desk.unit(MUTE), Action.EDIT, target=GOOD)
    _edit(desk, "静音译[words and tags]", "静音手改")
    for _again in range(2):
        assert desk.sync().conflicts >= 0
        record = desk.unit(MUTE)
        assert record.target == (GOOD,)
        assert record.conflict is not None
        assert record.conflict.target == ("静音手改",)
        assert _entry(desk).target == ("静音手改",)
    assert [r.unit.source for r in desk.records(queue.Filter(conflict=True))] == [(MUTE,)]


def test_both_moved_to_the_same_words_is_no_conflict(desk: Desk) -> None:
    desk.sync()
    desk.decide(desk.unit(MUTE), Action.EDIT, target=GOOD)
    _edit(desk, "静音译[words and tags]", GOOD)
    done = desk.sync()
    assert done.conflicts == 0
    assert desk.unit(MUTE).conflict is None


def test_a_sync_killed_after_the_file_was_written_goes_on(desk: Desk) -> None:
    desk.sync()
    desk.decide(desk.unit(MUTE), Action.EDIT, Action.APPROVE, target=GOOD)
    old = desk.project.catalog.read_bytes()
    stale = desk.unit(MUTE)
    desk.sync()
    # The store as the kill left it: the file is written, the agreement is not noted.
    with desk.database.writing() as connection:
        units.mark_synced(connection, ZH, [stale])
    assert desk.project.catalog.read_bytes() != old
    done = desk.sync()
    assert (done.conflicts, done.written) == (0, 0)
    assert desk.unit(MUTE).state is State.APPROVED
    desk.replayed()


def test_a_unit_that_left_the_source_leaves_the_queue_and_comes_back_with_its_life(
    desk: Desk,
) -> None:
    desk.sync()
    desk.decide(desk.unit(VIEW), Action.EDIT, target="查看 {name} 的主页")
    desk.sync()
    source = (desk.project.root / "app/main.py").read_text()
    wrong = desk.decide(desk.unit(VIEW), Action.EDIT, target="查看主页")
    with_errors = Filter(severity=Severity.ERROR)
    assert desk.records(with_errors) == (wrong,)
    desk.sync()
    desk.project.write("app/main.py", source.replace('_("View', 'str("View'))
    assert desk.project.run("update").code == 0
    assert desk.sync().gone == 1
    assert VIEW not in {r.unit.source[0] for r in desk.records()}
    with desk.database.reading() as connection:
        assert figures.by_check(connection, []) == []
    desk.project.write("app/main.py", source)
    assert desk.project.run("update").code == 0
    desk.sync()
    assert desk.unit(VIEW).target == ("查看主页",)
    assert [r.unit.source[0] for r in desk.records(with_errors)] == [VIEW]
    desk.replayed()


@pytest.mark.parametrize("decided", [False, True])
def test_a_changed_source_under_a_key_outdates_the_words_and_keeps_a_decision(
    desk: Desk, decided: bool
) -> None:
    desk.project.write(
        "l10n.toml",
        desk.project.root.joinpath("l10n.toml").read_text()
        + '\n[[sources]]\nextractor = "jsonl"\ninclude = ["posts.jsonl"]\n',
    )
    desk.project.write("posts.jsonl", '{"id": "p1", "text": "Mute me"}\n')
    desk.config = config.load(desk.project.root / "l10n.toml")
    assert desk.project.run("run").code == 0
    desk.sync()
    if decided:
        desk.decide(desk.unit("Mute me"), Action.EDIT, Action.APPROVE, target="静音我")
    else:
        assert desk.project.run("approve", "Mute me", "--by", "Cy").code == 0
    desk.project.write("posts.jsonl", '{"id": "p1", "text": "Mute me now"}\n')
    assert desk.project.run("update").code == 0
    desk.sync()
    record = desk.unit("Mute me now")
    assert record.state is State.OUTDATED
    if decided:
        assert record.target == ("静音我",)
        assert _entry(desk, "Mute me now").target == ("静音我",)
    desk.replayed()
    assert desk.sync().written == 0


def test_words_cleared_by_hand_are_rejected_words(desk: Desk) -> None:
    desk.sync()
    _edit(desk, 'msgstr "静音译[words and tags]"', 'msgstr ""')
    desk.sync()
    assert desk.unit(MUTE).state is State.REJECTED
    assert desk.sync().taken == 0


def test_the_terms_of_a_source_are_known(desk: Desk) -> None:
    desk.sync()
    assert [r.unit.source for r in desk.records(queue.Filter(term="mute"))] == [(MUTE,)]


def test_why_a_machine_offered_its_words_reaches_the_store(desk: Desk) -> None:
    desk.sync()
    with desk.database.reading() as connection:
        kept = suggestions.of(connection, ZH, desk.unit(MUTE).unit.id)
    assert [one.target for one in kept] == [("静音译[words and tags]",)]
    assert [(p.term, p.outcome, p.words) for p in kept[0].evidence] == [("mute", "applied", "静音")]


def test_the_stores_news_are_written_without_reading_the_catalog_again(desk: Desk) -> None:
    sheet = desk.sync().sheet
    assert sheet
    desk.decide(desk.unit(MUTE), Action.EDIT, Action.APPROVE, target=GOOD)
    assert write_through(desk.config, desk.database, ZH, sheet) == 1
    assert _entry(desk).state is State.APPROVED
    assert write_through(desk.config, desk.database, ZH, sheet) == 0
    whole = desk.project.catalog.read_bytes()
    assert desk.sync().written == 0
    assert desk.project.catalog.read_bytes() == whole


def test_a_catalog_that_moved_is_read_before_it_is_written(desk: Desk) -> None:
    sheet = desk.sync().sheet
    assert sheet
    _edit(desk, "静音译[words and tags]", "静音手改")
    desk.decide(desk.unit(VIEW), Action.EDIT, target="查看 {name} 的主页")
    assert write_through(desk.config, desk.database, ZH, sheet) is None
    assert desk.sync().taken == 1
    assert (_entry(desk).target, _entry(desk, VIEW).target) == (
        ("静音手改",),
        ("查看 {name} 的主页",),
    )
