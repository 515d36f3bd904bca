"""What stands above an entry, in the team's own way: its references, and the programmer's notes."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from l10n.formats.po_write import key_note
from l10n.model import Catalog, Location, Unit


@dataclass(frozen=True, slots=True)
class References:
    """How a catalog names the places of its units.

    Attributes:
        lines: with the line; without it, moved code is no difference.
        kept: entries that stand keep theirs as they are.
        named: whether places are named at all.
    """

    lines: bool = False
    kept: bool = False
    named: bool = True

    @classmethod
    def of(cls, catalog: Catalog, setting: str) -> "References":
        """As the setting has it: "file", "line", or "keep": as the catalog has them already."""
        if setting != "keep":
            return cls(lines=setting == "line")
        live = catalog.live()
        places = [location for entry in live for location in entry.unit.locations]
        return cls(any(place.line for place in places), kept=True, named=bool(places or not live))

    def of_new(self, unit: Unit) -> Unit:
        """A unit of the sources as a catalog keeps it."""
        places = {place if self.lines else Location(place.path) for place in unit.locations}
        context = unit.key or unit.context
        return replace(
            unit,
            context=context,
            notes=tuple(note for note in unit.notes if note.strip() != key_note(context)),
            locations=tuple(sorted(places)) if self.named else (),
        )

    def of_standing(self, unit: Unit, was: Unit) -> tuple[Location, ...]:
        """The places of a unit that stands in the catalog already; their order is the team's."""
        same = set(unit.locations) == set(was.locations)
        return was.locations if self.kept or same else unit.locations


def same_notes(theirs: Sequence[str], ours: Sequence[str]) -> bool:
    """Whether notes say the same, however they are folded and whatever word marks them.

    We leave that word out; Babel, unless it is told otherwise, and xgettext write it.
    """
    rest = deque(" ".join(ours).split())
    for word in " ".join(theirs).split():
        if rest and word == rest[0]:
            rest.popleft()
        elif not word.endswith(":"):
            return False
    return not rest
