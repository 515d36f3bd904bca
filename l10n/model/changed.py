"""A changed copy of a frozen dataclass, for where they are made by the hundred thousand."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

_Item = TypeVar("_Item")


def changed(item: _Item, **facts: Any) -> _Item:
    """What `dataclasses.replace` gives, in half the time: it asks each field anew what it is.

    Args:
        item: of a dataclass whose fields are all given to its constructor, two at least.
        facts: the fields to change.
    """
    values_of, places = _shape(type(item))
    values = list(values_of(item))
    for name, value in facts.items():
        values[places[name]] = value
    return type(item)(*values)


@cache
def _shape(kind: Any) -> tuple[Callable[[Any], tuple[Any, ...]], dict[str, int]]:
    """What reads all fields of a dataclass at once, and the place of each."""
    names = [field.name for field in fields(kind)]
    return attrgetter(*names), {name: place for place, name in enumerate(names)}
