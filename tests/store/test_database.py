"""The review store's door, on SQLite and on a real PostgreSQL."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from l10n.errors import StorageError
from l10n.model import Unit
from l10n.store import ledger, sample_schema, schema, units
from l10n.store.database import Database
from l10n.store.records import Record
from l10n.store.verify import verify
from l10n.transitions import Action, Event

MIGRATIONS = Path(schema.__file__).parent / "migrations"
EVENT = Event("2026-01-01T00:00:00Z", "Ann", Action.EDIT, "zh", "u", "", "h", ("字",))


def test_the_migrations_end_in_the_schema(bare_place: Path | str) -> None:
    with Database(bare_place) as database, database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert sample_schema.samples.metadata is schema.metadata
        assert compare_metadata(context, schema.metadata) == []


def test_a_store_of_any_earlier_version_is_brought_forward_and_keeps_its_ledger(
    bare_place: Path | str, tmp_path: Path
) -> None:
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    oldest = ScriptDirectory.from_config(settings).get_base()
    assert oldest
    url: Any = f"sqlite:///{bare_place}" if isinstance(bare_place, Path) else bare_place
    if isinstance(bare_place, Path):
        bare_place.parent.mkdir()
    engine = create_engine(str(url).replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, oldest)
    row = {**ledger.values(EVENT), "target": '["字"]', "source": "[]", "provenance": None}
    del row["finding"]  # which came later
    columns = ", ".join(row)
    asked = ", ".join(f":{name}" for name in row)
    with engine.begin() as connection:
        for _time in range(3):
            connection.execute(text(f"INSERT INTO events ({columns}) VALUES ({asked})"), row)
    engine.dispose()
    for _again in range(2):
        with Database(bare_place) as database, database.reading() as connection:
            assert [e.target for e in ledger.of(connection, "zh", "u")] == [("字",)] * 3
            assert database.engine.dialect.has_table(connection, "people")
            assert verify(connection).holds


@pytest.mark.parametrize(
    "statement", ["UPDATE events SET actor = 'Eve'", "DELETE FROM events", "TRUNCATE events"]
)
def test_the_ledger_takes_no_change_and_no_removal(place: Path | str, statement: str) -> None:
    with Database(place) as database:
        if database.embedded and statement.startswith("TRUNCATE"):
            pytest.skip("SQLite has no TRUNCATE")
        with database.writing() as connection:
            ledger.append(connection, [EVENT])
        with pytest.raises(StorageError, match="append-only"), database.writing() as connection:
            connection.execute(text(statement))
        with database.reading() as connection:
            assert ledger.of(connection, "zh", "u")[0].actor == "Ann"


def test_a_transaction_is_whole_or_nothing(place: Path | str) -> None:
    with Database(place) as database:
        with suppress(InterruptedError), database.writing() as connection:
            ledger.append(connection, [EVENT])
            raise InterruptedError
        with database.reading() as connection:
            assert ledger.of(connection, "zh", "u") == []


KNOWN = {
    "sqlite": "SELECT stat FROM sqlite_stat1 WHERE idx = 'ix_units_by_age'",
    "postgresql": "SELECT reltuples::int::text FROM pg_class WHERE relname = 'units'",
}


def test_the_database_knows_how_much_it_holds_once_it_took_stock(place: Path | str) -> None:
    with Database(place) as database:
        with database.writing() as connection:
            units.add(connection, [Record("zh", "en", Unit((name,)), 0) for name in "abc"])
        database.take_stock()
        with database.reading() as connection:
            said = connection.execute(text(KNOWN[connection.dialect.name])).scalar_one()
    assert said.split()[0] == "3"


def test_events_keep_their_order_and_their_facts(place: Path | str) -> None:
    with Database(place) as database:
        with database.writing() as connection:
            told = ledger.append(connection, [EVENT] * 3)
        with database.reading() as connection:
            found = ledger.of(connection, "zh", "u")
            assert dict(ledger.of_each(connection, "zh")) == {"u": found}
        assert found == told
        assert [e.number for e in found] == sorted(e.number for e in found)


@pytest.mark.parametrize(
    ("place_", "said"),
    [
        ("mysql://host/name", "SQLite and PostgreSQL"),
        ("no url", "no database URL"),
        ("postgresql://nobody@127.0.0.1:1/none", "refuses"),
    ],
)
def test_a_place_that_serves_not_is_one_clear_error(place_: str, said: str) -> None:
    with pytest.raises(StorageError, match=said):
        Database(place_)


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "review.sqlite"
    file.write_text("hello " * 500)
    with pytest.raises(StorageError, match="not a database"):
        Database(file)
    assert file.read_text() == "hello " * 500


def test_what_outlives_the_store_is_closed_when_it_comes_back(place: Path | str) -> None:
    database = Database(place)
    with database.reading() as connection:
        held: Any = connection.connection.dbapi_connection
        database.close()
        assert connection.execute(text("SELECT 1")).scalar_one() == 1
    with pytest.raises(Exception, match="closed"):
        held.cursor().execute("SELECT 1")


def test_a_password_is_never_shown() -> None:
    with pytest.raises(StorageError) as refused:
        Database("postgresql://ann:secret@127.0.0.1:1/none")
    assert "secret" not in str(refused.value)


def test_a_store_of_a_newer_version_is_refused(place: Path | str) -> None:
    with Database(place) as database, database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageError, match="9999"):
        Database(place)


def test_nobody_else_reads_an_embedded_store(tmp_path: Path) -> None:
    with Database(tmp_path / "review.sqlite"):
        assert (tmp_path / "review.sqlite").stat().st_mode & 0o077 == 0
