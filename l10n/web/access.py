"""Who may do what: one row a route. The gate holds it.

A route that is not here, or a row without a route, keeps the app from starting. A person who does
not work on the locale that the path names (`{locale}`) is refused whatever their role.
"""

from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.routing import compile_path

from l10n.review import Role
from l10n.store.people import Person

PUBLIC: frozenset[Role] = frozenset()
PEOPLE = frozenset({Role.TRANSLATOR, Role.REVIEWER, Role.ADMIN})
JUDGES = frozenset({Role.REVIEWER, Role.ADMIN})
ADMINS = frozenset({Role.ADMIN})

STATIC = "/static/{version}/{name:path}"

# In the order in which the router tries them. PUBLIC: everybody, logged in or not.
ACCESS: dict[tuple[str, str], frozenset[Role]] = {
    # The doors
    ("GET", "/login"): PUBLIC,
    ("POST", "/login"): PUBLIC,
    ("GET", "/enter"): PUBLIC,
    ("POST", "/language"): PUBLIC,
    ("POST", "/logout"): PEOPLE,
    ("GET", STATIC): PUBLIC,
    # One's own account
    ("GET", "/account"): PEOPLE,
    ("POST", "/account/password"): PEOPLE,
    ("POST", "/account/sessions"): PEOPLE,
    ("POST", "/account/tokens"): PEOPLE,
    ("POST", "/account/tokens/revoke"): PEOPLE,
    # The house
    ("GET", "/people"): ADMINS,
    ("POST", "/people"): ADMINS,
    ("POST", "/people/change"): ADMINS,
    ("GET", "/webhooks"): ADMINS,
    ("POST", "/webhooks"): ADMINS,
    ("POST", "/webhooks/remove"): ADMINS,
    # The work
    ("GET", "/"): PEOPLE,
    ("GET", "/queue"): PEOPLE,
    ("GET", "/next"): PEOPLE,
    ("GET", "/dashboard"): PEOPLE,
    ("POST", "/batch"): JUDGES,
    # Which decisions a role may take, review.py's table says.
    ("GET", "/units/{locale}/{unit}"): PEOPLE,
    ("POST", "/units/{locale}/{unit}"): PEOPLE,
    ("POST", "/units/{locale}/{unit}/resolve"): JUDGES,
    ("POST", "/units/{locale}/{unit}/comments"): PEOPLE,
    # The glossary: translators propose, and terminology.py holds what else a role may do.
    ("GET", "/glossary"): PEOPLE,
    ("GET", "/glossary/new"): PEOPLE,
    ("GET", "/glossary/terms/{term}"): PEOPLE,
    ("POST", "/glossary/terms"): PEOPLE,
    # Export and import; what is imported are decisions, and review.py's table holds them too.
    ("GET", "/exchange"): PEOPLE,
    ("GET", "/exchange/file"): PEOPLE,
    ("POST", "/exchange"): PEOPLE,
    ("POST", "/exchange/confirm"): PEOPLE,
    # The API
    ("GET", "/api/v1/openapi.json"): PEOPLE,
    ("GET", "/api/v1/me"): PEOPLE,
    ("GET", "/api/v1/units"): PEOPLE,
    ("GET", "/api/v1/units/{locale}/{unit}"): PEOPLE,
    ("POST", "/api/v1/units/{locale}/{unit}/check"): PEOPLE,
    ("POST", "/api/v1/units/{locale}/{unit}/decisions"): PEOPLE,
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table, found for a request.

    Attributes:
        path: the route's path, with its parameters.
        who: the roles that may; empty: everybody.
        locale: the locale that the request's path names, "" where it names none.
    """

    path: str
    who: frozenset[Role]
    locale: str


_PATTERNS = [(method, path, compile_path(path)[0], who) for (method, path), who in ACCESS.items()]


def row_for(method: str, path: str) -> Row | None:
    """The row that a request falls under; None where there is nothing."""
    for verb, route, pattern, who in _PATTERNS:
        if verb == method and (found := pattern.match(path)):
            return Row(route, who, found.groupdict().get("locale", ""))
    return None


def may(person: Person | None, who: frozenset[Role]) -> bool:
    """Whether the person is among them."""
    return not who or (person is not None and person.role in who)


def verify(app: FastAPI) -> None:
    """See that the table and the routes are the same.

    Raises:
        RuntimeError: where they differ, which is a mistake of ours.
    """
    routes = [
        (method, route.path)
        for route in iter_route_contexts(app.routes)
        for method in sorted(route.methods or ())
    ]
    open_doors = [route for route in routes if route not in ACCESS]
    dead_rows = [row for row in ACCESS if row not in routes]
    if open_doors or dead_rows:
        raise RuntimeError(f"routes without a row: {open_doors}; rows without a route: {dead_rows}")
