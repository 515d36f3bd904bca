"""Units in their locales: what the queue lists and the editor opens."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.engine import Connection, Row

from l10n.batches import batched
from l10n.files import storable
from l10n.glossary.folding import fold_text
from l10n.model import Finding, Kind, Location, Origin, State, Unit
from l10n.review import Standing
from l10n.store.schema import findings, unit_terms, units

# Longer texts are found by their beginnings.
SEARCHED_CHARACTERS = 2_000
# SQLite's oldest limit on variables is 999.
_IN_ONE_STATEMENT = 500


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the catalog file says, where file and store both moved."""

    target: tuple[str, ...]
    hash: str
    state: State


@dataclass(frozen=True, slots=True)
class Record:
    """A unit in a target locale, with what is cached of its ledger and known about its words.

    Attributes:
        position: its place in the catalog, or in the order that posts came.
        details: of a post: its author and time; of a string: its pictures.
        exposure: how often it is seen: the views of a post, the uses of a string.
        number: of the last event.
        priority: risk times exposure; the queue's order.
        synced_hash: what the catalog file said when the two last agreed, with `synced_state`, and
            `synced_number`, the ledger's number then.
        conflict: where a person has to choose between the two.
    """

    locale: str
    source_locale: str
    unit: Unit
    position: int = 0
    details: dict[str, Any] = field(default_factory=dict)
    exposure: int = 0
    obsolete: bool = False
    state: State = State.UNTRANSLATED
    target: tuple[str, ...] = ()
    hash: str = ""
    author: str = ""
    number: int = 0
    changed_at: str = ""
    origin: str = ""
    quality: float = 0.0
    errors: int = 0
    warnings: int = 0
    priority: float = 0.0
    synced_hash: str = ""
    synced_state: str = ""
    synced_number: int = 0
    conflict: Conflict | None = None


def values(record: Record) -> dict[str, Any]:
    """The row of a record."""
    unit = record.unit
    said = "\n".join((*unit.source, *record.target, unit.context))[:SEARCHED_CHARACTERS]
    return {
        "locale": record.locale,
        "id": unit.id,
        "source_locale": record.source_locale,
        "kind": str(unit.kind),
        "position": record.position,
        "unit": {
            "source": list(unit.source),
            "context": unit.context,
            "key": unit.key,
            "notes": list(unit.notes),
            "locations": [[place.path, place.line] for place in unit.locations],
            "flags": list(unit.flags),
            "limit": unit.limit,
        },
        "details": record.details,
        "exposure": record.exposure,
        "obsolete": record.obsolete,
        "search": storable(fold_text(said)),
        "state": str(record.state),
        "target": list(record.target),
        "hash": record.hash,
        "author": record.author,
        "number": record.number,
        "changed_at": record.changed_at,
        "origin": record.origin,
        "quality": record.quality,
        "errors": record.errors,
        "warnings": record.warnings,
        "priority": record.priority,
        "synced_hash": record.synced_hash,
        "synced_state": record.synced_state,
        "synced_number": record.synced_number,
        "conflict": asdict(record.conflict) if record.conflict else None,
    }


def record(row: Row[Any]) -> Record:
    """The record in a row."""
    said = row.unit
    unit = Unit(
        tuple(said["source"]),
        said["context"],
        Kind(row.kind),
        said["key"],
        tuple(said["notes"]),
        tuple(Location(path, line) for path, line in said["locations"]),
        tuple(said["flags"]),
        said["limit"],
    )
    return Record(
        row.locale,
        row.source_locale,
        unit,
        row.position,
        row.details,
        row.exposure,
        row.obsolete,
        State(row.state),
        tuple(row.target),
        row.hash,
        row.author,
        row.number,
        row.changed_at,
        row.origin,
        row.quality,
        row.errors,
        row.warnings,
        row.priority,
        row.synced_hash,
        row.synced_state,
        row.synced_number,
        _conflict(row.conflict) if row.conflict else None,
    )


def _conflict(said: dict[str, Any]) -> Conflict:
    return Conflict(tuple(said["target"]), said["hash"], State(said["state"]))


def get(
    connection: Connection, locale: str, unit: str, *, for_update: bool = False
) -> Record | None:
    """The record; held against other writers until the transaction ends, where asked."""
    if "\x00" in locale + unit:
        return None  # PostgreSQL refuses to look for it
    statement = select(units).where(units.c.locale == locale, units.c.id == unit)
    row = connection.execute(statement.with_for_update() if for_update else statement).first()
    return record(row) if row else None


def of_locale(connection: Connection, locale: str, kind: Kind) -> dict[str, Record]:
    """All records of a locale and kind by unit id."""
    statement = select(units).where(units.c.locale == locale, units.c.kind == str(kind))
    rows = connection.execute(statement.order_by(units.c.position))
    return {row.id: record(row) for row in rows}


def add(connection: Connection, records: Iterable[Record]) -> None:
    """Records of units that the store does not know yet."""
    if rows := [values(item) for item in records]:
        connection.execute(insert(units), rows)


def change(connection: Connection, records: Iterable[Record]) -> None:
    """Write known records anew."""
    rows = [_renamed(values(item)) for item in records]
    if not rows:
        return
    statement = update(units).where(
        units.c.locale == bindparam("at_locale"), units.c.id == bindparam("at_id")
    )
    connection.execute(statement, rows)


def moved(connection: Connection, locale: str) -> list[Record]:
    """Units of a catalog that were decided on since store and file agreed, conflicts aside."""
    rows = connection.execute(
        select(units).where(
            units.c.locale == locale,
            units.c.number != units.c.synced_number,
            units.c.kind == str(Kind.UI),
            units.c.obsolete.is_(False),
            units.c.conflict.is_(None),
        )
    )
    return [record(row) for row in rows]


def numbers(connection: Connection, locale: str, ids: Iterable[str]) -> dict[str, int]:
    """The last event's number of each of these units; held until the transaction ends."""
    found: dict[str, int] = {}
    for chunk in in_statements(ids):
        rows = connection.execute(
            select(units.c.id, units.c.number)
            .where(units.c.locale == locale, units.c.id.in_(chunk))
            .with_for_update()
        )
        found.update((row.id, row.number) for row in rows)
    return found


def mark_synced(connection: Connection, locale: str, agreed: Iterable[Record]) -> None:
    """Note that the catalog file says what these records say; decisions since then stay news."""
    rows = [
        {
            "at_locale": locale,
            "at_id": item.unit.id,
            "synced_hash": item.synced_hash,
            "synced_state": item.synced_state,
            "synced_number": item.synced_number,
            "conflict": None,
        }
        for item in agreed
    ]
    if rows:
        at = (units.c.locale == bindparam("at_locale")) & (units.c.id == bindparam("at_id"))
        connection.execute(update(units).where(at), rows)


def retire(connection: Connection, locale: str, ids: Iterable[str]) -> None:
    """Note that the source of these units went away."""
    for chunk in in_statements(ids):
        at = (units.c.locale == locale) & units.c.id.in_(chunk)
        connection.execute(update(units).where(at).values(obsolete=True))


def in_statements(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids in lists as long as one statement takes."""
    return batched(ids, _IN_ONE_STATEMENT)


def _renamed(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its key under names that don't clash with the columns set."""
    return {{"locale": "at_locale", "id": "at_id"}.get(name, name): v for name, v in row.items()}


def note_findings(connection: Connection, locale: str, found: dict[str, Sequence[Finding]]) -> None:
    """Keep which checks found something in each of these units; nothing else is kept of them."""
    _forget(connection, findings, locale, found)
    rows = [
        {"locale": locale, "unit": unit, "check": check, "severity": severity}
        for unit, remarks in found.items()
        for check, severity in {f.check: str(f.severity) for f in reversed(remarks)}.items()
    ]
    if rows:
        connection.execute(insert(findings), rows)


def note_terms(connection: Connection, locale: str, hits: dict[str, Iterable[str]]) -> None:
    """Keep which glossary terms stand in each of these units' sources."""
    _forget(connection, unit_terms, locale, hits)
    rows = [
        {"locale": locale, "unit": unit, "term": term}
        for unit, terms in hits.items()
        for term in sorted(set(terms))
    ]
    if rows:
        connection.execute(insert(unit_terms), rows)


def _forget(connection: Connection, table: Any, locale: str, ids: Iterable[str]) -> None:
    for chunk in in_statements(ids):
        connection.execute(delete(table).where(table.c.locale == locale, table.c.unit.in_(chunk)))


def origin_of(standing: Standing) -> str:
    """Where the words come from; "" where there are none."""
    if not standing.target:
        return ""
    if standing.author or standing.provenance is None:
        return str(Origin.HUMAN)
    return str(standing.provenance.origin)
