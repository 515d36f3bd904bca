"""Whom we tell of approvals and releases, and what is still to be told.

`announce` writes in the caller's transaction: what is told has happened, and what has happened is
told, at least once.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Row

from l10n.errors import ConfigError
from l10n.messages import gettext as _
from l10n.store.schema import deliveries, webhooks

_MAX_URL = 2000


class Topic(StrEnum):
    """What may be told."""

    APPROVE = "approve"
    RELEASE = "release"


class Status(StrEnum):
    """How a delivery stands."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that is told.

    Attributes:
        secret: what signs what it is told.
    """

    number: int
    url: str
    secret: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing to tell to one address.

    Attributes:
        tries: how often it was tried, this time included.
    """

    number: int
    webhook: Webhook
    topic: Topic
    payload: dict[str, Any]
    tries: int


def add(connection: Connection, url: str, topics: Sequence[Topic]) -> Webhook:
    """A new webhook, with a secret of its own.

    Raises:
        ConfigError: where the address is no web address, or there is nothing to tell.
    """
    _check(url)
    if not topics:
        raise ConfigError(_("Choose at least one topic."))
    secret = secrets.token_hex(32)
    values = {"url": url, "secret": secret, "topics": [str(t) for t in topics], "active": True}
    statement = insert(webhooks).values(**values).returning(webhooks.c.number)
    return Webhook(connection.execute(statement).scalar_one(), url, secret, tuple(topics))


def listed(connection: Connection) -> list[Webhook]:
    """All of them, the oldest first."""
    rows = connection.execute(select(webhooks).where(webhooks.c.active).order_by(webhooks.c.number))
    return [_webhook(row) for row in rows]


def remove(connection: Connection, number: int) -> None:
    """Tell it nothing more, not even what waits."""
    connection.execute(delete(deliveries).where(deliveries.c.webhook == number))
    connection.execute(delete(webhooks).where(webhooks.c.number == number))


def failures(connection: Connection, number: int) -> int:
    """How many deliveries to it were given up."""
    rows = connection.execute(
        select(deliveries.c.number).where(
            deliveries.c.webhook == number, deliveries.c.status == str(Status.FAILED)
        )
    )
    return len(rows.all())


def announce(connection: Connection, topic: Topic, payload: Mapping[str, Any]) -> None:
    """Tell it to all who listen, once this transaction is done.

    Args:
        connection: of the transaction that does what is told.
        topic: what happened.
        payload: what is told about it, as JSON has it.
    """
    rows = [
        {
            "webhook": webhook.number,
            "topic": str(topic),
            "payload": dict(payload),
            "tries": 0,
            "next_at": 0.0,
            "status": str(Status.WAITING),
        }
        for webhook in listed(connection)
        if topic in webhook.topics
    ]
    if rows:
        connection.execute(insert(deliveries), rows)


def due(connection: Connection, now: float, most: int) -> list[int]:
    """The numbers of deliveries whose time has come, the oldest first."""
    rows = connection.execute(
        select(deliveries.c.number)
        .where(deliveries.c.status == str(Status.WAITING), deliveries.c.next_at <= now)
        .order_by(deliveries.c.next_at, deliveries.c.number)
        .limit(most)
    )
    return [row.number for row in rows]


def claim(connection: Connection, number: int, now: float, again_at: float) -> Delivery | None:
    """Take a delivery to send it; None where another server did.

    Args:
        again_at: when it is due again, should we die with it in hand.
    """
    taken = connection.execute(
        update(deliveries)
        .where(
            deliveries.c.number == number,
            deliveries.c.status == str(Status.WAITING),
            deliveries.c.next_at <= now,
        )
        .values(next_at=again_at, tries=deliveries.c.tries + 1)
    )
    if taken.rowcount != 1:
        return None
    row = connection.execute(select(deliveries).where(deliveries.c.number == number)).one()
    hook = connection.execute(select(webhooks).where(webhooks.c.number == row.webhook)).one()
    return Delivery(row.number, _webhook(hook), Topic(row.topic), row.payload, row.tries)


def settle(connection: Connection, number: int, status: Status, next_at: float) -> None:
    """How the delivery ended, or when it is tried again."""
    connection.execute(
        update(deliveries)
        .where(deliveries.c.number == number)
        .values(status=str(status), next_at=next_at)
    )


def forget_old(connection: Connection, before: float) -> None:
    """Drop what was sent or given up before that time, so that the table does not grow."""
    connection.execute(
        delete(deliveries).where(
            deliveries.c.status != str(Status.WAITING), deliveries.c.next_at < before
        )
    )


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    else:
        # A name and password in the address would stand in every list and log.
        good = good and "@" not in parts.netloc and url.isascii() and url.isprintable()
    if not good or " " in url or len(url) > _MAX_URL:
        raise ConfigError(
            _("{url!r} is no address that can be told.").format(url=url[:200]),
            remedy=_("Say for example: https://example.org/hook."),
        )


def _webhook(row: Row[Any]) -> Webhook:
    return Webhook(row.number, row.url, row.secret, tuple(Topic(name) for name in row.topics))
