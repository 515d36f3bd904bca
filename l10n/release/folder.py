"""The release folder: what an earlier compile left in it, and how a new release takes its place."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from l10n import files
from l10n.errors import L10nError, StorageError
from l10n.messages import gettext as _

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Left:
    """What an earlier compile left.

    Attributes:
        files: those its manifest names and that are there, with their bytes.
        checksums: SHA-256 by path, as the manifest says.
        facts: the manifest's facts by locale.
    """

    files: dict[PurePosixPath, bytes] = field(default_factory=dict)
    checksums: dict[PurePosixPath, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)


def left_in(folder: Path) -> Left:
    """What an earlier compile left in the folder; nothing where it has no manifest.

    Raises:
        StorageError: where the manifest is none of ours.
    """
    place = folder / MANIFEST
    if not os.path.lexists(place):
        return Left()
    try:
        known: Any = json.loads(files.read_bytes(place))
        if not isinstance(known["l10n"], str):
            raise ValueError
        told = {PurePosixPath(name): dict(about) for name, about in known["files"].items()}
        facts = dict(known["locales"])
    except (L10nError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise StorageError(
            _("This is no manifest of l10n's, and the release would take its place."),
            path=place,
            remedy=_("Name another release folder, or move the file away; nothing was written."),
        ) from error
    there = [path for path in told if _leads_inside(folder, path) and (folder / path).is_file()]
    return Left(
        {path: files.read_bytes(folder / path) for path in there},
        {path: str(told[path].get("sha256")) for path in there},
        facts,
    )


def strangers(
    folder: Path, release: Mapping[PurePosixPath, bytes], left: Left
) -> Iterator[L10nError]:
    """The files that the release would take the place of, and that no compile left there."""
    for path, data in sorted(release.items()):
        place = folder / path
        if path in left.files or not place.is_file() or not _leads_inside(folder, path):
            continue
        if files.read_bytes(place) != data:
            yield StorageError(
                _("This is no file of an earlier compile, and the release would take its place."),
                path=place,
                remedy=_("Move it away, or name another release folder; nothing was written."),
            )


def write(
    folder: Path, release: Mapping[PurePosixPath, bytes], manifest: bytes, gone: Left
) -> tuple[list[Path], list[L10nError]]:
    """Write the files, remove those that are gone, and write the manifest last.

    So the manifest vouches for nothing that is not there: killed in between, or where the disk
    refuses, the old one stays, and the next compile goes on from it.

    Args:
        gone: what was left and is not released any more.

    Returns:
        The files that changed, and what could not be done.
    """
    changed: list[Path] = []
    refused: list[L10nError] = []
    for path, data in sorted(release.items()):
        refused += _written(folder, path, data, changed)
    if not refused:
        refused += _removed(folder, gone)
    if not refused:
        refused += _written(folder, PurePosixPath(MANIFEST), manifest, changed)
    return changed, refused


def _written(
    folder: Path, path: PurePosixPath, data: bytes, changed: list[Path]
) -> Iterator[L10nError]:
    try:
        if not _leads_inside(folder, path):
            raise StorageError(
                _("The path leads out of the release folder, through a link."),
                path=folder / path,
                remedy=_("Remove the link, or make it the release folder itself."),
            )
        if files.write(folder / path, data):
            changed.append(folder / path)
    except L10nError as error:
        yield error


def _removed(folder: Path, gone: Left) -> Iterable[L10nError]:
    for path, data in gone.files.items():
        if sha256(data).hexdigest() != gone.checksums[path]:
            yield StorageError(
                _("The file is released no more, and is not as the last compile left it."),
                path=folder / path,
                remedy=_("Remove it by hand, or keep it elsewhere; then compile again."),
            )
            continue
        try:
            (folder / path).unlink(missing_ok=True)
        except OSError as error:
            message = _("The file can't be removed: {reason}.").format(reason=error.strerror)
            yield StorageError(message, path=folder / path, remedy=_("Remove it by hand."))


def _leads_inside(folder: Path, path: PurePosixPath) -> bool:
    """Whether the path, with all links followed, stays in the folder."""
    whole = Path(os.path.realpath(folder))
    return Path(os.path.realpath(folder / path)).is_relative_to(whole)
