"""Which resource formats there are, by name and by what a file is called."""

from pathlib import PurePath

from l10n import plugins
from l10n.formats.resources.interface import ResourceFormat


def resource_format(name: str) -> ResourceFormat:
    """The format of a name.

    Raises:
        ConfigError: where there is none of that name; it lists those there are.
    """
    picked: ResourceFormat = plugins.pick("formats.resources", name)
    return picked


def formats_of(path: str) -> tuple[str, ...]:
    """The names of the formats that a file of this path can have.

    Several go by `*.json`: which one it is, the project has to say.
    """
    found = plugins.room("formats.resources")
    return tuple(n for n, way in found.items() if any(PurePath(path).match(g) for g in way.names))
