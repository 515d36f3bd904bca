"""Failed log-ins slow down who guesses, and nobody else; what is kept of them stays small."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from l10n.store import attempts
from l10n.store.database import Database
from l10n.store.schema import attempts as table

NOW = 1_750_000_000.0


@pytest.fixture
def connection(place: Path | str) -> Iterator[Connection]:
    with Database(place) as database, database.writing() as writing:
        yield writing


def kept(connection: Connection) -> int:
    number: int = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return number


def test_the_wait_grows_and_ends(connection: Connection) -> None:
    now, waits = NOW, []
    for _try in range(5):
        assert attempts.count(connection, "Ann", "10.0.0.1", now) == 0
    for _try in range(8):
        waits.append(attempts.count(connection, "Ann", "10.0.0.1", now))
        now += waits[-1]
        assert attempts.count(connection, "Ann", "10.0.0.1", now) == 0
    # What happened before the window is forgotten, so that the wait settles.
    assert waits[:5] == [30, 60, 120, 240, 480]
    assert max(waits) <= attempts.WINDOW
    assert attempts.count(connection, "Ann", "10.0.0.1", now + attempts.WINDOW + 1) == 0
    assert kept(connection) == 2


def test_names_from_one_address_are_slowed_down_and_leave_little(connection: Connection) -> None:
    waits = [attempts.count(connection, f"n{i}", "10.0.0.1", NOW + i / 10) for i in range(50)]
    assert waits[:30] == [0] * 30
    assert all(wait > 0 for wait in waits[30:])
    assert kept(connection) == 60
    assert attempts.count(connection, "n1", "10.0.0.2", NOW + 6) == 0


def test_who_succeeds_counts_no_more(connection: Connection) -> None:
    # An office of forty behind one address.
    for number in range(40):
        assert attempts.count(connection, f"n{number}", "10.0.0.1", NOW + number) == 0
        attempts.forget(connection, f"n{number}", "10.0.0.1", NOW + number)
    assert kept(connection) == 0


def test_a_success_does_not_forgive_the_addresss_other_tries(connection: Connection) -> None:
    for number in range(29):
        attempts.count(connection, f"n{number}", "10.0.0.1", NOW + number)
    attempts.count(connection, "mine", "10.0.0.1", NOW + 29)
    attempts.forget(connection, "mine", "10.0.0.1", NOW + 29)
    assert attempts.count(connection, "other", "10.0.0.1", NOW + 30) == 0
    assert attempts.count(connection, "more", "10.0.0.1", NOW + 31) > 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("10.0.0.1", "10.0.0.2", False),
        # As a server that listens to "::" sees IPv4.
        ("::ffff:10.0.0.1", "::ffff:10.0.0.2", False),
        ("::ffff:10.0.0.1", "10.0.0.1", True),
        ("64:ff9b::10.0.0.1", "64:ff9b::10.0.0.2", False),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("testclient", "testclient", True),
        ("", "", True),
    ],
)
def test_an_address_is_what_one_customer_has(
    connection: Connection, one: str, other: str, same: bool
) -> None:
    for number in range(30):
        attempts.count(connection, f"n{number}", one, NOW)
    assert (attempts.count(connection, "x", other, NOW) > 0) is same


@pytest.mark.parametrize("other", [" rv ", "rv\n", "\u3000rv"])
def test_a_name_is_one_name_however_it_is_typed(connection: Connection, other: str) -> None:
    for _try in range(5):
        attempts.count(connection, "rv", "10.0.0.1", NOW)
    assert attempts.count(connection, other, "10.0.0.2", NOW) > 0
    attempts.forget(connection, other, "10.0.0.2", NOW)
    assert attempts.count(connection, "rv", "10.0.0.2", NOW) == 0


def test_a_composed_name_is_its_decomposed_one(connection: Connection) -> None:
    for _try in range(5):
        attempts.count(connection, "Zo\u00eb", "10.0.0.1", NOW)
    assert attempts.count(connection, "Zoe\u0308", "10.0.0.2", NOW) > 0


@pytest.mark.parametrize("ahead", [1.0, 3600.0, 30 * 86400.0, 1e12])
def test_a_clock_that_ran_ahead_bars_nobody_for_longer(
    connection: Connection, ahead: float
) -> None:
    for _try in range(20):
        attempts.count(connection, "rv", "10.0.0.1", NOW + ahead)
    wait = attempts.count(connection, "rv", "10.0.0.1", NOW)
    assert 0 < wait <= attempts.WINDOW
    # And it ends: trying meanwhile does not put it off.
    assert attempts.count(connection, "rv", "10.0.0.1", NOW + wait / 2) <= wait / 2 + 1
    assert attempts.count(connection, "rv", "10.0.0.1", NOW + wait) == 0


def test_a_name_is_not_kept_as_it_was_typed(connection: Connection) -> None:
    for name in ("my secret password", "\ud800", "x" * 10_000, "\x00"):
        attempts.count(connection, name, "10.0.0.1", NOW)
    subjects = connection.execute(select(table.c.subject)).scalars().all()
    assert not any("secret" in subject for subject in subjects)
    assert max(map(len, subjects)) < 200
