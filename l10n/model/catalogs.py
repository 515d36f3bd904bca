"""A catalog: its entries, and what people and machines said of their words."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from l10n.model.changed import changed, travels
from l10n.model.findings import Accepted
from l10n.model.suggestions import Origin, Route
from l10n.model.units import Unit


class State(StrEnum):
    """Where a unit stands on its way to release; "fuzzy" is only their shadow in PO."""

    UNTRANSLATED = "untranslated"
    MACHINE = "machine"
    SUGGESTED = "suggested"
    OUTDATED = "outdated"
    APPROVED = "approved"
    REJECTED = "rejected"


@travels
@dataclass(frozen=True, slots=True)
class Approval:
    """A person stands by these exact words since a time (ISO 8601, UTC), for a reason if any.

    Adopted words came in with the team's own files: the person brought them, and read not each.
    The signature is the person's, over all the rest, where they have a key.
    """

    hash: str
    at: str
    by: str
    reason: str = ""
    adopted: bool = False
    signature: str = ""


@travels
@dataclass(frozen=True, slots=True)
class Rejection:
    """These exact words are not to come back."""

    hash: str
    at: str
    by: str
    reason: str


@travels
@dataclass(frozen=True, slots=True)
class Provenance:
    """Who but a person wrote the words of this hash, and how probably one would take them."""

    hash: str
    origin: Origin
    by: str
    quality: float
    route: Route


@travels
@dataclass(frozen=True, slots=True)
class Near:
    """A similar unit that has a translation: shown to the translator, never used by itself."""

    similarity: float
    source: str
    target: str


@travels
@dataclass(frozen=True, slots=True)
class Entry:
    """A unit in a catalog, with what is known about its target there.

    `raw` is the text it was read from, so that what did not change is written byte for byte, and
    `old` that text once something did, so that the rest of its lines stay;
    `fuzzy` is the flag found there, which a hand may have set or removed since we wrote it.
    """

    unit: Unit
    target: tuple[str, ...] = ()
    state: State = State.UNTRANSLATED
    approval: Approval | None = None
    provenance: Provenance | None = None
    rejections: tuple[Rejection, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    near: Near | None = None
    previous: Unit | None = None
    comments: tuple[str, ...] = ()
    obsolete: bool = False
    fuzzy: bool = field(default=False, compare=False)
    line: int = field(default=0, compare=False)
    raw: str = field(default="", compare=False, repr=False)
    old: str = field(default="", compare=False, repr=False)

    def evolve(self, **changes: Any) -> Self:
        """A changed copy, to be written afresh where it changed."""
        return changed(self, raw="", old=self.raw or self.old, **changes)


@dataclass(frozen=True, slots=True)
class Catalog:
    """The entries of one locale and domain, in their order in the file."""

    locale: str
    domain: str
    path: str
    header: tuple[tuple[str, str], ...] = ()
    entries: tuple[Entry, ...] = ()
    header_raw: str = field(default="", compare=False, repr=False)

    def live(self) -> tuple[Entry, ...]:
        """The entries whose unit still stands in the source."""
        return tuple(e for e in self.entries if not e.obsolete)
