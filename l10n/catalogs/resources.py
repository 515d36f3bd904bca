"""The team's own files of a catalog: where they stand, and what they say."""

from pathlib import Path

from l10n import files
from l10n.errors import ConfigError, SourceError
from l10n.formats.resources.interface import ResourceFormat
from l10n.formats.resources.known import resource_format
from l10n.formats.resources.resource import Resource
from l10n.messages import gettext as _
from l10n.project import globs
from l10n.project.config import Config
from l10n.project.tables import Sources


def format_of(part: Config) -> ResourceFormat:
    """The format of a catalog's own files.

    Raises:
        ConfigError: where there is none of that name.
    """
    try:
        return resource_format(part.resource)
    except ConfigError as error:
        raise ConfigError(error.message, path=part.path, remedy=error.remedy) from error


def place(part: Config, locale: str) -> Path:
    """Where the team's file of a locale stands, or would, as they spell the locale.

    A file whose name is nearer to another locale of the project is that one's: values-pt-rBR is no
    file of pt where there is pt_BR.
    """
    everyone = (part.source_locale, *part.target_locales)
    mine = _names(part, locale)
    taken: set[str] = set()
    for number, other in enumerate(everyone):
        earlier = number < everyone.index(locale)
        theirs = () if other == locale else _names(part, other)
        # Of equally near names the one that stands first in the settings has it.
        taken |= {
            name
            for rank, name in enumerate(theirs)
            if name in mine and rank < mine.index(name) + earlier
        }
    paths = [part.root / part.files.format(locale=name) for name in mine if name not in taken]
    usual = 1 if part.resource == "android" and len(paths) > 1 else 0
    # A folder that holds the locale's other files tells the spelling as well.
    folder = next((path for path in paths if path.parent.is_dir()), paths[usual])
    return next((path for path in paths if path.is_file()), folder)


def _names(part: Config, locale: str) -> tuple[str, ...]:
    return (locale, *format_of(part).locale_names(locale))


def source_place(part: Config) -> Path:
    """Where the source texts stand."""
    if part.source_file:
        return part.root / part.source_file
    return place(part, part.source_locale)


def sources_of(part: Config) -> tuple[Sources, ...]:
    """What the units of a catalog are read from: the team's source file, and its code."""
    if not part.resource:
        return part.sources
    options = {"format": part.resource, "locale": part.source_locale}
    shown = globs.shown(part.root, source_place(part))
    return (Sources("resource", (shown,), (), options), *part.sources)


def source(part: Config) -> Resource:
    """The source texts.

    Raises:
        SourceError: where the file is not there, or makes no sense.
    """
    path = source_place(part)
    shown = globs.shown(part.root, path)
    if not path.is_file():
        raise SourceError(
            _("The file with the source texts is not there."),
            path=shown,
            remedy=_("Correct `source_file` or `files` in the settings."),
        )
    return format_of(part).read(files.read_bytes(path), shown, part.source_locale)


def read(part: Config, locale: str, texts: Resource) -> Resource | None:
    """What the team's file of a locale says; None where there is none.

    Raises:
        SourceError: where it can't be read, or makes no sense.
    """
    path = place(part, locale)
    if not path.is_file():
        return None
    shown = globs.shown(part.root, path)
    return format_of(part).read(files.read_bytes(path), shown, locale, texts)
