"""The nouns of moderation: sensitive terms, how grave they are, and what was decided on a post."""

from dataclasses import dataclass, field
from enum import StrEnum

from l10n.model.units import Location


class Level(StrEnum):
    """How grave a sensitive term is; the gravest stand first in the queue."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Verdict(StrEnum):
    """Where a post stands. Only one that nothing was found in, or that is allowed, is given out."""

    FLAGGED = "flagged"
    ESCALATED = "escalated"
    ALLOWED = "allowed"
    HIDDEN = "hidden"

    @property
    def waits(self) -> bool:
        """Whether a person still has to decide."""
        return self in {Verdict.FLAGGED, Verdict.ESCALATED}


@dataclass(frozen=True, slots=True)
class SensitiveTerm:
    """An entry of a list: what is looked for, and why.

    Attributes:
        language: in whose way it is found: "zh", both scripts, or "en", with its inflections.
        note: for the moderator, who may not read the language.
    """

    term: str
    language: str
    category: str
    level: Level
    note: str = ""
    location: Location = field(default=Location(""), compare=False)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A sensitive term found in a text: the span of the surface, in characters of that text."""

    start: int
    end: int
    surface: str
    entry: SensitiveTerm
