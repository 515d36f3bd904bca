"""What a check found, as every format of a report tells it."""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from l10n.checks.checker import Found
from l10n.model import Finding, Location


class Level(StrEnum):
    """How much a remark weighs: only errors keep a release back."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding with its place.

    Attributes:
        rule: the check's name, or a gate's.
        evidence: the words it is about; they and `unit` tell it from others of its rule.
        accepted: why a person lets it stay, "" where nobody does.
    """

    rule: str
    level: Level
    message: str
    location: Location
    unit: str = ""
    evidence: str = ""
    accepted: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """How a catalog stands; `name` is what the project calls it, such as zh_Hans/errors."""

    name: str
    path: str
    units: int
    approved: int
    wanted: int = 0

    @property
    def share(self) -> float:
        """Approved units in a hundred, never rounded up to what they are not."""
        return int(1000 * self.approved / self.units) / 10 if self.units else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked and found; `gate` is the gate that was asked, "" for none."""

    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...]
    rules: dict[str, str]
    gate: str = ""

    @property
    def errors(self) -> list[Remark]:
        """What keeps a release back."""
        return [remark for remark in self.remarks if remark.level is Level.ERROR]


def remark_of(item: Found, prefix: str, *, strict: bool = False) -> Remark:
    """A checker's finding as a remark.

    Args:
        prefix: the project's folder as seen from the top of its repository, "" for the top.
        strict: whether an error in a suggestion counts as one.
    """
    finding = item.finding
    level = Level.WARNING if finding.blocks else Level.NOTE
    if item.blocks or (strict and finding.blocks):
        level = Level.ERROR
    return Remark(
        finding.check,
        level,
        finding.message,
        placed(finding.location, prefix),
        finding.unit_id,
        finding.evidence,
        finding.accepted.reason if finding.accepted else "",
    )


def remark_of_code(finding: Finding, prefix: str) -> Remark:
    """A finding about code as a remark; see `remark_of`."""
    level = Level.ERROR if finding.blocks else Level.WARNING
    place = placed(finding.location, prefix)
    return Remark(finding.check, level, finding.message, place, evidence=finding.evidence)


def placed(location: Location, prefix: str) -> Location:
    """A place as seen from the top of the repository, as CI names files."""
    return Location(posixpath.normpath(posixpath.join(prefix, location.path)), location.line)


def by_path(remarks: Iterable[Remark]) -> dict[str, list[Remark]]:
    """The remarks by their files, in order."""
    found: dict[str, list[Remark]] = {}
    for remark in remarks:
        found.setdefault(remark.location.path, []).append(remark)
    return found
