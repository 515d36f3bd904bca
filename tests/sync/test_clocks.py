"""Times in marks and events are told, never believed: what is decided counts in its own order.

The same story is lived by a clock that goes forwards and by one that goes backwards, and has to end
alike in ledger and catalog. (No two decisions of a person on a unit bear the same second: by it and
their name a mark is known again.)
"""

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from l10n.cli import deciding
from l10n.errors import ReviewError
from l10n.store import ledger
from l10n.transitions import Action
from tests import seeds
from tests.conftest import GLOSSARY, SETTINGS, SOURCE, Outcome, Project, copied
from tests.reviewing import ZH, ReviewProject, reviewed

STEPS = 120 if seeds.SOAK else 30
PACES = {"forwards": 7, "backwards": -7}
SOURCES = ("Mute words and tags", "View {name}'s profile")
WORDS = ("静音{n}号", "{{name}} 的主页{n}")


class Hand:
    """Somebody who decides at random, in the store and in the catalog."""

    def __init__(self, at: ReviewProject, seed: int, pace: int) -> None:
        self.at = at
        self.dice = random.Random(seed)
        self.pace = pace
        at.clock = 40_000

    def lives(self) -> None:
        self.at.sync()
        for _step in range(STEPS):
            self.at.clock += self.pace - 1
            self.dice.choice((self.by_store, self.by_store, self.by_catalog, self.at.sync))()
        self.at.sync()
        self.at.sync()

    def by_store(self) -> None:
        number, by = self.dice.randrange(2), self.dice.choice(("Ann", "Ben"))
        action = self.dice.choice(
            (Action.EDIT, Action.APPROVE, Action.REJECT, Action.WITHDRAW, Action.UNDO)
        )
        words = WORDS[number].format(n=self.dice.randrange(3))
        # What can't be done in a state can't be done at any time.
        with suppress(ReviewError):
            self.at.decide(self.at.unit(SOURCES[number]), action, target=words, by=by)

    def by_catalog(self) -> None:
        name, by = self.dice.choice(SOURCES), self.dice.choice(("Ann", "Ben", "Cy"))
        command = self.dice.choice((("approve",), ("reject", "--reason", "no")))
        self.at.project.run(*command, name, "--by", by)

    def told(self) -> dict[str, object]:
        """For each unit what store and file say, and who decided what in which order."""
        entries = {entry.unit.id: entry for entry in self.at.catalog.live()}
        with self.at.database.reading() as connection:
            lives = dict(ledger.of_each(connection, ZH))
        self.at.replayed()
        return {
            record.unit.source[0]: (
                (record.state, record.target),
                (entries[record.unit.id].state, entries[record.unit.id].target),
                [(e.actor, str(e.action), e.hash) for e in lives.get(record.unit.id, [])],
            )
            for record in self.at.records()
        }


@pytest.mark.parametrize("number", range(4))
def test_a_story_ends_alike_whatever_the_clock_says(
    tmp_path: Path,
    run: Callable[..., Outcome],
    empty_store: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
) -> None:
    seed = seeds.seed() + number
    ends = {}
    for name, pace in PACES.items():
        project = Project(tmp_path / name, run)
        for file, text in (("l10n.toml", SETTINGS), ("app/main.py", SOURCE)):
            project.write(file, text)
        project.write("glossary/terms.csv", GLOSSARY)
        monkeypatch.chdir(project.root)
        with reviewed(project, copied(empty_store, project.root / "store.sqlite")) as at:
            monkeypatch.setattr(deciding, "now", at.now)
            hand = Hand(at, seed, pace)
            hand.lives()
            ends[name] = hand.told()
    assert ends["backwards"] == ends["forwards"], f"L10N_SEED={seed - number}"
