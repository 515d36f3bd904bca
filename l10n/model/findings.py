"""A finding: a check's remark on a target; and a person's word that it may stay."""

from dataclasses import dataclass
from enum import StrEnum

from l10n.model.changed import travels
from l10n.model.units import Location, digest


class Severity(StrEnum):
    """Only errors block."""

    ERROR = "error"
    WARNING = "warning"


_NOWHERE = Location("")


@travels
@dataclass(frozen=True, slots=True)
class Accepted:
    """A person accepts one finding in these exact words, since a time and for a reason.

    It is told by its check, its severity and its evidence: another finding of the same check, or
    a warning that became an error, is news.
    """

    hash: str
    at: str
    by: str
    reason: str
    check: str
    severity: Severity
    evidence: str

    @property
    def about(self) -> tuple[str, Severity, str]:
        """The finding that it is about, as the finding's own `about`."""
        return self.check, self.severity, self.evidence


@travels
@dataclass(frozen=True, slots=True)
class Finding:
    """A check's remark on a target, with the evidence.

    Attributes:
        check: the check's name, as configuration names it.
        message: a whole sentence in the reader's language.
        evidence: the words it is about, as they stand.
        final: nobody can accept it: it is no matter of judgement.
        accepted: by whom and why it may stay, None where nobody said so.
    """

    check: str
    severity: Severity
    message: str
    unit_id: str = ""
    evidence: str = ""
    location: Location = _NOWHERE
    final: bool = False
    accepted: Accepted | None = None

    @property
    def about(self) -> tuple[str, Severity, str]:
        """What tells it from others of its unit, in every language."""
        return self.check, self.severity, self.evidence

    @property
    def id(self) -> str:
        """`about` as a short name."""
        return digest(*self.about)[:16]

    @property
    def blocks(self) -> bool:
        """Whether it keeps words from approval and release: an error that nobody accepted."""
        return self.severity is Severity.ERROR and self.accepted is None
