"""Passwords as they are kept: argon2 hashes, made and compared so that the time tells nothing."""

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from l10n.errors import ConfigError
from l10n.messages import gettext as _

MIN_PASSWORD, MAX_PASSWORD = 10, 1000

# OWASP's first choice for argon2id. A hash takes 19 MiB and one core for its while; a crowd at the
# door waits rather than fill the memory.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_AT_ONCE = threading.BoundedSemaphore(4)


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


def fits(encoded: str | None, password: str) -> bool:
    """Whether the password is the one that was hashed; never for no hash at all.

    It takes as long where there is no hash, so that the time tells nobody who is known.
    """
    with _AT_ONCE:
        try:
            # One that is too long is nobody's, and composing it would take its time.
            given = password if len(password) <= MAX_PASSWORD else ""
            _HASHER.verify(_nobodys() if encoded is None else encoded, _bytes(given))
        except (VerificationError, InvalidHashError):
            return False
    return encoded is not None


def is_weak(encoded: str) -> bool:
    """Whether the hash is weaker than those made today."""
    return _HASHER.check_needs_rehash(encoded)


@cache
def _nobodys() -> str:
    """The hash of a password that nobody has."""
    return _HASHER.hash(b"")
