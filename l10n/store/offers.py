"""Why a machine offered what it did, kept beside the catalogs that hold only the words.

A catalog has room for origin, quality and route; the evidence of each term, the doubts and the
natural wording beside stand here until the review store takes them. They are found by the content
hash of the words, so they never speak of others.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Column, MetaData, String, Table, insert, select
from sqlalchemy.engine import Connection

from l10n.model import Origin, Route, Suggestion, TermEvidence
from l10n.store.units import batched

metadata = MetaData()
offers = Table(
    "offers",
    metadata,
    Column("hash", String(32), primary_key=True),
    Column("suggestion", String, nullable=False),
)


def keep(connection: Connection, made: Mapping[str, Suggestion]) -> None:
    """Keep suggestions by the content hash of their words; the newest reason counts."""
    rows = [
        {"hash": name, "suggestion": json.dumps(asdict(suggestion))}
        for name, suggestion in made.items()
    ]
    if rows:
        connection.execute(insert(offers).prefix_with("OR REPLACE"), rows)


def of(connection: Connection, hashes: Iterable[str]) -> dict[str, Suggestion]:
    """The suggestions known for these hashes."""
    found: dict[str, Suggestion] = {}
    for chunk in batched(hashes):
        for row in connection.execute(select(offers).where(offers.c.hash.in_(chunk))):
            found[row.hash] = _suggestion(json.loads(row.suggestion))
    return found


def _suggestion(said: dict[str, Any]) -> Suggestion:
    return Suggestion(
        said["unit_id"],
        tuple(said["target"]),
        Origin(said["origin"]),
        said["by"],
        said["quality"],
        Route(said["route"]),
        tuple(said["reasons"]),
        tuple(TermEvidence(**proof) for proof in said["evidence"]),
        tuple(said["alternative"]),
    )
