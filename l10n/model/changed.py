"""Frozen dataclasses where they are made by the hundred thousand: changed copies, and travel."""

import copyreg
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast

_Item = TypeVar("_Item")


def changed(item: _Item, **facts: Any) -> _Item:
    """What `dataclasses.replace` gives, in half the time: it asks each field anew what it is.

    Args:
        item: of a dataclass whose fields are all given to its constructor, two at least.
        facts: the fields to change.
    """
    values_of, places = _shape(cast("Any", type(item)))
    values = list(values_of(item))
    for name, value in facts.items():
        values[places[name]] = value
    return type(item)(*values)


def travels(kind: type[_Item]) -> type[_Item]:
    """Let what is of a dataclass go to another process as the values that it is made of.

    Python's own way, field by field by name, costs five times as much.
    """

    def made_of(item: _Item) -> tuple[type[_Item], tuple[Any, ...]]:
        return kind, _shape(cast("Any", kind))[0](item)

    copyreg.pickle(kind, made_of)
    return kind


@cache
def _shape(kind: Any) -> tuple[Callable[[Any], tuple[Any, ...]], dict[str, int]]:
    """What reads all fields of a dataclass at once, and the place of each."""
    names = [field.name for field in fields(kind)]
    return attrgetter(*names), {name: place for place, name in enumerate(names)}
