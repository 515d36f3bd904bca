"""What the store has to tell is posted, signed and tried again.

A receiver knows that a post is ours, and new, by its header `X-L10n-Signature`, which reads
`t=<seconds since the epoch>,v1=<hexadecimal>`. It computes the HMAC-SHA256 of `<t>.<body>` with the
webhook's secret over the bytes as they came, compares it in constant time, refuses a `t` that is
more than five minutes old, and does not do twice what comes with the same `X-L10n-Delivery`.
"""

import hashlib
import hmac
import json
import logging
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from typing import Any, Self

from l10n.errors import StorageError
from l10n.store import webhooks
from l10n.store.database import Database
from l10n.store.webhooks import Delivery, Status

MOST_TRIES = 8
_TIMEOUT = 10.0
# A minute after the first failure, then twice as long each time: an hour after the seventh.
_PAUSE = 60.0
# Who takes a delivery and dies leaves it to be taken again after this long.
_LEASE = 120.0
_KEPT = 30 * 24 * 3600.0
_AT_ONCE = 20

_log = logging.getLogger("l10n.webhooks")


class Sender:
    """Posts what is due, in a thread of its own while the block runs.

    Args:
        database: the store.
        clock: seconds since the epoch.
        every: seconds between two looks at the store.
    """

    def __init__(
        self, database: Database, clock: Callable[[], float], every: float = 2.0
    ) -> None:
        self._database = database
        self._clock = clock
        self._every = every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._stop.set()
        # A receiver that hangs does not hold up the server; the delivery is tried again later.
        self._thread.join(self._every + 1.0)

    def _run(self) -> None:
        while not self._stop.wait(self._every):
            try:
                self.send_due()
            except StorageError as error:
                # The store may be back with the next look.
                _log.warning("%s", error)

    def send_due(self) -> int:
        """Post what is due now; how many arrived.

        Raises:
            StorageError: where the store refuses.
        """
        with self._database.reading() as connection:
            numbers = webhooks.due(connection, self._clock(), _AT_ONCE)
        arrived = 0
        for number in numbers:
            if self._stop.is_set():
                break
            now = self._clock()
            with self._database.writing() as connection:
                webhooks.forget_old(connection, now - _KEPT)
                delivery = webhooks.claim(connection, number, now, now + _LEASE)
            if delivery is not None:
                arrived += self._send(delivery)
        return arrived

    def _send(self, delivery: Delivery) -> bool:
        reason = post(delivery, int(self._clock()))
        now = self._clock()
        if not reason:
            status, next_at = Status.SENT, now
        else:
            _log.warning("%s: %s", delivery.webhook.url, reason)
            last = delivery.tries >= MOST_TRIES
            status = Status.FAILED if last else Status.WAITING
            next_at = now if last else now + _PAUSE * 2 ** (delivery.tries - 1)
        with self._database.writing() as connection:
            webhooks.settle(connection, delivery.number, status, next_at)
        return not reason


def post(delivery: Delivery, now: int) -> str:
    """Post it; why it did not arrive, "" where it did."""
    body = json.dumps({"topic": delivery.topic, **delivery.payload}, ensure_ascii=False).encode(
        "utf-8", "backslashreplace"
    )
    request = urllib.request.Request(  # noqa: S310 - the store takes no other schemes than http(s)
        delivery.webhook.url,
        body,
        {
            "Content-Type": "application/json",
            "User-Agent": "l10n",
            "X-L10n-Topic": delivery.topic,
            "X-L10n-Delivery": str(delivery.number),
            "X-L10n-Signature": signature(delivery.webhook.secret, body, now),
        },
    )
    try:
        with _opener.open(request, timeout=_TIMEOUT):
            return ""
    except urllib.error.HTTPError as error:
        error.close()
        return f"{error.code} {error.reason}"
    except (OSError, HTTPException, ValueError) as error:
        return str(getattr(error, "reason", None) or error) or type(error).__name__


def signature(secret: str, body: bytes, now: int) -> str:
    """What proves that the body is ours and when it was sent."""
    digest = hmac.new(secret.encode(), f"{now}.".encode() + body, hashlib.sha256)
    return f"t={now},v1={digest.hexdigest()}"


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A receiver does not send us elsewhere: into our own network, say."""

    def redirect_request(self, *_arguments: Any) -> None:
        """Never."""


_opener = urllib.request.build_opener(_NoRedirects)
