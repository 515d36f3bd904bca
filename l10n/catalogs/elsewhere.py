"""Entries from files that are there and that no source speaks of: they are not gone, only unread.

A team's own tools extract from more than we may read (manifests, settings, other languages). Where
a source names a file, or leaves it out, its word counts: what is not found in it is gone.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from l10n.catalogs.extract import to_read
from l10n.catalogs.resources import sources_of
from l10n.messages import gettext as _
from l10n.model import Catalog, Unit
from l10n.project.config import Config
from l10n.project.walk import excluded


class Elsewhere:
    """What a catalog's sources do not speak of; looked up at the first question.

    Attributes:
        kept: the units that it told of so far.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._read: Collection[str] | None = None
        self._left_out: re.Pattern[str] | None = None
        self._known: dict[str, bool] = {}
        self.kept: dict[tuple[str, str], Unit] = {}

    def units(self, catalog: Catalog, units: Iterable[Unit]) -> list[Unit]:
        """The units of entries that stand in such files alone, and that the sources do not give."""
        if self._config.resource:
            return []
        there = {unit.identity for unit in units}
        found = [
            entry.unit
            for entry in catalog.live()
            if entry.unit.identity not in there
            and entry.unit.locations
            and all(self._is_unread(where.path) for where in entry.unit.locations)
        ]
        self.kept |= {unit.identity: unit for unit in found}
        return found

    def __str__(self) -> str:
        """What stays, for people; "" where nothing does."""
        if not self.kept:
            return ""
        paths = (PurePosixPath(unit.locations[0].path) for unit in self.kept.values())
        counted = Counter(path.suffix or path.name for path in paths)
        kinds = ", ".join(f"{kind} ({count})" for kind, count in counted.most_common())
        sentence = _(
            "Messages in files that no source reads stay as they are: {kinds}. Add sources for "
            "them, or `exclude` the files, which lets the messages go."
        )
        return sentence.format(kinds=kinds)

    def _is_unread(self, path: str) -> bool:
        if path not in self._known:
            self._known[path] = self._look(path)
        return self._known[path]

    def _look(self, path: str) -> bool:
        if self._read is None or self._left_out is None:
            patterns = [one for each in sources_of(self._config) for one in each.exclude]
            self._read = {job.file.name for job in to_read(self._config, [])}
            self._left_out = excluded(self._config.root, patterns)
        if path in self._read or self._left_out.match(path):
            return False
        return (self._config.root / path).is_file()
