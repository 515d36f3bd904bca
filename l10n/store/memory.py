"""The translation memory in the store: what people approved, and nothing else."""

from collections.abc import Iterable

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from l10n.model import Approval
from l10n.store.schema import memory
from l10n.store.units import Record, batched


def keep(connection: Connection, approved: Iterable[tuple[Record, Approval]]) -> None:
    """Keep approved words; older words of the same unit go."""
    rows = [
        {
            "locale": record.locale,
            "hash": record.hash,
            "source": _text(record.unit.source),
            "target": _text(record.target),
            "unit": record.unit.id,
            "by": approval.by,
            "at": approval.at,
        }
        for record, approval in approved
    ]
    by_locale: dict[str, list[str]] = {}
    for row in rows:
        by_locale.setdefault(row["locale"], []).append(row["unit"])
    for locale, ids in by_locale.items():
        drop(connection, locale, ids)
    if rows:
        connection.execute(insert(memory), rows)


def drop(connection: Connection, locale: str, ids: Iterable[str]) -> None:
    """Forget the words of these units; nobody stands by them any more."""
    for chunk in batched(ids):
        connection.execute(
            delete(memory).where(memory.c.locale == locale, memory.c.unit.in_(chunk))
        )


def since(connection: Connection, locale: str, at: str) -> list[tuple[str, str, str, str]]:
    """What was approved at that time or later, as (source, target, unit id, time).

    The last form stands for a plural.
    """
    rows = connection.execute(
        select(memory.c.source, memory.c.target, memory.c.unit, memory.c.at)
        .where(memory.c.locale == locale, memory.c.at >= at)
        .order_by(memory.c.at)
    )
    return [tuple(row) for row in rows]


def of(connection: Connection, locale: str, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Source and target of these units, where they are approved still."""
    wanted = list(ids)
    rows = connection.execute(
        select(memory.c.unit, memory.c.source, memory.c.target).where(
            memory.c.locale == locale, memory.c.unit.in_(wanted)
        )
    )
    return {row.unit: (row.source, row.target) for row in rows}


def _text(forms: tuple[str, ...]) -> str:
    """A form that a text column holds."""
    return forms[-1].replace("\x00", "").encode("utf-8", "replace").decode()
