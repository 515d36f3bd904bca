"""Posts from a database: any that SQLAlchemy speaks to, by a SELECT, a page at a time.

Pages follow the watermark and the id, so that a run goes on where it was, holds no transaction
for hours, and sees in its next run what was changed since.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Subquery,
    and_,
    func,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy import column as named

from l10n.captions import databases
from l10n.captions.sources import plain
from l10n.captions.sources.interface import Asked, Row
from l10n.errors import ConfigError, SourceError
from l10n.extractors.options import string
from l10n.messages import gettext as _
from l10n.messages import ngettext
from l10n.model import Location, digest

# Posts in one page: one short transaction, and what stands in memory.
_PAGE = 5_000
_KEPT: dict[str, Any] = {
    "int": int,
    "float": float,
    "str": str,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "Decimal": Decimal,
    "UUID": UUID,
}


class Sql:
    """Goes on after the values of watermark and id; without a watermark after that of the id."""

    name = "sql"
    suffixes = ()
    tabular = True

    def total(self, place: str, asked: Asked) -> int:
        """See `Source.total`: in posts, those behind an earlier run's watermark too."""
        with databases.opened(place) as engine, engine.connect() as connection:
            counted = select(func.count()).select_from(_posts(asked))
            return int(connection.execute(counted).scalar_one())

    def stamp(self, place: str, asked: Asked) -> Any:
        """See `Source.stamp`: the question; the database may have grown."""
        keys = [key.name for key in _keys(asked)]
        return [digest(databases.shown(place)), asked.query, *keys]

    def rows(self, place: str, asked: Asked, after: Any = None) -> Iterator[Row | SourceError]:
        """See `Source.rows`."""
        keys, shown = _keys(asked), databases.shown(place)
        with databases.opened(place) as engine:
            with engine.connect() as connection:
                number = _before(connection, asked, keys, after)
                if lost := _without_key(connection, asked, keys):
                    yield _unreadable(lost, keys, shown)
            while True:
                with engine.connect() as connection:
                    page = connection.execute(_page(asked, keys, after)).mappings().all()
                for row in page:
                    number += 1
                    after = [_kept(row[key.name], key.name) for key in keys]
                    if broken := [name for name in row if not databases.is_text(row[name])]:
                        yield _not_text(broken[0], shown, number)
                        continue
                    yield Row(plain.post(dict(row)), Location(shown, number), after, number)
                if len(page) < _PAGE:
                    return


def _keys(asked: Asked) -> list[ColumnElement[Any]]:
    """What the posts are ordered by: each value once, and the same in every run."""
    names = dict.fromkeys(filter(None, (asked.watermark, string(asked.options, "id", "id"))))
    return [named(name) for name in names]


def _posts(asked: Asked) -> Subquery:
    if not asked.query:
        raise ConfigError(
            _("A database needs a question."),
            remedy=_('Give one: --query "SELECT id, title, body FROM notes".'),
        )
    # A colon in a query (`::text`, '12:30') is no parameter of ours.
    query = asked.query.strip().rstrip(";").replace(":", r"\:")
    return text(query).columns().subquery("posts")


def _all(asked: Asked) -> Select[Any]:
    return select(literal_column("*")).select_from(_posts(asked))


def _page(asked: Asked, keys: list[ColumnElement[Any]], after: Any) -> Select[Any]:
    statement = _all(asked).where(*(key.is_not(None) for key in keys))
    if after is not None:
        statement = statement.where(_behind(keys, after))
    return statement.order_by(*keys).limit(_PAGE)


def _behind(keys: list[ColumnElement[Any]], after: Any) -> ColumnElement[bool]:
    """`(watermark, id) > (…, …)`, spelt out for databases that don't compare rows."""
    values = [_KEPT[kind](value) for kind, value in after]
    return or_(
        *(
            and_(
                *(same == v for same, v in zip(keys[:n], values[:n], strict=True)),
                key > values[n],
            )
            for n, key in enumerate(keys)
        )
    )


def _before(
    connection: Connection, asked: Asked, keys: list[ColumnElement[Any]], after: Any
) -> int:
    """How many posts lie behind the place where a run goes on."""
    if after is None:
        return 0
    there = select(func.count()).select_from(_posts(asked))
    left = there.where(_behind(keys, after))
    whole = there.where(*(key.is_not(None) for key in keys))
    return int(connection.execute(whole).scalar_one() - connection.execute(left).scalar_one())


def _without_key(connection: Connection, asked: Asked, keys: list[ColumnElement[Any]]) -> int:
    """How many posts nobody can find again, because they have no watermark or id."""
    counted = select(func.count()).select_from(_posts(asked))
    return int(connection.execute(counted.where(or_(*(k.is_(None) for k in keys)))).scalar_one())


def _unreadable(count: int, keys: list[ColumnElement[Any]], shown: str) -> SourceError:
    names = ", ".join(str(key.name) for key in keys)
    return SourceError(
        ngettext(
            "{count} post is not read, because it lacks one of {names}.",
            "{count} posts are not read, because they lack one of {names}.",
            count,
        ).format(count=count, names=names),
        path=shown,
        remedy=_("Fill the column, or let the query do so (COALESCE)."),
    )


def _not_text(name: str, shown: str, number: int) -> SourceError:
    return SourceError(
        _("The post is not read, because its field {name} is not UTF-8.").format(name=name),
        path=shown,
        line=number,
        remedy=_("Repair it in the database; the others went on."),
    )


def _kept(value: Any, name: str) -> tuple[str, Any]:
    """A value with its kind, as JSON can keep it."""
    kind = type(value).__name__ if databases.is_text(value) else "bytes"
    if kind not in _KEPT:
        raise ConfigError(
            _("Posts can't be ordered by {name}: it holds {kind}.").format(name=name, kind=kind),
            remedy=_("Choose a column of numbers, times or text, or cast it in the query."),
        )
    return kind, value if isinstance(value, int | float | str) else _text(value)


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


SOURCE = Sql()
