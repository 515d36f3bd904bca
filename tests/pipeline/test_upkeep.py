"""What the queue filters by follows the glossary and the checks, also after a killed run."""

from dataclasses import replace
from pathlib import Path

import pytest

from l10n.config import Checks, Config
from l10n.model import Severity
from l10n.pipeline.reference import Reference
from l10n.pipeline.upkeep import Upkeep
from l10n.review import Action
from l10n.store import facts, queue
from tests.pipeline.conftest import Desk

FILE = "glossary/terms.csv"
MUTE, VIEW = "Mute words and tags", "View {name}'s profile"
FAILING = queue.Filter(finding="terms", severity=Severity.ERROR)
EVERYTHING = 3


@pytest.fixture
def ready(desk: Desk) -> Desk:
    """A unit approved under the glossary."""
    desk.sync()
    desk.decide(desk.unit(VIEW), Action.EDIT, Action.APPROVE, target="查看 {name} 的主页")
    return desk


def upkeep(desk: Desk, settings: Config | None = None) -> Upkeep:
    """As a process that starts has it."""
    used = settings or desk.config
    return Upkeep(used, desk.database, Reference(used, desk.database))


def pull(desk: Desk, line: str = "en,zh,profile,个人页,,,must,any,\n") -> None:
    """Somebody else's term comes into the file."""
    text = (desk.project.root / FILE).read_text("utf-8")
    desk.project.write(FILE, text + line)


def sources(desk: Desk, wanted: queue.Filter) -> set[str]:
    return {record.unit.source[0] for record in desk.records(wanted)}


def test_units_follow_a_term_that_came_with_the_file(ready: Desk) -> None:
    running = upkeep(ready)
    running.catch_up()
    before = ready.unit(VIEW)
    assert VIEW not in sources(ready, FAILING)
    pull(ready)
    assert running.catch_up() == 1
    assert VIEW in sources(ready, FAILING)
    assert sources(ready, queue.Filter(term="profile")) == {VIEW}
    assert ready.unit(VIEW).errors == before.errors + 1
    assert ready.unit(VIEW).priority > before.priority
    ready.replayed()


def test_where_nothing_changed_nothing_is_looked_at(ready: Desk) -> None:
    running = upkeep(ready)
    assert running.catch_up() == EVERYTHING
    assert running.catch_up() == 0
    assert upkeep(ready).catch_up() == 0
    pull(ready, "\n")
    assert running.catch_up() == 0


def test_what_changed_while_nobody_looked_is_found_at_the_start(ready: Desk) -> None:
    upkeep(ready).catch_up()
    pull(ready)
    assert upkeep(ready).catch_up() == EVERYTHING
    assert VIEW in sources(ready, FAILING)


@pytest.mark.parametrize("checks", [Checks(disable=("terms",)), Checks(warn=("terms",))])
def test_units_follow_the_settings_of_the_checks(ready: Desk, checks: Checks) -> None:
    pull(ready)
    upkeep(ready).catch_up()
    assert VIEW in sources(ready, FAILING)
    assert upkeep(ready, replace(ready.config, check=checks)).catch_up() == EVERYTHING
    assert VIEW not in sources(ready, FAILING)


def test_a_run_that_was_stopped_begins_again(ready: Desk) -> None:
    running = upkeep(ready)
    running.catch_up()
    pull(ready)
    asked = iter([True])
    # It goes on for one chunk, and is stopped before it could see that this was the last.
    assert running.catch_up(going=lambda: next(asked, False)) == 1
    assert upkeep(ready).catch_up() == EVERYTHING
    with ready.database.reading() as connection:
        noted = facts.get(connection, "checked-with")
    assert noted
    assert running.catch_up() == 0


def test_a_sync_on_the_command_line_lets_the_units_follow(ready: Desk, place: Path | str) -> None:
    assert ready.project.run("sync", "--database", str(place)).code == 0
    pull(ready)
    assert ready.project.run("sync", "--database", str(place)).code == 0
    assert VIEW in sources(ready, FAILING)


def test_a_glossary_that_goes_takes_its_findings_along(ready: Desk) -> None:
    running = upkeep(ready)
    pull(ready)
    running.catch_up()
    (ready.project.root / FILE).unlink()
    assert running.catch_up() == 2
    assert sources(ready, FAILING) == set()
