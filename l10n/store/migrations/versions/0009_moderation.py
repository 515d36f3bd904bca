"""Where flagged posts stand: a cache of the ledger, for the moderation queue and its figures."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Forward; there is no way back."""
    op.create_table(
        "moderation",
        sa.Column("locale", sa.String(35), nullable=False),
        sa.Column("unit", sa.String(16), nullable=False),
        sa.Column("post", sa.String(32), nullable=False),
        sa.Column("verdict", sa.String(12), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(40), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("text", sa.String(32), nullable=False),
        sa.Column("since", sa.String(20), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("locale", "unit", name="pk_moderation"),
    )
    order = ["waits", "rank", "since", "locale", "unit"]
    op.create_index("ix_moderation_by_rank", "moderation", order)
    op.create_index("ix_moderation_post_verdict", "moderation", ["post", "verdict"])
    op.create_table(
        "moderation_entries",
        sa.Column("locale", sa.String(35), nullable=False),
        sa.Column("unit", sa.String(16), nullable=False),
        sa.Column("category", sa.String(40), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("term", sa.String(200), nullable=False),
        sa.Column("verdict", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint(
            "locale", "unit", "category", "language", "term", name="pk_moderation_entries"
        ),
    )
    op.create_index(
        "ix_moderation_entries_category_term_language_verdict",
        "moderation_entries",
        ["category", "term", "language", "verdict"],
    )
