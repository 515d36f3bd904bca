"""Resource files: the strings of an app as its team keeps them, each known by its key."""

from collections.abc import Iterator, Mapping
from typing import IO, Any

from l10n.errors import ConfigError, SourceError
from l10n.extractors.options import string
from l10n.formats.resources.known import formats_of, resource_format
from l10n.formats.resources.units import units
from l10n.messages import gettext as _
from l10n.model import Unit


class ResourceFile:
    """`{"profile.mute": "Mute"}`, `<string name="mute">Mute</string>` and their kin.

    Option `format` names the format, which a path such as `en.json` alone does not tell; option
    `locale` the locale of the file, "en" where it is not given.
    """

    name = "resource"
    suffixes = (".json", ".xml", ".arb", ".ftl", ".strings", ".xcstrings", ".properties", ".yml")

    def extract(
        self, file: IO[bytes], path: str, options: Mapping[str, Any]
    ) -> Iterator[Unit | SourceError]:
        """See `Extractor.extract`."""
        named, locale = string(options, "format", ""), string(options, "locale", "en")
        possible = (named,) if named else formats_of(path)
        if len(possible) != 1:
            yield SourceError(
                _("The file's name does not tell its format."),
                path=path,
                remedy=_('Name it in the options of the sources: format = "{name}".').format(
                    name=possible[0] if possible else "i18next"
                ),
            )
            return
        try:
            found = list(units(resource_format(possible[0]).read(file.read(), path, locale)))
        except ConfigError:
            raise
        except SourceError as error:
            yield error
            return
        keys: set[str] = set()
        for unit in found:
            if unit.key in keys:
                yield SourceError(
                    _("Two texts have the key {key!r}.").format(key=unit.key),
                    path=path,
                    line=unit.locations[0].line,
                    remedy=_("Rename one of them."),
                )
            else:
                yield unit
            keys.add(unit.key)


EXTRACTOR = ResourceFile()
