"""The library that knows Parquet: an extra, and slow to load, so asked for where it is used."""

from typing import Any


def library() -> Any:
    """`pyarrow.parquet`."""
    import pyarrow.parquet  # noqa: PLC0415 - as said

    return pyarrow.parquet


def failures() -> tuple[type[Exception], ...]:
    """What it raises of a file that is none, or that can't be read."""
    import pyarrow as pa  # noqa: PLC0415 - as said

    return (pa.ArrowException, OSError)
