"""Webhooks are posted, signed and tried again, to a real server on loopback."""

import hashlib
import hmac
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from email.message import Message
from pathlib import Path
from typing import ClassVar

import pytest

from l10n.review import posting
from l10n.review import webhooks as sending
from l10n.review.webhooks import MOST_TRIES, Sender
from l10n.store import webhooks
from l10n.store.database import Database
from l10n.store.webhooks import Topic, Webhook
from tests.servers import Handler, serving

NOW = 1_750_000_000


class Receiver(Handler):
    statuses: ClassVar[list[int]] = []
    got: ClassVar[list[tuple[Message, bytes]]] = []

    def asked(self) -> None:
        Receiver.got.append((self.headers, self.body()))
        status = Receiver.statuses.pop(0) if Receiver.statuses else 204
        moved = status in {301, 302, 307, 308}
        self.reply(status, location=f"http://{self.headers['Host']}/elsewhere" if moved else "")


@pytest.fixture
def address() -> Iterator[str]:
    Receiver.statuses, Receiver.got = [], []
    with serving(Receiver) as at:
        yield f"{at}/hook"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "review.sqlite") as opened:
        yield opened


class Clock:
    now: float = NOW

    def __call__(self) -> float:
        return self.now


def told(database: Database, url: str, **payload: str) -> Webhook:
    with database.writing() as connection:
        hook = webhooks.add(connection, url, [Topic.APPROVE])
        webhooks.announce(connection, Topic.APPROVE, payload)
    return hook


def test_a_receiver_can_tell_that_it_is_ours_and_new(database: Database, address: str) -> None:
    hook = told(database, address, unit="abc", target="文\u202e\ud800")
    assert Sender(database, Clock(), allow_local=True).send_due() == 1
    ((headers, body),) = Receiver.got
    told_at, code = (part.partition("=")[2] for part in headers["X-L10n-Signature"].split(","))
    signed = hmac.new(hook.secret.encode(), f"{told_at}.".encode() + body, hashlib.sha256)
    assert hmac.compare_digest(code, signed.hexdigest())
    assert int(told_at) == NOW
    assert json.loads(body)["topic"] == "approve"
    assert json.loads(body)["unit"] == "abc"
    assert (headers["X-L10n-Topic"], headers["X-L10n-Delivery"]) == ("approve", "1")
    assert Sender(database, Clock(), allow_local=True).send_due() == 0


@pytest.mark.parametrize("status", [500, 404, 302, 307])
def test_what_did_not_arrive_is_tried_again_and_no_redirect_followed(
    database: Database, address: str, status: int
) -> None:
    told(database, address)
    Receiver.statuses = [status] * 2
    clock = Clock()
    sender = Sender(database, clock, allow_local=True)
    for pause in (60, 120):
        assert sender.send_due() == 0
        clock.now += pause - 1
        assert sender.send_due() == 0
        clock.now += 1
    assert len(Receiver.got) == 2
    assert sender.send_due() == 1
    assert len(Receiver.got) == 3


def test_after_some_tries_it_is_given_up(database: Database, address: str) -> None:
    hook = told(database, address)
    Receiver.statuses = [500] * 20
    clock = Clock()
    sender = Sender(database, clock, allow_local=True)
    for _time in range(12):
        sender.send_due()
        clock.now += 3 * 3600
    assert len(Receiver.got) == MOST_TRIES
    with database.reading() as connection:
        assert webhooks.failures(connection, hook.number) == 1


def test_one_that_is_out_of_reach_does_not_hold_up_the_others(
    database: Database, address: str
) -> None:
    told(database, "http://127.0.0.1:9/nobody")
    told(database, address)
    assert Sender(database, Clock(), allow_local=True).send_due() == 1


def test_one_that_hangs_is_left(
    database: Database, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        told(database, f"http://127.0.0.1:{deaf.getsockname()[1]}/")
        start = time.perf_counter()
        assert Sender(database, Clock(), allow_local=True).send_due() == 0
        assert time.perf_counter() - start < 5


def test_two_servers_tell_it_once(database: Database, address: str) -> None:
    told(database, address)
    senders = [Sender(database, Clock(), allow_local=True) for _server in range(4)]
    threads = [threading.Thread(target=sender.send_due) for sender in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Receiver.got) == 1


def test_it_runs_beside_the_requests(database: Database, address: str) -> None:
    with Sender(database, Clock(), allow_local=True, every=0.02):
        told(database, address)
        deadline = time.monotonic() + 10
        while not Receiver.got and time.monotonic() < deadline:
            time.sleep(0.02)
    assert len(Receiver.got) == 1


class Dripping(Handler):
    """Answers `/slow` with a header line now and then, for as long as anybody listens."""

    got: ClassVar[list[str]] = []
    gone: ClassVar[threading.Event] = threading.Event()

    def asked(self) -> None:
        self.body()
        if self.path != "/slow":
            Dripping.got.append(self.path)
            self.reply(204)
            return
        with suppress(OSError):
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not Dripping.gone.wait(0.05):
                self.wfile.write(b"X: y\r\n")


@pytest.fixture
def dripping() -> Iterator[str]:
    Dripping.got, Dripping.gone = [], threading.Event()
    with serving(Dripping) as at:
        yield at
        Dripping.gone.set()


def test_a_delivery_has_a_deadline_whatever_the_receiver_sends(
    database: Database,
    dripping: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(sending, "_TIMEOUT", 0.3)
    told(database, f"{dripping}/slow")
    start = time.perf_counter()
    assert Sender(database, Clock(), allow_local=True).send_due() == 0
    assert time.perf_counter() - start < 3
    assert "longer than 0.3 seconds" in caplog.text


def test_a_slow_receiver_delays_only_what_is_told_to_it(database: Database, dripping: str) -> None:
    told(database, f"{dripping}/slow")
    with database.writing() as connection:
        for _time in range(40):
            webhooks.announce(connection, Topic.APPROVE, {})
    told(database, f"{dripping}/quick")
    with Sender(database, Clock(), allow_local=True, every=0.02):
        deadline = time.monotonic() + 5
        while not Dripping.got and time.monotonic() < deadline:
            time.sleep(0.02)
        assert Dripping.got == ["/quick"]
        Dripping.gone.set()


LOCAL = [
    "http://127.0.0.1/",
    "http://localhost:8020/",
    "http://a.localhost/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[64:ff9b::a9fe:a9fe]/",
    "http://169.254.169.254/latest/meta-data",
    "http://10.1.2.3/",
    "http://192.168.0.1/",
    "http://[fd00::1]/",
    "http://[fe80::1]/",
    "http://0.0.0.0/",
    "http://224.0.0.1/",
]


@pytest.mark.parametrize("url", LOCAL)
def test_an_address_of_our_own_network_is_refused(url: str) -> None:
    assert "own network" in posting.refusal(url, look_up=False)
    assert "own network" in posting.post(url, b"", {}, within=1, allow_local=False)


@pytest.mark.parametrize("url", ["https://example.org/", "https://1.1.1.1/", "http://[2606::1]/"])
def test_the_wide_internet_is_not(url: str) -> None:
    assert posting.refusal(url, look_up=False) == ""


def test_a_local_receiver_hears_nothing_unless_it_is_allowed(
    database: Database, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(database, address)
    assert Sender(database, Clock()).send_due() == 0
    # A name that looked good and leads home after all is seen once it is connected.
    monkeypatch.setattr(posting, "refusal", lambda _url: "")
    assert "own network" in posting.post(address, b"", {}, within=5, allow_local=False)
    assert Receiver.got == []


def test_the_log_keeps_the_secrets_in_an_address(
    database: Database, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    told(database, f"{address}/T0/B0/sesame?token=sesame")
    Receiver.statuses = [500]
    Sender(database, Clock(), allow_local=True).send_due()
    told(database, "http://127.0.0.1:9/sesame")
    Sender(database, Clock(), allow_local=True).send_due()
    assert "127.0.0.1" in caplog.text
    assert "sesame" not in caplog.text
