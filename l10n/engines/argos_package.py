"""An Argos package: a folder, or a zip of one, with metadata.json, sentencepiece.model and model/.

The folder of the starter, and of a model adapted from it, serves two directions: its metadata.json
is a list of what two packages would say.
"""

import json
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from lzma import LZMADecompressor, LZMAError
from pathlib import Path
from typing import Any

from l10n.errors import ModelError
from l10n.messages import gettext as _

# The distribution that brings the starter.
STARTER = "l10n-zh-en-starter"
_REINSTALL = f"pip install --force-reinstall {STARTER}"
# Bytes of a lexicon unpacked; ours has 1 MB. A file that unpacks to more is none.
LARGEST_LEXICON = 20_000_000
_MALFORMED = (OSError, ValueError, KeyError, TypeError)


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
            raise self._damaged(name, error) from error

    def _damaged(self, name: str, reason: Exception) -> ModelError:
        return ModelError(
            _("The package lacks {name}, or it is damaged: {reason}.").format(
                name=name, reason=reason
            ),
            path=self.path,
            remedy=self.how_to_mend,
        )

    @property
    def how_to_mend(self) -> str:
        """What to do where its files are damaged."""
        return how_to_mend_of(self.origin, f"{self.from_code}-{self.to_code}")

    def model_files(self) -> dict[str, bytes]:
        """The files of the CTranslate2 model by name."""
        folder = self.root / "model"
        if not folder.is_dir():
            raise ModelError(_("The package has no model folder."), path=self.path)
        return {item.name: self.read(f"model/{item.name}") for item in folder.iterdir()}

    @property
    def probe_path(self) -> Path:
        """Where is kept which symbols survive this package: in its folder, or beside its zip."""
        if self.origin in {"starter", "adapted"}:
            return self.path / f"sentinels.{self.from_code}-{self.to_code}.json"
        if self.path.is_dir():
            return self.path / "l10n-sentinels.json"
        return self.path.with_suffix(".sentinels.json")

    def readme(self) -> str:
        """What the package, or the file beside it, says of it; "" where nothing does."""
        for path in (self.root / "README.md", self.path.parent / "README.md"):
            if path.is_file() and (text := path.read_text("utf-8").strip()):
                return text
        return ""

    def lexicon(self) -> dict[str, str]:
        """Words of the source that its training hardly knew, each with its translation.

        They stand in `lexicon.zh-en.tsv.xz`, a word and a tab and its translation a line; {} where
        there is none. The words are folded as `glossary/folding.py` does.

        Raises:
            ModelError: where it is damaged.
        """
        name = f"lexicon.{self.from_code}-{self.to_code}.tsv.xz"
        if not (self.root / name).is_file():
            return {}
        try:
            unpacked = LZMADecompressor()
            text = unpacked.decompress(self.read(name), LARGEST_LEXICON).decode()
            if not unpacked.eof:
                raise ValueError(_("it ends early, or has no end"))
            return dict(line.split("\t") for line in text.splitlines())
        except (LZMAError, ValueError) as error:
            raise self._damaged(name, error) from error

    def target_pieces(self) -> list[str]:
        """The pieces that answers in this direction are made of; [] where nobody counted them.

        They stand in `pieces.zh-en.txt`, one a line.

        Raises:
            ModelError: where it is damaged.
        """
        name = f"pieces.{self.from_code}-{self.to_code}.txt"
        if not (self.root / name).is_file():
            return []
        try:
            return self.read(name).decode().splitlines()
        except UnicodeDecodeError as error:
            raise self._damaged(name, error) from error

    def digest(self) -> str:
        """SHA-256 over tokenizer and model: the same in both directions of one, and exported."""
        hasher = sha256(self.read("sentencepiece.model"))
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
        return _package(metadata(root), origin, path, root)
    except (*_MALFORMED, StopIteration, RecursionError, zipfile.BadZipFile) as error:
        raise ModelError(
            _("This is no Argos package: {reason}.").format(reason=error or type(error).__name__),
            path=path,
            remedy=_("A package is a zip of a folder with metadata.json and model/."),
        ) from error


def metadata(root: Path | zipfile.Path) -> Any:
    """What the metadata.json of a folder holds: one package's, or a list of those of two."""
    return json.loads(root.joinpath("metadata.json").read_bytes())


def _package(said: Any, origin: str, path: Path, root: Path | zipfile.Path) -> Package:
    return Package(
        str(said["from_code"]),
        str(said["to_code"]),
        str(said.get("package_version", "0")),
        str(said.get("target_prefix", "")),
        origin,
        path,
        root,
    )


def how_to_mend_of(origin: str, pair: str = "en-zh") -> str:
    """What to do where a package of an origin is damaged, as a sentence."""
    if origin == "adapted":
        return _("Adapt it anew: `l10n model adapt`; or go back: `{command}`.").format(
            command=f"l10n model remove {pair}"
        )
    command = _REINSTALL if origin == "starter" else "l10n model install FILE"
    return _("Install it again: `{command}`.").format(command=command)


def both_ways(folder: Path, origin: str) -> list[Package]:
    """The packages of a folder laid out as the starter's: one for each entry of its metadata.json.

    Raises:
        ModelError: where it is none.
    """
    try:
        return [_package(said, origin, folder, folder) for said in metadata(folder)]
    except _MALFORMED as error:
        raise ModelError(
            _("The model is damaged: {reason}.").format(reason=error or type(error).__name__),
            path=folder,
            remedy=how_to_mend_of(origin),
        ) from error
