"""Many rows into a table, the way that each database takes them quickest."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, Table
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

Row = Mapping[str, Any]


def insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that all name the same columns.

    PostgreSQL copies them, with triggers and constraints as ever; SQLite takes a prepared
    statement. What SQLAlchemy would do for each row costs more than either.

    Raises:
        SQLAlchemyError: where the database refuses.
    """
    if not rows:
        return
    names = tuple(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    values = _values(table, names, rows)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(names))
        statement = f"INSERT INTO {table.name} ({columns}) VALUES ({marks})"  # noqa: S608 - ours
        connection.exec_driver_sql(statement, list(values))
    else:
        _copy(connection, f"COPY {table.name} ({columns}) FROM STDIN", values)


def _values(table: Table, names: Sequence[str], rows: Sequence[Row]) -> Iterator[tuple[Any, ...]]:
    """Each row as the drivers take it: their JSON as text, None where the column may be NULL."""
    columns = [table.columns[name] for name in names]
    encoded = [(n, c.nullable) for n, c in enumerate(columns) if isinstance(c.type, JSON)]
    for row in rows:
        values = [row[name] for name in names]
        for number, nullable in encoded:
            value = values[number]
            if not (nullable and value is None):
                # Most lists are empty, and most of the time went into saying so.
                values[number] = "[]" if value == [] else json.dumps(value)
        yield tuple(values)


def _copy(connection: Connection, statement: str, values: Iterator[tuple[Any, ...]]) -> None:
    driver: Any = connection.connection.dbapi_connection
    errors: type[Exception] = connection.dialect.loaded_dbapi.Error
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in values:
                copy.write_row(row)
    except errors as error:
        dialect = connection.dialect
        raise DBAPIError.instance(statement, None, error, errors, dialect=dialect) from error
