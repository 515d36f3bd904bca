"""The release folder: what an earlier compile left in it, and how a new release takes its place."""

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from l10n import files
from l10n.errors import L10nError, StorageError
from l10n.messages import gettext as _

_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Left:
    """What an earlier compile left.

    Attributes:
        files: those its manifest names and that are there, with their bytes.
        about: what the manifest says of each.
        facts: the manifest's facts by locale.
        old: where a manifest stands that an older l10n wrote into the folder itself.
    """

    files: dict[PurePosixPath, bytes] = field(default_factory=dict)
    about: dict[PurePosixPath, dict[str, Any]] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    old: Path | None = None

    def is_whole(self, path: PurePosixPath) -> bool:
        """Whether a file is as an earlier compile left it, and holds nothing of anybody else."""
        about = self.about.get(path, {})
        same = path in self.files and sha256(self.files[path]).hexdigest() == about.get("sha256")
        return same and not about.get("foreign")


def manifest_of(folder: Path, root: Path) -> Path:
    """Where the manifest of a release folder stands: beside it, as the folder may be a team's own.

    Args:
        folder: the release folder.
        root: the project's; a folder that holds it has its manifest inside.
    """
    if Path(os.path.realpath(root)).is_relative_to(os.path.realpath(folder)):
        return folder / f"l10n.{_MANIFEST}"
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - it may be a link, or end in dots
    return folder.with_name(f"{folder.name}.{_MANIFEST}")


def left_in(folder: Path, place: Path) -> Left:
    """What an earlier compile left in the folder; nothing where it has no manifest.

    Args:
        folder: the release folder.
        place: where its manifest stands, see `manifest_of`.

    Raises:
        StorageError: where the manifest is none of ours.
    """
    old = folder / _MANIFEST if _read(folder / _MANIFEST) else None
    if (known := _read(place)) is None:
        if os.path.lexists(place):
            raise StorageError(
                _("This is no manifest of l10n's, and the release would take its place."),
                path=place,
                remedy=_(
                    "Name another release folder, or move the file away; nothing was written."
                ),
            )
        known = _read(old) if old else None
    told, facts = known or ({}, {})
    there = [path for path in told if _leads_inside(folder, path) and (folder / path).is_file()]
    return Left(
        {path: files.read_bytes(folder / path) for path in there},
        {path: told[path] for path in there},
        facts,
        old,
    )


def _read(place: Path) -> tuple[dict[PurePosixPath, dict[str, Any]], dict[str, Any]] | None:
    """What a manifest says of files and locales; None where it is none of ours."""
    try:
        known: Any = json.loads(files.read_bytes(place))
        if not isinstance(known["l10n"], str):
            return None
        told = {PurePosixPath(name): dict(about) for name, about in known["files"].items()}
        return told, dict(known["locales"])
    except (L10nError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def in_the_way(
    folder: Path,
    release: Mapping[PurePosixPath, bytes],
    before: Left,
    catalogs: Collection[Path],
    *,
    take_over: bool,
) -> list[L10nError]:
    """The files that a release would take the place of, and that no release made.

    Args:
        folder: the release folder.
        release: its files.
        before: what an earlier compile left.
        catalogs: files that no release ever replaces.
        take_over: whether it may replace all others.
    """
    real = {os.path.realpath(path) for path in catalogs}
    refused: list[L10nError] = []
    for path, data in sorted(release.items()):
        if os.path.realpath(folder / path) in real:
            why = _("The release would take the place of this catalog.")
            remedy = _("Name another release folder; nothing was written.")
        elif take_over or path in before.files or not _stands_there(folder, path, data):
            continue
        else:
            why = _("A file stands where the release puts its own, and no release made it.")
            remedy = _(
                "Move it away, name another release folder, or let `l10n compile --take-over` "
                "replace it from now on; nothing was written."
            )
        refused.append(StorageError(why, path=folder / path, remedy=remedy))
    return refused


def _stands_there(folder: Path, path: PurePosixPath, data: bytes) -> bool:
    """Whether something else has a file's place; that of a link out of the folder is not ours."""
    place = folder / path
    if not _leads_inside(folder, path) or not os.path.lexists(place):
        return False
    return not (place.is_file() and files.read_bytes(place) == data)


def write(
    folder: Path,
    release: Mapping[PurePosixPath, bytes],
    place: Path,
    manifest: bytes,
    before: Left,
    gone: Iterable[PurePosixPath],
) -> tuple[list[Path], list[L10nError]]:
    """Write the files, remove those that are gone, and write the manifest last.

    So the manifest vouches for nothing that is not there: killed in between, or where the disk
    refuses, the old one stays, and the next compile goes on from it.

    Args:
        folder: the release folder.
        release: its files.
        place: where the manifest goes.
        manifest: its text.
        before: what an earlier compile left.
        gone: what of it is not released any more.

    Returns:
        The files that changed, and what could not be done.
    """
    changed: list[Path] = []
    refused: list[L10nError] = []
    for path, data in sorted(release.items()):
        refused += _written(folder, path, data, changed)
    for path in gone if not refused else ():
        refused += _removed(folder / path) if before.is_whole(path) else [_kept(folder / path)]
    try:
        if not refused and files.write(place, manifest):
            changed.append(place)
        if not refused and before.old:
            before.old.unlink(missing_ok=True)
    except L10nError as error:
        refused.append(error)
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


def _removed(path: Path) -> Iterator[L10nError]:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        message = _("The file can't be removed: {reason}.").format(reason=error.strerror)
        yield StorageError(message, path=path, remedy=_("Remove it by hand."))


def _kept(path: Path) -> StorageError:
    return StorageError(
        _("The file is released no more, and is not only what the last compile made."),
        path=path,
        remedy=_("Remove it by hand, or keep it elsewhere; then compile again."),
    )


def _leads_inside(folder: Path, path: PurePosixPath) -> bool:
    """Whether the path, with all links followed, stays in the folder."""
    whole = Path(os.path.realpath(folder))
    return Path(os.path.realpath(folder / path)).is_relative_to(whole)
