"""The tables of moderation, in the review store's one schema (`schema.py`)."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

from l10n.store.schema import metadata

# Where flagged posts stand: the ledger's replay, cached; a row for each text that was ever flagged.
moderation = Table(
    "moderation",
    metadata,
    Column("locale", String(35), nullable=False),
    Column("unit", String(16), nullable=False),
    Column("post", String(32), nullable=False),  # digest of its id: a verdict holds for all of it
    Column("verdict", String(12), nullable=False),
    Column("waits", Boolean, nullable=False),
    Column("rank", Integer, nullable=False),  # escalated first, then by severity
    Column("category", String(40), nullable=False),  # of the gravest entry
    Column("entries", JSON, nullable=False),
    Column("text", String(32), nullable=False),  # digest of the text that it is about
    Column("since", String(20), nullable=False),
    Column("at", String(20), nullable=False),
    Column("by", String(200), nullable=False),
    Column("reason", Text, nullable=False),
    Column("number", BigInteger, nullable=False),  # of the last event about it
    PrimaryKeyConstraint("locale", "unit"),
    Index("ix_moderation_by_rank", "waits", "rank", "since", "locale", "unit"),
    Index(None, "post", "verdict"),
)

moderation_entries = Table(
    "moderation_entries",
    metadata,
    Column("locale", String(35), nullable=False),
    Column("unit", String(16), nullable=False),
    Column("category", String(40), nullable=False),
    Column("language", String(10), nullable=False),
    Column("term", String(200), nullable=False),
    Column("verdict", String(12), nullable=False),
    PrimaryKeyConstraint("locale", "unit", "category", "language", "term"),
    Index(None, "category", "term", "language", "verdict"),
)
