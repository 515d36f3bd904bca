"""What `review` and `user` share: the extra that they need, and the project's review store."""

import importlib
from types import ModuleType
from typing import TYPE_CHECKING

import click

from l10n.cli import console
from l10n.config import Config
from l10n.errors import ConfigError
from l10n.messages import gettext as _

if TYPE_CHECKING:
    from l10n.store.database import Database

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
            remedy=_("Run pip install 'l10n[review]'."),
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
