"""Decisions and words that meet between catalog and store: none is lost, none forged."""

import os

import pytest

from l10n.model import Approval, Entry, Rejection, State, content_hash
from l10n.store import ledger, people
from l10n.sync.sync import Synced, sync
from l10n.transitions import Action, Role
from tests.reviewing import ZH, ReviewProject

MUTE, VIEW = "Mute words and tags", "View {name}'s profile"
GOOD = "静音词语和标签"


def _entry(reviewed: ReviewProject, source: str = MUTE) -> Entry:
    return next(e for e in reviewed.catalog.live() if e.unit.source[0] == source)


def _stands(reviewed: ReviewProject, source: str = MUTE) -> tuple[str, str]:
    """What the store says, which is what the file says."""
    record, entry = reviewed.unit(source), _entry(reviewed, source)
    assert (record.state, record.target) == (entry.state, entry.target)
    reviewed.replayed()
    return str(record.state), record.target[0]


def _told(reviewed: ReviewProject, source: str = MUTE) -> list[tuple[str, str]]:
    with reviewed.database.reading() as connection:
        life = ledger.of(connection, ZH, _entry(reviewed, source).unit.id)
    return [(str(event.action), event.actor) for event in life]


def _interrupted(reviewed: ReviewProject) -> Synced:
    """A sync whose store has taken its part when somebody saves the file."""

    def save(_done: int, _total: int) -> None:
        at = reviewed.project.catalog.stat().st_mtime_ns + 1
        os.utime(reviewed.project.catalog, ns=(at, at))

    config, database = reviewed.config, reviewed.database
    return sync(config, database, ZH, reviewed.checker, reviewed.now(), save)


def _hand(reviewed: ReviewProject, old: str, new: str) -> None:
    text = reviewed.project.catalog.read_text("utf-8")
    assert old in text
    reviewed.project.catalog.write_text(text.replace(old, new, 1), "utf-8")


def _run(reviewed: ReviewProject, *command: str) -> None:
    assert reviewed.project.run(*command).code == 0


def test_a_barred_approval_is_barred_also_where_the_file_could_not_be_written(
    reviewed: ReviewProject,
) -> None:
    reviewed.sync()
    _run(reviewed, "approve", MUTE, "--by", "Tr")
    with reviewed.database.writing() as connection:
        people.add(connection, "Tr", "a long password", Role.TRANSLATOR, at=reviewed.now())
    assert _interrupted(reviewed).written == 0
    assert _entry(reviewed).state is State.APPROVED
    assert reviewed.sync().written == 1
    assert _stands(reviewed)[0] == "suggested"


def test_a_void_rejection_is_void_also_where_the_file_could_not_be_written(
    reviewed: ReviewProject,
) -> None:
    reviewed.sync()
    _run(reviewed, "reject", MUTE, "--reason", "no", "--by", "Tr")
    with reviewed.database.writing() as connection:
        people.add(connection, "Tr", "a long password", Role.TRANSLATOR, at=reviewed.now())
    assert _interrupted(reviewed).written == 0
    assert reviewed.sync().written == 1
    assert _stands(reviewed)[0] == "machine"


def test_an_edit_reaches_the_file_after_a_moved_source_and_an_interrupted_sync(
    reviewed: ReviewProject,
) -> None:
    reviewed.sync()
    reviewed.decide(reviewed.unit(MUTE), Action.EDIT, target=GOOD)
    plural = f'ngettext("{MUTE}", "Mute all words", 2)\n'
    main = reviewed.project.root / "app/main.py"
    reviewed.project.write("app/main.py", main.read_text("utf-8").replace(f'_("{MUTE}")', plural))
    _run(reviewed, "update")
    assert _interrupted(reviewed).written == 0
    assert reviewed.sync().written == 1
    assert _stands(reviewed) == ("outdated", GOOD)


def test_a_machine_fills_a_lost_catalog_and_overrules_nobody(reviewed: ReviewProject) -> None:
    _hand(reviewed, "静音译[words and tags]", GOOD)
    _run(reviewed, "approve", MUTE, "--by", "Cy")
    _hand(reviewed, "译[View]{name}译['s profile]", "{name} 的主页")
    reviewed.sync()
    before = _told(reviewed), _told(reviewed, VIEW)
    reviewed.project.catalog.unlink()
    _run(reviewed, "run")
    assert _entry(reviewed).state is State.MACHINE
    assert reviewed.sync().again == 2
    assert _stands(reviewed) == ("approved", GOOD)
    assert _stands(reviewed, VIEW) == ("suggested", "{name} 的主页")
    assert (_told(reviewed), _told(reviewed, VIEW)) == before


def test_many_words_of_the_store_reach_a_file_that_never_had_them(reviewed: ReviewProject) -> None:
    reviewed.project.write("app/more.py", "".join(f'_("Number {n} is it")\n' for n in range(30)))
    _run(reviewed, "update")
    reviewed.sync()
    for n in range(30):
        reviewed.decide(reviewed.unit(f"Number {n} is it"), Action.EDIT, target=f"是第 {n} 个")
    done = reviewed.sync()
    assert (done.written, done.again) == (30, 0)


TAKEN_BACK = [
    (("approve", MUTE), Action.APPROVE, Action.WITHDRAW),
    (("reject", MUTE, "--reason", "still stiff"), Action.REJECT, Action.UNDO),
]


@pytest.mark.parametrize(("command", "first", "back"), TAKEN_BACK)
def test_a_decision_taken_back_and_made_again_is_made(
    reviewed: ReviewProject, command: tuple[str, ...], first: Action, back: Action
) -> None:
    reviewed.sync()
    reviewed.decide(reviewed.unit(MUTE), first)
    reviewed.sync()
    reviewed.decide(reviewed.unit(MUTE), back)
    reviewed.sync()
    _run(reviewed, *command, "--by", "Cy")
    done = reviewed.sync()
    assert (done.taken, done.again) == (1, 0)
    assert _told(reviewed)[-1] == (command[0], "Cy")
    assert _stands(reviewed)[0] == {"approve": "approved", "reject": "rejected"}[command[0]]


def test_words_edited_back_and_approved_are_approved(reviewed: ReviewProject) -> None:
    reviewed.sync()
    machine = reviewed.unit(MUTE).target[0]
    reviewed.decide(reviewed.unit(MUTE), Action.APPROVE)
    reviewed.decide(reviewed.unit(MUTE), Action.EDIT, Action.APPROVE, target=GOOD)
    reviewed.sync()
    _hand(reviewed, GOOD, machine)
    _run(reviewed, "approve", MUTE, "--by", "Cy")
    reviewed.sync()
    assert _stands(reviewed) == ("approved", machine)


def test_a_rejection_beside_an_approval_holds_it_up(reviewed: ReviewProject) -> None:
    """So a merge of two branches leaves them that decided differently."""
    reviewed.sync()
    apart = reviewed.project.catalog.read_text("utf-8")
    _run(reviewed, "reject", MUTE, "--reason", "stiff", "--by", "Bo")
    [mark] = [x for x in reviewed.project.catalog.read_text("utf-8").splitlines() if "@rej" in x]
    reviewed.project.catalog.write_text(apart, "utf-8")
    _run(reviewed, "approve", MUTE, "--by", "Cy")
    text = reviewed.project.catalog.read_text("utf-8")
    reviewed.project.catalog.write_text(
        text.replace("# @approved", f"{mark}\n# @approved"), "utf-8"
    )
    assert _entry(reviewed).state is State.REJECTED
    reviewed.sync()
    assert sorted(_told(reviewed)[1:]) in (
        [("approve", "Cy"), ("reject", "Bo")],
        [("reject", "Bo")],  # both in one second, the rejection first
    )
    assert _stands(reviewed)[0] == "rejected"


def test_decisions_that_an_edit_or_a_new_source_followed_are_told(reviewed: ReviewProject) -> None:
    reviewed.sync()
    _run(reviewed, "reject", MUTE, "--reason", "stiff", "--by", "Bo")
    _hand(reviewed, reviewed.unit(MUTE).target[0], GOOD)
    _run(reviewed, "approve", VIEW, "--by", "Cy")
    main = reviewed.project.root / "app/main.py"
    plural = f'ngettext("{VIEW}", "View profiles", 2)'
    reviewed.project.write("app/main.py", main.read_text("utf-8").replace(f'_("{VIEW}")', plural))
    _run(reviewed, "update")
    reviewed.sync()
    assert [name for name, _who in _told(reviewed)] == ["machine-suggest", "reject", "edit"]
    assert _told(reviewed, VIEW)[1:] == [("approve", "Cy"), ("source-change", "extract")]
    assert _stands(reviewed) == ("suggested", GOOD)
    assert _stands(reviewed, VIEW)[0] == "outdated"


def test_marks_of_the_file_are_told_in_their_order(reviewed: ReviewProject) -> None:
    """An approval, then a rejection of the same words, before the next sync."""
    reviewed.sync()
    _run(reviewed, "approve", MUTE, "--by", "Cy")
    [mark] = [x for x in reviewed.project.catalog.read_text("utf-8").splitlines() if "@app" in x]
    _run(reviewed, "reject", MUTE, "--reason", "stiff", "--by", "Bo")
    _hand(reviewed, "# @rejected", f"{mark}\n# @rejected")
    entry = _entry(reviewed)
    today = content_hash(ZH, entry.unit, entry.target)
    assert isinstance(entry.approval, Approval)
    assert isinstance(entry.rejections[0], Rejection)
    assert {entry.approval.hash, entry.rejections[0].hash} == {today}
    reviewed.sync()
    assert _told(reviewed)[1:] == [("approve", "Cy"), ("reject", "Bo")]
