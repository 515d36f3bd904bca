"""What the dashboard counts, on both databases."""

from pathlib import Path

import pytest

from l10n.model import Origin, Provenance, Route
from l10n.store import figures, ledger
from l10n.store.database import Database
from l10n.store.figures import Acceptance
from l10n.transitions import Action, Event

AT = "2026-03-01T00:00:00Z"


@pytest.mark.parametrize(
    ("origin", "action", "expected"),
    [
        (Origin.MACHINE, Action.APPROVE, Acceptance(1, 0, 0)),
        (Origin.MACHINE, Action.EDIT, Acceptance(0, 1, 0)),
        (Origin.MACHINE, Action.REJECT, Acceptance(0, 0, 1)),
        (Origin.TM, Action.APPROVE, Acceptance(0, 0, 0)),
        (Origin.GLOSSARY, Action.REJECT, Acceptance(0, 0, 0)),
    ],
)
def test_only_a_machines_words_are_taken_as_a_machines(
    place: Path | str, origin: Origin, action: Action, expected: Acceptance
) -> None:
    assert accepted(place, origin, action) == expected


def test_words_that_came_with_their_approval_are_not_known_to_be_taken(place: Path | str) -> None:
    later = "2026-03-02T00:00:00Z"
    assert accepted(place, Origin.MACHINE, Action.APPROVE, suggested=later) == Acceptance(0, 0, 0)


def accepted(place: Path | str, origin: Origin, action: Action, suggested: str = AT) -> Acceptance:
    """What is counted of one suggestion and what was decided on it at `AT`."""
    made = Provenance("h" * 32, origin, "argos 1", 0.5, Route.REVIEW)
    told = [
        Event(
            suggested,
            "argos 1",
            Action.MACHINE_SUGGEST,
            "zh",
            "u",
            "",
            "h" * 32,
            ("字",),
            (),
            "",
            made,
        ),
        Event(AT, "Ann", action, "zh", "u", "h" * 32, "g" * 32, note="why"),
    ]
    with Database(place) as database:
        with database.writing() as connection:
            ledger.append(connection, told)
        with database.reading() as connection:
            return figures.acceptance(connection, [], AT)
