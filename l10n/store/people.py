"""Who may enter the review tool, with which password, role and locales.

Passwords are kept as argon2 hashes. A person is never removed, for the ledger names them; they are
switched off. Raising a person's epoch voids the sessions that were signed for an earlier one.
"""

import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Update, insert, select, update
from sqlalchemy.engine import Connection, Row

from l10n.errors import ConfigError
from l10n.messages import gettext as _
from l10n.review import Role
from l10n.store.schema import people

ROLES = (Role.TRANSLATOR, Role.REVIEWER, Role.ADMIN)
MIN_PASSWORD, MAX_PASSWORD = 10, 1000
_MAX_NAME = 200

_HASHER = PasswordHasher()
# A hash takes 64 MiB for its while: a crowd at the door waits rather than fill the memory.
_AT_ONCE = threading.BoundedSemaphore(4)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who may enter.

    Attributes:
        locales: the locales they work on; empty: all of them.
        active: whether they may enter at all.
        epoch: sessions signed for an earlier one are void.
        password: argon2's encoded hash.
    """

    name: str
    role: Role
    locales: tuple[str, ...] = ()
    active: bool = True
    epoch: int = 1
    created_at: str = ""
    password: str = field(default="", repr=False)

    def works_on(self, locale: str) -> bool:
        """Whether the locale is one of theirs."""
        return not self.locales or locale in self.locales


def add(
    connection: Connection,
    name: str,
    password: str,
    role: Role,
    locales: Sequence[str] = (),
    *,
    at: str,
) -> Person:
    """A new person; spaces too many in their name are dropped.

    Args:
        at: the time, ISO 8601 in UTC.

    Raises:
        ConfigError: where the name is taken or no name, or the password is no password.
    """
    name = _tidy(name)
    _check_name(name)
    _check_role(role)
    if get(connection, name) is not None:
        raise ConfigError(
            _("There is already a user {name}.").format(name=name),
            remedy=_("Change them with `l10n user change`, or choose another name."),
        )
    made = Person(name, role, tuple(locales), created_at=at, password=hashed(password))
    connection.execute(
        insert(people).values(
            name=made.name,
            password=made.password,
            role=str(made.role),
            locales=list(made.locales),
            active=made.active,
            epoch=made.epoch,
            created_at=made.created_at,
        )
    )
    return made


def get(connection: Connection, name: str) -> Person | None:
    """The person of that name, however it is typed, whether active or not."""
    name = _tidy(name)
    if not _is_name(name):
        # What can be nobody's name may also be what a database can't compare.
        return None
    row = connection.execute(select(people).where(people.c.name == name)).one_or_none()
    return None if row is None else _person(row)


def everyone(connection: Connection) -> list[Person]:
    """All people by name, those who are switched off too."""
    return [_person(row) for row in connection.execute(select(people).order_by(people.c.name))]


def anyone_active(connection: Connection) -> bool:
    """Whether there is somebody who may enter."""
    return (
        connection.execute(select(people.c.name).where(people.c.active).limit(1)).first()
        is not None
    )


def change(
    connection: Connection,
    name: str,
    *,
    role: Role | None = None,
    locales: Sequence[str] | None = None,
    active: bool | None = None,
) -> Person:
    """The person after the change; who is switched off is logged out everywhere.

    Raises:
        ConfigError: where there is no such person, or no active admin would be left.
    """
    before = _must_be(connection, name)
    if role is not None:
        _check_role(role)
    after = replace(
        before,
        role=before.role if role is None else role,
        locales=before.locales if locales is None else tuple(locales),
        active=before.active if active is None else active,
        epoch=before.epoch + (active is False),
    )
    others = (person for person in everyone(connection) if person.name != before.name)
    if _rules(before) and not _rules(after) and not any(map(_rules, others)):
        raise ConfigError(
            _("{name} is the only admin.").format(name=before.name),
            remedy=_("Make somebody else an admin first."),
        )
    connection.execute(
        _of(before.name).values(
            role=str(after.role),
            locales=list(after.locales),
            active=after.active,
            epoch=after.epoch,
        )
    )
    return after


def set_password(connection: Connection, name: str, password: str) -> None:
    """A new password; it logs the person out everywhere.

    Raises:
        ConfigError: where there is no such person, or it is no password.
    """
    person = _must_be(connection, name)
    connection.execute(_of(person.name).values(password=hashed(password)))
    void_sessions(connection, person.name)


def void_sessions(connection: Connection, name: str) -> None:
    """Log the person out everywhere."""
    connection.execute(_of(name).values(epoch=people.c.epoch + 1))


def matches(person: Person | None, password: str) -> bool:
    """Whether it is the password of a person who may enter.

    It takes as long for somebody unknown or switched off, so that the time tells nobody who is
    known.
    """
    known = person is not None and person.active
    encoded = person.password if person is not None and known else _nobodys()
    with _AT_ONCE:
        try:
            _HASHER.verify(encoded, _bytes(password))
        except (VerificationError, InvalidHashError):
            return False
    return known


def keep_strong(connection: Connection, person: Person, password: str) -> None:
    """Hash the password anew where its hash is weaker than today's; sessions stay."""
    if _HASHER.check_needs_rehash(person.password):
        connection.execute(_of(person.name).values(password=hashed(password)))


def hashed(password: str) -> str:
    """The password as it is kept.

    Raises:
        ConfigError: where it is too short or too long.
    """
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise ConfigError(
            _("A password has {least} to {most} characters.").format(
                least=MIN_PASSWORD, most=MAX_PASSWORD
            ),
            remedy=_("A sentence that you remember is a good one."),
        )
    with _AT_ONCE:
        return _HASHER.hash(_bytes(password))


def _bytes(password: str) -> bytes:
    # The same password comes composed or decomposed, full-width or half-width: as keyboards go.
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


@cache
def _nobodys() -> str:
    """The hash of a password that nobody has."""
    return _HASHER.hash(b"")


def _check_name(name: str) -> None:
    if not _is_name(name):
        raise ConfigError(
            _("{name!r} is no user name.").format(name=name[:_MAX_NAME]),
            remedy=_("Use 1 to {most} visible characters.").format(most=_MAX_NAME),
        )


def _tidy(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split()))


def _is_name(name: str) -> bool:
    return 0 < len(name) <= _MAX_NAME and name.isprintable()


def _check_role(role: Role) -> None:
    if role not in ROLES:
        raise ConfigError(
            _("{role} is no role of a person.").format(role=role),
            remedy=_("There are: {names}.").format(names=", ".join(ROLES)),
        )


def _rules(person: Person) -> bool:
    return person.active and person.role is Role.ADMIN


def _must_be(connection: Connection, name: str) -> Person:
    person = get(connection, name)
    if person is None:
        raise ConfigError(
            _("There is no user {name!r}.").format(name=name[:_MAX_NAME]),
            remedy=_("See `l10n user list`."),
        )
    return person


def _of(name: str) -> Update:
    return update(people).where(people.c.name == name)


def _person(row: Row[Any]) -> Person:
    return Person(
        name=row.name,
        role=Role(row.role),
        locales=tuple(row.locales),
        active=row.active,
        epoch=row.epoch,
        created_at=row.created_at,
        password=row.password,
    )
