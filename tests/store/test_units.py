"""Units come back from both databases as they went in, whatever they hold."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.model import Kind, Location, State, Unit
from l10n.store import units
from l10n.store.database import Database
from l10n.store.records import Conflict, Record

ZH = "zh_Hans"
FULL = Record(
    ZH,
    "en",
    Unit(
        ("%d note", "%d notes"),
        "menu",
        Kind.UI,
        "notes.count",
        ("a note",),
        (Location("a.py", 3),),
        ("python-format",),
        40,
    ),
    7,
    {"author": "小红"},
    3,
    state=State.OUTDATED,
    target=("%d 篇",),
    hash="a" * 32,
    author="Ann",
    number=2**40,
    changed_at="2026-01-01T00:00:00Z",
    origin="human",
    quality=0.25,
    errors=1,
    warnings=2,
    priority=1.5,
    synced_hash="b" * 32,
    synced_state="suggested",
    synced_number=-1,
    conflict=Conflict(("x",), "c" * 32, State.MACHINE),
)


@pytest.fixture
def database(place: Path | str) -> Iterator[Database]:
    with Database(place) as opened:
        yield opened


TEXTS = [
    "plain",
    "文\u202e👩\u200d👧",
    "a\x00b",
    "a\ud800b",
    "x" * 1_000_000,
    "\r\n\t\u2028",
    "'\"\\",
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_record_comes_back_as_it_went_in(database: Database, text: str) -> None:
    unit = replace(FULL.unit, source=(text, text), context=text, notes=(text,))
    record = replace(FULL, unit=unit, target=(text,), details={"author": text})
    with database.writing() as connection:
        units.add(connection, [record])
        assert units.get(connection, ZH, unit.id) == record
        moved = replace(record, target=("other",), state=State.SUGGESTED, conflict=None)
        units.change(connection, [moved])
        assert units.of_catalog(connection, ZH, "", [unit.id]) == {unit.id: moved}


@pytest.mark.parametrize("name", ["", "0" * 16, "\x00", "'; --", "文"])
def test_what_is_not_there_is_none(database: Database, name: str) -> None:
    with database.reading() as connection:
        assert units.get(connection, ZH, name) is None
        assert units.get(connection, name, FULL.unit.id) is None


def test_many_are_found_retired_and_counted(database: Database) -> None:
    many = [Record(ZH, "en", Unit((f"unit {n}",)), n, number=n) for n in range(1_200)]
    names = [record.unit.id for record in many]
    with database.writing() as connection:
        units.add(connection, many)
        assert units.numbers(connection, ZH, names) == {r.unit.id: r.number for r in many}
        assert units.numbers(connection, "fr", names) == {}
        units.retire(connection, ZH, names[:700])
        known = units.of_catalog(connection, ZH, "", names)
        assert {n for n, r in known.items() if r.obsolete} == set(names[:700])
        assert dict(units.live(connection, ZH, "")) == dict.fromkeys(names[700:], False)
        assert {r.position for r in units.moved(connection, ZH, "")} == set(range(700, 1_200))


def test_what_was_agreed_is_no_news_and_decisions_since_are(database: Database) -> None:
    with database.writing() as connection:
        units.add(connection, [replace(FULL, conflict=None)])
        agreed = replace(FULL, synced_number=FULL.number, synced_hash=FULL.hash)
        said = agreed.synced_hash, agreed.synced_state, agreed.synced_number
        units.mark_synced(connection, ZH, [units.Agreed(agreed.unit.id, *said)])
        assert units.moved(connection, ZH, "") == []
        later = replace(agreed, number=FULL.number + 1, conflict=None)
        units.change(connection, [later])
        assert units.moved(connection, ZH, "") == [later]
