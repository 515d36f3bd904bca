"""What is known of units kept in line with what they are held to: the glossary and the checks.

Terms, findings, errors and priority of a unit are a cache that the queue filters and sorts by.
The store notes which glossary and settings they were made with, and only once all of them were:
after a killed run the next one begins again.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy.engine import Connection

from l10n import __version__
from l10n.glossary.term import Term, TermStatus
from l10n.model import Finding, Kind, digest
from l10n.progress import Progress, silent
from l10n.project.config import Config
from l10n.review import term_files, term_texts
from l10n.review.judges import Judges
from l10n.review.settle import judged
from l10n.store import changes, facts, terms, units
from l10n.store.database import Database
from l10n.store.records import Record

_FACT = "checked-with"
# Units looked at in one go, and in one transaction.
_CHUNK = 500
# With more terms than this, looking at every unit is quicker than looking for theirs.
_FEW = 50

Going = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class _Standard:
    """What units are held to: the binding terms by kind, and a hash of them and the settings."""

    terms: dict[Kind, frozenset[Term]]
    seal: str

    def changed_since(self, before: "_Standard") -> tuple[Term, ...]:
        """The terms that came, went or changed."""
        return tuple({term for kind in Kind for term in self.terms[kind] ^ before.terms[kind]})


class Refresh:
    """Brings what is known of units in line, one caller at a time.

    Args:
        config: whose glossary files and settings of checks hold.
        database: where the units are.
        judges: reads the glossary, and has the checks.
    """

    def __init__(self, config: Config, database: Database, judges: Judges) -> None:
        self._config = config
        self._database = database
        self._judges = judges
        self._lock = threading.Lock()
        self._kept: _Standard | None = None
        self._read: list[list[Term]] = []

    def catch_up(self, progress: Progress = silent, going: Going = lambda: True) -> int:
        """Let the mirror of the glossary, and then the units, follow; how many it looked at.

        Where nothing changed it costs a look at the files' times.

        Args:
            progress: how far it is.
            going: asked between chunks; where it says no, the next call begins again.

        Raises:
            StorageError: where the store refuses.
        """
        with self._lock:
            term_files.follow(self._config, self._database)
            read = [self._judges.terms(kind) for kind in Kind]
            if self._kept and all(a is b for a, b in zip(read, self._read, strict=True)):
                return 0
            now = _standard(self._config, read)
            with self._database.reading() as connection:
                noted = facts.get(connection, _FACT)
            count = 0
            if noted != now.seal:
                known = self._kept if self._kept and self._kept.seal == noted else None
                changed = now.changed_since(known) if known else None
                count = recheck(self._database, self._judges, changed, progress, going)
                if not going():
                    return count
                with self._database.writing() as connection:
                    facts.put(connection, _FACT, now.seal)
            # A glossary that moved meanwhile is another list by now, and taken the next time.
            self._kept, self._read = now, read
            return count


def is_kept(connection: Connection, config: Config, judges: Judges) -> bool:
    """Whether what is known of units is in line with the glossary as it stands."""
    read = [judges.terms(kind) for kind in Kind]
    return facts.get(connection, _FACT) == _standard(config, read).seal


def _standard(config: Config, read: list[list[Term]]) -> _Standard:
    binding = {
        kind: [term for term in found if term.status is TermStatus.APPROVED]
        for kind, found in zip(Kind, read, strict=True)
    }
    told = [[terms.facts_of(term) for term in binding[kind]] for kind in Kind]
    # Another version of ours may check otherwise.
    seal = digest(__version__, asdict(config.check), told)
    return _Standard({kind: frozenset(found) for kind, found in binding.items()}, seal)


def recheck(
    database: Database,
    judges: Judges,
    changed: Sequence[Term] | None,
    progress: Progress = silent,
    going: Going = lambda: True,
) -> int:
    """Bring terms, findings and priority of units in line with the glossary; how many it was.

    Args:
        database: where the units are.
        judges: has the checks as they are now.
        changed: the terms that came, went or changed; only units that may hold one are looked
            at. None: every unit.
        progress: how far it is.
        going: asked between chunks; it ends where it says no.
    """
    few = changed if changed is not None and len(changed) <= _FEW else None
    if few is not None and not few:
        return 0
    texts = [text for term in few or () for text in term_texts.of_source(term)]
    count = 0
    last = ("", "")
    while going():
        with database.reading() as connection:
            chunk = changes.holding(connection, texts, None, last, _CHUNK)
        if not chunk:
            break
        by_locale: dict[str, list[Record]] = {}
        for record in chunk:
            by_locale.setdefault(record.locale, []).append(record)
        for locale, records in by_locale.items():
            _judge_anew(database, judges, locale, records)
        count += len(chunk)
        last = (chunk[-1].locale, chunk[-1].unit.id)
        progress(count, 0)
    return count


def _judge_anew(database: Database, judges: Judges, locale: str, records: Iterable[Record]) -> None:
    """Check units outside a transaction, and note what was found in one."""
    known = {record.unit.id: record for record in records}
    found: dict[str, list[Finding]] = {}
    hits: dict[str, list[str]] = {}
    for name, record in known.items():
        checker = judges.checker(record)
        found[name] = checker.check(record.unit, record.target, accepted=record.accepted)
        hits[name] = [hit.term.source for hit in checker.hits(record.unit)]
    with database.writing() as connection:
        now = units.numbers(connection, locale, known)
        # Words that were decided on meanwhile were checked as they were.
        still = {name for name, record in known.items() if now.get(name) == record.number}
        units.note_terms(connection, locale, {n: t for n, t in hits.items() if n in now})
        units.note_findings(connection, locale, {name: found[name] for name in still})
        changes.note_remarks(connection, [judged(known[name], found[name]) for name in still])
