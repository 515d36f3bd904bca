"""What every reply says about itself; how much a request may bring; hostile text on pages."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from l10n.store import people
from l10n.transitions import Role
from l10n.web import access, static_files
from l10n.web.headers import BODY_LIMIT, POLICY
from tests.web.conftest import PASSWORD, Browser, Machine, Site
from tests.web.test_access import filled


def test_every_reply_has_the_policy(site: Site) -> None:
    browsers = [site.browser(), site.browser(Role.ADMIN)]
    paths = [filled(path) for method, path in access.ACCESS if method == "GET"]
    for browser in browsers:
        for path in [*paths, "/nothing", "/api/v1/nothing", "/people?x=\ufffd"]:
            reply = browser.get(path)
            for name, value in POLICY.items():
                if name != "Cache-Control" or not path.startswith("/static/"):
                    assert reply.headers[name] == value, (path, name)


def test_the_policy_lets_nothing_run_but_ours() -> None:
    parts = dict(
        part.strip().split(" ", 1) for part in POLICY["Content-Security-Policy"].split(";")
    )
    assert parts["default-src"] == "'none'"
    assert parts["script-src"] == parts["style-src"] == "'self'"
    assert "unsafe" not in POLICY["Content-Security-Policy"]


def test_no_page_has_script_or_style_of_its_own(site: Site) -> None:
    browser = site.browser(Role.ADMIN)
    for method, path in access.ACCESS:
        page = browser.get(filled(path)).text if method == "GET" else ""
        if page.startswith("<!doctype"):
            assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", page), path


def test_static_files_are_kept_by_their_version(site: Site) -> None:
    browser = site.browser(Role.ADMIN)
    address = re.search('href="([^"]+base.css)"', browser.get("/people").text)
    assert address
    reply = browser.get(address[1])
    assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert reply.headers["content-type"] == "text/css; charset=utf-8"
    assert "set-cookie" not in reply.headers
    old = browser.get("/static/000000000000/base.css")
    assert old.headers["cache-control"] == "no-cache"
    assert old.content == reply.content
    with pytest.raises(KeyError):
        static_files.address("nothing.css")


def stream(size: int) -> Iterator[bytes]:
    for _chunk in range(0, size, 65536):
        yield b"x" * 65536


def test_a_body_that_announces_too_much_is_not_read(site: Site) -> None:
    browser = site.browser()
    reply = browser.post("/login", content=b"x" * (BODY_LIMIT + 1))
    assert reply.status_code == 413
    assert "This is more than the server takes at once." in reply.text


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_body_that_comes_in_pieces_ends_at_the_limit(site: Site, kind: str) -> None:
    browser = site.browser()
    read = 0

    def counted() -> Iterator[bytes]:
        nonlocal read
        yield b"--b\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n"
        for chunk in stream(8 * BODY_LIMIT):
            read += len(chunk)
            yield chunk

    headers = {"Content-Type": f"{kind}; boundary=b"}
    reply = browser.post("/login", content=counted(), headers=headers)
    assert reply.status_code == 413
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_a_body_within_the_limit_is_read(site: Site) -> None:
    browser = site.browser()
    data = {"csrf": browser.csrf(), "name": "x" * (BODY_LIMIT // 4), "password": "x"}
    assert browser.post("/login", data=data).status_code == 401


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b"--c\r\n\r\n"),
        ("multipart/form-data; boundary=b", b"--b\r\n" + b"A" * 100_000),
        ("application/x-www-form-urlencoded", b"&" * 100_000),
        ("application/x-www-form-urlencoded", b"a=1&" * 5000),
        ("application/x-www-form-urlencoded", b"csrf=%ff%fe&name=%00"),
        ("application/json", b"{" * 1000),
        ("text/plain", b"csrf=x"),
        ("nonsense", b""),
    ],
)
@pytest.mark.parametrize("path", ["/login", "/people", "/account/tokens", "/webhooks/remove"])
def test_a_broken_body_is_refused_in_our_words(
    site: Site, path: str, kind: str, body: bytes
) -> None:
    browser = site.browser()
    browser.log_in("root")
    reply = browser.post(path, content=body, headers={"Content-Type": kind})
    assert 400 <= reply.status_code < 500
    assert "<main" in reply.text
    assert "Traceback" not in reply.text


@pytest.mark.parametrize("number", ["-1", "99999999999999999999999999", "1.5", "x"])
def test_a_number_that_is_none_is_refused(site: Site, number: str) -> None:
    browser = site.browser()
    browser.log_in("root")
    assert browser.submit("/webhooks/remove", number=number).status_code in {303, 422}
    assert browser.submit("/account/tokens", label="x", days=number).status_code == 422


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE people; --",
    "{{ 7 * 7 }} %(name)s {0}",
    "</title></textarea>",
    "x" * 200,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text_on_every_page(site: Site, name: str) -> None:
    with site.services.database.writing() as connection:
        people.add(connection, name, PASSWORD, Role.ADMIN, at=site.services.now())
    browser = site.browser()
    assert browser.log_in(name).status_code == 303
    browser.submit("/account/tokens", label=name)
    for path in ("/people", "/account", "/webhooks", "/nothing"):
        page = browser.get(path).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "49" not in re.findall(r"<bdi>([^<]*)</bdi>", page)


@pytest.mark.parametrize("text", [*HOSTILE, "a\x00b", "a\u202eb", "\ud800", "a\r\nSet-Cookie: x=1"])
def test_hostile_fields_come_back_as_text(site: Site, text: str) -> None:
    browser = site.browser()
    browser.log_in("root")
    sent = text.encode("utf-8", "surrogatepass")
    forms: dict[str, dict[str, Any]] = {
        "/people": {"name": sent, "password": "x", "role": sent},
        "/webhooks": {"url": sent, "topics": "approve"},
        "/account/tokens": {"label": sent, "days": "7"},
        "/login": {"name": sent, "password": sent, "next": sent},
        "/language": {"language": sent, "next": sent},
    }
    for path, form in forms.items():
        reply = browser.submit(path, **form)
        assert reply.status_code < 500, path
        assert "<script>alert" not in reply.text
        assert "<img" not in reply.text
        assert "\u202e" not in reply.text
        assert "x=1" not in reply.headers.get("set-cookie", "")


def test_a_webhook_is_added_shown_without_its_secret_and_removed(machine: Machine) -> None:
    browser = Browser(machine.app)
    browser.get(f"/enter?key={machine.app.state.door.links.offer()}")
    assert (
        browser.submit("/webhooks", url="file:///etc/passwd", topics="approve").status_code == 422
    )
    assert browser.submit("/webhooks", url="https://example.org", topics="x").status_code == 422
    page = browser.submit("/webhooks", url="https://example.org/h", topics=["approve", "release"])
    assert page.status_code == 201
    secret = re.search('class="secret">([0-9a-f]{64})<', page.text)
    assert secret
    listed = browser.get("/webhooks").text
    assert "https://example.org/h" in listed
    assert secret[1] not in listed
    number = re.search('name="number" value="([0-9]+)"', listed)
    assert number
    browser.submit("/webhooks/remove", number=number[1])
    page = browser.get("/webhooks").text
    assert "The webhook is removed." in page
    assert "https://example.org/h" not in page


def test_a_store_that_is_gone_is_told_and_a_bug_hides_its_trace(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    browser = site.browser(Role.ADMIN)
    with site.services.database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE people RENAME TO gone")
    page = browser.get("/people")
    assert page.status_code == 503
    assert "The store is out of reach" in page.text
    assert browser.get("/api/v1/me").json()["error"]["status"] == 503
    assert "no such table" not in page.text
    with site.services.database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE gone RENAME TO people")
        connection.exec_driver_sql("UPDATE people SET role = 'nonsense'")
    page = browser.get("/people")
    assert page.status_code == 500
    assert "This is a bug in l10n" in page.text
    assert "Traceback" not in page.text
    assert "ValueError" in caplog.text
