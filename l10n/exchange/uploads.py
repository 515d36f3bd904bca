"""Uploads between a preview and its confirmation: one a person, gone when used or an hour old.

A file's name is made of its owner and of a secret that only the preview's page holds: who has not
both finds nothing, and nothing else needs to be kept about it.
"""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from l10n import files
from l10n.errors import SourceError
from l10n.messages import gettext as _
from l10n.model import digest
from l10n.project.config import Config

_FOLDER = ".l10n/uploads"
_LIFE = 3600.0
_MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sent.

    Attributes:
        name: as they called it; only shown, never opened.
        key: finds it again.
    """

    name: str
    data: bytes
    key: str


def keep(config: Config, owner: str, name: str, data: bytes, now: float) -> Upload:
    """Keep a file for its owner; their earlier one goes, and so do old ones of others.

    Args:
        now: seconds since the epoch.

    Raises:
        StorageError: where the disk refuses.
    """
    folder = config.root / _FOLDER
    for old in _of(folder, owner):
        old.unlink(missing_ok=True)
    for old in _of(folder):
        with suppress(OSError):
            if _is_over(old, now):
                old.unlink()
    upload = Upload(name[:_MAX_NAME], data, secrets.token_urlsafe(24))
    # A folder of our own holds nothing for git.
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    files.write(folder / ".gitignore", b"*\n")
    title = upload.name.encode("utf-8", "replace").replace(b"\n", b" ")
    path = folder / _name(owner, upload.key)
    files.write(path, title + b"\n" + data)
    path.chmod(0o600)
    os.utime(path, (now, now))
    return upload


def find(config: Config, owner: str, key: str, now: float) -> Upload:
    """The owner's file of that key.

    Raises:
        SourceError: where it is gone, used, or somebody else's.
    """
    path = config.root / _FOLDER / _name(owner, key)
    try:
        whole = b"" if _is_over(path, now) else path.read_bytes()
    except OSError:
        whole = b""
    title, line, data = whole.partition(b"\n")
    if not line:
        raise SourceError(
            _("The file is not kept any more."),
            remedy=_("Choose it again and look at its preview."),
        )
    return Upload(title.decode("utf-8", "replace"), data, key)


def drop(config: Config, owner: str, key: str) -> None:
    """The file has been used."""
    (config.root / _FOLDER / _name(owner, key)).unlink(missing_ok=True)


def _is_over(path: Path, now: float) -> bool:
    """Whether it is an hour old, or from an hour ahead: a clock was put back."""
    return abs(now - path.stat().st_mtime) > _LIFE


def _of(folder: Path, owner: str = "") -> list[Path]:
    return list(folder.glob(f"{digest(owner)[:16]}-*" if owner else "????????????????-*"))


def _name(owner: str, key: str) -> str:
    return f"{digest(owner)[:16]}-{digest(owner, key)}"
