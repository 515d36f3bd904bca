"""A release as one file: packed so that its bytes are the same everywhere, unpacked with distrust.

The archive is a .tar.gz whose gzip part stores and does not compress: what zlib makes of the same
bytes differs from one of its builds to the next, and then nobody could prove a release by building
it again. Compress on the way (HTTP does), or pack it once more.
"""

import gzip
import io
import struct
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import IO, cast

from l10n.errors import SourceError
from l10n.messages import gettext as _

SUFFIX = ".tar.gz"
MOST_BYTES, MOST_FILES = 1 << 30, 100_000
"""What an archive may hold, unpacked; no release comes near it."""
# No name, no date, no system (255: unknown): RFC 1952. Stored blocks of at most so much: RFC 1951.
_HEAD, _BLOCK = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff", 0xFFFF


def pack(files: Mapping[str, bytes], folder: str) -> bytes:
    """The archive of files by path, all below one folder."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path, data in sorted(files.items()):
            about = tarfile.TarInfo(f"{folder}/{path}")
            about.size, about.mode, about.mtime = len(data), 0o644, 0
            archive.addfile(about, io.BytesIO(data))
    return b"".join(_stored(made.getvalue()))


def _stored(data: bytes) -> Iterator[bytes]:
    yield _HEAD
    for start in range(0, max(len(data), 1), _BLOCK):
        block = data[start : start + _BLOCK]
        last = start + _BLOCK >= len(data)
        yield struct.pack("<BHH", last, len(block), len(block) ^ 0xFFFF) + block
    yield struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


class _Bounded(io.RawIOBase):
    """Reads no further than a release may be long."""

    def __init__(self, stream: IO[bytes], path: str) -> None:
        super().__init__()
        self._stream, self._left, self._path = stream, MOST_BYTES, path

    def readable(self) -> bool:
        """See `io.IOBase`."""
        return True

    def read(self, size: int = -1) -> bytes:
        """See `io.RawIOBase`; never all at once."""
        if size < 0 or size > self._left:
            raise _refused(self._path, _("it unpacks to more than a release holds"))
        data = self._stream.read(size)
        self._left -= len(data)
        return data


def unpack(stream: IO[bytes], path: str) -> dict[str, bytes]:
    """The files of an archive by path, the one folder they stand in left out. Nothing is written.

    Args:
        stream: the archive.
        path: for errors.

    Raises:
        SourceError: where it is none, or no archive of a release: links, devices, paths that lead
            out of it or stand in it twice, more than a release holds.
    """
    found: dict[str, bytes] = {}
    try:
        with gzip.GzipFile(fileobj=stream) as plain:
            bounded = cast("IO[bytes]", _Bounded(cast("IO[bytes]", plain), path))
            with tarfile.open(fileobj=bounded, mode="r|") as archive:
                for number, member in enumerate(archive):
                    if number == MOST_FILES:
                        raise _refused(path, _("it unpacks to more than a release holds"))
                    if member.isdir():
                        continue
                    name = _name(member, path)
                    if name in found:
                        raise _refused(path, _("{name} stands in it twice").format(name=name))
                    file = archive.extractfile(member)
                    found[name] = file.read(member.size) if file else b""
    except (tarfile.TarError, EOFError, zlib.error, OSError, ValueError, OverflowError) as error:
        raise _refused(path, str(error) or type(error).__name__) from error
    if not found:
        raise _refused(path, _("there is nothing in it"))
    folders = {name.partition("/")[0] for name in found if "/" in name}
    if len(folders) == 1 and all("/" in name for name in found):
        return {name.partition("/")[2]: data for name, data in found.items()}
    return found


def _name(member: tarfile.TarInfo, path: str) -> str:
    """A member's path, below a folder of its own."""
    name = member.name
    if not member.isfile() or member.issparse():
        raise _refused(path, _("{name} is a link, or no file").format(name=name))
    if not is_inside(name):
        raise _refused(path, _("{name} leads out of it").format(name=name))
    return name


def is_inside(name: str) -> bool:
    """Whether a path stays in its folder, on every system, and is written in one way alone."""
    parts = name.split("/")
    strange = any(part in {"", ".", ".."} for part in parts) or PurePosixPath(name).is_absolute()
    return not strange and not any(char in "\\:" or ord(char) < 32 for char in name)


def _refused(path: str, why: str) -> SourceError:
    return SourceError(
        _("This archive is refused: {reason}.").format(reason=why),
        path=path,
        remedy=_("Nothing was unpacked; take one that `l10n release` made."),
    )
