"""The translation memory in the store: what people approved, and nothing else."""

from collections.abc import Iterable

from sqlalchemy import delete, func, insert, select
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


def state_of(connection: Connection, locale: str) -> tuple[int, str]:
    """What changes whenever the memory does: how much it holds, and the last time."""
    row = connection.execute(
        select(func.count(), func.max(memory.c.at)).where(memory.c.locale == locale)
    ).one()
    return row[0], row[1] or ""


def pairs(connection: Connection, locale: str) -> list[tuple[str, str, str]]:
    """All of a locale as (source, target, unit id); the last form stands for a plural."""
    rows = connection.execute(
        select(memory.c.source, memory.c.target, memory.c.unit)
        .where(memory.c.locale == locale)
        .order_by(memory.c.source)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def _text(forms: tuple[str, ...]) -> str:
    """A form that a text column holds."""
    return forms[-1].replace("\x00", "").encode("utf-8", "replace").decode()
