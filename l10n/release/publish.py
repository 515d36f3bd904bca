"""A release onto the disk: a folder and an archive of its name, and `latest`, which leads to it.

    build/releases/
        20d1c0ffee12ab34/           never changed once it is there
        20d1c0ffee12ab34.tar.gz
        20d1c0ffee12ab34.signatures.json    where somebody signed it
        latest -> 20d1c0ffee12ab34

The folder is made beside its place and moved there whole; `latest` is a link that changes in one
step, last. So nobody ever sees half a release, and the former one stays to go back to.
"""

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from l10n import files
from l10n.errors import ConfigError, StorageError
from l10n.messages import gettext as _
from l10n.release import archive, manifest
from l10n.release.bundle import Bundle
from l10n.release.signatures import SIGNATURES

LATEST = "latest"
_TEMPORARY = ".l10n-release-tmp"
_NAME = re.compile("[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Published:
    """Where a release stands.

    Attributes:
        former: the release that `latest` led to before; "" where there was none.
        news: whether something was written.
    """

    folder: Path
    archive: Path
    former: str
    news: bool


def publish(
    releases: Path, made: Bundle, sign: Callable[[bytes, bytes], bytes] | None = None
) -> Published:
    """Write a release that nobody has yet, and let `latest` lead to it.

    Args:
        releases: the folder of all releases.
        made: the release.
        sign: gives the file of signatures, for a manifest and the file as it stands.

    Raises:
        StorageError: where the disk refuses, or something else stands in its place.
    """
    folder, packed = releases / made.name, releases / f"{made.name}{archive.SUFFIX}"
    former, beside = latest(releases), signatures_of(folder)
    try:
        news = _folder(folder, made.files)
        news |= files.write(packed, archive.pack(made.files, made.name))
        if sign:
            there = files.read_bytes(beside) if beside.exists() else b""
            news |= files.write(beside, sign(made.files[manifest.FILE], there))
    except OSError as error:
        raise _failed(folder, error) from error
    news |= use(releases, made.name)
    return Published(folder, packed, former if former != made.name else "", news)


def _folder(folder: Path, whole: Mapping[str, bytes]) -> bool:
    """Make the folder of a release; False where it is there."""
    if os.path.lexists(folder):
        if read(folder) != dict(whole) or links(folder):
            raise StorageError(
                _("This folder has the name of the release, and holds something else."),
                path=folder,
                remedy=_("Look what changed it (`l10n verify`), move it away, and release again."),
            )
        return False
    with _beside(folder) as temporary:
        for path, data in whole.items():
            _write(temporary / path, data)
        for place, _folders, _files in os.walk(temporary, topdown=False):
            _sync(Path(place))
        temporary.rename(folder)
        _sync(folder.parent)
    return True


def read(release: Path) -> dict[str, bytes]:
    """The files of a release by path, from its folder or its archive; links are not followed.

    Raises:
        SourceError: where one can't be read, or the archive is refused.
        ConfigError: where it is neither.
    """
    if release.is_dir():
        return {
            path.relative_to(release).as_posix(): files.read_bytes(path)
            for path in sorted(release.rglob("*"))
            if not path.is_dir() and not path.is_symlink()
        }
    if release.name.endswith((".gz", ".tgz")):
        with release.open("rb") as stream:
            return archive.unpack(stream, str(release))
    raise ConfigError(
        _("This is neither a release folder nor a .tar.gz."),
        path=release,
        remedy=_("A file of a release alone can't be proved: name the release's folder."),
    )


def links(release: Path) -> list[str]:
    """The links in a release's folder, which may lead anywhere and are none of its files."""
    found = release.rglob("*") if release.is_dir() else ()
    return sorted(path.relative_to(release).as_posix() for path in found if path.is_symlink())


def signatures_of(release: Path) -> Path:
    """Where the signatures of a release stand: beside its folder or archive, which never change."""
    return release.with_name(release.name.removesuffix(archive.SUFFIX) + SIGNATURES)


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A new folder beside a place, held as long as the block lasts; gone then, unless it moved."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder.parent)
    made = folder.with_name(f".{secrets.token_hex(8)}{_TEMPORARY}")
    made.mkdir()
    handle = os.open(made, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield made
    finally:
        os.close(handle)
        shutil.rmtree(made, ignore_errors=True)


def _sweep(releases: Path) -> None:
    """Remove what killed runs left: nobody holds it any more."""
    for left in releases.glob(f".*{_TEMPORARY}"):
        if left.is_symlink():
            left.unlink(missing_ok=True)
            continue
        with suppress(OSError):
            handle = os.open(left, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left, ignore_errors=True)
            finally:
                os.close(handle)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def latest(releases: Path) -> str:
    """The name of the release that `latest` leads to; "" where there is none."""
    try:
        name = (releases / LATEST).readlink().name
    except OSError:
        return ""
    return name if is_name(name) else ""


def is_name(name: str) -> bool:
    """Whether a release may be called so."""
    return _NAME.fullmatch(name) is not None


def use(releases: Path, name: str) -> bool:
    """Let `latest` lead to a release, an earlier one too; False where it does already.

    Raises:
        StorageError: where there is no such release, or something else has the pointer's place.
    """
    there(releases, name)
    place = releases / LATEST
    if os.path.lexists(place) and not place.is_symlink():
        raise StorageError(
            _("Something else stands where the link to the latest release goes."),
            path=place,
            remedy=_("Move it away, or name another folder."),
        )
    if latest(releases) == name or name == LATEST:
        return False
    temporary = releases / f".{secrets.token_hex(8)}{_TEMPORARY}"
    try:
        temporary.symlink_to(name)
        temporary.replace(place)
        _sync(releases)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise _failed(place, error) from error
    return True


def there(releases: Path, name: str) -> Path:
    """The folder of a release, by its name or that of the link to the latest.

    Raises:
        StorageError: where there is none.
    """
    place = releases / name
    if (is_name(name) or name == LATEST) and (place / manifest.FILE).is_file():
        return place
    raise StorageError(
        _("There is no release {name} here.").format(name=name),
        path=releases,
        remedy=_("There are: {names}.").format(names=", ".join(names(releases))),
    )


def names(releases: Path) -> list[str]:
    """The releases that stand there."""
    folders = releases.glob(f"*/{manifest.FILE}")
    return sorted(path.parent.name for path in folders if is_name(path.parent.name))


def _failed(path: Path, error: OSError) -> StorageError:
    return StorageError(
        _("The release can't be written: {reason}.").format(reason=error.strerror or error),
        path=path,
        remedy=_("The former release stands; make room or give leave to write, then repeat."),
    )
