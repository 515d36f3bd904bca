"""What happened is told: in the transaction that does it, to those who listen, at least once."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from l10n.errors import ConfigError
from l10n.store import webhooks
from l10n.store.database import Database
from l10n.store.webhooks import Status, Topic

NOW = 1_750_000_000.0
URL = "https://example.org/hook"


@pytest.fixture
def database(place: Path | str) -> Iterator[Database]:
    with Database(place) as opened:
        yield opened


def waiting(database: Database, now: float = NOW) -> list[int]:
    """The deliveries that are due; looking takes none."""
    with suppress(LookupError), database.writing() as connection:
        hooks = webhooks.due(connection, now)
        found = [
            taken.number
            for hook in hooks
            for taken in iter(lambda: webhooks.claim_next(connection, hook, now, now + 1), None)  # noqa: B023
        ]
        raise LookupError
    return found


def test_who_listens_to_a_topic_is_told(database: Database) -> None:
    with database.writing() as connection:
        both = webhooks.add(connection, URL, [Topic.APPROVE, Topic.RELEASE])
        webhooks.add(connection, URL + "/2", [Topic.RELEASE])
        webhooks.announce(connection, Topic.APPROVE, {"unit": "文"})
    (number,) = waiting(database)
    with database.writing() as connection:
        taken = webhooks.claim_next(connection, both.number, NOW, NOW + 60)
        assert taken is not None
        assert (taken.webhook, taken.payload, taken.tries) == (both, {"unit": "文"}, 1)
        # Another server comes too late, until the one that took it must have died.
        assert webhooks.claim_next(connection, both.number, NOW + 1, NOW + 61) is None
    assert waiting(database, NOW + 59) == []
    assert waiting(database, NOW + 60) == [number]


def test_what_is_undone_is_not_told(database: Database) -> None:
    with database.writing() as connection:
        webhooks.add(connection, URL, [Topic.APPROVE])
    with suppress(RuntimeError), database.writing() as connection:
        webhooks.announce(connection, Topic.APPROVE, {})
        raise RuntimeError
    assert waiting(database) == []


def test_what_is_settled_is_not_due_and_goes_with_time(database: Database) -> None:
    with database.writing() as connection:
        hook = webhooks.add(connection, URL, [Topic.APPROVE])
        for _time in range(3):
            webhooks.announce(connection, Topic.APPROVE, {})
    first, second, third = waiting(database)
    with database.writing() as connection:
        webhooks.settle(connection, first, Status.SENT, NOW)
        webhooks.settle(connection, second, Status.FAILED, NOW)
        webhooks.settle(connection, third, Status.WAITING, NOW + 60)
        assert webhooks.failures(connection, hook.number) == 1
    assert waiting(database, NOW + 59) == []
    assert waiting(database, NOW + 60) == [third]
    with database.writing() as connection:
        webhooks.forget_old(connection, NOW + 1)
        assert webhooks.failures(connection, hook.number) == 0
    assert waiting(database, NOW + 60) == [third]


def test_a_clock_that_ran_ahead_puts_nothing_off(database: Database) -> None:
    with database.writing() as connection:
        hook = webhooks.add(connection, URL, [Topic.APPROVE])
        webhooks.announce(connection, Topic.APPROVE, {})
        ahead = NOW + 30 * 86400
        taken = webhooks.claim_next(connection, hook.number, ahead, ahead + 120)
        assert taken is not None
        webhooks.settle(connection, taken.number, Status.WAITING, ahead + 60)
    assert waiting(database) == [taken.number]


def test_a_webhook_goes_with_what_waits_for_it(database: Database) -> None:
    with database.writing() as connection:
        hook = webhooks.add(connection, URL, [Topic.APPROVE])
        webhooks.announce(connection, Topic.APPROVE, {})
        webhooks.remove(connection, hook.number)
        assert webhooks.listed(connection) == []
    assert waiting(database) == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org",
        "file:///etc/passwd",
        "ftp://example.org",
        "gopher://127.0.0.1:6379/_x",
        "javascript:alert(1)",
        "http://",
        "http://user:secret@example.org/",
        "http://example.org/a b",
        "http://example.org/\r\nX: y",
        "http://[::1",
        "http://example.org:99999999/",
        "https://例子.example/",
        "https://example.org/" + "x" * 2000,
        "https://example.org/\ud800",
    ],
)
def test_only_web_addresses_are_told(database: Database, url: str) -> None:
    with database.writing() as connection, pytest.raises(ConfigError, match="no address"):
        webhooks.add(connection, url, [Topic.APPROVE])


def test_a_webhook_listens_to_something(database: Database) -> None:
    with database.writing() as connection, pytest.raises(ConfigError, match="topic"):
        webhooks.add(connection, URL, [])
