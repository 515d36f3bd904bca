"""Glossary terms as a mirror of their files, for searching; the files are the truth."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select, text
from sqlalchemy.engine import Connection, Row

from l10n.glossary.folding import fold_text
from l10n.model import Location, digest
from l10n.store.schema import terms
from l10n.terms import Rule, Term, TermStatus

# Keeps two servers from writing a glossary file at once (PostgreSQL); any number will do.
_WRITERS_LOCK = 7_106_111
_LISTS = frozenset({"variants", "forbidden"})
_FACTS = tuple(field.name for field in fields(Term) if field.name != "location")


@dataclass(frozen=True, slots=True)
class Kept:
    """A term in its file.

    Attributes:
        id: stands for file, direction and source; the same while the rest is edited.
        path: of the file, relative to the project.
    """

    id: str
    path: str
    term: Term

    @property
    def seal(self) -> str:
        """What the term says, as a hash: who changes it says what they saw."""
        return digest(facts_of(self.term))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which terms; a field left empty asks for nothing.

    Attributes:
        text: stands anywhere in the term, in either language.
        direction: languages, source and target.
    """

    text: str = ""
    status: TermStatus | None = None
    rule: Rule | None = None
    direction: tuple[str, str] | None = None


def facts_of(term: Term) -> dict[str, Any]:
    """The term as JSON has it, without its place."""
    told = asdict(term)
    return {name: told[name] for name in _FACTS}


def named(path: str, found: Iterable[Term]) -> list[Kept]:
    """The terms of a file with their ids; equal sources of one direction are counted."""
    seen: dict[tuple[str, str, str], int] = {}
    kept: list[Kept] = []
    for term in found:
        key = (term.source_language, term.target_language, term.source)
        seen[key] = seen.get(key, 0) + 1
        kept.append(Kept(digest(path, key, seen[key]), path, term))
    return kept


def lock(connection: Connection) -> None:
    """Be the only one who writes glossary files until the transaction ends."""
    # SQLite has one writer at a time as it is.
    if connection.dialect.name != "sqlite":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})"))


def mirror(connection: Connection, found: Iterable[Kept]) -> None:
    """Let the mirror show these terms, and no others."""
    connection.execute(delete(terms))
    if rows := [_values(kept) for kept in found]:
        connection.execute(insert(terms), rows)


def everything(connection: Connection) -> list[Kept]:
    """All terms in the mirror."""
    return [_kept(row) for row in connection.execute(select(terms))]


def get(connection: Connection, name: str) -> Kept | None:
    """The term of that id."""
    if "\x00" in name:
        return None  # PostgreSQL refuses to look for it
    row = connection.execute(select(terms).where(terms.c.id == name)).first()
    return _kept(row) if row else None


def search(
    connection: Connection, wanted: Wanted, *, start: int = 0, size: int = 50
) -> tuple[list[Kept], int]:
    """The terms from `start` on, by source, `size` of them, and how many there are in all."""
    asked = _conditions(wanted)
    order = (terms.c.source, terms.c.target_language, terms.c.id)
    rows = connection.execute(
        select(terms).where(*asked).order_by(*order).offset(start).limit(size)
    )
    total = connection.execute(select(func.count()).select_from(terms).where(*asked)).scalar_one()
    return [_kept(row) for row in rows], total


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    said = fold_text(wanted.text.strip()).replace("\x00", "")
    source, target = wanted.direction or ("", "")
    asked: list[tuple[object, ColumnElement[bool]]] = [
        (said, terms.c.search.contains(said, autoescape=True)),
        (wanted.status, terms.c.status == str(wanted.status)),
        (wanted.rule, terms.c.term["rule"].as_string() == str(wanted.rule)),
        (wanted.direction, terms.c.source_language == source),
        (wanted.direction, terms.c.target_language == target),
    ]
    return [clause for is_asked, clause in asked if is_asked]


def _values(kept: Kept) -> dict[str, Any]:
    term = kept.term
    said = (term.source, *term.renderings, *term.forbidden, term.domain, term.definition, term.note)
    return {
        "id": kept.id,
        "path": kept.path[:400],
        "source_language": term.source_language[:10],
        "target_language": term.target_language[:10],
        "source": _text(term.source)[:200],
        "status": str(term.status),
        "term": {**facts_of(term), "path": kept.path, "line": term.location.line},
        "search": _text(fold_text("\n".join(said))),
    }


def _text(said: str) -> str:
    """A form that a text column holds."""
    return said.replace("\x00", "").encode("utf-8", "replace").decode()


def _kept(row: Row[Any]) -> Kept:
    told = dict(row.term)
    place = Location(told.pop("path"), told.pop("line"))
    told.update({name: tuple(told[name]) for name in _LISTS})
    told.update(rule=Rule(told["rule"]), status=TermStatus(told["status"]))
    return Kept(row.id, place.path, Term(**told, location=place))
