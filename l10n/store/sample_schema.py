"""The tables of release by sampling, in the store's schema.

What was drawn of which captions, what people said of it, and what shipped on it. Rows of these are
never changed (see migrations/): a plan is fixed before it is read.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

from l10n.store.schema import metadata

# See `schema.py`.
_COUNTER = BigInteger().with_variant(Integer, "sqlite")

samples = Table(
    "samples",
    metadata,
    Column("number", _COUNTER, primary_key=True, autoincrement=True),
    Column("plan", BigInteger, nullable=False),  # the number of its first draw
    Column("draw", Integer, nullable=False),
    Column("draws", Integer, nullable=False),
    Column("locale", String(35), nullable=False),
    Column("source_locale", String(35), nullable=False),
    Column("route", String(10), nullable=False),
    Column("claim", Float, nullable=False),
    Column("confidence", Float, nullable=False),  # of the plan, all its draws together
    Column("allowed", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("seed", String(64), nullable=False),
    Column("since", BigInteger, nullable=False),  # the ledger's numbers that the words lie between
    Column("until", BigInteger, nullable=False),
    Column("population", Integer, nullable=False),
    Column("at", String(20), nullable=False),
    Column("by", String(200), nullable=False),
    Index(None, "locale", "source_locale", "route"),
)

sampled = Table(
    "sampled",
    metadata,
    Column("sample", BigInteger, nullable=False),
    Column("place", Integer, nullable=False),  # in the order of the seeded hashes, from 1
    Column("unit", String(16), nullable=False),
    Column("hash", String(32), nullable=False),
    Column("source", JSON, nullable=False),
    Column("target", JSON, nullable=False),
    PrimaryKeyConstraint("sample", "place"),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("number", _COUNTER, primary_key=True, autoincrement=True),
    Column("sample", BigInteger, nullable=False),
    Column("place", Integer, nullable=False),
    Column("verdict", String(10), nullable=False),  # fine | serious
    Column("note", Text, nullable=False),
    Column("at", String(20), nullable=False),
    Column("actor", String(200), nullable=False),
    Index(None, "sample", "place", "number"),
)

sample_releases = Table(
    "sample_releases",
    metadata,
    Column("number", _COUNTER, primary_key=True, autoincrement=True),
    Column("sample", BigInteger, nullable=False),
    Column("errors", Integer, nullable=False),
    Column("bound", Float, nullable=False),
    Column("shipped", Integer, nullable=False),
    Column("file", String(64), nullable=False),  # SHA-256 of what was written
    Column("at", String(20), nullable=False),
    Column("by", String(200), nullable=False),
    Index(None, "sample"),
)
