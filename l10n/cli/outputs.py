"""Where `--output` may not lead: to a file that the project lives on."""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from l10n.cli import console
from l10n.errors import ConfigError
from l10n.messages import gettext as _
from l10n.project import globs
from l10n.project.config import Config

# What SQLite keeps beside a database.
_BESIDE = ("", "-wal", "-shm", "-journal")


def guard(output: Path, database: str = "", *, glossary: bool = False) -> None:
    """See that an output takes the place of nothing that only the project has.

    Args:
        database: the review store that was named, "" for the project's.
        glossary: whether it may be a glossary file.

    Raises:
        click.UsageError: where it does, also through a link.
    """
    try:
        settings = console.project()
    except ConfigError:
        return  # no project here, whose files it could be
    if any(_same(output, own) for own in _own(settings, database, glossary=glossary)):
        raise click.UsageError(
            _("The output would take the place of a file of the project: {path}.").format(
                path=output
            )
        )


def _own(settings: Config, database: str, *, glossary: bool) -> Iterator[Path]:
    yield settings.path
    yield from map(settings.catalog_path, settings.target_locales)
    if not glossary:
        yield from globs.matching(settings.root, (*settings.glossary, *settings.captions.glossary))
    stores = (settings.review_place(), settings.review_place(database))
    files = [store_file(place) for place in stores]
    for file in (*files, settings.root / settings.cache):
        if file is None or not file.name:
            continue  # kept by a server, or in memory
        yield from (file.with_name(file.name + end) for end in _BESIDE)


def store_file(place: Path | str) -> Path | None:
    """The file that a store is; None for one that a server keeps."""
    if isinstance(place, Path):
        return place
    if place.startswith("sqlite"):
        return Path(place.partition(":///")[2].partition("?")[0])
    return None


def _same(one: Path, other: Path) -> bool:
    """Whether both are one file, or would be."""
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False
