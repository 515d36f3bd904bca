"""Where a project's settings stand: named by a person, or the nearest file upwards."""

import os
import tomllib
from pathlib import Path

from l10n.errors import ConfigError, SourceError
from l10n.files import read_bytes
from l10n.messages import gettext as _
from l10n.project import mozilla

FILE = "l10n.toml"
PYPROJECT = "pyproject.toml"
# The environment variable that names the settings file, where the command line does not.
VARIABLE = "L10N_CONFIG"


def here() -> Path:
    """The folder that the process works in.

    Raises:
        SourceError: where it is gone.
    """
    try:
        return Path.cwd()
    except OSError as error:
        raise SourceError(
            _("The folder you are in is gone."), remedy=_("Go to the project's folder.")
        ) from error


def find(start: Path, named: str = "") -> Path:
    """The settings file of the project that `start` stands in: the nearest one upwards.

    Args:
        named: the file itself, relative to `start`; "" for the one that L10N_CONFIG names, if any.

    Raises:
        ConfigError: where there is none.
    """
    if given := named_place(start, named):
        return given
    theirs: list[Path] = []
    for folder in (start, *start.parents):
        if found := _in_folder(folder, theirs):
            return found
    if theirs:
        raise mozilla.refusal(theirs[0])
    raise ConfigError(
        _("There is no {file} here or above.").format(file=FILE),
        path=start,
        remedy=_("Run `l10n init` to write one, or name the project's folder: `-C DIR`."),
    )


def named_place(start: Path, named: str = "") -> Path | None:
    """The settings file that a person named, there or not; None where nobody named one."""
    given = named or os.environ.get(VARIABLE, "")
    return start / given if given else None


def _in_folder(folder: Path, theirs: list[Path]) -> Path | None:
    """The settings file of a folder; one of Mozilla's joins `theirs`, and is none."""
    path, pyproject = folder / FILE, folder / PYPROJECT
    if path.is_file():
        if not _is_mozillas(path):
            return path
        theirs.append(path)
    if pyproject.is_file() and b"[tool.l10n]" in read_bytes(pyproject):
        return pyproject
    return None


def _is_mozillas(path: Path) -> bool:
    try:
        return mozilla.is_theirs(tomllib.loads(read_bytes(path).decode("utf-8", "replace")))
    except tomllib.TOMLDecodeError:
        return False  # a mistake that `load` tells with its line


def in_folder(folder: Path) -> Path | None:
    """The settings file of this very folder, if any.

    Raises:
        ConfigError: where it is one of Mozilla's.
    """
    theirs: list[Path] = []
    found = _in_folder(folder, theirs)
    if theirs and not found:
        raise mozilla.refusal(theirs[0])
    return found
