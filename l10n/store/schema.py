"""The review store's tables, one schema for SQLite and PostgreSQL.

`events` is the ledger: append-only, held by triggers (see migrations/). What `units` says about
state, target, hash, author and number is a cache of the ledger's replay, kept in the same
transaction as the event that changes it.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

# SQLite counts rowids only in a column of exactly this type.
_COUNTER = BigInteger().with_variant(Integer, "sqlite")

units = Table(
    "units",
    metadata,
    Column("locale", String(35), nullable=False),
    Column("id", String(16), nullable=False),
    Column("source_locale", String(35), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("position", Integer, nullable=False),
    Column("unit", JSON, nullable=False),  # source, context, key, notes, locations, flags, limit
    Column(
        "details", JSON, nullable=False
    ),  # of a post: author, time, picture; of a string: screens
    Column("exposure", Integer, nullable=False),  # how often it is seen: views of the post, uses
    Column("obsolete", Boolean, nullable=False),
    Column("search", Text, nullable=False),  # source and target as the glossary folds them
    # The ledger's replay, cached.
    Column("state", String(12), nullable=False),
    Column("target", JSON, nullable=False),
    Column("hash", String(32), nullable=False),
    Column("author", String(200), nullable=False),
    Column("number", BigInteger, nullable=False),  # of the last event
    Column("changed_at", String(20), nullable=False),
    # What is known about the words that stand there.
    Column("origin", String(10), nullable=False),
    Column("quality", Float, nullable=False),
    Column("errors", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    Column("priority", Float, nullable=False),
    # What the catalog file said when store and file last agreed, and what it says where both moved.
    Column("synced_hash", String(32), nullable=False),
    Column("synced_state", String(12), nullable=False),
    Column("synced_number", BigInteger, nullable=False),
    Column("conflict", JSON(none_as_null=True), nullable=True),
    PrimaryKeyConstraint("locale", "id"),
    Index(None, "locale", "obsolete", "priority", "position"),
    Index(None, "locale", "obsolete", "state", "priority"),
)

# The few units whose decisions the catalog file does not have yet.
_NEWS = units.c.number != units.c.synced_number
Index("ix_units_news", units.c.locale, sqlite_where=_NEWS, postgresql_where=_NEWS)

unit_terms = Table(
    "unit_terms",
    metadata,
    Column("locale", String(35), nullable=False),
    Column("unit", String(16), nullable=False),
    Column("term", String(200), nullable=False),
    PrimaryKeyConstraint("locale", "term", "unit"),
)

findings = Table(
    "findings",
    metadata,
    Column("locale", String(35), nullable=False),
    Column("unit", String(16), nullable=False),
    Column("check", String(60), nullable=False),
    Column("severity", String(10), nullable=False),
    PrimaryKeyConstraint("locale", "check", "unit"),
    Index(None, "locale", "unit"),
)

suggestions = Table(
    "suggestions",
    metadata,
    Column("number", _COUNTER, primary_key=True, autoincrement=True),
    Column("locale", String(35), nullable=False),
    Column("unit", String(16), nullable=False),
    Column("hash", String(32), nullable=False),
    Column("target", JSON, nullable=False),
    Column("origin", String(10), nullable=False),
    Column("by", String(200), nullable=False),
    Column("quality", Float, nullable=False),
    Column("route", String(10), nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("alternative", JSON, nullable=False),
    Column("at", String(20), nullable=False),
    Index(None, "locale", "unit"),
)

memory = Table(
    "memory",
    metadata,
    Column("locale", String(35), nullable=False),
    Column("hash", String(32), nullable=False),
    Column("source", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("unit", String(16), nullable=False),
    Column("by", String(200), nullable=False),
    Column("at", String(20), nullable=False),
    PrimaryKeyConstraint("locale", "unit"),
    Index(None, "locale", "at"),
)

terms = Table(
    "terms",
    metadata,
    Column("id", String(32), nullable=False, primary_key=True),
    Column("path", String(400), nullable=False),
    Column("source_language", String(10), nullable=False),
    Column("target_language", String(10), nullable=False),
    Column("source", String(200), nullable=False),
    Column("status", String(12), nullable=False),
    Column("term", JSON, nullable=False),
    Column("search", Text, nullable=False),
)

comments = Table(
    "comments",
    metadata,
    Column("number", _COUNTER, primary_key=True, autoincrement=True),
    Column("locale", String(35), nullable=False),
    Column("unit", String(16), nullable=False),
    Column("at", String(20), nullable=False),
    Column("actor", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Index(None, "locale", "unit"),
)

events = Table(
    "events",
    metadata,
    Column("number", _COUNTER, primary_key=True, autoincrement=True),
    Column("at", String(20), nullable=False),
    Column("actor", String(200), nullable=False),
    Column("action", String(20), nullable=False),
    Column("locale", String(35), nullable=False),
    Column("unit", String(16), nullable=False),
    Column("expected", String(32), nullable=False),
    Column("hash", String(32), nullable=False),
    Column("target", JSON, nullable=False),
    Column("source", JSON, nullable=False),
    Column("note", Text, nullable=False),
    Column("provenance", JSON(none_as_null=True), nullable=True),
    Index(None, "locale", "unit", "number"),
    Index(None, "at"),
)

# Known-bad words shown to a reviewer to see whether they are caught, and blind second looks.
trials = Table(
    "trials",
    metadata,
    Column("number", _COUNTER, primary_key=True, autoincrement=True),
    Column("locale", String(35), nullable=False),
    Column("unit", String(16), nullable=False),
    Column("kind", String(12), nullable=False),  # seeded | second-look
    Column("reviewer", String(200), nullable=False),
    Column("target", JSON, nullable=False),
    Column("hash", String(32), nullable=False),
    Column("defect", String(40), nullable=False),
    Column("at", String(20), nullable=False),
    Column("outcome", String(12), nullable=False),  # open | caught | missed | agreed | disagreed
    Column("decided_at", String(20), nullable=False),
    Index(None, "reviewer", "outcome"),
)

people = Table(
    "people",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("password", String(200), nullable=False),  # argon2's encoded hash
    Column("role", String(12), nullable=False),
    Column("locales", JSON, nullable=False),  # empty: all of them
    Column("active", Boolean, nullable=False),
    Column("epoch", Integer, nullable=False),  # sessions signed for an earlier one are void
    Column("created_at", String(20), nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("person", String(200), ForeignKey("people.name"), nullable=False),
    Column("label", String(200), nullable=False),
    Column("created_at", String(20), nullable=False),
    Column("expires_at", String(20), nullable=False),  # "": never
)

# Failed log-ins by name and by address, for throttling.
attempts = Table(
    "attempts",
    metadata,
    Column("number", _COUNTER, primary_key=True, autoincrement=True),
    Column("subject", String(200), nullable=False),
    Column("at", Float, nullable=False),
    Index(None, "subject", "at"),
)

webhooks = Table(
    "webhooks",
    metadata,
    Column("number", _COUNTER, primary_key=True, autoincrement=True),
    Column("url", Text, nullable=False),
    Column("secret", String(200), nullable=False),
    Column("topics", JSON, nullable=False),  # approve, release
    Column("active", Boolean, nullable=False),
)

# What is to be sent to a webhook, written in the transaction that it tells of.
deliveries = Table(
    "deliveries",
    metadata,
    Column("number", _COUNTER, primary_key=True, autoincrement=True),
    Column("webhook", _COUNTER, ForeignKey("webhooks.number"), nullable=False),
    Column("topic", String(20), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_at", Float, nullable=False),
    Column("status", String(12), nullable=False),  # waiting | sent | failed
    Index(None, "status", "next_at"),
)

# The store's own facts: the key that signs sessions, and what the catalogs looked like last.
facts = Table(
    "facts",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("value", Text, nullable=False),
)
