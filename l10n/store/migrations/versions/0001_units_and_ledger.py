"""Units, what is said about them, and the append-only ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Forward; there is no way back."""
    op.create_table(
        "comments",
        sa.Column("number", COUNTER, autoincrement=True, nullable=False),
        sa.Column("locale", sa.String(length=35), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_comments")),
    )
    op.create_index(op.f("ix_comments_locale_unit"), "comments", ["locale", "unit"])
    op.create_table(
        "events",
        sa.Column("number", COUNTER, autoincrement=True, nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("locale", sa.String(length=35), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("expected", sa.String(length=32), nullable=False),
        sa.Column("hash", sa.String(length=32), nullable=False),
        sa.Column("target", sa.JSON(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("provenance", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_at"), "events", ["at"])
    op.create_index(op.f("ix_events_locale_unit_number"), "events", ["locale", "unit", "number"])
    op.create_table(
        "facts",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_facts")),
    )
    op.create_table(
        "findings",
        sa.Column("locale", sa.String(length=35), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("check", sa.String(length=60), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("locale", "check", "unit", name=op.f("pk_findings")),
    )
    op.create_index(op.f("ix_findings_locale_unit"), "findings", ["locale", "unit"])
    op.create_table(
        "memory",
        sa.Column("locale", sa.String(length=35), nullable=False),
        sa.Column("hash", sa.String(length=32), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("locale", "unit", name=op.f("pk_memory")),
    )
    op.create_index(op.f("ix_memory_locale_at"), "memory", ["locale", "at"])
    op.create_table(
        "suggestions",
        sa.Column("number", COUNTER, autoincrement=True, nullable=False),
        sa.Column("locale", sa.String(length=35), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("hash", sa.String(length=32), nullable=False),
        sa.Column("target", sa.JSON(), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("quality", sa.Float(), nullable=False),
        sa.Column("route", sa.String(length=10), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("alternative", sa.JSON(), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_suggestions")),
    )
    op.create_index(op.f("ix_suggestions_locale_unit"), "suggestions", ["locale", "unit"])
    op.create_table(
        "terms",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("path", sa.String(length=400), nullable=False),
        sa.Column("source_language", sa.String(length=10), nullable=False),
        sa.Column("target_language", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("term", sa.JSON(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
    )
    op.create_table(
        "unit_terms",
        sa.Column("locale", sa.String(length=35), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("term", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("locale", "term", "unit", name=op.f("pk_unit_terms")),
    )
    op.create_table(
        "units",
        sa.Column("locale", sa.String(length=35), nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("source_locale", sa.String(length=35), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("unit", sa.JSON(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("exposure", sa.Integer(), nullable=False),
        sa.Column("obsolete", sa.Boolean(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("target", sa.JSON(), nullable=False),
        sa.Column("hash", sa.String(length=32), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.String(length=20), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("quality", sa.Float(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Float(), nullable=False),
        sa.Column("synced_hash", sa.String(length=32), nullable=False),
        sa.Column("synced_state", sa.String(length=12), nullable=False),
        sa.Column("synced_number", sa.BigInteger(), nullable=False),
        sa.Column("conflict", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("locale", "id", name=op.f("pk_units")),
    )
    op.create_index(
        op.f("ix_units_locale_obsolete_priority_position"),
        "units",
        ["locale", "obsolete", "priority", "position"],
    )
    op.create_index(
        op.f("ix_units_locale_obsolete_state_priority"),
        "units",
        ["locale", "obsolete", "state", "priority"],
    )
    _make_append_only()


def _make_append_only() -> None:
    """The database itself refuses to change or remove a line of the ledger."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER events_no_{verb.lower()} BEFORE {verb} ON events "
                "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()"
    )
