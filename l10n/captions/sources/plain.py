"""What databases and column files hold, as the text, numbers and truth values of a post."""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID


def post(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as a post: times as ISO 8601; what no field of a post can be (bytes, lists) is None."""
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, date | time):  # a datetime is a date
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else None
