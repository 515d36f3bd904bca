"""Databases that posts come from and pairs go to, by URL; no password is ever shown."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, create_engine, event, make_url
from sqlalchemy.engine import Engine
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from l10n.errors import ConfigError, StorageError
from l10n.messages import gettext as _

_FROM_ENVIRONMENT = "env:"
_SECRET = re.compile(r"pass|secret|token|key", re.IGNORECASE)
_HIDDEN = "***"


def is_one(place: str) -> bool:
    """Whether a place is a database: a URL, or `env:NAME` of the variable that holds it."""
    return "://" in place or place.startswith(_FROM_ENVIRONMENT)


def url_of(place: str) -> URL:
    """The URL that a place is.

    Raises:
        ConfigError: where it is none, or the variable is not set.
    """
    text = place
    if place.startswith(_FROM_ENVIRONMENT):
        name = place.removeprefix(_FROM_ENVIRONMENT)
        text = os.environ.get(name, "")
        if not text:
            raise ConfigError(
                _("The environment has no variable {name}.").format(name=name),
                remedy=_("Set it to the URL of the database."),
            )
    try:
        url = make_url(text)
        # As for the review store: the driver that comes with us.
        plain = url.drivername in {"postgresql", "postgres"}
        return url.set(drivername="postgresql+psycopg") if plain else url
    except (ArgumentError, ValueError):
        # What SQLAlchemy says of it holds the text, and so the password.
        raise ConfigError(
            _("This is no URL of a database."),
            remedy=_("Write it as driver://user:password@host/name."),
        ) from None


def is_missing(place: str) -> bool:
    """Whether the place is a file that is not there; SQLite would make an empty one."""
    url = url_of(place)
    file = url.database if url.get_backend_name() == "sqlite" else None
    return bool(file) and file != ":memory:" and not Path(str(file)).exists()


def shown(place: str) -> str:
    """The place without its secrets, also those among a URL's parameters."""
    url = url_of(place)
    hidden = {n: _HIDDEN if _SECRET.search(n) else value for n, value in url.query.items()}
    return url.set(query=hidden).render_as_string(hide_password=True)


@contextmanager
def opened(place: str) -> Iterator[Engine]:
    """The database, for as long as the block.

    Raises:
        ConfigError: where there is no driver for it.
        StorageError: where it refuses, whatever the block does with it.
    """
    url = url_of(place)
    try:
        engine = create_engine(url)
    except (NoSuchModuleError, ImportError, ArgumentError) as error:
        raise ConfigError(
            _("There is no driver for {name} here.").format(name=url.drivername),
            remedy=_("Install it: SQLAlchemy's pages on dialects name it."),
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _lenient)
    try:
        yield engine
    except SQLAlchemyError as error:
        raise refused(error, place) from error
    finally:
        engine.dispose()


def _lenient(connection: Any, _record: Any) -> None:
    """SQLite keeps any bytes as text: those that are not UTF-8 must not stop the posts around."""
    connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")


def is_text(value: Any) -> bool:
    """Whether a value holds no bytes that are not UTF-8."""
    try:
        return not isinstance(value, str) or value.encode() is not None
    except UnicodeEncodeError:
        return False


def refused(error: SQLAlchemyError, place: str) -> StorageError:
    """What the database says, without what was sent to it, and without the password."""
    reason = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
    for secret in _secrets(url_of(place)):
        reason = reason.replace(secret, _HIDDEN)
    return StorageError(
        _("The database refuses: {reason}.").format(reason=reason.rstrip(".")), path=shown(place)
    )


def _secrets(url: URL) -> Iterator[str]:
    values: list[Any] = [url.password]
    values += [value for name, value in url.query.items() if _SECRET.search(name)]
    yield from (str(value) for value in values if value)
