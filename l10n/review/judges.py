"""What decisions are judged by, kept fresh while a server runs: glossary, checks, memory."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace

from l10n import files
from l10n.checks.checker import Checker
from l10n.errors import L10nError
from l10n.glossary.term import Term
from l10n.model import Kind
from l10n.project import globs, glossaries
from l10n.project.config import Config
from l10n.review.memories import Memories
from l10n.store.database import Database
from l10n.store.records import Record
from l10n.translation.memory import Match

_Stamp = tuple[tuple[str, files.Stamp], ...]


@dataclass(frozen=True, slots=True)
class _Glossary:
    """A glossary as it was read, and what its files looked like then."""

    stamp: _Stamp
    terms: list[Term]
    errors: list[L10nError]


class Judges:
    """A project's glossary, checks and memory, read again when they change.

    Several threads may ask at once.
    """

    def __init__(self, config: Config, database: Database) -> None:
        self._config = config
        self._lock = threading.Lock()
        self._glossaries: dict[Kind, _Glossary] = {}
        self._checkers: dict[tuple[str, str, Kind], tuple[_Stamp, Checker]] = {}
        self._memories = Memories(config, database)

    def checker(self, record: Record) -> Checker:
        """The checks for a unit's direction and kind."""
        return self.checker_for(record.source_locale, record.locale, record.unit.kind)

    def checker_for(self, source_locale: str, locale: str, kind: Kind = Kind.UI) -> Checker:
        """The checks for a direction."""
        with self._lock:
            known = self._glossary(kind)
            stamp, checker = self._checkers.get((source_locale, locale, kind), (None, None))
            if checker is None or stamp != known.stamp:
                matcher = glossaries.matcher(known.terms, source_locale, locale)
                settings = replace(self._config, source_locale=source_locale)
                checker = Checker(settings, matcher, locale)
                self._checkers[source_locale, locale, kind] = (known.stamp, checker)
            return checker

    def terms(self, kind: Kind = Kind.UI) -> list[Term]:
        """The glossary for units of a kind."""
        with self._lock:
            return self._glossary(kind).terms

    def errors(self, kind: Kind = Kind.UI) -> list[L10nError]:
        """What of the glossary couldn't be read."""
        with self._lock:
            return self._glossary(kind).errors

    def matches(self, record: Record, limit: int = 5) -> list[Match]:
        """Translations of sources near the unit's own, the nearest first, and whose they are."""
        return self._memories.matches(record, limit)

    def _glossary(self, kind: Kind) -> _Glossary:
        config = self._config
        forms = config.caption_glossary if kind is Kind.CAPTION else config.glossary
        stamp = self._stamp(forms)
        known = self._glossaries.get(kind)
        if known is None or known.stamp != stamp:
            known = _Glossary(stamp, *glossaries.load_files(self._config, forms))
            self._glossaries[kind] = known
        return known

    def _stamp(self, forms: Iterable[str]) -> _Stamp:
        paths = globs.matching(self._config.root, forms)
        return tuple((str(path), files.stamp(path)) for path in paths)
