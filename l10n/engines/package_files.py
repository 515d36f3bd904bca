"""Installed packages removed, and packages written as the files that argostranslate installs."""

import json
import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

from l10n import files
from l10n.engines.argos_package import Package, metadata
from l10n.engines.packages import installed
from l10n.errors import ModelError
from l10n.messages import gettext as _

# What lies in a package's folder and is not of the package: which symbols survive it, what the
# starter is trained on with, and its being a Python package.
_NOT_OF_IT = re.compile(r"(l10n-)?sentinels(\..*)?\.json|.*\.pyc?|metadata\.json|replay\.tsv\.xz")
# Zips of the same files are the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


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
    """The other files of a package in a folder, by name; none of the other direction alone."""
    other = f"{package.to_code}-{package.from_code}"
    names = sorted(
        item.relative_to(package.path).as_posix()
        for item in package.path.rglob("*")
        if item.is_file()
    )
    return {
        name: package.read(name)
        for name in names
        if not _NOT_OF_IT.fullmatch(name.split("/")[-1]) and f".{other}." not in name
    }
