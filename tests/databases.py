"""A real PostgreSQL for tests: its own server in a temporary folder, never the machine's."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

_NUMBERS = count(1)
# The server refuses to run as root, so root lends it this user.
_UNPRIVILEGED = "nobody"


def missing() -> str:
    """Why there is no server here, "" where there is one."""
    lacking = [name for name in ("initdb", "postgres", "pg_ctl") if not _program(name)]
    return f"no PostgreSQL here: {', '.join(lacking)} not found" if lacking else ""


def _program(name: str) -> str | None:
    if found := shutil.which(name):
        return found
    # Debian keeps them off the PATH, in a folder by version.
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(places[-1]) if places else None


@contextmanager
def server() -> Iterator[str]:
    """A server that lives as long as the block; gives the start of its URLs."""
    user = _UNPRIVILEGED if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    home = Path(tempfile.mkdtemp(prefix="l10n-pg-"))
    if os.geteuid() == 0:
        shutil.chown(home, user)
    data = home / "data"

    def call(name: str, *arguments: str) -> None:
        program = _program(name)
        assert program
        done = subprocess.run(
            [program, *arguments],
            user=user if os.geteuid() == 0 else None,
            cwd=home,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    call("initdb", "-D", str(data), "-U", user, "--no-sync", "-A", "trust", "-E", "UTF8")
    options = f"-k {home} -c listen_addresses='' -c fsync=off -c max_connections=120"
    log = str(home / "log")
    call("pg_ctl", "-D", str(data), "-w", "-l", log, "-o", options, "start")
    try:
        yield f"postgresql://{user}@/{{name}}?host={home}"
    finally:
        call("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)


class Emptied:
    """A database that holds an empty store each time it is asked for.

    Emptied, not made: to make one costs a fifth of a second, and hundreds of tests want one.
    """

    def __init__(self, urls: str) -> None:
        from l10n.store.database import Database

        self._urls = urls
        Database(create(urls, "empty_store")).close()
        self._built = self._shape("empty_store")
        self._name = ""

    def url(self) -> str:
        """Where it stands; whoever was still at it is sent away."""
        if self._name and self._shape(self._name) == self._built:
            self._empty()
            return self._urls.format(name=self._name)
        # The first, or a test built it otherwise.
        self._name = f"l10n_{next(_NUMBERS)}"
        return create(self._urls, self._name, "empty_store")

    def _empty(self) -> None:
        with self._connected(self._name) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            # No trigger fires: what only grows is emptied too.
            connection.execute("SET session_replication_role = replica")
            for kind, name in connection.execute(
                "SELECT relkind, relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                " AND relname <> 'alembic_version'"
            ).fetchall():
                if kind == "r":
                    connection.execute(f'DELETE FROM "{name}"'.encode())
                elif kind == "S":
                    connection.execute(f'ALTER SEQUENCE "{name}" RESTART'.encode())

    def _shape(self, name: str) -> Any:
        with self._connected(name) as connection:
            return connection.execute(
                "SELECT array(SELECT (table_name, column_name, data_type, is_nullable)::text"
                "  FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1),"
                " array(SELECT pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger"
                "  WHERE NOT tgisinternal ORDER BY 1),"
                " array(SELECT (relname, relkind)::text FROM pg_class"
                "  WHERE relnamespace = 'public'::regnamespace ORDER BY 1),"
                " array(SELECT version_num FROM alembic_version)"
            ).fetchone()

    def _connected(self, name: str) -> Any:
        return psycopg.connect(self._urls.format(name=name), autocommit=True)


def fresh(urls: str) -> str:
    """The URL of a new database on that server."""
    return create(urls, f"l10n_{next(_NUMBERS)}")


def create(urls: str, name: str, like: str = "template1") -> str:
    """The URL of a new database of that name, with what the other holds."""
    with psycopg.connect(urls.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}".encode())
    return urls.format(name=name)
