"""Audit samples of captions, their verdicts, and what was released on them."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAMES = ("samples", "sampled", "verdicts", "sample_releases")


def upgrade() -> None:
    """Forward; there is no way back."""
    op.create_table(
        "samples",
        sa.Column("number", COUNTER, primary_key=True, autoincrement=True),
        sa.Column("plan", sa.BigInteger(), nullable=False),
        sa.Column("draw", sa.Integer(), nullable=False),
        sa.Column("draws", sa.Integer(), nullable=False),
        sa.Column("locale", sa.String(35), nullable=False),
        sa.Column("source_locale", sa.String(35), nullable=False),
        sa.Column("route", sa.String(10), nullable=False),
        sa.Column("claim", sa.Float(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("allowed", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(64), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
    )
    op.create_index(
        op.f("ix_samples_locale_source_locale_route"),
        "samples",
        ["locale", "source_locale", "route"],
    )
    op.create_table(
        "sampled",
        sa.Column("sample", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(16), nullable=False),
        sa.Column("hash", sa.String(32), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("target", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("sample", "place", name=op.f("pk_sampled")),
    )
    op.create_table(
        "verdicts",
        sa.Column("number", COUNTER, primary_key=True, autoincrement=True),
        sa.Column("sample", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
    )
    op.create_index(
        op.f("ix_verdicts_sample_place_number"), "verdicts", ["sample", "place", "number"]
    )
    op.create_table(
        "sample_releases",
        sa.Column("number", COUNTER, primary_key=True, autoincrement=True),
        sa.Column("sample", sa.BigInteger(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("bound", sa.Float(), nullable=False),
        sa.Column("shipped", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(64), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
    )
    op.create_index(op.f("ix_sample_releases_sample"), "sample_releases", ["sample"])
    _make_append_only()


def _make_append_only() -> None:
    """The database itself refuses to change or remove a row of these."""
    if op.get_bind().dialect.name == "sqlite":
        for name in NAMES:
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {name} "
                    "BEGIN SELECT RAISE(ABORT, 'samples are append-only'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION refuse_sample_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'samples are append-only'; END $$"
    )
    for name in NAMES:
        op.execute(
            f"CREATE TRIGGER {name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_sample_change()"
        )
