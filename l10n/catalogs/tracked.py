"""What git tracks or has staged: a commit is of these files, whatever else lies around."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

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
    # git names the index of a commit relative to where it starts its hooks: stay there.
    here = Path.cwd()
    folder = here if root.is_relative_to(here) else root
    top = _git(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n")
    if not top:
        return everything
    place = Path(os.path.realpath(os.fsdecode(top)))
    names = _git(folder, "ls-files", "-z", "--full-name", "--recurse-submodules", ":/").split(b"\0")
    known = {place / os.fsdecode(name) for name in names if name}
    if not any(path.is_relative_to(os.path.realpath(root)) for path in known):
        return everything

    def is_known(path: Path) -> bool:
        # The file itself may be a link, and is tracked as one.
        real = Path(os.path.realpath(path.parent), path.name)
        return real in known or not real.is_relative_to(place)

    return is_known


def _git(folder: Path, *words: str) -> bytes:
    """What git says; nothing where it refuses, or is not there."""
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            ["git", *words],  # noqa: S607 - the user's own git, found as they find it
            cwd=folder,
            capture_output=True,
            check=False,
        )
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""
