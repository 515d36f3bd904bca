"""Many things that say the same, shown by a few: the rest is counted, so that nothing is buried."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

FEW = 3
_Item = TypeVar("_Item")


def few_of_each(
    items: Sequence[_Item], kind: Callable[[_Item], Hashable], few: int = FEW
) -> Iterator[tuple[_Item, int]]:
    """The first few of each kind in their order; the last of these with how many more there are.

    One that would be left alone is shown too: its place is worth no line that says so.
    """
    counts = Counter(map(kind, items))
    seen: Counter[Hashable] = Counter()
    for item in items:
        name = kind(item)
        most = counts[name] if counts[name] <= few + 1 else few
        seen[name] += 1
        if seen[name] <= most:
            yield item, counts[name] - most if seen[name] == most else 0
