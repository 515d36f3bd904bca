"""The review store's door: SQLite in a file, or PostgreSQL by URL; migrated forward on opening."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.util.exc import CommandError
from sqlalchemy import URL, create_engine, event, make_url, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from l10n.errors import StorageError
from l10n.messages import gettext as _
from l10n.store.schema import findings, unit_terms, units

_MIGRATIONS = Path(__file__).parent / "migrations"
# How long a writer waits for another process before it gives up, in seconds.
_PATIENCE = 30
# So many units at once are worth taking stock.
MANY = 2_000
# Keeps two servers that start at once from migrating at once (PostgreSQL); any number will do.
_MIGRATION_LOCK = 7_106_110


class Database:
    """The review store.

    Args:
        place: a file for SQLite, or the URL of a PostgreSQL database.

    Raises:
        StorageError: where it can't be opened, or is newer than this program.
    """

    def __init__(self, place: Path | str) -> None:
        self.url = _url(place)
        self._shown = self.url.render_as_string(hide_password=True)
        # SQLite has one writer at a time: within this process they queue here, without polling.
        self._writer = threading.Lock()
        try:
            if isinstance(place, Path):
                self._shown = str(place)
                _make(place)
            self.engine = _engine(self.url)
            try:
                self._migrate()
            except BaseException:
                self.close()
                raise
        except (OSError, SQLAlchemyError, CommandError, ImportError) as error:
            raise self.refused(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @property
    def embedded(self) -> bool:
        """Whether it is SQLite."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with.

        Raises:
            StorageError: where the database refuses.
        """
        try:
            with self.engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise self.refused(error) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: whole when the block ends well, nothing otherwise.

        Raises:
            StorageError: where the database refuses.
        """
        try:
            if not self.embedded:
                with self.engine.begin() as connection:
                    yield connection
                return
            with self._writer, self.engine.connect() as connection:
                connection.execution_options(writes=True)
                with connection.begin():
                    yield connection
        except SQLAlchemyError as error:
            raise self.refused(error) from error

    def take_stock(self) -> None:
        """Let the database look at how much it holds of what, so that it finds the short ways.

        For after `MANY` units came at once: until then its guesses are good enough.

        Raises:
            StorageError: where the database refuses.
        """
        names = (units.name, findings.name, unit_terms.name)
        if self.embedded:
            with self.writing() as connection:
                for name in names:
                    connection.execute(text(f"ANALYZE {name}"))
            return
        # It counts from an index alone only what was vacuumed, which no transaction may.
        with self.reading() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            for name in names:
                connection.execute(text(f"VACUUM (ANALYZE) {name}"))

    def refused(self, error: Exception) -> StorageError:
        """The error in our words, without the statement and its values."""
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        return StorageError(
            _("The review store refuses: {reason}.").format(reason=reason.rstrip(".")),
            path=self._shown,
            remedy=_("See that it can be reached and written, and that its l10n is not newer."),
        )

    def _migrate(self) -> None:
        settings = AlembicConfig()
        settings.set_main_option("script_location", str(_MIGRATIONS))
        with self.writing() as connection:
            if not self.embedded:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")


def _url(place: Path | str) -> URL:
    if isinstance(place, Path):
        return URL.create("sqlite", database=str(place))
    try:
        url = make_url(place)
    except ArgumentError as error:
        raise StorageError(
            _("{place!r} is no database URL.").format(place=place),
            remedy=_("Say for example: postgresql://user@host/name."),
        ) from error
    if url.get_backend_name() not in {"postgresql", "sqlite"}:
        raise StorageError(
            _("The review store runs on SQLite and PostgreSQL, not on {name}.").format(
                name=url.get_backend_name()
            ),
            remedy=_("Say for example: postgresql://user@host/name."),
        )
    return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url


def _make(file: Path) -> None:
    if not file.parent.exists():
        file.parent.mkdir(parents=True)
        # A folder of our own holds nothing for git.
        (file.parent / ".gitignore").write_text("*\n")
    # It holds the hashes of passwords: nobody else reads it.
    file.touch(mode=0o600)


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_size=16, max_overflow=16, pool_pre_ping=True)
    try:
        engine = create_engine(
            url, pool_size=16, max_overflow=32, connect_args={"timeout": _PATIENCE}
        )
    except NoSuchModuleError as error:
        raise ImportError(str(error)) from error
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Readers don't wait for the writer; what was acknowledged survives a power cut."""
    # We begin transactions ourselves; the driver's own begin would come too late.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its lock at once, so that what it reads can't go stale before it writes."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
