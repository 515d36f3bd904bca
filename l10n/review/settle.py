"""A unit's row, its findings and the memory brought in line with its ledger, after a decision."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.engine import Connection

from l10n.checks.checker import Checker
from l10n.model import Finding, Severity, State, changed
from l10n.store import memory, units
from l10n.store.records import Record, origin_of
from l10n.transitions import Event, Standing
from l10n.translation.quality import priority


def settle(
    connection: Connection, record: Record, standing: Standing, last: Event, checker: Checker
) -> Record:
    """Bring the unit's row, its findings and the memory in line with its ledger."""
    remarks = checker.check(record.unit, standing.target, accepted=standing.accepted)
    settled = as_it_stands(record, standing, last, remarks)
    units.change(connection, [settled])
    units.note_findings(connection, record.locale, {record.unit.id: remarks})
    memory.drop(connection, record.locale, [record.unit.id])
    if standing.approval:
        memory.keep(connection, [(settled, standing.approval)])
    return settled


def as_it_stands(
    record: Record,
    standing: Standing,
    last: Event | None,
    remarks: Sequence[Finding],
    synced_number: int | None = None,
) -> Record:
    """The record with what its standing says.

    Args:
        last: the last event, None for a unit that has none yet.
        remarks: what the checks find in the words.
        synced_number: as `Record` has it; None: it stays.
    """
    origin = origin_of(standing)
    made = standing.provenance
    quality = made.quality if made and not standing.author and standing.target else 0.0
    return changed(
        record,
        state=standing.state,
        target=standing.target,
        hash=standing.hash,
        author=standing.author,
        number=last.number if last else record.number,
        changed_at=last.at if last else record.changed_at,
        accepted=standing.accepted_today,
        origin=origin,
        quality=quality,
        synced_number=record.synced_number if synced_number is None else synced_number,
        **_judgement(standing.state, quality, record.exposure, remarks),
    )


def judged(record: Record, remarks: Sequence[Finding]) -> Record:
    """The record with how many checks find something in its words, and its place in the queue."""
    return changed(record, **_judgement(record.state, record.quality, record.exposure, remarks))


def _judgement(
    state: State, quality: float, exposure: int, remarks: Sequence[Finding]
) -> dict[str, Any]:
    errors = len({f.check for f in remarks if f.blocks})
    open_ones = (f for f in remarks if f.accepted is None)
    warnings = len({f.check for f in open_ones if f.severity is Severity.WARNING})
    risk = priority(state, quality, errors, warnings, exposure)
    return {"errors": errors, "warnings": warnings, "priority": risk}
