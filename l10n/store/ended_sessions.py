"""Sessions that were logged out of, until long after their cookies are too old to be good anyway.

Sessions live in signed cookies, so the store knows only which are over before their time: whoever
copied a cookie has nothing by it after the log-out.
"""

import hashlib

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from l10n.store.schema import ended_sessions

# A clock that ran ahead by less than so many seconds revives no session.
_LONGER = 366 * 86400


def end(connection: Connection, secret: str, *, now: float, until: float) -> None:
    """The session is over; twice is as good as once.

    Args:
        connection: of a transaction that writes.
        secret: what is the session's own, and nobody else's.
        now: seconds since the epoch; what need not be known any more goes.
        until: when its cookie is too old.
    """
    connection.execute(delete(ended_sessions).where(ended_sessions.c.until < now - _LONGER))
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    row = insert(ended_sessions).values(mark=_mark(secret), until=until)
    connection.execute(row.on_conflict_do_nothing())


def is_over(connection: Connection, secret: str) -> bool:
    """Whether somebody logged out of the session."""
    found = select(ended_sessions.c.mark).where(ended_sessions.c.mark == _mark(secret))
    return connection.execute(found).first() is not None


def _mark(secret: str) -> str:
    # Who reads the store learns no session's secret.
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
