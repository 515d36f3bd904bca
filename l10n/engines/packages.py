"""Argos packages: the starter ones inside this package, and those that argostranslate keeps.

A package is a folder, or a zip of one, with metadata.json, sentencepiece.model and model/. The
same folders that argostranslate uses are searched, so what a user already has is used.
"""

import json
import shutil
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import Any

from l10n.errors import ModelError
from l10n.messages import gettext as _

# More than any translation package holds; a zip that claims more is refused unread.
_MAX_BYTES = 4 << 30


@dataclass(frozen=True, slots=True)
class Package:
    """A package for one direction. `root` reads alike in a folder and in a zip."""

    from_code: str
    to_code: str
    version: str
    target_prefix: str
    origin: str
    path: Path
    root: Path | zipfile.Path

    @property
    def name(self) -> str:
        """As argostranslate names it, with the version: `translate-en_zh 1.9`."""
        return f"translate-{self.from_code}_{self.to_code} {self.version}"

    def read(self, name: str) -> bytes:
        """A file of the package.

        Raises:
            ModelError: where it is missing or damaged.
        """
        try:
            return self.root.joinpath(*name.split("/")).read_bytes()
        except (OSError, KeyError, zipfile.BadZipFile) as error:
            raise ModelError(
                _("The package lacks {name}, or it is damaged: {reason}.").format(
                    name=name, reason=error
                ),
                path=self.path,
                remedy=_("Install it again: `l10n model install FILE`."),
            ) from error

    def model_files(self) -> dict[str, bytes]:
        """The files of the CTranslate2 model by name."""
        folder = self.root / "model"
        if not folder.is_dir():
            raise ModelError(_("The package has no model folder."), path=self.path)
        return {item.name: self.read(f"model/{item.name}") for item in folder.iterdir()}

    @property
    def probe_path(self) -> Path:
        """Where is kept which symbols survive this package: in its folder, or beside its zip."""
        if self.path.is_dir():
            return self.path / "l10n-sentinels.json"
        return self.path.with_suffix(".sentinels.json")

    def readme(self) -> str:
        """What the package says of itself; "" where it says nothing."""
        path = self.root / "README.md"
        return path.read_text("utf-8").strip() if path.is_file() else ""

    def digest(self) -> str:
        """SHA-256 over metadata, tokenizer and weights, for the release manifest."""
        hasher = sha256(self.read("metadata.json"))
        hasher.update(self.read("sentencepiece.model"))
        for name, data in sorted(self.model_files().items()):
            hasher.update(name.encode())
            hasher.update(data)
        return hasher.hexdigest()


def load(path: Path, origin: str) -> Package:
    """The package in a folder or zip.

    Raises:
        ModelError: where it is none.
    """
    root: Path | zipfile.Path = path
    try:
        if path.is_file():
            top = zipfile.Path(path)
            root = next(item for item in top.iterdir() if item.is_dir())
        metadata: Any = json.loads(root.joinpath("metadata.json").read_bytes())
        return Package(
            str(metadata["from_code"]),
            str(metadata["to_code"]),
            str(metadata.get("package_version", "0")),
            str(metadata.get("target_prefix", "")),
            origin,
            path,
            root,
        )
    except (OSError, ValueError, KeyError, TypeError, StopIteration, zipfile.BadZipFile) as error:
        raise ModelError(
            _("This is no Argos package: {reason}.").format(reason=error or type(error).__name__),
            path=path,
            remedy=_("A package is a zip of a folder with metadata.json and model/."),
        ) from error


def starter() -> Iterator[Package]:
    """The packages that come inside l10n."""
    folder = Path(str(resources.files("l10n") / "starter"))
    for path in sorted(folder.glob("*.argosmodel")):
        yield load(path, "starter")


def installed() -> Iterator[Package | ModelError]:
    """The packages in argostranslate's folders; a broken one comes as its error."""
    from argostranslate import settings  # noqa: PLC0415 - creates folders in the home at import

    folders = dict.fromkeys([settings.package_data_dir, settings.legacy_package_data_dir])
    for folder in folders:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.is_dir():
                try:
                    yield load(path, "installed")
                except ModelError as error:
                    yield error


def find(source: str, target: str) -> Package:
    """The package for a direction: the newest installed one, else the starter.

    Raises:
        ModelError: where there is none.
    """
    from packaging.version import InvalidVersion, Version  # noqa: PLC0415 - only where models load

    def newness(package: Package) -> tuple[bool, Version]:
        try:
            version = Version(package.version)
        except InvalidVersion:
            version = Version("0")
        return package.origin == "installed", version

    found = [p for p in (*installed(), *starter()) if isinstance(p, Package)]
    fitting = [p for p in found if (p.from_code, p.to_code) == (source, target)]
    if not fitting:
        raise ModelError(
            _("There is no model that translates {source} to {target}.").format(
                source=source, target=target
            ),
            remedy=_("Install one: `l10n model install {source}-{target}`.").format(
                source=source, target=target
            ),
        )
    return max(fitting, key=newness)


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
