"""Flagged posts as the store keeps them: the moderation queue, and what holds posts back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, tuple_
from sqlalchemy.engine import Connection, Row

from l10n.model import Kind, Level, SensitiveTerm, Verdict, digest
from l10n.store import bulk
from l10n.store.changes import of_ids
from l10n.store.moderation_schema import moderation, moderation_entries
from l10n.store.records import Record, record
from l10n.store.schema import units
from l10n.store.units import in_statements

# After the escalated ones.
_RANKS = {level: number for number, level in enumerate(Level, 1)}


@dataclass(frozen=True, slots=True)
class Case:
    """A text that was flagged, and where its post stands.

    Attributes:
        post: the digest of the post's id; a verdict on one of its texts holds for all of it.
        entries: of the lists, the gravest first.
        text: the digest of the text that it is about.
        since: from when on it waits or waited, ISO 8601 in UTC.
        at: the time of the last decision, "" before there is one; with `by` and `reason`.
        number: of the last event about it.
    """

    locale: str
    unit: str
    post: str
    verdict: Verdict
    entries: tuple[SensitiveTerm, ...]
    text: str
    since: str
    at: str = ""
    by: str = ""
    reason: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Filter:
    """Which cases; a field left empty asks for nothing.

    Attributes:
        verdicts: none: those that wait.
        locales: that the person may see, where they may not see all.
    """

    verdicts: tuple[Verdict, ...] = ()
    category: str = ""
    locales: tuple[str, ...] = ()


def post_of(of: Record) -> str:
    """The digest of the id of the post that a caption stands in."""
    return digest(of.unit.key.rpartition("/")[0] or of.unit.key)


def put(connection: Connection, cases: Iterable[Case]) -> None:
    """Write cases, in the place of what was known of their units."""
    made = list(cases)
    drop(connection, [(one.locale, one.unit) for one in made])
    bulk.insert(connection, moderation, [_values(one) for one in made])
    entries = {
        (one.locale, one.unit, e.category, e.language, e.term[:200]): one.verdict
        for one in made
        for e in one.entries
    }
    names = ("locale", "unit", "category", "language", "term")
    rows = [dict(zip(names, name, strict=True)) | {"verdict": v} for name, v in entries.items()]
    bulk.insert(connection, moderation_entries, rows)


def drop(connection: Connection, names: Iterable[tuple[str, str]]) -> None:
    """Forget cases, by locale and unit."""
    by_locale: dict[str, list[str]] = {}
    for locale, unit in names:
        by_locale.setdefault(locale, []).append(unit)
    for locale, ids in by_locale.items():
        for chunk in in_statements(ids):
            for table in (moderation, moderation_entries):
                gone = (table.c.locale == locale) & table.c.unit.in_(chunk)
                connection.execute(delete(table).where(gone))


def get(connection: Connection, locale: str, unit: str) -> Case | None:
    """The case of a unit, None where it was never flagged."""
    return of_units(connection, locale, [unit]).get(unit)


def of_units(connection: Connection, locale: str, ids: Iterable[str]) -> dict[str, Case]:
    """The cases of these units, by unit."""
    found: dict[str, Case] = {}
    for chunk in in_statements(name for name in ids if "\x00" not in name + locale):
        rows = connection.execute(
            select(moderation).where(moderation.c.locale == locale, moderation.c.unit.in_(chunk))
        )
        found.update((row.unit, _case(row)) for row in rows)
    return found


def held_back(connection: Connection, records: Sequence[Record]) -> set[str]:
    """The digests of those posts (`post_of`) that are not to be given out.

    Whatever text of the post it was, and into whichever locale: one that waits for a moderator or
    is hidden holds back all of it.
    """
    posts = {post_of(one) for one in records if one.unit.kind is Kind.CAPTION}
    held: set[str] = set()
    for chunk in in_statements(sorted(posts)):
        asked = (moderation.c.post.in_(chunk), moderation.c.verdict != str(Verdict.ALLOWED))
        held.update(connection.execute(select(moderation.c.post).where(*asked)).scalars())
    return held


def given_out(connection: Connection, records: Sequence[Record]) -> list[Record]:
    """The records without the captions of posts that are held back."""
    held = held_back(connection, records)
    return [one for one in records if one.unit.kind is not Kind.CAPTION or post_of(one) not in held]


def held_units(connection: Connection, locale: str, ids: Iterable[str]) -> set[str]:
    """Those of these units that are captions of posts that are held back."""
    records: list[Record] = []
    for chunk in in_statements(name for name in ids if "\x00" not in name + locale):
        asked = (units.c.locale == locale, units.c.id.in_(chunk), units.c.kind == str(Kind.CAPTION))
        records += map(record, connection.execute(select(units).where(*asked)))
    held = held_back(connection, records)
    return {one.unit.id for one in records if post_of(one) in held}


def page(
    connection: Connection, wanted: Filter, *, start: int = 0, size: int = 50
) -> tuple[list[tuple[Case, Record]], int]:
    """Cases with their units, escalated ones first, and how many there are in all."""
    asked = _conditions(wanted)
    total = connection.execute(
        select(func.count()).select_from(moderation).where(*asked)
    ).scalar_one()
    cases = [_case(row) for row in connection.execute(_in_order(asked).offset(start).limit(size))]
    by_locale: dict[str, list[str]] = {}
    for one in cases:
        by_locale.setdefault(one.locale, []).append(one.unit)
    records = {
        (locale, name): found
        for locale, ids in by_locale.items()
        for name, found in of_ids(connection, locale, ids).items()
    }
    return [(one, records[one.locale, one.unit]) for one in cases], total


def following(connection: Connection, wanted: Filter, after: Case | None) -> Case | None:
    """The next case in the queue after one that may have left it; the first without one."""
    statement = _in_order(_conditions(wanted)).limit(1)
    if after:
        rank, place = _rank(after), (after.since, after.locale, after.unit)
        columns = (moderation.c.since, moderation.c.locale, moderation.c.unit)
        behind = tuple_(*columns) > tuple_(*place)
        later = (moderation.c.rank > rank) | ((moderation.c.rank == rank) & behind)
        statement = statement.where(later)
    row = connection.execute(statement).first()
    return _case(row) if row else None


def _in_order(asked: Sequence[ColumnElement[bool]]) -> Any:
    order = (moderation.c.rank, moderation.c.since, moderation.c.locale, moderation.c.unit)
    return select(moderation).where(*asked).order_by(*order)


def _conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    verdicts = [str(verdict) for verdict in wanted.verdicts]
    asked: list[tuple[object, ColumnElement[bool]]] = [
        (wanted.category, moderation.c.category == wanted.category),
        (wanted.locales, moderation.c.locale.in_(wanted.locales)),
        (verdicts, moderation.c.verdict.in_(verdicts)),
        (not verdicts, moderation.c.waits.is_(True)),
    ]
    return [clause for is_asked, clause in asked if is_asked]


def _rank(case: Case) -> int:
    if case.verdict is Verdict.ESCALATED or not case.entries:
        return 0
    return _RANKS[case.entries[0].level]


def _values(case: Case) -> dict[str, Any]:
    return {
        "locale": case.locale,
        "unit": case.unit,
        "post": case.post,
        "verdict": str(case.verdict),
        "waits": case.verdict.waits,
        "rank": _rank(case),
        "category": case.entries[0].category if case.entries else "",
        "entries": [[e.category, str(e.level), e.term, e.language] for e in case.entries],
        "text": case.text,
        "since": case.since,
        "at": case.at,
        "by": case.by,
        "reason": case.reason,
        "number": case.number,
    }


def _case(row: Row[Any]) -> Case:
    entries = tuple(
        SensitiveTerm(term, language, category, Level(level))
        for category, level, term, language in row.entries
    )
    return Case(
        row.locale,
        row.unit,
        row.post,
        Verdict(row.verdict),
        entries,
        row.text,
        row.since,
        row.at,
        row.by,
        row.reason,
        row.number,
    )
