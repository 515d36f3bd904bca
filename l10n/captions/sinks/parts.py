"""Beside a file of pairs, what is not finished yet: hidden, and ours by its name."""

import os
import shutil
from pathlib import Path

from l10n import files

# What such a file or folder is called at the end.
_UNFINISHED = ".l10n-part"


def beside(place: str) -> Path:
    """Where the unfinished file stands; on the same disk, also where the place is a link."""
    path = Path(os.path.realpath(place))
    return path.with_name(f".{path.name}{_UNFINISHED}")


def exists(place: str) -> bool:
    """Whether a file stands there.

    Raises:
        StorageError: where none can be written.
    """
    path = Path(os.path.realpath(place))
    with files.writing(Path(place)):
        files.writable(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.is_file() and path.stat().st_size > 0


def drop(place: str) -> None:
    """Remove the unfinished file or folder, where there is one."""
    part = beside(place)
    if part.is_dir():
        shutil.rmtree(part, ignore_errors=True)
    else:
        with files.writing(Path(place)):
            part.unlink(missing_ok=True)
