"""Who may do what: every route, everybody, held against the one table."""

from itertools import product
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from l10n.transitions import Role
from l10n.web import access, filters
from l10n.web.app import Door, create
from l10n.web.services import Services
from tests.web.conftest import Browser, Site

VISITORS = [
    *("nobody", "translator", "reviewer", "moderator", "admin"),
    *("elsewhere", "token", "other-token"),
]
# What a route that lets one in may answer to a request that names nothing real.
REFUSED = {401, 403}


def filled(path: str) -> str:
    for name, value in {
        "{locale}": "zh_Hans",
        "{unit}": "0123456789abcdef",
        "{name:path}": "base.css",
    }.items():
        path = path.replace(name, value)
    parts = [("1" if part.startswith("{") else part) for part in path.split("/")]
    return "/".join(parts)


def ask(browser: Browser, method: str, path: str, csrf: str, headers: dict[str, str]) -> Any:
    data = {"csrf": csrf} if method != "GET" else None
    return browser.request(method, filled(path), data=data, headers=headers)


def expected(method: str, path: str, visitor: str) -> str:
    who = access.ACCESS[method, path]
    by_token = visitor.endswith("token")
    if not who:
        return "in"
    if by_token and not path.startswith("/api/"):
        # Pages know no tokens.
        return "login"
    if visitor == "nobody":
        return "401" if path.startswith("/api/") else "login"
    role = {"elsewhere": Role.TRANSLATOR, "token": Role.REVIEWER, "other-token": Role.REVIEWER}.get(
        visitor
    ) or Role(visitor)
    outside = visitor in {"elsewhere", "other-token"} and "{locale}" in path
    return "in" if role in who and not outside else "403"


def got(reply: Any) -> str:
    if "Max-Age=0" in reply.headers.get("set-cookie", ""):
        # Somebody who was in has logged out.
        return "in"
    if reply.status_code == 303 and reply.headers["location"].startswith("/login"):
        return "login"
    return str(reply.status_code) if reply.status_code in REFUSED else "in"


ENDING = {("POST", "/logout"), ("POST", "/account/sessions")}


def entered(site: Site) -> dict[str, Browser]:
    return {
        "nobody": site.browser(),
        "translator": site.browser(Role.TRANSLATOR),
        "reviewer": site.browser(Role.REVIEWER),
        "moderator": site.browser(Role.MODERATOR),
        "admin": site.browser(Role.ADMIN),
        "elsewhere": site.browser(Role.TRANSLATOR, ["fr"]),
    }


def test_every_route_lets_in_whom_the_table_names(site: Site) -> None:
    browsers = entered(site)
    keys = {
        "token": site.token(Role.REVIEWER),
        "other-token": site.token(Role.REVIEWER, ["fr"]),
    }
    secrets = {name: browser.csrf() for name, browser in browsers.items()}
    wrong = []
    for (method, path), visitor in product(access.ACCESS, VISITORS):
        if visitor in keys:
            headers = {"Authorization": f"Bearer {keys[visitor]}"}
            browser, csrf = Browser(site.app), ""
        else:
            headers, csrf = {}, secrets[visitor]
            browser = Browser(site.app, cookies=dict(browsers[visitor].cookies))
        reply = ask(browser, method, path, csrf, headers)
        assert reply.status_code != 500, (method, path, visitor)
        if visitor in keys and method != "GET" and not access.ACCESS[method, path]:
            # A public form without a session has no secret to carry.
            assert reply.status_code == 403, (method, path)
            continue
        if (method, path) == ("POST", "/login"):
            # Let in to try; the empty name is refused as a wrong password is.
            assert reply.status_code in {401, 429}
            continue
        if (found := got(reply)) != expected(method, path, visitor):
            wrong.append((method, path, visitor, found, expected(method, path, visitor)))
        if (method, path) in ENDING:
            # The sessions that are used here are over.
            browsers = entered(site)
            secrets = {name: browser.csrf() for name, browser in browsers.items()}
    assert wrong == []


def test_the_table_and_the_routes_are_the_same(site: Site) -> None:
    routes = {
        (method, route.path)
        for route in iter_route_contexts(site.app.routes)
        for method in route.methods or ()
    }
    assert routes == set(access.ACCESS)


def test_the_app_does_not_start_with_a_route_that_nobody_guards(site: Site) -> None:
    site.app.get("/back-door")(lambda: "hello")
    with pytest.raises(RuntimeError, match="back-door"):
        access.verify(site.app)


def test_the_app_does_not_start_with_a_row_that_leads_nowhere() -> None:
    with pytest.raises(RuntimeError, match="rows without a route"):
        access.verify(FastAPI(docs_url=None, redoc_url=None, openapi_url=None))


def test_a_locale_in_the_query_is_held_as_one_in_the_path(site: Site) -> None:
    browser = site.browser(Role.TRANSLATOR, ["fr"])
    assert browser.get("/account?locale=fr").status_code == 200
    assert browser.get("/account?locale=fr&locale=zh_Hans").status_code == 403


def test_without_users_a_team_server_does_not_start(services: Services) -> None:
    with pytest.raises(Exception, match="l10n user add"):
        create(services, Door())


def test_a_page_that_needs_a_log_in_is_found_again_after_it(site: Site) -> None:
    site.person(Role.ADMIN)
    browser = site.browser()
    sent = browser.get("/people?a=1&b=%E6%96%87")
    assert sent.headers["location"] == "/login?next=%2Fpeople%3Fa%3D1%26b%3D%25E6%2596%2587"
    form = browser.get(sent.headers["location"]).text
    assert 'name="next" value="/people?a=1&amp;b=%E6%96%87"' in form
    assert browser.log_in("root", next="/people?a=1").headers["location"] == "/people?a=1"


@pytest.mark.parametrize(
    "next_page",
    ["//evil.example", "https://evil.example", "/\\evil.example", "/a\\b", "/a\nb", "evil", ""],
)
def test_a_log_in_leads_nowhere_else(site: Site, next_page: str) -> None:
    browser = site.browser()
    assert browser.log_in("root", next=next_page).headers["location"] == "/"
    assert browser.get("/login", params={"next": next_page}).headers["location"] == "/"


@pytest.mark.parametrize("path", ["/nothing", "/static/1/../../etc/passwd", "/static/1/%2e%2e/x"])
def test_what_is_not_there_is_a_page_of_ours(site: Site, path: str) -> None:
    reply = site.browser().get(path)
    assert reply.status_code == 404
    assert "There is nothing at this address." in reply.text


def test_other_methods_are_refused(site: Site) -> None:
    browser = site.browser(Role.ADMIN)
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "HEAD"):
        assert browser.request(method, "/people").status_code == 405


def test_the_description_of_the_api_names_what_a_token_may_call(site: Site) -> None:
    headers = {"Authorization": f"Bearer {site.token(Role.TRANSLATOR)}"}
    told = Browser(site.app).get("/api/v1/openapi.json", headers=headers).json()
    assert "/api/v1/me" in told["paths"]
    named = {parameter["name"] for parameter in told["paths"]["/api/v1/units"]["get"]["parameters"]}
    assert named == {*filters.NAMES, "start", "size"}
    assert all(path.startswith("/api/v1/") for path in told["paths"])
    assert told["security"] == [{"token": []}]
