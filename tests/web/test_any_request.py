"""Whatever is asked, of any route, by anybody: an answer, and never a bug."""

import re

import pytest

from l10n.transitions import Role
from l10n.web import access
from tests.conftest import Project
from tests.web import described
from tests.web.conftest import Site
from tests.web.work import worked

# What gets past the first look at a field.
KNOWN = {
    "locale": "zh_Hans",
    "action": "approve",
    "keep": "file",
    "direction": "en-zh",
    "format": "csv",
    "role": "reviewer",
    "query": "order=age&days=²",
    "queue": "order=age&days=²",
    "after": "zh_Hans/x",
}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.slow
@pytest.mark.parametrize("role", [None, Role.TRANSLATOR, Role.REVIEWER, Role.ADMIN])
def test_no_request_is_a_bug(site: Site, project: Project, role: Role | None) -> None:
    work = worked(site, project)
    browser = site.browser(role)
    known = {**KNOWN, "unit": work.unit().unit.id}
    asked = set()
    for route, request in described.requests_to(site.app, known):
        headers = {**request.headers, "X-CSRF-Token": browser.csrf()}
        method, url = str(request.method), str(request.url)
        reply = browser.request(method, url, headers=headers, content=request.body)
        assert reply.status_code < 500, (method, url, request.body)
        asked.add(route)
        if route == "POST /logout":
            site.clock.now += 3600  # whoever tries the door too often waits
            browser = site.browser(role)
    assert asked == {f"{method} {path}".replace(":path", "") for method, path in access.ACCESS}


@pytest.mark.parametrize("raw", ["%ff", "%ed%a0%80", "%00", "%", "%25ff"])
def test_an_address_that_is_no_text_is_no_bug(site: Site, raw: str) -> None:
    browser = site.browser(Role.ADMIN)
    for method, path in access.ACCESS:
        address = re.sub("{[^}]*}", raw, path)
        data = f"csrf={browser.csrf()}&name={raw}&target={raw}&number={raw}".encode()
        for query in ("", f"?q={raw}&locale={raw}&days={raw}&next={raw}&after={raw}"):
            reply = browser.request(
                method, address + query, headers=FORM, content=data if method == "POST" else None
            )
            assert reply.status_code < 500, (method, address, query)
        if path == "/logout":
            site.clock.now += 3600
            browser = site.browser(Role.ADMIN)
