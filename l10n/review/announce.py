"""What happens in review and release → what webhooks are told of it."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from l10n.store import moderation, webhooks
from l10n.store.records import Record
from l10n.store.webhooks import Delivery, Topic
from l10n.transitions import Event


def approvals(connection: Connection, given: Iterable[tuple[Record, Event]]) -> None:
    """Tell of approvals, each by the record as it stands then and the event that approved it.

    Where nobody listens it costs one short query.

    Args:
        connection: of the transaction that the events are appended in.
        given: the records and their events.
    """
    told = list(given)
    if not told or not any(Topic.APPROVE in hook.topics for hook in webhooks.listed(connection)):
        return
    for record, event in told:
        payload = {
            "locale": record.locale,
            "unit": record.unit.id,
            "source": list(record.unit.source),
            "target": list(record.target),
            "approved_by": event.actor,
            "at": event.at,
            "hash": event.hash,
            "number": event.number,
        }
        webhooks.announce(connection, Topic.APPROVE, payload)


def given_out(connection: Connection, delivery: Delivery) -> Delivery:
    """What may be told of it now: of a post that moderation holds back, none of its words.

    Asked as it is posted and not as it is announced: what a moderator hides meanwhile, and what is
    tried again, is held back as well.
    """
    said = delivery.payload
    locale, unit = str(said.get("locale", "")), str(said.get("unit", ""))
    if delivery.topic is not Topic.APPROVE or not moderation.held_units(connection, locale, [unit]):
        return delivery
    return replace(delivery, payload={**said, "source": [], "target": [], "held": True})


def released(
    connection: Connection, folder: Path, changed: Iterable[Path], facts: dict[str, Any], at: str
) -> None:
    """Tell of a release that was written.

    Args:
        folder: where it stands.
        changed: the files that say something new.
        facts: the manifest's, by locale.
        at: the time, ISO 8601 in UTC.
    """
    payload = {
        "at": at,
        "folder": str(folder),
        "changed": sorted(path.relative_to(folder).as_posix() for path in changed),
        "locales": {
            locale: {name: said[name] for name in ("units", "shipped", "held_back")}
            for locale, said in facts.items()
        },
    }
    webhooks.announce(connection, Topic.RELEASE, payload)
