"""The ledger against SQL itself, on both databases: what it refuses, and what its chain sees."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Connection

from l10n.errors import StorageError
from l10n.model import Origin, Provenance, Route, Severity, State, Unit
from l10n.store import ledger, ledger_lines, units
from l10n.store.database import Database
from l10n.store.records import Record
from l10n.store.verify import verify
from l10n.transitions import Action, Event

MADE = Provenance("h" * 32, Origin.MACHINE, "argos 1", 0.1 + 0.2, Route.AUTO)
AT = "2026-01-01T00:00:00Z"
EVENTS = [
    Event(AT, "argos 1", Action.MACHINE_SUGGEST, "zh", "u", "", "h", ("“字”\n",), (), "", MADE),
    Event(AT, "Ann", Action.APPROVE, "zh", "u", "h", "h", note="wie schön, 🎉"),
    Event(AT, "Bo", Action.REJECT, "fr", "v", "h", "h", (), ("a", "b"), "raison"),
]


@pytest.fixture
def database(place: Path | str) -> Iterator[Database]:
    with Database(place) as opened:
        with opened.writing() as connection:
            ledger.append(connection, EVENTS[:1])
            ledger.append(connection, EVENTS[1:])
        yield opened


_COLUMNS = "number, at, actor, action, locale, unit, expected, hash, target, source, note, chain"
_VALUES = "'2026-01-01T00:00:00Z', 'Eve', 'approve', 'zh', 'u', 'h', 'h', '[]', '[]', '', ''"
INTO = f"INTO events ({_COLUMNS})"
WITH = {
    "a number that stands there": f"INSERT {INTO} VALUES (2, {_VALUES})",
    "a number before all": f"INSERT {INTO} VALUES (0, {_VALUES})",
    "a negative number": f"INSERT {INTO} VALUES (-7, {_VALUES})",
    "two of a number": f"INSERT {INTO} VALUES (9, {_VALUES}), (9, {_VALUES})",
    "numbers backwards": f"INSERT {INTO} VALUES (9, {_VALUES}), (8, {_VALUES})",
    "a change": "UPDATE events SET actor = 'Eve' WHERE number = 2",
    "a removal": "DELETE FROM events WHERE number = 3",
    "an upsert": f"INSERT {INTO} VALUES (2, {_VALUES})"
    " ON CONFLICT (number) DO UPDATE SET actor = 'Eve'",
}
ON_SQLITE = {
    f"insert or {clause}": f"INSERT OR {clause.upper()} {INTO} VALUES (2, {_VALUES})"
    for clause in ("replace", "ignore", "fail", "abort", "rollback")
} | {
    f"update or {clause}": f"UPDATE OR {clause.upper()} events SET number = 2 WHERE number = 3"
    for clause in ("replace", "ignore", "fail", "abort", "rollback")
}
ON_POSTGRESQL = {
    "everything at once": "TRUNCATE events",
    "a merge": "MERGE INTO events USING (VALUES (2)) AS v(n) ON events.number = v.n"
    " WHEN MATCHED THEN UPDATE SET actor = 'Eve'",
}


@pytest.mark.parametrize("name", [*WITH, *ON_SQLITE, *ON_POSTGRESQL])
def test_no_statement_changes_what_stands_there(database: Database, name: str) -> None:
    own, others = (ON_SQLITE, ON_POSTGRESQL) if database.embedded else (ON_POSTGRESQL, ON_SQLITE)
    if name in others:
        pytest.skip("the other database's")
    statement = WITH.get(name) or own[name]
    with pytest.raises(StorageError, match="append-only"), database.writing() as connection:
        connection.execute(text(statement))
    with database.reading() as connection:
        found = [event for event, _chain in ledger.chained(connection)]
        assert [(e.actor, e.number) for e in found] == [("argos 1", 1), ("Ann", 2), ("Bo", 3)]
        assert verify(connection).holds


def test_the_past_is_not_read_for_each_new_event(database: Database) -> None:
    if database.embedded:
        pytest.skip("the other database's")
    many = [replace(EVENTS[0], unit=f"unit {number}") for number in range(300)]
    read = text("SELECT seq_tup_read FROM pg_stat_xact_user_tables WHERE relname = 'events'")
    with database.writing() as connection:
        ledger.append(connection, many)
        assert connection.execute(read).scalar_one() <= len(many)


def forced(connection: Connection, statement: str) -> None:
    """Past the triggers, as somebody may who owns the database."""
    if connection.dialect.name == "sqlite":
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        for name in names.scalars().all():
            connection.execute(text(f"DROP TRIGGER {name}"))
    else:
        connection.execute(text("ALTER TABLE events DISABLE TRIGGER ALL"))
    connection.execute(text(statement))


# What was done to it, and the events at which the chain tells so.
FORGED = {
    "UPDATE events SET actor = 'Eve' WHERE number = 2": [2],
    "UPDATE events SET note = '' WHERE number = 3": [3],
    "UPDATE events SET target = '[\"x\"]' WHERE number = 1": [1],
    "UPDATE events SET at = '1999-01-01T00:00:00Z' WHERE number = 1": [1],
    "UPDATE events SET number = number + 10": [11, 12, 13],
    "DELETE FROM events WHERE number = 1": [2],
    "DELETE FROM events WHERE number = 2": [3],
    f"INSERT {INTO} VALUES (4, {_VALUES})": [4],
    "UPDATE events SET chain = '' WHERE number = 2": [2, 3],
    "UPDATE events SET action = 'bogus' WHERE number = 2": [2],
    "UPDATE events SET target = '5' WHERE number = 2": [2],
    "UPDATE events SET source = 'null' WHERE number = 3": [3],
    "UPDATE events SET provenance = '[1, 2]' WHERE number = 1": [1],
    'UPDATE events SET finding = \'["terms", "error", "x"]\' WHERE number = 2': [2],
}
# PostgreSQL keeps neither in these columns.
FORGED_ON_SQLITE = {
    "UPDATE events SET target = 'not json' WHERE number = 2": [2],
    f"UPDATE events SET target = '{'[' * 100_000}' WHERE number = 2": [2],
    "UPDATE events SET note = x'ff' WHERE number = 2": [2],
    "UPDATE events SET note = CAST(x'ff' AS TEXT) WHERE number = 3": [3],
    "UPDATE events SET locale = x'ff', unit = x'ff' WHERE number = 1": [1],
    "UPDATE events SET chain = x'ff' WHERE number = 2": [2, 3],
}


@pytest.mark.parametrize(("statement", "breaks"), [*FORGED.items(), *FORGED_ON_SQLITE.items()])
def test_the_chain_tells_where_it_was_forged(
    database: Database, statement: str, breaks: list[int]
) -> None:
    if statement in FORGED_ON_SQLITE and not database.embedded:
        pytest.skip("the other database's")
    with database.writing() as connection:
        forced(connection, statement)
    with database.reading() as connection:
        found = verify(connection)
    assert ([event.number for event in found.breaks], found.holds) == (breaks, False)


ROWS_FORGED = [
    "UPDATE units SET state = 'approved' WHERE locale = 'fr'",
    "UPDATE units SET target = '[\"evil\"]' WHERE locale = 'zh'",
    "UPDATE units SET hash = 'x' WHERE locale = 'zh'",
    "UPDATE units SET author = 'Eve' WHERE locale = 'zh'",
    "UPDATE units SET number = 0 WHERE locale = 'zh'",
    "UPDATE units SET number = 1 WHERE locale = 'zh'",
    "UPDATE units SET target = '5' WHERE locale = 'fr'",
    "UPDATE units SET accepted = '[1]' WHERE locale = 'zh'",
]


@pytest.mark.parametrize("statement", ROWS_FORGED)
def test_a_row_that_says_something_else_than_its_events_is_told(
    place: Path | str, statement: str
) -> None:
    unit = Unit(("v",))
    with Database(place) as opened:
        with opened.writing() as connection:
            made = [replace(event, unit=unit.id) for event in EVENTS[:2]]
            ledger.append(connection, made)
            approved = Record("zh", "en", unit, 0, {}, 0, False, State.APPROVED, ("“字”\n",), "h")
            units.add(connection, [replace(approved, number=2), Record("fr", "en", unit)])
        with opened.reading() as connection:
            assert verify(connection).holds
        with opened.writing() as connection:
            connection.execute(text(statement))
        with opened.reading() as connection:
            found = verify(connection)
    where = "fr" if "'fr'" in statement else "zh"
    assert (found.differing, found.breaks, found.holds) == ([(where, unit.id)], [], False)


def test_what_can_not_be_read_is_not_exported(database: Database) -> None:
    with database.writing() as connection:
        forced(connection, "UPDATE events SET target = '5' WHERE number = 2")
    with database.reading() as connection, pytest.raises(StorageError, match="Event 2"):
        list(ledger_lines.export(connection))


def test_a_ledger_that_was_cut_off_is_told_by_its_head_and_by_its_units(database: Database) -> None:
    with database.writing() as connection:
        units.add(connection, [Record("fr", "en", Unit(("v",)), number=3)])
        number, head = ledger.head(connection)
    assert number == 3
    with database.reading() as connection:
        whole = verify(connection, head)
        # The unit's id is not the event's: the row names an event of another unit.
        assert (whole.head, whole.cut, whole.breaks) == (head, False, [])
        assert whole.missing == [("fr", Unit(("v",)).id)]
    with database.writing() as connection:
        forced(connection, "DELETE FROM events WHERE number = 3")
    with database.reading() as connection:
        assert verify(connection).breaks == []
        assert verify(connection, head).cut


def test_what_is_exported_comes_back_the_same(database: Database, tmp_path: Path) -> None:
    with database.reading() as connection:
        lines = list(ledger_lines.export(connection))
        stood = list(ledger.chained(connection))
    with Database(tmp_path / "new.sqlite") as other:
        with other.writing() as connection:
            head = stood[-1][1]
            assert ledger_lines.restore(connection, lines, "l.jsonl", head[:8]) == (3, head)
        with other.reading() as connection:
            assert list(ledger.chained(connection)) == stood
            assert verify(connection, ledger.head(connection)[1]).holds
        with pytest.raises(StorageError, match="not empty"), other.writing() as connection:
            ledger_lines.restore(connection, lines, "l.jsonl")
        with other.writing() as connection:
            [more] = ledger.append(connection, EVENTS[:1])
        assert more.number == 4


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda lines: lines[:0], 0),
        (lambda lines: lines[1:], 1),
        (lambda lines: [lines[0], lines[2]], 2),
        (lambda lines: [lines[0], lines[1].replace(b"Ann", b"Eve"), lines[2]], 2),
        (lambda lines: [*lines[:2], lines[2][:40]], 3),
        (lambda lines: [*lines, b"[1]\n"], 4),
        (lambda lines: [b"[" * 5000, *lines], 1),
        (lambda lines: [b"\xff\n", *lines], 1),
        (lambda lines: [lines[0].replace(b'"at"', b'"when"'), *lines[1:]], 1),
        (lambda lines: [lines[0].replace(b'"zh"', b"7"), *lines[1:]], 1),
        (lambda lines: [lines[0].replace(b"machine-suggest", b"enthrone"), *lines[1:]], 1),
    ],
)
def test_a_copy_that_is_not_whole_is_refused_at_its_line(
    database: Database, tmp_path: Path, change: object, line: int
) -> None:
    with database.reading() as connection:
        lines = change(list(ledger_lines.export(connection)))  # type: ignore[operator]
    with Database(tmp_path / "new.sqlite") as other:
        with pytest.raises(StorageError) as refused, other.writing() as connection:
            ledger_lines.restore(connection, lines, "l.jsonl")
        assert refused.value.place is not None
        assert (refused.value.place.path, refused.value.place.line) == ("l.jsonl", line)
        with other.reading() as connection:
            assert ledger.last(connection) == 0


ACCEPTED = ("terms", Severity.ERROR, "“Note”\n")
FORGED_FINDINGS = [
    '["terms", "error", "Note"]',
    '["terms", "grave", ""]',
    "[1, 2, 3]",
    "[]",
    "null",
]


@pytest.mark.parametrize("forged_as", FORGED_FINDINGS)
def test_an_accepted_finding_is_in_the_chain(
    database: Database, tmp_path: Path, forged_as: str
) -> None:
    event = Event(AT, "Ann", Action.ACCEPT, "zh", "u", "h", "h", note="a name", finding=ACCEPTED)
    with database.writing() as connection:
        ledger.append(connection, [event])
    with database.reading() as connection:
        lines = list(ledger_lines.export(connection))
        assert ledger.of(connection, "zh", "u")[-1].finding == ACCEPTED
        assert verify(connection).holds
    # The lines of an export before there were such events.
    lines[:3] = [line.replace(b', "finding": null', b"") for line in lines[:3]]
    assert b"finding" not in lines[0]
    with Database(tmp_path / "new.sqlite") as other, other.writing() as connection:
        assert ledger_lines.restore(connection, lines, "l.jsonl")[0] == 4
        assert verify(connection).holds
    with database.writing() as connection:
        forced(connection, f"UPDATE events SET finding = '{forged_as}' WHERE number = 4")
    with database.reading() as connection:
        assert [found.number for found in verify(connection).breaks] == [4]


def test_a_copy_that_ends_before_its_head_is_refused(database: Database, tmp_path: Path) -> None:
    with database.reading() as connection:
        lines = list(ledger_lines.export(connection))
        head = ledger.head(connection)[1]
    with Database(tmp_path / "new.sqlite") as other:
        with pytest.raises(StorageError, match="does not end"), other.writing() as connection:
            ledger_lines.restore(connection, lines[:2], "l.jsonl", head)
        with other.reading() as connection:
            assert ledger.last(connection) == 0


def test_a_store_that_knows_units_takes_no_ledger(database: Database, tmp_path: Path) -> None:
    with database.reading() as connection:
        lines = list(ledger_lines.export(connection))
    with Database(tmp_path / "new.sqlite") as other:
        with other.writing() as connection:
            units.add(connection, [Record("zh", "en", Unit(("v",)))])
        with pytest.raises(StorageError, match="has units"), other.writing() as connection:
            ledger_lines.restore(connection, lines, "l.jsonl")
        with other.reading() as connection:
            assert ledger.last(connection) == 0
