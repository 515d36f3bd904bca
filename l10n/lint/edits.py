"""An edit of a file's bytes."""

from dataclasses import dataclass

Told = frozenset[tuple[str, int]]
"""The findings that may be put right, by rule and line."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands from `start` up to `end` becomes `new`."""

    start: int
    end: int
    new: bytes
