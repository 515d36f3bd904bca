"""The files that a setting's patterns name, wherever they stand, and how they are shown."""

import os
from collections.abc import Iterable
from pathlib import Path

from l10n.messages import gettext as _


def matching(root: Path, patterns: Iterable[str]) -> list[Path]:
    """The files and folders that any of the patterns names, sorted, each once.

    Args:
        root: where relative patterns begin; an absolute one begins at its own root.
    """
    found: set[Path] = set()
    for given in patterns:
        # `docs/**` is what is in the folder, not its folders alone.
        pattern = f"{given}/*" if given.endswith("**") else given
        anchor = Path(pattern).anchor
        start = Path(anchor) if anchor else root
        found.update(start.glob(pattern[len(anchor) :]))
    return sorted(found)


def shown(root: Path, path: Path) -> str:
    """The path as seen from the project, with slashes: the same on every machine."""
    if path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return Path(os.path.relpath(path, root)).as_posix()


def fault(pattern: str) -> str:
    """Why it is no pattern, as a sentence; "" for one that names files."""
    inside = pattern[len(Path(pattern).anchor) :]
    if not inside.strip() or "\x00" in pattern:
        return _("A pattern names files, and {pattern!r} names none.").format(pattern=pattern)
    if any("**" in part and part != "**" for part in inside.split("/")):
        return _("In {pattern!r}, ** must stand by itself between slashes.").format(pattern=pattern)
    return ""
