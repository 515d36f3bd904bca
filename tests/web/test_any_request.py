"""Whatever is asked, of any route, by anybody: an answer, and never a bug."""

import inspect
from urllib.parse import quote, urlencode

import pytest
from fastapi.routing import iter_route_contexts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n.transitions import Role
from l10n.web import access, filters
from tests.conftest import Project
from tests.web.conftest import Site
from tests.web.hostile import TEXTS
from tests.web.work import worked

# Numbers that Python, or a database, reads otherwise than one thinks.
NUMBERS = (
    "²",
    "٣",
    "①",
    "-1",
    "0",
    "9" * 400,
    "9" * 5000,
    "1e999",
    "nan",
    "0x10",
    "1_0",
    "+3",
    " 7 ",
)
WORDS = (
    "zh_Hans",
    "fr",
    "de",
    "mute",
    "zh-en",
    "approve",
    "edit",
    "waiting",
    "csv",
    "xliff",
    "../..",
)
VALUES = (*NUMBERS, *WORDS, *(text for text in TEXTS.values() if len(text) < 1000))


def parameters(site: Site) -> list[str]:
    """What the routes read, by name."""
    found = set(filters.NAMES) | {"next", "done", "direction", "rule", "status"}
    for context in iter_route_contexts(site.app.routes):
        if endpoint := getattr(context.original_route, "endpoint", None):
            found |= set(inspect.signature(endpoint).parameters) - {"request"}
    return sorted(found)


@pytest.mark.slow
@pytest.mark.parametrize("role", [None, Role.TRANSLATOR, Role.REVIEWER, Role.ADMIN])
def test_no_request_is_a_bug(site: Site, project: Project, role: Role | None) -> None:
    work = worked(site, project)
    browser = site.browser(role)
    names, unit = parameters(site), work.place().rsplit("/", 1)[1]
    values = st.sampled_from((*VALUES, unit))
    fields = st.lists(st.tuples(st.sampled_from(names), values), max_size=6)
    # Whoever changes their own account ends the session that asks here.
    kept = [row for row in access.ACCESS if row[1] not in {"/logout", "/account/sessions"}]

    @settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
    @given(row=st.sampled_from(kept), query=fields, form=fields, place=st.lists(values, max_size=3))
    def ask(
        row: tuple[str, str],
        query: list[tuple[str, str]],
        form: list[tuple[str, str]],
        place: list[str],
    ) -> None:
        method, path = row
        for name in ("{locale}", "{unit}", "{term}", "{version}", "{name:path}", "{path:path}"):
            if name in path:
                value = place.pop() if place else {"{locale}": "zh_Hans"}.get(name, unit)
                path = path.replace(name, quote(value, safe="", errors="surrogatepass"))
        address = f"{path}?{urlencode(query, errors='surrogatepass')}"
        data = urlencode([("csrf", browser.csrf()), *form], errors="surrogatepass")
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        reply = browser.request(
            method, address, headers=headers, content=data if method == "POST" else None
        )
        assert reply.status_code < 500, (method, address, data)

    ask()


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_that_is_none_is_passed_over(site: Site, number: str) -> None:
    """`"²".isdigit()`, and `int()` refuses it."""
    browser = site.browser(Role.REVIEWER)
    for path in ("/queue", "/next", "/exchange", "/api/v1/units", "/glossary"):
        name = "days" if path != "/glossary" else "q"
        query = urlencode({name: number})
        assert browser.get(f"{path}?{query}").status_code in {200, 303}
