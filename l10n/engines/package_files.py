"""Package files: checked and installed, removed, and written.

What is installed goes where argostranslate keeps its packages, by its own hand; what is written it
installs and runs.
"""

import json
import re
import shutil
import stat
import zipfile
from io import BytesIO
from pathlib import Path, PurePosixPath

from l10n import files
from l10n.engines.packages import Package, installed, load, metadata
from l10n.errors import ModelError
from l10n.messages import gettext as _

# More than any translation package holds; a zip that claims more is refused unread.
_MAX_BYTES = 4 << 30
# What lies in a package's folder and is not of the package: which symbols survive it, and the
# starter's being a Python package.
_NOT_OF_IT = re.compile(r"(l10n-)?sentinels(\..*)?\.json|.*\.pyc?|metadata\.json")
# Zips of the same files are the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def install(path: Path) -> Package:
    """Check a package file and give it to argostranslate to install.

    Raises:
        ModelError: where it is damaged, or holds a path that leaves its folder.
    """
    package = _checked(path)
    from argostranslate import package as argos  # noqa: PLC0415 - loads the engine

    try:
        argos.install_from_path(path)
    except OSError as error:
        raise ModelError(
            _("The package can't be installed: {reason}.").format(reason=error), path=path
        ) from error
    return package


def _checked(path: Path) -> Package:
    package = load(path, "file")
    with zipfile.ZipFile(path) as archive:
        for item in archive.infolist():
            name = PurePosixPath(item.filename.replace("\\", "/"))
            link = stat.S_ISLNK(item.external_attr >> 16)
            if name.is_absolute() or ".." in name.parts or ":" in item.filename or link:
                raise ModelError(
                    _("The package holds a path that leaves its folder: {name!r}.").format(
                        name=item.filename
                    ),
                    path=path,
                    remedy=_("Nothing was installed. Don't trust where it comes from."),
                )
        if sum(item.file_size for item in archive.infolist()) > _MAX_BYTES:
            raise ModelError(_("The package unpacks to more than 4 GiB."), path=path)
        if (broken := archive.testzip()) is not None:
            raise ModelError(
                _("The package is damaged at {name!r}.").format(name=broken),
                path=path,
                remedy=_("Get it again."),
            )
    package.read("sentencepiece.model")
    package.model_files()
    return package


def remove(source: str, target: str) -> list[Path]:
    """Remove the installed packages of a direction; returns their folders.

    Raises:
        ModelError: where none is installed.
    """
    fitting = [
        p.path
        for p in installed()
        if isinstance(p, Package) and (p.from_code, p.to_code) == (source, target)
    ]
    if not fitting:
        raise ModelError(
            _("No package from {source} to {target} is installed.").format(
                source=source, target=target
            ),
            remedy=_("See `l10n model list`."),
        )
    for path in fitting:
        shutil.rmtree(path)
    return fitting


def file_name(package: Package) -> str:
    """As argostranslate names its files: `translate-en_zh-1_0.argosmodel`."""
    return f"{_folder_name(package)}.argosmodel"


def _folder_name(package: Package) -> str:
    return package.name.replace(" ", "-").replace(".", "_")


def write(package: Package, path: Path) -> bool:
    """Write a package as the one zip that argostranslate installs, whole or not at all.

    Returns:
        Whether the file changed.

    Raises:
        ModelError: where a file of the package can't be read.
        StorageError: where the zip can't be written.
    """
    package.model_files()
    said = metadata(package.root)
    if isinstance(said, list):
        [said] = (one for one in said if one["to_code"] == package.to_code)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {
            "metadata.json": json.dumps(said, indent=1).encode(),
            **_held(package),
        }.items():
            item = zipfile.ZipInfo(f"{_folder_name(package)}/{name}", _NO_TIME)
            item.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(item, data)
    return files.write(path, buffer.getvalue())


def _held(package: Package) -> dict[str, bytes]:
    """The other files of a package in a folder, by name."""
    names = sorted(
        item.relative_to(package.path).as_posix()
        for item in package.path.rglob("*")
        if item.is_file()
    )
    return {
        name: package.read(name) for name in names if not _NOT_OF_IT.fullmatch(name.split("/")[-1])
    }
