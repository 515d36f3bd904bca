"""The ledger looked through: whether its chain holds, and whether the units say what it says."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from l10n.progress import Progress, silent
from l10n.store import ledger
from l10n.store.schema import events, units
from l10n.transitions import Event


@dataclass(frozen=True, slots=True)
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
        cut: whether a head that was noted down is not in the chain.
    """

    events: int
    head: str
    breaks: tuple[Event, ...]
    missing: tuple[tuple[str, str], ...]
    cut: bool = False

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.breaks and not self.missing and not self.cut


def verify(connection: Connection, head: str = "", progress: Progress = silent) -> Verified:
    """Look through the whole ledger, as a stream.

    After a break the chain is taken up as it stands there, so that each place is told by itself.

    Args:
        connection: to the store.
        head: a head that was noted down, "" for none.
        progress: how far it is.
    """
    total = connection.execute(select(func.count()).select_from(events)).scalar_one()
    breaks: list[Event] = []
    count, chain, seen = 0, "", not head
    for event, stands in ledger.chained(connection):
        count += 1
        if ledger.link(chain, event) != stands:
            breaks.append(event)
        chain, seen = stands, seen or stands == head
        if count % 1000 == 0:
            progress(count, total)
    return Verified(count, chain, tuple(breaks), tuple(_missing(connection)), not seen)


def _missing(connection: Connection) -> Iterator[tuple[str, str]]:
    known = select(events.c.number).where(
        events.c.number == units.c.number,
        events.c.locale == units.c.locale,
        events.c.unit == units.c.id,
    )
    rows = connection.execute(
        select(units.c.locale, units.c.id)
        .where(units.c.number > 0, ~known.exists())
        .order_by(units.c.locale, units.c.id)
    )
    for row in rows:
        yield row.locale, row.id
