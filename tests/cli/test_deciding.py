"""`l10n approve` and `l10n reject` say what became of each unit that was named."""

import json

import pytest

from l10n.model import Unit
from tests.conftest import Project

MUTE = "Mute words and tags"


@pytest.fixture
def waiting(project: Project) -> Project:
    assert project.run("run").code == 0
    return project


def unit_id(project: Project) -> str:
    told = json.loads(project.run("status", "--list", "machine", "--json").out)
    found: str = next(unit["id"] for unit in told["units"] if unit["source"] == [MUTE])
    return found


COMMANDS = {"approve": ("--by", "Ann"), "reject": ("--reason", "clumsy", "--by", "Ann")}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_unit_is_named_by_source_or_by_the_beginning_of_its_id(
    waiting: Project, command: str
) -> None:
    whole = unit_id(waiting)
    told = waiting.run(command, whole[:6], "View {name}'s profile", *COMMANDS[command])
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("2 ")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("sources", [("Text 61", "Text 209"), ("Text 61", "f0f6")])
def test_what_begins_several_ids_decides_nothing(
    waiting: Project, command: str, sources: tuple[str, ...]
) -> None:
    waiting.write("app/alike.py", "".join(f'_("{source}")\n' for source in sources))
    assert waiting.run("run").code == 0
    before = waiting.catalog.read_bytes()
    told = waiting.run(command, MUTE, "f0f6", *COMMANDS[command])
    assert (told.code, told.out) == (2, "")
    ids = sorted(Unit((source,)).id for source in sources)
    assert f"'f0f6' names several units: {', '.join(ids)}" in told.err
    assert waiting.catalog.read_bytes() == before
    assert waiting.run(command, Unit(("Text 61",)).id, *COMMANDS[command]).out.startswith("1 ")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", ["nothing of the kind", "mute words and tags", "abc", ""])
def test_a_name_that_no_unit_has_is_told_and_the_others_are_decided(
    waiting: Project, command: str, name: str
) -> None:
    told = waiting.run(command, MUTE, name, *COMMANDS[command])
    assert told.code == 1
    assert told.out.startswith("1 ")
    assert f"No unit has the source {name!r}" in told.err
    told = waiting.run(command, name, "--json", *COMMANDS[command])
    assert json.loads(told.out) == {"changed": [], "refused": [], "unknown": [name]}


def test_what_the_table_refuses_is_told_with_the_reason(waiting: Project) -> None:
    waiting.run("approve", MUTE)
    told = waiting.run("approve", MUTE)
    assert told.code == 1
    assert "A unit that is approved takes no 'approve'" in told.err


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_rejection_without_a_reason_is_refused(waiting: Project, reason: str) -> None:
    told = waiting.run("reject", MUTE, "--reason", reason)
    assert told.code == 2
    assert "needs a reason" in told.err
