"""Pairs as rows of a database: one for each post, field and language, the last version's."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Float,
    MetaData,
    String,
    Table,
    Text,
    and_,
    bindparam,
    delete,
    inspect,
)
from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy.engine import Connection, Engine

from l10n.captions import databases, posts
from l10n.captions.sinks.interface import Entry
from l10n.errors import ConfigError
from l10n.files import storable
from l10n.messages import gettext as _
from l10n.project.caption_tables import MAX_FIELD

# MySQL's longest key has 3,072 bytes, four a character; `posts` and the settings see to it that
# ids and fields are no longer.
_KEY = ("post_id", "field", "to")
_LENGTHS = {"post_id": posts.MAX_ID, "field": MAX_FIELD, "to": 16}
_NAMES = ("from", "source_hash", "source", "target", "alternative", "origin", "by", "route")
_LISTS = ("reasons", "terms", "findings")


def _table(name: str) -> Table:
    return Table(
        name,
        MetaData(),
        *(Column(key, String(_LENGTHS[key]), primary_key=True) for key in _KEY),
        *(Column(column, Text) for column in _NAMES),
        Column("quality", Float),
        *(Column(column, JSON(none_as_null=True)) for column in _LISTS),
        Column("model", Text),
        Column("glossary", Text),
    )


class _Rows:
    def __init__(self, engine: Engine, table: Table) -> None:
        self._engine, self._table = engine, table

    def write(self, block: Sequence[Entry]) -> int:
        """See `Writer.write`: a second time it changes nothing, so that no mark is needed."""
        last: dict[tuple[str, str], list[dict[str, Any]]] = {}
        hidden: dict[str, None] = {}
        for entry in block:
            if entry.field:
                last[entry.post, entry.field] = [self._row(pair) for pair in entry.pairs]
                hidden.pop(entry.post, None)
            else:
                hidden[entry.post] = None
                last = {key: rows for key, rows in last.items() if key[0] != entry.post}
        with self._engine.begin() as connection:
            self._clear(connection, last, hidden)
            if rows := [row for rows in last.values() for row in rows]:
                self._put(connection, rows)
        return 0

    def finish(self) -> None:
        """See `Writer.finish`: each block was to be seen at once."""

    def _row(self, pair: Mapping[str, Any]) -> dict[str, Any]:
        row = {column.name: pair.get(column.name) for column in self._table.columns}
        row["to"] = row["to"] or ""
        return {name: _storable(value) for name, value in row.items()}

    def _clear(
        self,
        connection: Connection,
        last: Mapping[tuple[str, str], list[dict[str, Any]]],
        hidden: Iterable[str],
    ) -> None:
        """Take away what older versions of these captions left, and what is not to be shown."""
        post = self._table.c.post_id == bindparam("at_post")
        caption = and_(post, self._table.c.field == bindparam("at_field"))
        by_languages: dict[tuple[str, ...], list[dict[str, str]]] = {}
        for (name, field), rows in last.items():
            languages = tuple(row["to"] for row in rows)
            by_languages.setdefault(languages, []).append({"at_post": name, "at_field": field})
        for languages, at in by_languages.items():
            others = [self._table.c["to"] != language for language in languages]
            connection.execute(delete(self._table).where(caption, *others), at)
        if posts := [{"at_post": name} for name in hidden]:
            connection.execute(delete(self._table).where(post), posts)

    def _put(self, connection: Connection, rows: list[dict[str, Any]]) -> None:
        """Insert rows, or write them over those of their key."""
        name, others = connection.dialect.name, [c.name for c in self._table.c if not c.primary_key]
        if name in {"mysql", "mariadb"}:
            into = mysql.insert(self._table)
            news = {other: into.inserted[other] for other in others}
            connection.execute(into.on_duplicate_key_update(news), rows)
        elif name in {"sqlite", "postgresql"}:
            insert = sqlite.insert if name == "sqlite" else postgresql.insert
            made = insert(self._table)
            news = {other: made.excluded[other] for other in others}
            connection.execute(
                made.on_conflict_do_update(index_elements=list(_KEY), set_=news), rows
            )
        else:
            keys = [{f"at_{key}": row[key] for key in _KEY} for row in rows]
            at = and_(*(self._table.c[key] == bindparam(f"at_{key}") for key in _KEY))
            connection.execute(delete(self._table).where(at), keys)
            connection.execute(self._table.insert(), rows)


def _storable(value: Any) -> Any:
    """A value of characters that every database holds."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {name: _storable(inner) for name, inner in value.items()}
    return [_storable(inner) for inner in value] if isinstance(value, list) else value


class Sql:
    """Makes its table where there is none; writes into no table that is not one of pairs."""

    name = "sql"
    suffixes = ()

    def exists(self, place: str, table: str) -> bool:
        """See `Sink.exists`."""
        if not table.strip():
            raise ConfigError(
                _("The table of pairs has no name."),
                remedy=_("Give it one with --table."),
            )
        with databases.opened(place) as engine:
            looked = inspect(engine)
            if not looked.has_table(table):
                return False
            there = {column["name"] for column in looked.get_columns(table)}
        wanted = {column.name for column in _table(table).columns}
        if there != wanted:
            raise ConfigError(
                _("The table {name} is not one of pairs.").format(name=table),
                path=databases.shown(place),
                remedy=_("Name another with --table; it is made where it is missing."),
            )
        return True

    def holds(self, place: str, table: str, _mark: Any) -> bool:
        """See `Sink.holds`."""
        return self.exists(place, table)

    def drop(self, _place: str, _table: str) -> None:
        """See `Sink.drop`: what was written is seen already, and is right."""

    @contextmanager
    def open(self, place: str, table: str, _mark: Any) -> Iterator[_Rows]:
        """See `Sink.open`."""
        with databases.opened(place) as engine:
            rows = _table(table)
            rows.metadata.create_all(engine)
            yield _Rows(engine, rows)


SINK = Sql()
