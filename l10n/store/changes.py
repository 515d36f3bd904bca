"""What stages change in many units at once, beside what people decide about them."""

from collections.abc import Iterable

from sqlalchemy import bindparam, func, or_, select, tuple_, update
from sqlalchemy.engine import Connection

from l10n.model import Kind
from l10n.store.schema import units
from l10n.store.units import SEARCHED_CHARACTERS, Record, batched, record


def of_ids(connection: Connection, locale: str, ids: Iterable[str]) -> dict[str, Record]:
    """The records of these units by id, where the store knows them."""
    found: dict[str, Record] = {}
    for chunk in batched(ids):
        asked = (units.c.locale == locale) & units.c.id.in_(chunk)
        found.update(
            (row.id, record(row)) for row in connection.execute(select(units).where(asked))
        )
    return found


def next_position(connection: Connection, locale: str, kind: Kind) -> int:
    """The position behind all units of a locale and kind."""
    asked = (units.c.locale == locale) & (units.c.kind == str(kind))
    last = connection.execute(select(func.max(units.c.position)).where(asked)).scalar_one()
    return 0 if last is None else int(last) + 1


def holding(
    connection: Connection,
    texts: Iterable[str],
    locales: Iterable[str] | None,
    after: tuple[str, str],
    size: int,
) -> list[Record]:
    """The next live units, by locale and id, whose words may hold one of these folded texts.

    What only looks like it is among them; what does hold one is never missing.

    Args:
        texts: any text will do where there is none.
        locales: these; all for None.
        after: locale and id of the last one seen.
    """
    place = tuple_(units.c.locale, units.c.id)
    asked = [units.c.obsolete.is_(False), place > tuple_(*after)]
    if locales is not None:
        asked.append(units.c.locale.in_(list(locales)))
    if found := [units.c.search.contains(text, autoescape=True) for text in texts]:
        # Of a long text only the beginning can be searched.
        asked.append(or_(*found, func.length(units.c.search) >= SEARCHED_CHARACTERS))
    statement = select(units).where(*asked).order_by(units.c.locale, units.c.id).limit(size)
    return [record(row) for row in connection.execute(statement)]


def note_remarks(connection: Connection, judged: Iterable[Record]) -> None:
    """Keep what the checks say today of words that did not change; nothing else is written."""
    rows = [
        {
            "at_locale": item.locale,
            "at_id": item.unit.id,
            "errors": item.errors,
            "warnings": item.warnings,
            "priority": item.priority,
        }
        for item in judged
    ]
    if rows:
        at = (units.c.locale == bindparam("at_locale")) & (units.c.id == bindparam("at_id"))
        connection.execute(update(units).where(at), rows)
