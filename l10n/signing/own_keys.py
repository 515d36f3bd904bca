"""A person's private keys: in their own configuration folder, readable by nobody else.

Each is a file in PKCS#8 (PEM), encrypted with a passphrase where its owner wants one, as OpenSSL
reads and writes it. Its name is that of the public key.
"""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from l10n import files
from l10n.errors import ConfigError, StorageError
from l10n.messages import gettext as _
from l10n.signing import ed25519

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
# A key of 32 bytes is a few lines.
_MOST_BYTES = 10_000


def folder() -> Path:
    """Where this user's private keys are."""
    home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(home) / "l10n" / "keys"


def place(id_: str) -> Path:
    """Where the private key of a public one would be."""
    return folder() / f"{id_}.pem"


def make(passphrase: bytes) -> str:
    """A new pair of keys: the private one is kept here, the public one is returned.

    Args:
        passphrase: b"" for none.

    Raises:
        ConfigError: where the package is not installed.
        StorageError: where it can't be kept.
    """
    try:
        from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
            Ed25519PrivateKey,
        )
    except ModuleNotFoundError as error:
        raise ed25519.missing() from error
    private = Ed25519PrivateKey.generate()
    locked = form.BestAvailableEncryption(passphrase) if passphrase else form.NoEncryption()
    data = private.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, locked)
    public = ed25519.public_of(private)
    _keep(place(ed25519.id_of(public)), data)
    return public


def _keep(path: Path, data: bytes) -> None:
    """Write a private key that nobody else can read, not even for a moment."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = path.with_suffix(".new")
        temporary.unlink(missing_ok=True)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            path.with_suffix(".new").unlink()
        raise StorageError(
            _("The file can't be written: {reason}.").format(reason=error.strerror or error),
            path=path,
            remedy=_("Make room or give leave to write, then repeat."),
        ) from error


def load(id_: str, ask: Callable[[Path], bytes]) -> "Ed25519PrivateKey":
    """A private key of this user.

    Args:
        id_: the name of its public key.
        ask: asks for the passphrase of a key that has one.

    Raises:
        ConfigError: where it is not here, others may read it, the passphrase is wrong, or the
            package is not installed.
    """
    path = place(id_)
    data = files.read_bytes(path)
    if path.stat().st_mode & _OTHERS:
        raise ConfigError(
            _("Others may read this private key."),
            path=path,
            remedy=_("Run `chmod 600` on it; if somebody may have read it, revoke it."),
        )
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
            Ed25519PrivateKey,
        )
        from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415
            load_pem_private_key,
        )
    except ModuleNotFoundError as error:
        raise ed25519.missing() from error
    locked = b"ENCRYPTED" in data[:_MOST_BYTES]
    try:
        key = load_pem_private_key(data[:_MOST_BYTES], ask(path) if locked else None)
    except (ValueError, TypeError) as error:
        raise ConfigError(
            _("The private key can't be opened: a wrong passphrase, or no key."),
            path=path,
            remedy=_("Try again, or make a new one with `l10n key new`."),
        ) from error
    if not isinstance(key, Ed25519PrivateKey) or ed25519.id_of(ed25519.public_of(key)) != id_:
        raise ConfigError(_("This is not the private key {id}.").format(id=id_), path=path)
    return key


def has(id_: str) -> bool:
    """Whether the private key of a public one is here."""
    return place(id_).is_file()
