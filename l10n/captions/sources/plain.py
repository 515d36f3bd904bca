"""What databases and column files hold, as the text, numbers and truth values of a post."""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

# No id has more, and a float that is larger would lose some.
_DIGITS = 100


def post(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as a post: times as ISO 8601, exact decimals as the numbers that they are.

    What no field of a post can be (bytes, lists) stays, and is refused where it should be a text.
    """
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date | time):  # a datetime is a date
        return value.isoformat()
    if isinstance(value, Decimal):
        # An id of a column NUMERIC is a whole number; 1E+1000000 is no id.
        is_whole = value.is_finite() and value.adjusted() < _DIGITS and value == int(value)
        return int(value) if is_whole else float(value)
    return str(value) if isinstance(value, UUID) else value
