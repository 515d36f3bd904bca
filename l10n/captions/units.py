"""Pairs → caption units in the store, as a stream: a chunk at a time, flat memory.

A pair is a machine's word: it fills what is empty, takes the place of what a machine wrote, and
stands as an offer beside what a person wrote or decided.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import IO

from sqlalchemy.engine import Connection

from l10n.batches import batched
from l10n.captions import pair_lines, reading
from l10n.captions.effects import Effect, effect_of
from l10n.captions.pair_lines import Pair
from l10n.errors import L10nError, SourceError
from l10n.extractors import posts
from l10n.messages import gettext as _
from l10n.model import Kind
from l10n.progress import Progress, silent
from l10n.project.config import Config
from l10n.review.judges import Judges
from l10n.review.settle import as_it_stands
from l10n.store import changes, ledger, memory, suggestions, units
from l10n.store.database import MANY, Database
from l10n.store.records import Record
from l10n.store.seen import Seen
from l10n.transitions import Action, replay

# Captions in one transaction: reviewers wait no longer than these take.
_CHUNK = 500

_ByDirection = dict[tuple[str, str], dict[str, Pair]]
Report = Callable[[L10nError], None]


@dataclass(slots=True)
class TakenPairs:
    """What became of pairs, in captions.

    Attributes:
        added: the store had not seen them.
        suggested: the machine's words stand there now.
        outdated: their source changed, and their words are a person's.
        gone: units of an older version, where the post goes to their locale no more.
        same: nothing was new.
    """

    added: int = 0
    suggested: int = 0
    outdated: int = 0
    gone: int = 0
    same: int = 0


def take(
    file: IO[bytes],
    path: str,
    config: Config,
    database: Database,
    judges: Judges,
    at: str,
    report: Report,
    progress: Progress = silent,
) -> TakenPairs:
    """Take the pairs of a file into the store; a bad line is reported, and the rest goes on.

    Killed anywhere, the next run goes on; a second run changes nothing.

    Args:
        at: the time, ISO 8601 in UTC.

    Raises:
        StorageError: where the store refuses.
    """
    done = TakenPairs()
    stream = _pairs(file, path, config, report)
    count = 0
    before: _ByDirection = {}
    with Seen() as seen:
        for chunk in batched(stream, _CHUNK):
            by_direction = _by_direction(chunk, seen, path, report)
            for (source_locale, locale), pairs in by_direction.items():
                if not locale:
                    continue
                like = next(iter(pairs.values())).unit
                blank = Record(locale, source_locale, like, changed_at=at)
                _take(database, judges, blank, pairs, path, report, done)
            # A chunk late: the other pair of a post may stand in the next one.
            done.gone += _retire(database, config, before, seen)
            before = by_direction
            count += len(chunk)
            progress(count, 0)
        done.gone += _retire(database, config, before, seen)
    if done.added >= MANY:
        database.take_stock()
    return done


def _by_direction(
    chunk: list[tuple[Pair, str, str]], seen: Seen, path: str, report: Report
) -> _ByDirection:
    """Pairs by locales and unit id; an id that stood before in the file is reported instead.

    It would say one thing now and the other in the next run.
    """
    found: _ByDirection = {}
    for pair, source_locale, locale in chunk:
        first = seen.first(f"{locale}/{pair.unit.id}", pair.line)
        if first == pair.line:
            found.setdefault((source_locale, locale), {})[pair.unit.id] = pair
        else:
            report(_twice(pair, first, path))
    return found


def _retire(
    database: Database,
    config: Config,
    by_direction: _ByDirection,
    seen: Seen,
) -> int:
    """Take units out of the queue whose post was edited: it goes to their locale no more.

    Now it is in their own language, or nothing of it is to be translated.

    Returns:
        how many there were; what was decided about them stays in the ledger.
    """
    written: dict[str, set[str]] = {}
    for pairs in by_direction.values():
        for name, pair in pairs.items():
            for locale in reading.locales(config):
                kept = pair.to and not reading.is_written_for(pair.language, locale, config)
                # One in which both languages stand goes both ways.
                if not kept and f"{locale}/{name}" not in seen:
                    written.setdefault(locale, set()).add(name)
    count = 0
    for locale, names in written.items():
        with database.reading() as connection:
            known = changes.of_ids(connection, locale, names)
        live = [n for n, r in known.items() if r.unit.kind is Kind.CAPTION and not r.obsolete]
        if live:
            with database.writing() as connection:
                units.retire(connection, locale, live)
        count += len(live)
    return count


def _pairs(
    file: IO[bytes], path: str, config: Config, report: Report
) -> Iterator[tuple[Pair, str, str]]:
    """Each pair with the locale it comes from and the one it goes to, "" where it goes nowhere."""
    for number, line in posts.lines(file):
        if line is not None and not line.strip():
            continue
        try:
            pair = pair_lines.read(line, path, number)
            if not pair.to:
                yield pair, "", ""
                continue
            source_locale, locale = reading.of_pair(config, pair.language, pair.to)
            if not (source_locale and locale):
                raise SourceError(
                    _("The project has no locale for captions from {source} to {target}.").format(
                        source=pair.language, target=pair.to
                    ),
                    path=path,
                    line=number,
                    remedy=_("Add it to the target locales, or leave the pair out."),
                )
        except SourceError as error:
            report(error)
        else:
            yield pair, source_locale, locale


def _twice(pair: Pair, first: int, path: str) -> SourceError:
    return SourceError(
        _("The caption {key} stands in the file before, on line {line}.").format(
            key=pair.unit.key, line=first
        ),
        path=path,
        line=pair.line,
        remedy=_("Give each post an id of its own."),
    )


def _take(
    database: Database,
    judges: Judges,
    blank: Record,
    pairs: dict[str, Pair],
    path: str,
    report: Report,
    done: TakenPairs,
) -> None:
    """Take pairs of one direction in one transaction.

    Args:
        blank: a record of the direction, for units that the store does not know.
    """
    locale = blank.locale
    checker = judges.checker_for(blank.source_locale, locale, Kind.CAPTION)
    with database.reading() as connection:
        known = changes.of_ids(connection, locale, pairs)
        lives = ledger.of_units(connection, locale, known)
    effects: dict[str, Effect] = {}
    for name, pair in pairs.items():
        record = known.get(name)
        if record is not None and record.unit.kind is not Kind.CAPTION:
            report(
                SourceError(_("A string of the interface has this id."), path=path, line=pair.line)
            )
            continue
        effect = effect_of(pair, record, blank, replay(lives.get(name, ())))
        effect.remarks = checker.check(
            effect.record.unit, effect.standing.target, accepted=effect.standing.accepted
        )
        effects[name] = effect
    news = {name: s for name, s in effects.items() if s.events or s.record != s.known}
    terms = {name: [h.term.source for h in checker.hits(s.record.unit)] for name, s in news.items()}
    with database.writing() as connection:
        now = units.numbers(connection, locale, news)
        # Who decided meanwhile goes first; the next run sees what they decided.
        still = {n: s for n, s in news.items() if now.get(n) == (s.known and s.known.number)}
        _write(connection, locale, still)
        units.note_terms(connection, locale, {name: terms[name] for name in still})
        offered = [(s.hash, s.pair.suggestion) for s in effects.values()]
        suggestions.keep(
            connection, locale, [(h, made) for h, made in offered if made], blank.changed_at
        )
    _count(done, still, len(effects))


def _write(connection: Connection, locale: str, effects: dict[str, Effect]) -> None:
    appended = ledger.append(connection, [e for s in effects.values() for e in s.events])
    last = {event.unit: event for event in appended}
    position = changes.next_position(connection, locale, Kind.CAPTION)
    fresh: list[Record] = []
    changed: list[Record] = []
    for name, effect in effects.items():
        event = last.get(name)
        # No catalog has captions, so none has news of them.
        agreed = event.number if event else effect.record.number
        record = as_it_stands(effect.record, effect.standing, event, effect.remarks, agreed)
        if effect.known:
            changed.append(record)
        else:
            fresh.append(replace(record, position=position + len(fresh)))
    units.add(connection, fresh)
    units.change(connection, changed)
    units.note_findings(connection, locale, {name: s.remarks for name, s in effects.items()})
    memory.drop(connection, locale, [n for n, s in effects.items() if s.known and s.events])


def _count(done: TakenPairs, taken: dict[str, Effect], pairs: int) -> None:
    machine = Action.MACHINE_SUGGEST
    for effect in taken.values():
        done.added += effect.known is None
        suggested = bool(effect.events) and effect.events[-1].action is machine
        done.suggested += suggested
        done.outdated += bool(effect.events) and not suggested
    done.same += pairs - len(taken)
