"""The ledger looked through: whether its chain holds, and whether the units say what it says.

Whoever forged something may have left anything behind: what can't be read is told like the rest.
"""

from dataclasses import astuple, dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection, Row

from l10n.batches import batched
from l10n.errors import ReviewError, StorageError
from l10n.progress import Progress, silent
from l10n.store import ledger, raw
from l10n.store.schema import events, units
from l10n.transitions import replay

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Break:
    """An event at which the chain does not hold."""

    number: int
    at: str
    locale: str
    unit: str


@dataclass(slots=True)
class Verified:
    """A ledger that was looked through.

    Attributes:
        events: how many it has.
        head: the chain of the last one; who notes it down sees later that nothing before it
            was changed, and that it was not cut off.
        breaks: the events at which the chain does not hold, in order: they, or what stood before
            them, are not as they were.
        missing: units whose row names a last event that the ledger does not have, as
            (locale, unit).
        differing: units whose row says something else than their events, as (locale, unit).
        cut: whether a head that was noted down is not in the chain.
    """

    events: int = 0
    head: str = ""
    breaks: list[Break] = field(default_factory=list)
    missing: list[tuple[str, str]] = field(default_factory=list)
    differing: list[tuple[str, str]] = field(default_factory=list)
    cut: bool = False

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.breaks or self.missing or self.differing or self.cut)


def verify(connection: Connection, head: str = "", progress: Progress = silent) -> Verified:
    """Look through the whole ledger, as a stream.

    After a break the chain is taken up as it stands there, so that each place is told by itself.

    Args:
        connection: to the store.
        head: a head that was noted down, or its beginning; "" for none.
        progress: how far it is.
    """
    raw.hold_still(connection)
    total = connection.execute(select(func.count()).select_from(events)).scalar_one()
    found = Verified(cut=bool(head))
    for row in raw.rows(connection, events, order=[events.c.number]):
        found.events += 1
        if _chain(found.head, row) != row.chain:
            found.breaks.append(Break(row.number, str(row.at), str(row.locale), str(row.unit)))
        found.head = str(row.chain)
        found.cut = found.cut and not found.head.startswith(head)
        if found.events % 1000 == 0:
            progress(found.events, total)
    _compare(connection, found)
    return found


def _chain(before: str, row: Row[Any]) -> str | None:
    """The chain as it should go on with the event of a row; None where that is none."""
    try:
        return ledger.link(before, ledger.read(row))
    except (StorageError, RecursionError):
        return None


def _compare(connection: Connection, found: Verified) -> None:
    """Hold each unit's row against the replay of its events."""
    stored = raw.rows(connection, units, order=[units.c.locale, units.c.id])
    for locale, of_locale in groupby(stored, lambda row: row.locale):
        for chunk in batched(of_locale, _AT_ONCE):
            lives = _lives(connection, locale, [row.id for row in chunk])
            for row in chunk:
                life, place = lives[row.id], (str(row.locale), str(row.id))
                if row.number and row.number not in {event.number for event in life}:
                    found.missing.append(place)
                elif _differs(row, life):
                    found.differing.append(place)


def _lives(connection: Connection, locale: str, ids: list[str]) -> dict[str, list[Row[Any]]]:
    lives: dict[str, list[Row[Any]]] = {name: [] for name in ids}
    theirs = (events.c.locale == locale, events.c.unit.in_(ids))
    for row in raw.rows(connection, events, *theirs, order=[events.c.number]):
        lives[row.unit].append(row)
    return lives


def _differs(row: Row[Any], life: list[Row[Any]]) -> bool:
    """Whether a unit's row says something else than its events; without one, it says nothing."""
    try:
        left = replay([ledger.read(event) for event in life])
    except StorageError:
        return False  # an event that can't be read breaks the chain, and is told there
    except ReviewError:
        return True
    try:
        said = raw.decoded(row, units)
    except ValueError:
        return True
    names = ("state", "target", "hash", "author", "accepted", "number")
    accepted = [list(astuple(given)) for given in left.accepted_today]
    last = life[-1].number if life else 0
    wanted = [left.state, list(left.target), left.hash, left.author, accepted, last]
    return [said[name] for name in names] != wanted
