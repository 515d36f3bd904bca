"""The ledger as lines of JSON, for keeping elsewhere and bringing back."""

import json
from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import Any

from sqlalchemy import String, insert
from sqlalchemy.engine import Connection

from l10n.batches import batched
from l10n.errors import StorageError
from l10n.messages import gettext as _
from l10n.store import ledger
from l10n.store.schema import events
from l10n.transitions import Event

_AT_ONCE = 1_000
_FIELDS = tuple(column.name for column in events.columns)
_TEXTS = tuple(c.name for c in events.columns if isinstance(c.type, String))


def export(connection: Connection) -> Iterator[bytes]:
    """A line for each event, the oldest first, with its number and chain."""
    for event, chain in ledger.chained(connection):
        row = {"number": event.number, **ledger.values(event), "chain": chain}
        yield (json.dumps(row, ensure_ascii=False) + "\n").encode()


def restore(connection: Connection, lines: Iterable[bytes], path: str) -> int:
    """Write the lines of an export into a store whose ledger is empty; how many it were.

    The caller's transaction holds them all or none.

    Raises:
        StorageError: where the ledger is not empty, or a line is none of an export, or the chain
            does not hold: then nothing of it can be trusted.
    """
    if ledger.last(connection):
        raise StorageError(
            _("The ledger of this store is not empty."),
            remedy=_("Bring it back into a new store: move the old one away first."),
        )
    count, chain = 0, ""
    for chunk in batched(enumerate(lines, 1), _AT_ONCE):
        rows: list[dict[str, Any]] = []
        for number, line in chunk:
            row, event = _read(line, path, number)
            if ledger.link(chain, event) != row["chain"]:
                raise _refused(
                    _("The chain does not hold here: lines are missing, or changed."), path, number
                )
            chain = row["chain"]
            rows.append(row)
        connection.execute(insert(events), rows)
        count += len(rows)
    return count


def _read(line: bytes, path: str, number: int) -> tuple[dict[str, Any], Event]:
    try:
        row = json.loads(line)
        if not isinstance(row, dict) or set(row) != set(_FIELDS):
            raise ValueError(row)
        if not all(isinstance(row[name], str) for name in _TEXTS):
            raise ValueError(row)
        return row, ledger.event_of(SimpleNamespace(**row))
    except (ValueError, TypeError, RecursionError) as error:
        raise _refused(_("This is no line of an exported ledger."), path, number) from error


def _refused(why: str, path: str, number: int) -> StorageError:
    return StorageError(
        why, path=path, line=number, remedy=_("Nothing was written; take another copy.")
    )
