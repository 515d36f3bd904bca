"""A ZIP of another tool (a Crowdin build, a Weblate download) → the files in it, within bounds.

Nothing is unpacked onto the disk, so a name can lead nowhere; one that tries to, a file that is
encrypted, and what grows beyond the bounds are refused, whatever the ZIP says of its sizes.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from l10n.errors import SourceError
from l10n.messages import gettext as _

MOST_FILES = 10_000
MOST_BYTES = 256 << 20
# A text shrinks to a tenth or a twentieth of itself; a bomb to a thousandth.
MOST_TIMES = 200
_SMALL = 1 << 20
# What Python's reader raises for a ZIP that lies, of whatever part of it.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError,
    ValueError, LookupError, OverflowError,
)  # fmt: skip


def members(data: bytes, path: str) -> Iterator[tuple[str, bytes]]:
    """The files of a ZIP with their names.

    Raises:
        SourceError: where it is none, or goes beyond the bounds.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = [one for one in archive.infolist() if not one.is_dir()]
            if len(listed) > MOST_FILES:
                raise _refused(path, _("it holds more than {n} files").format(n=MOST_FILES))
            left = MOST_BYTES
            for one in listed:
                content = _content(archive, one, left, path)
                left -= len(content)
                yield one.filename, content
    except _DAMAGED as error:
        raise _refused(path, str(error) or type(error).__name__) from error


def _content(archive: zipfile.ZipFile, one: zipfile.ZipInfo, left: int, path: str) -> bytes:
    name = PurePosixPath(one.filename.replace("\\", "/"))
    if not name.parts or name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
        raise _refused(path, _("a name in it leads out of it: {name}").format(name=one.filename))
    if one.flag_bits & 1:
        raise _refused(path, _("{name} is encrypted").format(name=one.filename))
    most = min(left, max(_SMALL, MOST_TIMES * one.compress_size))
    with archive.open(one) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise _refused(path, _("{name} is too large").format(name=one.filename))
    return content


def _refused(path: str, reason: str) -> SourceError:
    return SourceError(
        _("The ZIP is not read: {reason}.").format(reason=reason),
        path=path,
        remedy=_("Unpack it yourself, look it over, and name the files."),
    )
