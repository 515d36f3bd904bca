"""Plug-ins by file: whoever adds a file to a room, or an entry point to a package, is found.

A room is a package whose modules each define one object under the room's name for it
(`EXTRACTOR`, `CHECK`, `ENGINE`, `FORMAT`). Other distributions add theirs as entry points of
the group `l10n.<room>`; their names stand beside ours, and never replace one of ours.
"""

import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points
from typing import Any

from l10n.errors import ConfigError
from l10n.messages import gettext as _

_ATTRIBUTE = {
    "extractors": "EXTRACTOR",
    "checks": "CHECK",
    "engines": "ENGINE",
    "formats": "FORMAT",
}


@cache
def room(name: str) -> dict[str, Any]:
    """The plug-ins of a room by their `name` attribute, in alphabetical order.

    Raises:
        ConfigError: where an entry point can't be loaded.
    """
    package = importlib.import_module(f"l10n.{name}")
    found: dict[str, Any] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(package.__path__)):
        plugin = getattr(importlib.import_module(f"l10n.{name}.{module}"), _ATTRIBUTE[name], None)
        if plugin is not None:
            found[plugin.name] = plugin
    for point in entry_points(group=f"l10n.{name}"):
        try:
            plugin = point.load()
        except Exception as error:
            raise ConfigError(
                _("The plug-in {name} can't be loaded: {reason}.").format(
                    name=point.value, reason=error
                ),
                remedy=_("Repair or remove the package that brings it."),
            ) from error
        found.setdefault(plugin.name, plugin)
    return dict(sorted(found.items()))


def pick(name: str, wanted: str, remedy: str = "") -> Any:
    """One plug-in of a room.

    Raises:
        ConfigError: where the room has none of that name; it lists those there are.
    """
    plugins = room(name)
    if wanted not in plugins:
        raise ConfigError(
            _("{wanted!r} is not one of the {room}.").format(wanted=wanted, room=name),
            remedy=remedy or _("There are: {names}.").format(names=", ".join(plugins)),
        )
    return plugins[wanted]
