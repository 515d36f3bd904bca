"""People, their passwords and their tokens, as the store keeps them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Connection

from l10n.errors import ConfigError
from l10n.store import facts, people, tokens
from l10n.store.database import Database
from l10n.store.schema import people as table
from l10n.store.schema import tokens as token_table
from l10n.transitions import Role

AT = "2025-06-15T12:00:00Z"
PASSWORD = "correct horse battery"


@pytest.fixture
def connection(place: Path | str) -> Iterator[Connection]:
    with Database(place) as database, database.writing() as writing:
        yield writing


def test_a_person_is_kept_without_their_password(connection: Connection) -> None:
    made = people.add(connection, " Ann   Lee ", PASSWORD, Role.REVIEWER, ["fr"], at=AT)
    assert people.get(connection, "Ann Lee") == made
    assert people.get(connection, "Ann  Lee ") == made
    assert (made.role, made.locales, made.active) == (Role.REVIEWER, ("fr",), True)
    assert made.password.startswith("$argon2id$")
    assert PASSWORD not in repr(made)
    assert made.password not in repr(made)
    assert people.matches(made, PASSWORD)
    assert not people.matches(made, PASSWORD + " ")
    assert made.works_on("fr")
    assert not made.works_on("zh_Hans")
    assert people.everyone(connection) == [made]


@pytest.mark.parametrize("name", ["", "  ", "a\x00b", "a\u202eb", "\ud800", "x" * 201])
def test_a_name_is_visible_and_of_some_length(connection: Connection, name: str) -> None:
    with pytest.raises(ConfigError, match="is no user name"):
        people.add(connection, name, PASSWORD, Role.ADMIN, at=AT)
    assert people.get(connection, name) is None


@pytest.mark.parametrize("password", ["", "short", "x" * 9, "x" * 1001])
def test_a_password_has_some_length(connection: Connection, password: str) -> None:
    with pytest.raises(ConfigError, match="10 to 1000"):
        people.add(connection, "Ann", password, Role.ADMIN, at=AT)


def test_a_password_may_be_any_text(connection: Connection) -> None:
    for number, password in enumerate(
        ["密码密码密码密码密码", "\ud800" * 10, "\x00" * 10, "🎉" * 10]
    ):
        made = people.add(connection, f"n{number}", password, Role.ADMIN, at=AT)
        assert people.matches(made, password)


def test_a_name_stands_for_one_person(connection: Connection) -> None:
    people.add(connection, "Ann", PASSWORD, Role.ADMIN, at=AT)
    with pytest.raises(ConfigError, match="already a user Ann"):
        people.add(connection, "Ann", PASSWORD, Role.TRANSLATOR, at=AT)
    with pytest.raises(ConfigError, match="no role of a person"):
        people.add(connection, "Ben", PASSWORD, Role.PIPELINE, at=AT)


def test_what_ends_sessions_raises_the_epoch(connection: Connection) -> None:
    people.add(connection, "root", PASSWORD, Role.ADMIN, at=AT)
    first = people.add(connection, "Ann", PASSWORD, Role.TRANSLATOR, at=AT)
    same = people.change(connection, "Ann", role=Role.REVIEWER, locales=["fr"])
    assert (same.epoch, same.role, same.locales) == (first.epoch, Role.REVIEWER, ("fr",))
    people.set_password(connection, "Ann", "another password")
    off = people.change(connection, "Ann", active=False)
    assert off.epoch == first.epoch + 2
    assert not people.matches(off, "another password")
    on = people.change(connection, "Ann", active=True)
    assert on.epoch == off.epoch
    assert people.matches(on, "another password")


def test_an_admin_is_left(connection: Connection) -> None:
    people.add(connection, "root", PASSWORD, Role.ADMIN, at=AT)
    people.add(connection, "Ann", PASSWORD, Role.ADMIN, at=AT)
    assert people.change(connection, "root", active=False).active is False
    for change in ({"role": Role.REVIEWER}, {"active": False}):
        with pytest.raises(ConfigError, match="Ann is the only admin"):
            people.change(connection, "Ann", **change)
    with pytest.raises(ConfigError, match="no user 'Ben'"):
        people.change(connection, "Ben", active=False)


def test_somebody_active_is_looked_for(connection: Connection) -> None:
    assert not people.anyone_active(connection)
    people.add(connection, "Ann", PASSWORD, Role.TRANSLATOR, at=AT)
    assert people.anyone_active(connection)
    people.change(connection, "Ann", active=False)
    assert not people.anyone_active(connection)


def test_a_broken_hash_lets_nobody_in(connection: Connection) -> None:
    people.add(connection, "Ann", PASSWORD, Role.TRANSLATOR, at=AT)
    connection.execute(table.update().values(password="plain"))
    assert not people.matches(people.get(connection, "Ann"), "plain")


def test_a_token_is_kept_as_its_hash(connection: Connection) -> None:
    ann = people.add(connection, "Ann", PASSWORD, Role.TRANSLATOR, at=AT)
    token = tokens.create(connection, "Ann", " my  build ", at=AT, expires_at="")
    assert tokens.owner(connection, token, at=AT) == ann
    row = connection.execute(select(token_table)).one()
    assert token not in str(row)
    (known,) = tokens.of(connection, "Ann")
    assert (known.label, known.expires_at) == ("my build", "")
    for wrong in ("", known.hash, token[:-1], token + "x", "\ud800", "x" * 100_000):
        assert tokens.owner(connection, wrong, at=AT) is None
    tokens.revoke(connection, "Ben", known.hash)
    assert tokens.owner(connection, token, at=AT) == ann
    tokens.revoke(connection, "Ann", known.hash)
    assert tokens.owner(connection, token, at=AT) is None


def test_a_token_ends(connection: Connection) -> None:
    people.add(connection, "Ann", PASSWORD, Role.TRANSLATOR, at=AT)
    token = tokens.create(connection, "Ann", "build", at=AT, expires_at="2025-06-16T12:00:00Z")
    assert tokens.owner(connection, token, at="2025-06-16T11:59:59Z")
    assert tokens.owner(connection, token, at="2025-06-16T12:00:00Z") is None
    lasting = tokens.create(connection, "Ann", "build", at=AT, expires_at="")
    people.change(connection, "Ann", active=False)
    assert tokens.owner(connection, lasting, at=AT) is None


def test_tokens_have_labels_and_are_not_too_many(connection: Connection) -> None:
    people.add(connection, "Ann", PASSWORD, Role.TRANSLATOR, at=AT)
    for label in ("", "  ", "a\x00", "x" * 201):
        with pytest.raises(ConfigError, match="needs a label"):
            tokens.create(connection, "Ann", label, at=AT, expires_at="")
    for number in range(50):
        tokens.create(connection, "Ann", f"build {number}", at=AT, expires_at="")
    with pytest.raises(ConfigError, match="You have 50 tokens"):
        tokens.create(connection, "Ann", "one more", at=AT, expires_at="")


def test_of_two_first_facts_one_stands(connection: Connection) -> None:
    assert facts.first(connection, "session-key", "one") == "one"
    assert facts.first(connection, "session-key", "two") == "one"
