"""Where nodes of a tree stand."""

from bisect import bisect_right
from collections.abc import Iterable

from tree_sitter import Node


class Spans:
    """Where some nodes stand; to ask whether another one stands within is quick at any depth."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted((node.start_byte, node.end_byte) for node in nodes):
            if not self._ends or start >= self._ends[-1]:  # else it stands within the one before
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, node: Node) -> bool:
        """Whether the node is one of them, or within."""
        at = bisect_right(self._starts, node.start_byte) - 1
        return at >= 0 and node.end_byte <= self._ends[at]
