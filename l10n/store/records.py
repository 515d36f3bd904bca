"""A unit in a locale as the store keeps it: the record, and its row."""

from dataclasses import asdict, astuple, dataclass, field
from typing import Any

from sqlalchemy.engine import Row

from l10n.files import storable
from l10n.glossary.folding import fold_text
from l10n.model import Accepted, Kind, Location, Origin, Severity, State, Unit
from l10n.text.plurals import shape
from l10n.transitions import Standing

# Longer texts are found by their beginnings.
SEARCHED_CHARACTERS = 2_000


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
        details: of a post: its author and time; of a string: its pictures, and how many plural
            forms its catalog has, where these are not the usual ones.
        exposure: how often it is seen: the views of a post, the uses of a string.
        number: of the last event.
        accepted: the findings that people accepted in these words.
        priority: risk times exposure; the queue's order.
        synced_hash: what the catalog file said when the two last agreed, with `synced_state`, and
            `synced_number`, the ledger's number then; -1 while the file is still to be written.
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
    accepted: tuple[Accepted, ...] = ()
    origin: str = ""
    quality: float = 0.0
    errors: int = 0
    warnings: int = 0
    priority: float = 0.0
    synced_hash: str = ""
    synced_state: str = ""
    synced_number: int = 0
    conflict: Conflict | None = None

    @property
    def forms(self) -> int:
        """How many forms a target has."""
        usual = shape(self.locale, len(self.unit.source))
        return int(self.details.get("forms", usual))


def values(record: Record) -> dict[str, Any]:
    """The row of a record."""
    unit = record.unit
    said = "\n".join((*unit.source, *record.target, unit.context))[:SEARCHED_CHARACTERS]
    return {
        "locale": record.locale,
        "id": unit.id,
        "source_locale": record.source_locale,
        "kind": str(unit.kind),
        "domain": unit.domain,
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
        "accepted": [list(astuple(given)) for given in record.accepted],
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
        row.domain,
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
        tuple(map(_accepted, row.accepted)),
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


def _accepted(said: list[str]) -> Accepted:
    hash_, at, by, reason, check, severity, evidence = said
    return Accepted(hash_, at, by, reason, check, Severity(severity), evidence)


def origin_of(standing: Standing) -> str:
    """Where the words come from; "" where there are none."""
    if not standing.target:
        return ""
    made = standing.provenance
    if made and made.origin is Origin.GUESS and made.hash == standing.hash:
        return str(Origin.GUESS)
    if standing.author or made is None:
        return str(Origin.HUMAN)
    return str(made.origin)
