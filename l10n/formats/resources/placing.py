"""Where a new key goes in a file: next to what it stands next to in the source file."""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


def after(
    new: Sequence[Name], present: Sequence[Name], order: Iterable[Name]
) -> dict[Name | None, list[Name]]:
    """The new names by the one of those present that they follow; under None what comes first.

    A new name follows the nearest one that the source has before it; where the file has none of
    these, it stands before the first one that the source knows. A name that the source has not goes
    into a sorted file where it belongs, and else to the end.

    Args:
        order: all names as the source has them.
    """
    known = dict.fromkeys(order)
    there, wanted = set(present), set(new)
    found: dict[Name | None, list[Name]] = {}
    anchor = _before_known(present, known)
    for name in known:
        if name in there:
            anchor = name
        elif name in wanted:
            found.setdefault(anchor, []).append(name)
    texts = [str(name) for name in present]
    is_sorted = len(texts) > 1 and all(one <= following for one, following in pairwise(texts))
    for name in new:
        if name not in known:
            at = bisect_left(texts, str(name)) if is_sorted else len(texts)
            found.setdefault(present[at - 1] if at else None, []).append(name)
    return found


def _before_known(present: Sequence[Name], known: dict[Name, None]) -> Name | None:
    """What stands before the first name that the source knows, or last where it knows none."""
    previous = None
    for name in present:
        if name in known:
            return previous
        previous = name
    return previous
