"""The disk: reading with a clear error, writing whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from l10n.errors import SourceError, StorageError
from l10n.messages import gettext as _


def read_bytes(path: Path) -> bytes:
    """The file's bytes.

    Raises:
        SourceError: where it is missing, unreadable or no file.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError(_("There is no such file."), path=path) from error
    except OSError as error:
        raise SourceError(
            _("The file can't be read: {reason}.").format(reason=error.strerror or error), path=path
        ) from error


def decode(data: bytes, path: str | Path) -> str:
    """UTF-8 text, a byte-order mark dropped and line ends made LF.

    Raises:
        SourceError: naming the line of the first byte that is not UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            _("The file is not UTF-8 (byte 0x{byte:02x}).").format(byte=data[error.start]),
            path=path,
            line=data.count(b"\n", 0, error.start) + 1,
            remedy=_("Save it as UTF-8, or leave it out of the sources."),
        ) from error
    return text.replace("\r\n", "\n") if "\r" in text else text


def storable(text: str) -> str:
    """The text in characters that files and databases hold: no NUL, no half a surrogate pair."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def read_text(path: Path) -> str:
    """The file's text; see `read_bytes` and `decode` for what they raise."""
    return decode(read_bytes(path), path)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes `path`'s place when the block ends well, and leaves no trace otherwise.

    The new file is written beside the old one and synced before the rename, so that a full disk,
    a kill or a power cut leaves the old file whole.

    Raises:
        StorageError: where the disk refuses.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        temporary.replace(path)
        temporary = None
    except OSError as error:
        raise StorageError(
            _("The file can't be written: {reason}.").format(reason=error.strerror or error),
            path=path,
            remedy=_("The old file is untouched; make room or give leave to write, then repeat."),
        ) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


def write(path: Path, data: bytes) -> bool:
    """Write the file whole; False where it already holds these bytes and nothing was done."""
    with suppress(OSError):
        if path.read_bytes() == data:
            return False
    with replacing(path) as file:
        file.write(data)
    return True
