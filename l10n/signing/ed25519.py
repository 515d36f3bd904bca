"""Ed25519 (RFC 8032) through the package `cryptography`, which is loaded when a key is used."""

import base64
import binascii
import hashlib
from typing import TYPE_CHECKING

from l10n import extras
from l10n.errors import ConfigError
from l10n.messages import gettext as _

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_KEY, _SIGNATURE, _ID = 32, 64, 16


def id_of(public: str) -> str:
    """A public key's short name: the beginning of its hash."""
    return hashlib.sha256(base64.b64decode(public)).hexdigest()[:_ID]


def is_public(text: object) -> bool:
    """Whether this is a public key: 32 bytes in base64."""
    return _bytes_of(text, _KEY) is not None


def holds(public: str, signature: str, message: bytes) -> bool:
    """Whether a signature is that of the key's owner, and of this very message.

    Raises:
        ConfigError: where the package is not installed.
    """
    key, signed = _bytes_of(public, _KEY), _bytes_of(signature, _SIGNATURE)
    if key is None or signed is None:
        return False
    try:
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - see above
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
            Ed25519PublicKey,
        )
    except ModuleNotFoundError as error:
        raise missing() from error
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signed, message)
    except InvalidSignature:
        return False
    return True


def sign(private: "Ed25519PrivateKey", message: bytes) -> str:
    """The signature of a message in base64; the same each time."""
    return base64.b64encode(private.sign(message)).decode()


def public_of(private: "Ed25519PrivateKey") -> str:
    """The public key that belongs to a private one."""
    return base64.b64encode(private.public_key().public_bytes_raw()).decode()


def missing() -> ConfigError:
    """What to say where the package is not installed."""
    return ConfigError(
        _("Signatures need the package cryptography."),
        remedy=_("Run `{command}`.").format(command=extras.command("signing")),
    )


def _bytes_of(text: object, count: int) -> bytes | None:
    if not isinstance(text, str) or len(text) > 2 * count:
        return None
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    # One way to write it: else a mark could be changed and its signature still hold.
    same = base64.b64encode(data).decode() == text
    return data if same and len(data) == count else None
