"""The ledger as lines of JSON, for keeping elsewhere and bringing back."""

import json
from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import Any

from sqlalchemy import String, select
from sqlalchemy.engine import Connection

from l10n.batches import batched
from l10n.errors import StorageError
from l10n.messages import gettext as _
from l10n.store import bulk, ledger, raw
from l10n.store.schema import events, units
from l10n.transitions import Event

_AT_ONCE = 1_000
_FIELDS = tuple(column.name for column in events.columns)
_TEXTS = tuple(c.name for c in events.columns if isinstance(c.type, String))


def export(connection: Connection) -> Iterator[bytes]:
    """A line for each event, the oldest first, with its number and chain."""
    raw.hold_still(connection)
    for event, chain in ledger.chained(connection):
        row = {"number": event.number, **ledger.values(event), "chain": chain}
        yield (json.dumps(row, ensure_ascii=False) + "\n").encode()


def restore(
    connection: Connection, lines: Iterable[bytes], path: str, head: str = ""
) -> tuple[int, str]:
    """Write the lines of an export into an empty store; how many it were, and the last one's chain.

    The caller's transaction holds them all or none. Units that are there already have agreed with
    their catalogs on something else than the ledger says, so that no sync would write its words.

    Args:
        head: where the lines have to end, or its beginning; "" for anywhere.

    Raises:
        StorageError: where the store is not empty, or a line is none of an export, or there is
            none, or the chain does not hold: then nothing of it can be trusted.
    """
    refused = ""
    if ledger.last(connection):
        refused = _("The ledger of this store is not empty.")
    elif connection.execute(select(units.c.id).limit(1)).first():
        refused = _("This store has units already.")
    if refused:
        raise StorageError(
            refused, remedy=_("Bring it back into a new store: move the old one away first.")
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
        bulk.insert(connection, events, rows)
        count += len(rows)
    if not count:
        raise _refused(_("There is no event in this file."), path)
    if not chain.startswith(head):
        raise _refused(_("The file does not end at the head that was noted down."), path)
    return count, chain


def _read(line: bytes, path: str, number: int) -> tuple[dict[str, Any], Event]:
    try:
        row = json.loads(line)
        if not isinstance(row, dict):
            raise ValueError(row)
        row.setdefault("finding", None)  # as lines were before events could tell of one
        if set(row) != set(_FIELDS):
            raise ValueError(row)
        if not all(isinstance(row[name], str) for name in _TEXTS):
            raise ValueError(row)
        return row, ledger.event_of(SimpleNamespace(**row))
    except (ValueError, TypeError, RecursionError) as error:
        raise _refused(_("This is no line of an exported ledger."), path, number) from error


def _refused(why: str, path: str, number: int = 0) -> StorageError:
    return StorageError(
        why, path=path, line=number, remedy=_("Nothing was written; take another copy.")
    )
