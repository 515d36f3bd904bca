"""The translation memory as an editor is offered it: read once, and what is new since then."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.engine import Connection

from l10n import files
from l10n.formats.tmx import Remembered
from l10n.project import globs, memories
from l10n.project.config import Config
from l10n.store import memory, moderation
from l10n.store.database import Database
from l10n.store.records import Record
from l10n.text.plurals import language
from l10n.translation.memory import Match, nearest, way

_Pairs = dict[str, tuple[str, str]]


@dataclass(slots=True)
class _Read:
    """What was read of a locale's memory: pairs by key, up to an event of the ledger."""

    pairs: _Pairs = field(default_factory=dict)
    until: int = 0


@dataclass(slots=True)
class _Imported:
    """What other tools remember, by direction, and what their files looked like when read."""

    stamp: tuple[tuple[str, files.Stamp], ...] = ()
    texts: Sequence[Remembered] = ()
    directions: dict[tuple[str, str], dict[str, Remembered]] = field(default_factory=dict)


class Memories:
    """What people approved here, of this locale and of other places, and what other tools remember.

    Several threads may ask at once.
    """

    def __init__(self, config: Config, database: Database) -> None:
        self._config = config
        self._database = database
        self._lock = threading.Lock()
        self._read: dict[str, _Read] = {}
        self._imported = _Imported()

    def matches(self, record: Record, limit: int) -> list[Match]:
        """Translations of sources near the unit's own, the nearest first, and whose they are."""
        locales = (record.locale, *self._other_places(record.locale))
        with self._lock, self._database.reading() as connection:
            known: _Pairs = {}
            for locale in locales:
                known |= self._approved(connection, locale)
            imported = self._of_other_tools(record)
        known.pop(_key(record.locale, record.unit.id), None)
        known |= {key: (said.source, said.target) for key, said in imported.items()}
        found = nearest(record.unit.source[-1], known, limit)
        whose = {
            match.unit: Match(
                0, match.source, match.target, "", said.by, said.at, said.context, imported=True
            )
            for match in found
            if (said := imported.get(match.unit))
        }
        with self._database.reading() as connection:
            for locale in locales:
                whose |= _still(connection, locale, found)
        told: dict[tuple[str, str], Match] = {}
        for match in found:
            now = whose.get(match.unit)
            # What was withdrawn since it was read is nobody's approved words any more.
            if now and (now.source, now.target) == (match.source, match.target):
                shown = self._as_written_here(replace(now, similarity=match.similarity), record)
                told.setdefault((shown.source, shown.target), shown)
        return list(told.values())

    def _other_places(self, locale: str) -> list[str]:
        """The project's other locales whose words can be put into this one's."""
        others = (name for name in self._config.target_locales if name != locale)
        return [name for name in others if language(name) == language(locale)]

    def _approved(self, connection: Connection, locale: str) -> _Pairs:
        known = self._read.setdefault(locale, _Read())
        for source, target, unit, number in memory.since(connection, locale, known.until):
            known.pairs[_key(locale, unit)] = (source, target)
            known.until = number
        return known.pairs

    def _of_other_tools(self, record: Record) -> dict[str, Remembered]:
        paths = globs.matching(self._config.root, self._config.memory)
        stamp = tuple((str(path), files.stamp(path)) for path in paths)
        if stamp != self._imported.stamp:
            # A file that can't be read is told by `l10n translate`; here it offers nothing.
            self._imported = _Imported(stamp, memories.load(self._config)[0])
        direction = (record.source_locale, record.locale)
        if direction not in self._imported.directions:
            texts = memories.of_direction(self._imported.texts, *direction)
            by_key = {_key("", str(number)): said for number, said in enumerate(texts)}
            self._imported.directions[direction] = by_key
        return self._imported.directions[direction]

    def _as_written_here(self, match: Match, record: Record) -> Match:
        """Another place's words in those of the unit's own."""
        if not match.locale or match.locale == record.locale:
            return replace(match, locale="")
        put = way(match.locale, record.locale)
        return replace(match, target=put(match.target, record.unit.syntax))


def _key(locale: str, unit: str) -> str:
    """No unit's id has a white space in it, and no locale's name."""
    return f"{locale} {unit}"


def _still(connection: Connection, locale: str, found: Iterable[Match]) -> dict[str, Match]:
    """Whose words the matches of a locale are, as far as somebody stands by them.

    Those of a post that moderation holds back are offered nowhere else.
    """
    keys = (match.unit.partition(" ") for match in found)
    units = [unit for name, _space, unit in keys if name == locale]
    held = moderation.held_units(connection, locale, units)
    return {
        _key(locale, unit): Match(
            0, now.source, now.target, unit, now.by, now.at, now.context, locale
        )
        for unit, now in memory.of(connection, locale, units).items()
        if unit not in held
    }
