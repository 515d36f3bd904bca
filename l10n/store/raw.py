"""Rows as they stand, whatever stands in them: for whoever looks for what was forged."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import JSON, Column, String, Table, Text, cast, select
from sqlalchemy.engine import Connection, Row
from sqlalchemy.sql import ColumnElement


def rows(
    connection: Connection,
    table: Table,
    *where: ColumnElement[bool],
    order: Sequence[Column[Any]],
) -> Iterator[Row[Any]]:
    """A table's rows as a stream, their JSON as text; none of them is too broken to be told of."""
    columns = [
        cast(column, Text).label(column.name) if isinstance(column.type, JSON) else column
        for column in table.columns
    ]
    asked = select(*columns).where(*where).order_by(*order).execution_options(yield_per=1000)
    with _any_bytes(connection), connection.execute(asked) as found:
        yield from found


def decoded(row: Row[Any], table: Table) -> dict[str, Any]:
    """Such a row with its JSON decoded.

    Raises:
        ValueError: where a text is none, or JSON is not.
    """
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for a row's columns
    for column in table.columns:
        value = values[column.name]
        if value is None and column.nullable:
            continue
        if isinstance(column.type, JSON | String) and not isinstance(value, str):
            raise ValueError(column.name)
        if isinstance(column.type, JSON):
            values[column.name] = _json(value)
    return values


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError(text) from error


def hold_still(connection: Connection) -> None:
    """Let all that is read now be as of one moment, whoever writes meanwhile; SQLite does so."""
    if not (connection.in_transaction() or connection.dialect.name == "sqlite"):
        connection.execution_options(isolation_level="REPEATABLE READ")


@contextmanager
def _any_bytes(connection: Connection) -> Iterator[None]:
    """SQLite keeps what is no UTF-8 in a text, and its driver gives up the whole query for it."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.dbapi_connection
    before = driver.text_factory
    driver.text_factory = lambda data: data.decode("utf-8", "replace")
    try:
        yield
    finally:
        driver.text_factory = before
