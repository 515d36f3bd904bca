"""The store's own facts, by name."""

from sqlalchemy import select, text
from sqlalchemy.engine import Connection

from l10n.store.schema import facts


def first(connection: Connection, name: str, value: str) -> str:
    """What is known by that name, and this value where nothing is: of two writers one wins."""
    connection.execute(
        text("INSERT INTO facts (name, value) VALUES (:name, :value) ON CONFLICT DO NOTHING"),
        {"name": name, "value": value},
    )
    return str(connection.execute(select(facts.c.value).where(facts.c.name == name)).scalar_one())
