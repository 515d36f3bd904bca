"""The review tool's extra, and the project's review store, for the commands that need them.

Nothing of the extra is imported before a command needs it.
"""

import importlib
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import click

from l10n.cli import console, deciding
from l10n.config import Config
from l10n.errors import ConfigError, StorageError
from l10n.messages import gettext as _

if TYPE_CHECKING:
    from l10n.pipeline.release import Result
    from l10n.store.database import Database

# Whoever compiles does not wait long for a server that is out of reach; in seconds.
_PATIENCE = 5

database_option = click.option(
    "--database",
    metavar="PLACE",
    default="",
    help=_("The review store: a file, or the URL of a PostgreSQL database."),
)


def load(name: str) -> ModuleType:
    """A module of ours that needs the extra, and that nothing else should wait for.

    Raises:
        ConfigError: where the extra is not installed.
    """
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("l10n"):
            raise
        raise ConfigError(
            _("The review tool needs the package {name}.").format(name=error.name),
            remedy=_("Run `pip install 'l10n[review]'`."),
        ) from error


def open_store(context: click.Context, named: str) -> "tuple[Config, Database]":
    """The settings of the project, and its review store.

    Raises:
        ConfigError: where the extra is not installed.
        StorageError: where the store can't be opened.
    """
    settings = console.project(context)
    database: Database = load("l10n.store.database").Database(settings.review_place(named))
    return settings, database


def announce_release(settings: Config, folder: Path, result: "Result") -> None:
    """Tell those who listen of a release with news, where the project has a review store.

    A store that is out of reach is a warning: the release stands.
    """
    place = _existing_store(settings)
    if place is None or not result.changed:
        return
    try:
        announce = load("l10n.pipeline.announce")
        with load("l10n.store.database").Database(place) as store, store.writing() as connection:
            announce.released(connection, folder, result.changed, result.facts, deciding.now())
    except StorageError as error:
        console.warn(_("Nobody was told of the release: {reason}").format(reason=error))
    except ConfigError:
        return  # without the extra there is nobody who could be told


def _existing_store(settings: Config) -> Path | str | None:
    """Where the project's review store is; None where there is none yet."""
    place = settings.review_place()
    if isinstance(place, Path):
        return place if place.exists() else None
    if place.startswith("sqlite"):
        return place if Path(place.partition(":///")[2].partition("?")[0]).exists() else None
    if "connect_timeout=" in place:
        return place
    return f"{place}{'&' if '?' in place else '?'}connect_timeout={_PATIENCE}"
