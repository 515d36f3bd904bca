"""What git tracks or has staged: a commit is of these files, whatever else lies around."""

import os
from collections.abc import Callable
from pathlib import Path

from l10n.git.ask import ask, place_to_ask

Known = Callable[[Path], bool]
"""Whether a file counts."""


def everything(_path: Path) -> bool:
    """Any file counts."""
    return True


def by_git(root: Path) -> Known:
    """The files of a project that git knows; all where it knows none, or there is no git.

    Args:
        root: the project's folder.
    """
    folder = place_to_ask(root)
    top = ask(folder, "rev-parse", "--show-toplevel")
    if not top:
        return everything
    place = Path(os.path.realpath(os.fsdecode(top.removesuffix(b"\n"))))
    words = ("ls-files", "-z", "--full-name", "--recurse-submodules", ":/")
    names = (ask(folder, *words) or b"").split(b"\0")
    known = {place / os.fsdecode(name) for name in names if name}
    if not any(path.is_relative_to(os.path.realpath(root)) for path in known):
        return everything

    def is_known(path: Path) -> bool:
        # The file itself may be a link, and is tracked as one.
        real = Path(os.path.realpath(path.parent), path.name)
        return real in known or not real.is_relative_to(place)

    return is_known
