"""Keys for tests, the same each time."""

from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from l10n.model import Approval
from l10n.signing import ed25519
from l10n.signing.keyring import PublicKey, approval_message

SINCE = "2025-01-01T00:00:00Z"


def private(name: str) -> Ed25519PrivateKey:
    """The private key of a person."""
    return Ed25519PrivateKey.from_private_bytes(name.encode().ljust(32)[:32])


def public(name: str, revoked: str = "") -> PublicKey:
    """Their public key."""
    return PublicKey(name, ed25519.public_of(private(name)), SINCE, revoked)


def signed(given: Approval, by: str) -> Approval:
    """An approval with somebody's signature."""
    bare = replace(given, signature="")
    return replace(given, signature=ed25519.sign(private(by), approval_message(bare)))
