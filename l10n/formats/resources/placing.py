"""Where a new key goes in a file: next to what it stands next to in the source file."""

from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


def ranks(order: Sequence[Name]) -> dict[Name, int]:
    """The place of each name in the source's order."""
    return {name: place for place, name in reversed(list(enumerate(order)))}


def position(name: Name, names: Sequence[Name], known: Mapping[Name, int]) -> int:
    """The index for a new name among those that are there.

    It follows the nearest one that the source has before it. A name that the source has not goes
    into a sorted file where it belongs, and else to the end.
    """
    if name not in known:
        texts = [str(other) for other in names]
        is_sorted = len(texts) > 1 and all(one <= next_ for one, next_ in pairwise(texts))
        return sum(text < str(name) for text in texts) if is_sorted else len(names)
    earlier = [n for n, other in enumerate(names) if known.get(other, len(known)) < known[name]]
    if earlier:
        return max(earlier, key=lambda n: known[names[n]]) + 1
    return next((n for n, other in enumerate(names) if other in known), len(names))


def after(
    new: Sequence[Name], present: Sequence[Name], order: Sequence[Name]
) -> dict[Name | None, list[Name]]:
    """The new names by the one that they follow, in their order; under None what comes first."""
    known, names, added = ranks(order), list(present), set(new)
    for name in sorted(added, key=lambda name: (known.get(name, len(known)), new.index(name))):
        names.insert(position(name, names, known), name)
    found: dict[Name | None, list[Name]] = {}
    anchor: Name | None = None
    for name in names:
        if name in added:
            found.setdefault(anchor, []).append(name)
        else:
            anchor = name
    return found
