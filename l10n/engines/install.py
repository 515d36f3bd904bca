"""Package files from elsewhere: checked, tried where nobody looks for packages, then moved in.

A package file may be anybody's. What is checked is what is unpacked, by us and not by
argostranslate: one folder, named after its pair, in sizes that a translation package has. The
tokenizer and the model are tried in a process of their own, for they are read by native code. What
is refused at any point leaves nothing behind.
"""

import fcntl
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from l10n.engines import argos_folders, argos_package
from l10n.engines.argos_package import Package
from l10n.errors import ModelError
from l10n.messages import gettext as _

# The largest packages that are known have some hundred MB, and a dozen members in three levels.
MAX_FILE = 2 << 30
_MAX_BYTES, _MAX_METADATA = 4 << 30, 1 << 20
_MAX_MEMBERS, _MAX_DEPTH, _MAX_DIRECTORY = 1000, 8, 1 << 20
# Weights hardly shrink; what unpacks to so many times its size is no model.
_MAX_RATIO = 50
_TRIAL = 300.0
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,3}")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,39}")
_COMING = ".l10n-install-"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError)


def install(path: Path) -> Package:
    """Install a package file beside those that argostranslate keeps.

    A package of the same pair and version gives way to it.

    Raises:
        ModelError: where it is refused; nothing of it stays.
    """
    folder = argos_folders.packages()[0]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with coming_into(folder) as work:
            top = _unpack(path, work)
            package = _loaded(top, path)
            _check_name(package, top.name, path)
            _try(package, path)
            place = folder / f"translate-{package.from_code}_{package.to_code}-{_slug(package)}"
            _move(top, place, work)
    except OSError as error:
        raise ModelError(
            _("The package can't be installed: {reason}.").format(reason=error.strerror or error),
            path=path,
            remedy=_("ARGOS_PACKAGES_DIR names another folder for packages."),
        ) from error
    return argos_package.load(place, "installed")


def _unpack(path: Path, work: Path) -> Path:
    """The one folder of the file, unpacked."""
    size = path.stat().st_size
    if not path.is_file() or size > MAX_FILE:
        raise _refused(path, _("it is no file, or larger than 2 GiB"))
    if _directory_bytes(path) > _MAX_DIRECTORY:
        raise _refused(path, _("it has more members than any package"))
    name = ""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            top = _check(path, members, size)
            for member in members:
                name = member.filename
                if not member.is_dir():
                    target = work / name
                    target.parent.mkdir(parents=True, exist_ok=True)
                    with archive.open(member) as packed, target.open("xb") as file:
                        shutil.copyfileobj(packed, file, 1 << 20)
    except _DAMAGED as error:
        if not name:
            raise ModelError(
                _("This is no Argos package: {reason}.").format(reason=error),
                path=path,
                remedy=_("A package is a zip of a folder with metadata.json and model/."),
            ) from error
        raise _refused(
            path, _("it is damaged at {name!r}: {reason}").format(name=name, reason=error)
        ) from error
    return work / top


def _directory_bytes(path: Path) -> int:
    """How long the zip's own list of members is, before anybody reads it whole; 0 for no zip."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - (1 << 16) - 22, 0))
        end = file.read()
    at = end.rfind(b"PK\x05\x06")
    return int.from_bytes(end[at + 12 : at + 16], "little") if at >= 0 else 0


def _check(path: Path, members: list[zipfile.ZipInfo], size: int) -> str:
    """The name of the one folder; a ModelError for what no package holds."""
    if len(members) > _MAX_MEMBERS:
        raise _refused(path, _("it has more members than any package"))
    seen: set[str] = set()
    for member in members:
        if reason := _reason(member):
            raise _refused(path, reason)
        name = member.filename.rstrip("/").casefold()
        if name in seen:
            raise _refused(path, _("{name!r} stands in it twice").format(name=member.filename))
        seen.add(name)
    whole = sum(member.file_size for member in members)
    if whole > min(_MAX_BYTES, _MAX_RATIO * size):
        raise _refused(path, _("it unpacks to {size} MB").format(size=whole >> 20))
    tops = {PurePosixPath(member.filename).parts[0] for member in members}
    if len(tops) != 1 or any("/" not in member.filename for member in members):
        raise _refused(path, _("it holds something else than one folder"))
    return tops.pop()


def _reason(member: zipfile.ZipInfo) -> str:
    """Why the member is none of a package's, "" where it may be."""
    name = member.filename
    parts = PurePosixPath(name).parts
    kind = stat.S_IFMT(member.external_attr >> 16)
    if (
        not parts
        or name.startswith("/")
        or not {".", ".."}.isdisjoint(name.split("/"))
        or re.search(r"[\\:]", name)
        or kind not in {0, stat.S_IFREG, stat.S_IFDIR}
    ):
        return _("it holds a path that leaves its folder: {name!r}").format(name=name)
    if len(parts) > _MAX_DEPTH or len(name) > 1000 or not name.isprintable():
        return _("it holds a path that no package has: {name!r}").format(name=name[:200])
    if member.flag_bits & 1:
        return _("{name!r} is encrypted").format(name=name)
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return _("{name!r} is packed in a way that no package is").format(name=name)
    if parts[-1] == "metadata.json" and member.file_size > _MAX_METADATA:
        return _("{name!r} is larger than any package's").format(name=name)
    return ""


def _loaded(top: Path, path: Path) -> Package:
    try:
        return argos_package.load(top, "installed")
    except ModelError as error:
        raise _refused(path, _("it has no metadata.json that makes sense")) from error


def _check_name(package: Package, top: str, path: Path) -> None:
    pair = f"{package.from_code}_{package.to_code}"
    codes = (package.from_code, package.to_code)
    good = all(map(_LANGUAGE.fullmatch, codes)) and _VERSION.fullmatch(package.version)
    if not good or not re.fullmatch(rf"(translate-)?{re.escape(pair)}(-[\w.+-]*)?", top):
        raise _refused(
            path,
            _("its folder {folder!r} is not named after its pair, {pair!r}").format(
                folder=top, pair=pair[:60]
            ),
        )


def _try(package: Package, path: Path) -> None:
    """Let the model translate in a process of its own: native code reads what anybody wrote."""
    # -P: a folder named l10n where the user works is not us.
    command = [sys.executable, "-P", "-m", "l10n.engines.trial"]
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            [*command, str(package.path), package.target_prefix],
            capture_output=True,
            check=False,
            timeout=_TRIAL,
            env={**os.environ, **threads},
        )
    except subprocess.TimeoutExpired as error:
        raise _refused(path, _("the model does not answer")) from error
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        said = last[0][:300] if last and last[0].isprintable() else f"{done.returncode}"
        raise _refused(path, _("the model can't be loaded: {reason}").format(reason=said))


def _slug(package: Package) -> str:
    return re.sub(r"[^0-9A-Za-z]+", "_", package.version)


def _move(top: Path, place: Path, work: Path) -> None:
    """Put the package where it is found, in place of an older copy."""
    aside = work / "old" / place.name
    if place.exists():
        aside.parent.mkdir()
        place.rename(aside)
    try:
        top.rename(place)
    except OSError:
        if aside.exists():
            aside.rename(place)
        raise


@contextmanager
def coming_into(folder: Path) -> Iterator[Path]:
    """A folder in this one to work in, gone at the end; what killed runs left is removed before."""
    for left in folder.glob(f"{_COMING}*"):
        _remove_dead(left, folder)
    work = Path(tempfile.mkdtemp(prefix=_COMING, dir=folder))
    handle = os.open(work, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
        os.close(handle)


def _remove_dead(left: Path, folder: Path) -> None:
    with suppress(OSError):
        handle = os.open(left, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            # Whoever is at it holds its lock.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for old in left.glob("old/*"):
                if not (folder / old.name).exists():
                    old.rename(folder / old.name)  # killed between going aside and the new one
            shutil.rmtree(left, ignore_errors=True)
        finally:
            os.close(handle)


def _refused(path: Path, reason: str) -> ModelError:
    return ModelError(
        _("The package is refused: {reason}.").format(reason=reason),
        path=path,
        remedy=_("Nothing was installed. Get it again, from where you trust."),
    )
