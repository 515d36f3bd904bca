"""What the queue filters by follows the glossary and the checks, also after a killed run."""

from dataclasses import replace
from pathlib import Path

import pytest

from l10n.model import Severity
from l10n.project.config import Config
from l10n.project.tables import Checks
from l10n.review.judges import Judges
from l10n.review.refresh import Refresh
from l10n.store import facts, queue
from l10n.transitions import Action
from tests.reviewing import ReviewProject

FILE = "glossary/terms.csv"
MUTE, VIEW = "Mute words and tags", "View {name}'s profile"
FAILING = queue.Filter(finding="terms", severity=Severity.ERROR)
EVERYTHING = 3


@pytest.fixture
def ready(reviewed: ReviewProject) -> ReviewProject:
    """A unit approved under the glossary."""
    reviewed.sync()
    reviewed.decide(reviewed.unit(VIEW), Action.EDIT, Action.APPROVE, target="查看 {name} 的主页")
    return reviewed


def refresh(reviewed: ReviewProject, settings: Config | None = None) -> Refresh:
    """As a process that starts has it."""
    used = settings or reviewed.config
    return Refresh(used, reviewed.database, Judges(used, reviewed.database))


def pull(reviewed: ReviewProject, line: str = "en,zh,profile,个人页,,,must,any,\n") -> None:
    """Somebody else's term comes into the file."""
    text = (reviewed.project.root / FILE).read_text("utf-8")
    reviewed.project.write(FILE, text + line)


def sources(reviewed: ReviewProject, wanted: queue.Filter) -> set[str]:
    return {record.unit.source[0] for record in reviewed.records(wanted)}


def test_units_follow_a_term_that_came_with_the_file(ready: ReviewProject) -> None:
    running = refresh(ready)
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


def test_where_nothing_changed_nothing_is_looked_at(ready: ReviewProject) -> None:
    running = refresh(ready)
    assert running.catch_up() == EVERYTHING
    assert running.catch_up() == 0
    assert refresh(ready).catch_up() == 0
    pull(ready, "\n")
    assert running.catch_up() == 0


def test_what_changed_while_nobody_looked_is_found_at_the_start(ready: ReviewProject) -> None:
    refresh(ready).catch_up()
    pull(ready)
    assert refresh(ready).catch_up() == EVERYTHING
    assert VIEW in sources(ready, FAILING)


@pytest.mark.parametrize("checks", [Checks(disable=("terms",)), Checks(warn=("terms",))])
def test_units_follow_the_settings_of_the_checks(ready: ReviewProject, checks: Checks) -> None:
    pull(ready)
    refresh(ready).catch_up()
    assert VIEW in sources(ready, FAILING)
    assert refresh(ready, replace(ready.config, check=checks)).catch_up() == EVERYTHING
    assert VIEW not in sources(ready, FAILING)


def test_a_run_that_was_stopped_begins_again(ready: ReviewProject) -> None:
    running = refresh(ready)
    running.catch_up()
    pull(ready)
    asked = iter([True])
    # It goes on for one chunk, and is stopped before it could see that this was the last.
    assert running.catch_up(going=lambda: next(asked, False)) == 1
    assert refresh(ready).catch_up() == EVERYTHING
    with ready.database.reading() as connection:
        noted = facts.get(connection, "checked-with")
    assert noted
    assert running.catch_up() == 0


def test_a_sync_on_the_command_line_lets_the_units_follow(
    ready: ReviewProject, place: Path | str
) -> None:
    assert ready.project.run("sync", "--database", str(place)).code == 0
    pull(ready)
    assert ready.project.run("sync", "--database", str(place)).code == 0
    assert VIEW in sources(ready, FAILING)


def test_a_glossary_that_goes_takes_its_findings_along(ready: ReviewProject) -> None:
    running = refresh(ready)
    pull(ready)
    running.catch_up()
    (ready.project.root / FILE).unlink()
    assert running.catch_up() == 2
    assert sources(ready, FAILING) == set()
