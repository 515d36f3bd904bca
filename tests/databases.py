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


def fresh(urls: str, like: str = "template1") -> str:
    """The URL of a new database on that server, with what the other holds."""
    return create(urls, f"l10n_{next(_NUMBERS)}", like)


def create(urls: str, name: str, like: str = "template1") -> str:
    """The same under a name."""
    with psycopg.connect(urls.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}".encode())
    return urls.format(name=name)
