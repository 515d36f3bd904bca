"""A chain of hashes over the ledger, triggers for every clause of an INSERT; memory by number."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from l10n.model import digest

revision = "0004"
down_revision = "0003"

_FIELDS = ("at", "actor", "action", "locale", "unit", "expected", "hash")
_AT_ONCE = 1_000


def upgrade() -> None:
    """Forward; there is no way back."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    # The lines that stand there get their chain, which is the one change they ever see.
    if sqlite:
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER events_no_{verb}")
    else:
        op.execute("DROP TRIGGER events_append_only ON events")
    op.add_column(
        "events", sa.Column("chain", sa.String(length=32), nullable=False, server_default="")
    )
    _chain()
    _number_the_memory()
    if sqlite:
        _hold_on_sqlite()
    else:
        _hold_on_postgresql()


def _chain() -> None:
    """The chain as `ledger.link` makes it, as it was defined when this step was written."""
    connection = op.get_bind()
    events = sa.table(
        "events",
        *(sa.column(name) for name in ("number", *_FIELDS, "note", "chain")),
        *(sa.column(name, sa.JSON()) for name in ("target", "source", "provenance")),
    )
    chain, last = "", 0
    while True:
        query = sa.select(events).where(events.c.number > last).order_by(events.c.number)
        rows = connection.execute(query.limit(_AT_ONCE)).all()
        if not rows:
            return
        made: list[dict[str, Any]] = []
        for row in rows:
            facts = [getattr(row, name) for name in _FIELDS]
            chain = digest(
                chain, row.number, *facts, row.target, row.source, row.note, row.provenance
            )
            made.append({"at_number": row.number, "chain": chain})
        statement = sa.update(events).where(events.c.number == sa.bindparam("at_number"))
        connection.execute(statement, made)
        last = rows[-1].number


def _number_the_memory() -> None:
    """What was approved gets the number of its unit's last event."""
    op.add_column(
        "memory", sa.Column("number", sa.BigInteger(), nullable=False, server_default="0")
    )
    op.execute(
        "UPDATE memory SET number = COALESCE((SELECT number FROM units"
        " WHERE units.locale = memory.locale AND units.id = memory.unit), 0)"
    )
    op.drop_index(op.f("ix_memory_locale_at"), table_name="memory")
    op.create_index(op.f("ix_memory_locale_number"), "memory", ["locale", "number"])


def _hold_on_sqlite() -> None:
    refuse = " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    for verb in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER events_no_{verb.lower()} BEFORE {verb} ON events" + refuse)
    # INSERT OR REPLACE removes what it replaces without a word to the trigger on DELETE; and a
    # number that is not the next one would stand among the past. (A number that the statement
    # leaves to SQLite is -1 here, and the next one after the insert.)
    op.execute(
        "CREATE TRIGGER events_no_replace BEFORE INSERT ON events"  # noqa: S608 - our own words
        " WHEN EXISTS (SELECT 1 FROM events WHERE number = NEW.number)" + refuse
    )
    op.execute(
        "CREATE TRIGGER events_in_order AFTER INSERT ON events WHEN NEW.number < 1"  # noqa: S608
        " OR EXISTS (SELECT 1 FROM events WHERE number > NEW.number)" + refuse
    )


def _hold_on_postgresql() -> None:
    op.execute(
        "CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()"
    )
    op.execute(
        "CREATE FUNCTION refuse_ledger_disorder() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF NEW.number < 1 OR EXISTS (SELECT 1 FROM events WHERE number >= NEW.number) THEN "
        "RAISE EXCEPTION 'the ledger is append-only'; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER events_in_order BEFORE INSERT ON events "
        "FOR EACH ROW EXECUTE FUNCTION refuse_ledger_disorder()"
    )
