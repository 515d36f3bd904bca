"""Git, asked: the user's own program, as they would call it."""

import subprocess
from pathlib import Path


def ask(folder: Path, *words: str | bytes) -> bytes | None:
    """What git says; None where it refuses, or is not there."""
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            ["git", *words],  # noqa: S607 - the user's own git, found as they find it
            cwd=folder,
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def place_to_ask(root: Path) -> Path:
    """Where to ask git about a project.

    Git names the index of a commit relative to where it starts its hooks: stay there.
    """
    here = Path.cwd()
    return here if root.is_relative_to(here) else root
