"""What was logged out of is over, on each kind of database, and is forgotten in time."""

from pathlib import Path

from sqlalchemy import select

from l10n.store import ended_sessions
from l10n.store.database import Database
from l10n.store.schema import ended_sessions as table

NOW = 1_750_000_000.0


def test_a_session_ends_once_and_is_forgotten_in_time(place: Path | str) -> None:
    with Database(place) as database:
        with database.writing() as connection:
            for secret in ("one", "one", "two\ud800"):
                ended_sessions.end(connection, secret, now=NOW, until=NOW + 60)
        with database.reading() as connection:
            assert ended_sessions.is_over(connection, "one")
            assert ended_sessions.is_over(connection, "two\ud800")
            assert not ended_sessions.is_over(connection, "three")
            kept = connection.execute(select(table.c.mark)).scalars().all()
            assert len(kept) == 2
            assert "one" not in kept
        with database.writing() as connection:
            ended_sessions.end(connection, "three", now=NOW + 400 * 86400, until=NOW + 401 * 86400)
            assert not ended_sessions.is_over(connection, "one")
            assert ended_sessions.is_over(connection, "three")
