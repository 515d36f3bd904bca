"""The queue's filter ⇄ the query of an address; what makes no sense in one is passed over."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import QueryParams

from l10n.model import Kind, Origin, Severity, State
from l10n.store.people import Person
from l10n.store.queue import Filter, Order

NAMES = (
    *("locale", "kind", "state", "finding", "severity", "term"),
    *("origin", "days", "q", "conflict", "order"),
)
_MAX_DAYS = 10_000
_Known = TypeVar("_Known", bound=StrEnum)


def asked(query: QueryParams) -> dict[str, list[str]]:
    """The part of a query that is about the queue."""
    return {name: found for name in NAMES if (found := [v for v in query.getlist(name) if v])}


def parsed(text: str) -> dict[str, list[str]]:
    """The same, from a form's field that holds a query."""
    found = parse_qs(text, max_num_fields=100)
    return {name: found[name] for name in NAMES if name in found}


def query(values: Mapping[str, Iterable[str]], **more: str) -> str:
    """The query of an address, with one value of a name changed or left out."""
    kept = {name: list(found) for name, found in values.items()}
    kept.update({name: [value] if value else [] for name, value in more.items()})
    return urlencode(kept, doseq=True)


def chosen(values: Mapping[str, list[str]], person: Person, now: float) -> tuple[Filter, Order]:
    """The filter and the order that a query asks for, within what the person may see."""

    def one(name: str) -> str:
        # No column holds a NUL, and PostgreSQL refuses to look for one.
        return values.get(name, [""])[0][:200].replace("\x00", "")

    wanted = Filter(
        locale=one("locale"),
        kind=known(Kind, one("kind")),
        states=tuple(state for v in values.get("state", ()) if (state := known(State, v))),
        finding=one("finding"),
        severity=known(Severity, one("severity")),
        term=one("term"),
        origin=known(Origin, one("origin")),
        text=one("q"),
        conflict=bool(one("conflict")),
        locales=person.locales,
    )
    if one("days").isdigit():
        ago = datetime.fromtimestamp(now, UTC) - timedelta(days=min(int(one("days")), _MAX_DAYS))
        wanted = replace(wanted, before=ago.strftime("%Y-%m-%dT%H:%M:%SZ"))
    return wanted, known(Order, one("order")) or Order.PRIORITY


def known(kind: type[_Known], value: str) -> _Known | None:
    """What an address means by a value, None where it is none of its kind."""
    return kind(value) if value in set(kind) else None
