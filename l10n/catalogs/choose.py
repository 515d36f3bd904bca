"""Which entries a decision on many is about: by state, by who wrote the words, by what is found."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase

from l10n.catalogs.approve import Choice
from l10n.checks.checker import Checker
from l10n.model import Entry, Origin, Provenance, State, content_hash


class Writer(StrEnum):
    """Who wrote an entry's words; a guess is a merge tool's, which put them beside this source."""

    HUMAN = "human"
    MEMORY = "memory"
    MACHINE = "machine"
    GUESS = "guess"


_WRITERS = {Origin.HUMAN: Writer.HUMAN, Origin.TM: Writer.MEMORY, Origin.GUESS: Writer.GUESS}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries; a field left empty asks for nothing.

    Attributes:
        states: where they stand.
        writers: who wrote the words.
        min_quality: how sure the estimate is at least; words without one are left out.
        checks: any of these finds something.
        paths: they are used in one of these files or folders; `*` stands for any characters.
    """

    states: frozenset[State] = frozenset()
    writers: frozenset[Writer] = frozenset()
    min_quality: float | None = None
    checks: frozenset[str] = frozenset()
    paths: tuple[str, ...] = ()

    def choice(self, locale: str, checker: Checker) -> Choice:
        """Tells whether an entry of a catalog is one of them."""
        return lambda entry: (
            self._holds(entry, locale)
            and (not self.checks or not self.checks.isdisjoint(_found(entry, checker)))
        )

    def _holds(self, entry: Entry, locale: str) -> bool:
        """Whether it is, but for the checks."""
        made = _made(entry, locale)
        sure = made.quality if made else -1.0
        return (
            (not self.states or entry.state in self.states)
            and (not self.writers or writer(entry, locale) in self.writers)
            and (self.min_quality is None or sure >= self.min_quality)
            and (not self.paths or any(_is_used(entry, path) for path in self.paths))
        )


def writer(entry: Entry, locale: str) -> Writer:
    """Who wrote the words that stand there now."""
    made = _made(entry, locale)
    return _WRITERS.get(made.origin, Writer.MACHINE) if made else Writer.HUMAN


def _made(entry: Entry, locale: str) -> Provenance | None:
    """Where the words come from, unless a person wrote them, or over them."""
    made = entry.provenance
    return made if made and made.hash == content_hash(locale, entry.unit, entry.target) else None


def _is_used(entry: Entry, pattern: str) -> bool:
    folder = pattern.rstrip("/") + "/"
    return any(
        fnmatchcase(place.path, pattern) or place.path.startswith(folder)
        for place in entry.unit.locations
    )


def _found(entry: Entry, checker: Checker) -> Iterable[str]:
    return {finding.check for finding in checker.check(entry.unit, entry.target, entry)}
