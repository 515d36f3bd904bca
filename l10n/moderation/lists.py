"""The project's lists of sensitive terms → entries."""

import threading

from l10n import files
from l10n.errors import GlossaryError
from l10n.files import read_text
from l10n.messages import gettext as _
from l10n.model import SensitiveTerm
from l10n.moderation import entries
from l10n.moderation.screen import Screen
from l10n.project import globs
from l10n.project.config import Config

Stamp = tuple[object, ...]


def load(config: Config) -> Screen:
    """What finds the entries of the lists that `[captions]` `moderation` names; all or none.

    A list that can't be read would let through what it names, so nothing goes on without it.

    Raises:
        GlossaryError: where a list is malformed, or a pattern names no file or no entry.
        SourceError: where one can't be read.
    """
    found: list[SensitiveTerm] = []
    for pattern in config.captions.moderation:
        read = [
            entry
            for path in globs.matching(config.root, [pattern])
            for entry in entries.parse(read_text(path), globs.shown(config.root, path))
        ]
        if not read:
            raise GlossaryError(
                _("No sensitive term is listed in {pattern!r}.").format(pattern=pattern),
                path=config.root / "l10n.toml",
                remedy=_("Write the list, or take it out of [captions] `moderation`."),
            )
        found += read
    return Screen(found)


def stamp(config: Config) -> Stamp:
    """What changes when a list does."""
    paths = globs.matching(config.root, config.captions.moderation)
    return tuple((str(path), files.stamp(path)) for path in paths)


class Lists:
    """The lists as they are now, read again when a file changes.

    Args:
        config: the project.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._lock = threading.Lock()
        self._kept: tuple[Stamp, Screen] | None = None

    def screen(self) -> Screen:
        """What finds their entries.

        Raises:
            L10nError: as `load`.
        """
        with self._lock:
            now = stamp(self._config)
            if self._kept is None or self._kept[0] != now:
                self._kept = now, load(self._config)
            return self._kept[1]
