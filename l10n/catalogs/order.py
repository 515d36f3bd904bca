"""Where entries stand in a catalog: what stays keeps its place, what is new stands by its kin."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from l10n.model import Entry


@dataclass(slots=True)
class _Beside:
    """The new entries right before and right after one that keeps its place."""

    before: list[Entry] = field(default_factory=list)
    after: list[Entry] = field(default_factory=list)


def arranged(
    live: Iterable[tuple[int | None, Entry]], past: Mapping[int, Entry], added: Iterable[Entry]
) -> list[Entry]:
    """All entries in their order.

    A new one stands next to its neighbour in the source, of the same file where one is, and else
    after the one before it.

    Args:
        live: in the order of the source, with the place that an entry had; None for a new one.
        past: obsolete ones by the place that they keep.
        added: obsolete ones from now on; they come last, as gettext and Babel put them.
    """
    placed = dict(past)
    beside: dict[int, _Beside] = {}
    waiting: list[Entry] = []
    last: int | None = None
    for place, entry in live:
        if place is None:
            waiting.append(entry)
            continue
        placed[place] = entry
        beside[place] = _Beside()
        for new in waiting:
            if last is None or (_akin(new, entry) and not _akin(new, placed[last])):
                beside[place].before.append(new)
            else:
                beside[last].after.append(new)
        waiting, last = [], place
    if last is not None:
        beside[last].after += waiting
        waiting = []
    found = list(waiting)
    for place in sorted(placed):
        near = beside.get(place, _Beside())
        found += [*near.before, placed[place], *near.after]
    return [*found, *added]


def _akin(one: Entry, other: Entry) -> bool:
    """Whether both stand in one file of the source."""
    paths = {location.path for location in one.unit.locations}
    return any(location.path in paths for location in other.unit.locations)
