"""Suggestions with their provenance: what machine and memory offered, and why."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from l10n.model import Origin, Route, Suggestion, TermEvidence
from l10n.store.schema import suggestions
from l10n.store.units import batched


@dataclass(frozen=True, slots=True)
class Kept:
    """A suggestion as it was kept.

    Attributes:
        hash: the content hash that its words would have.
    """

    hash: str
    target: tuple[str, ...]
    origin: Origin
    by: str
    quality: float
    route: Route
    reasons: tuple[str, ...]
    evidence: tuple[TermEvidence, ...]
    at: str


def keep(
    connection: Connection, locale: str, new: Iterable[tuple[str, Suggestion]], at: str
) -> None:
    """Keep suggestions, each with the content hash of its words, unless they are kept already.

    A natural wording beside a suggestion is one of its own, which missed its terms.
    """
    offered = list(new)
    known: set[tuple[str, str]] = set()
    for chunk in batched(made.unit_id for _hash, made in offered):
        asked = (suggestions.c.locale == locale) & suggestions.c.unit.in_(chunk)
        rows_of = connection.execute(select(suggestions.c.unit, suggestions.c.hash).where(asked))
        known.update((row.unit, row.hash) for row in rows_of)
    rows = [
        {
            "locale": locale,
            "unit": made.unit_id,
            "hash": hash_,
            "target": list(made.target),
            "origin": str(made.origin),
            "by": made.by,
            "quality": made.quality,
            "route": str(made.route),
            "reasons": list(made.reasons),
            "evidence": [asdict(proof) for proof in made.evidence],
            "alternative": list(made.alternative),
            "at": at,
        }
        for hash_, made in offered
        if (made.unit_id, hash_) not in known
    ]
    if rows:
        connection.execute(insert(suggestions), rows)


def of(connection: Connection, locale: str, unit: str) -> list[Kept]:
    """A unit's suggestions, the newest first; the natural wording after the one that bent it."""
    rows = connection.execute(
        select(suggestions)
        .where(suggestions.c.locale == locale, suggestions.c.unit == unit)
        .order_by(suggestions.c.number.desc())
    )
    kept: list[Kept] = []
    for row in rows:
        evidence = tuple(TermEvidence(**proof) for proof in row.evidence)
        facts = (Origin(row.origin), row.by, row.quality, Route(row.route), tuple(row.reasons))
        kept.append(Kept(row.hash, tuple(row.target), *facts, evidence, row.at))
        if row.alternative:
            natural = ("natural",)
            kept.append(Kept("", tuple(row.alternative), *facts[:4], natural, (), row.at))
    return kept
