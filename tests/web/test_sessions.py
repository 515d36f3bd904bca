"""Sessions begin, end, and can't be made, kept or ridden by others."""

import re

import pytest
from sqlalchemy import func, select

from l10n.store import people, tokens
from l10n.store.schema import ended_sessions
from l10n.transitions import Role
from tests.web.conftest import PASSWORD, Browser, Machine, Site

HOUR = 3600
DAY = 24 * HOUR


def cookie(browser: Browser) -> tuple[str, str]:
    found: list[tuple[str, str]] = [
        (name, value) for name, value in browser.cookies.items() if name.startswith("session-")
    ]
    assert len(found) == 1
    return found[0]


def logged_in(browser: Browser) -> bool:
    code: int = browser.get("/account").status_code
    assert code in {200, 303}
    return code == 200


def test_the_cookie_is_kept_from_scripts_and_other_sites(site: Site) -> None:
    browser = site.browser()
    told = browser.log_in("root").headers["set-cookie"]
    assert told.startswith("session-")
    assert told.endswith("; Path=/; HttpOnly; SameSite=Lax")


def test_over_https_the_cookie_goes_over_nothing_else(site: Site) -> None:
    from l10n.web.app import Door, create

    browser = Browser(create(site.services, Door()))
    assert browser.get("/login").headers["set-cookie"].startswith("__Host-session-")
    assert browser.get("/login").headers["set-cookie"].endswith("; Secure")
    assert "your browser will not keep you logged in" in browser.get("/login").text


def test_a_log_in_changes_the_session(site: Site) -> None:
    browser = site.browser()
    planted, secret = browser.csrf(), ""
    before = cookie(browser)[1]
    browser.log_in("root")
    after, secret = cookie(browser)[1], browser.csrf()
    assert after != before
    assert secret != planted
    # Who planted the session before has nothing by it.
    name, _value = cookie(browser)
    assert not logged_in(Browser(site.app, cookies={name: before}))


def test_a_session_that_is_not_used_ends_after_twelve_hours(site: Site) -> None:
    browser = site.browser(Role.TRANSLATOR)
    for _hour in range(3):
        site.clock.now += 11 * HOUR
        assert logged_in(browser)
    site.clock.now += 12 * HOUR + 1
    assert not logged_in(browser)


def test_a_session_ends_after_seven_days_however_busy(site: Site) -> None:
    browser = site.browser(Role.TRANSLATOR)
    for _time in range(7 * 24 // 6):
        site.clock.now += 6 * HOUR
        assert logged_in(browser)
    site.clock.now += 6 * HOUR
    assert not logged_in(browser)


def test_a_cookie_that_was_tampered_with_is_nothing(site: Site) -> None:
    name, value = cookie(site.browser(Role.ADMIN))
    body, _dot, signature = value.rpartition(".")
    for bad in (
        value[:-1],
        f"{body}x.{signature}",
        f"{body}.",
        "",
        "." * 50,
        "x" * 3000,
        "null",
        f".{value}",
    ):
        assert not logged_in(Browser(site.app, cookies={name: bad})), bad


def test_a_cookie_of_another_store_is_nothing(site: Site, machine: Machine) -> None:
    # Loopback and team sessions of one store are signed for different purposes.
    own = Browser(machine.app)
    own.get(f"/enter?key={machine.app.state.door.links.offer()}")
    value = cookie(own)[1]
    name = cookie(site.browser(Role.ADMIN))[0]
    assert not logged_in(Browser(site.app, cookies={name: value}))


def test_a_new_password_a_switch_off_and_a_log_out_end_sessions(site: Site) -> None:
    first, second = site.browser(Role.REVIEWER), site.browser(Role.REVIEWER)
    name = site.person(Role.REVIEWER)
    second.submit("/logout")
    assert not logged_in(second)
    assert logged_in(first)
    with site.services.database.writing() as connection:
        people.set_password(connection, name, PASSWORD)
    assert not logged_in(first)
    third = site.browser(Role.REVIEWER)
    with site.services.database.writing() as connection:
        people.change(connection, name, active=False)
    assert not logged_in(third)
    with site.services.database.writing() as connection:
        people.change(connection, name, active=True)
    assert not logged_in(third)


def test_a_copy_of_the_cookie_is_worth_nothing_after_the_log_out(
    site: Site, machine: Machine
) -> None:
    own = Browser(machine.app)
    own.get(f"/enter?key={machine.app.state.door.links.offer()}")
    for browser, app in ((site.browser(Role.REVIEWER), site.app), (own, machine.app)):
        name, value = cookie(browser)
        copy = Browser(app, cookies={name: value})
        assert copy.get("/queue").status_code == 200
        browser.submit("/logout")
        assert copy.get("/queue").status_code == 303
        # A cookie that was signed anew meanwhile is the same session.
        assert Browser(app, cookies={name: value}).get("/queue").status_code == 303


def test_who_logs_in_again_leaves_no_session_behind(site: Site) -> None:
    browser = site.browser(Role.REVIEWER)
    name, value = cookie(browser)
    browser.log_in(site.person(Role.REVIEWER))
    assert browser.get("/queue").status_code == 200
    assert Browser(site.app, cookies={name: value}).get("/queue").status_code == 303


def test_what_is_kept_of_ended_sessions_goes_a_year_later(site: Site) -> None:
    for _time in range(3):
        site.browser(Role.REVIEWER).submit("/logout")
        site.clock.now += 375 * DAY
    with site.services.database.reading() as connection:
        kept = connection.execute(select(func.count()).select_from(ended_sessions)).scalar_one()
    assert kept == 1


def test_a_new_password_and_a_switch_off_end_tokens(site: Site) -> None:
    def works(token: str) -> bool:
        headers = {"Authorization": f"Bearer {token}"}
        return bool(Browser(site.app).get("/api/v1/me", headers=headers).status_code == 200)

    name, token = site.person(Role.REVIEWER), site.token(Role.REVIEWER)
    other = site.token(Role.TRANSLATOR)
    assert works(token)
    with site.services.database.writing() as connection:
        people.change(connection, name, active=False)
        people.change(connection, name, active=True)
    assert not works(token)
    token = site.token(Role.REVIEWER)
    admin = site.browser(Role.ADMIN)
    new = {"role": "reviewer", "active": "yes", "password": "another long password"}
    assert admin.submit("/people/change", name=name, **new).status_code == 303
    assert not works(token)
    assert works(other)


def test_an_admin_sees_everybodys_tokens_and_revokes_one(site: Site) -> None:
    name, token = site.person(Role.REVIEWER), site.token(Role.REVIEWER)
    admin = site.browser(Role.ADMIN)
    (mark,) = re.findall(r'name="token" value="([0-9a-f]{64})"', admin.get("/people").text)
    # The token of a person, named with another's name, is not theirs.
    admin.submit("/people/tokens/revoke", name="root", token=mark)
    assert mark in admin.get("/people").text
    admin.submit("/people/tokens/revoke", name=name, token=mark)
    assert mark not in admin.get("/people").text
    headers = {"Authorization": f"Bearer {token}"}
    assert Browser(site.app).get("/api/v1/me", headers=headers).status_code == 401


def test_a_change_of_role_counts_at_once(site: Site) -> None:
    browser = site.browser(Role.REVIEWER)
    assert browser.get("/people").status_code == 403
    with site.services.database.writing() as connection:
        people.change(connection, site.person(Role.REVIEWER), role=Role.ADMIN)
    assert browser.get("/people").status_code == 200


def test_other_sessions_end_and_this_one_stays(site: Site) -> None:
    here, there = site.browser(Role.TRANSLATOR), site.browser(Role.TRANSLATOR)
    assert here.submit("/account/sessions").status_code == 303
    assert "Your other sessions are over." in here.get("/account").text
    assert "Your other sessions are over." not in here.get("/account").text
    assert not logged_in(there)


@pytest.mark.parametrize("fields", [{}, {"csrf": ""}, {"csrf": "x" * 32}, {"csrf": "文" * 9}])
def test_a_form_without_the_sessions_secret_is_refused(site: Site, fields: dict[str, str]) -> None:
    browser = site.browser(Role.ADMIN)
    form = {"name": "new", "password": PASSWORD, "role": "admin", **fields}
    assert browser.post("/people", data=form).status_code == 403
    assert site.browser(Role.TRANSLATOR).csrf() != browser.csrf()
    form["csrf"] = site.browser(Role.TRANSLATOR).csrf()
    assert browser.post("/people", data=form).status_code == 403
    assert ">new<" not in browser.get("/people").text


def test_a_script_of_ours_sends_the_secret_in_a_header(site: Site) -> None:
    browser = site.browser(Role.ADMIN)
    found = re.search('name="csrf-token" content="([^"]+)"', browser.get("/people").text)
    assert found
    form = {"name": "new", "password": PASSWORD, "role": "admin"}
    reply = browser.post("/people", data=form, headers={"X-CSRF-Token": found[1]})
    assert reply.status_code == 303
    assert "<bdi>new</bdi>" in browser.get("/people").text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
    ],
)
def test_a_form_that_another_site_sends_is_refused(site: Site, headers: dict[str, str]) -> None:
    browser = site.browser(Role.TRANSLATOR)
    csrf = browser.csrf()
    assert browser.post("/logout", data={"csrf": csrf}, headers=headers).status_code == 403
    good = {"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8020"}
    assert browser.post("/logout", data={"csrf": csrf}, headers=good).status_code == 303


def test_a_token_makes_no_session_and_needs_no_secret(site: Site) -> None:
    browser = Browser(site.app)
    headers = {"Authorization": f"bearer {site.token(Role.TRANSLATOR, ['fr'])}"}
    reply = browser.get("/api/v1/me", headers=headers)
    assert reply.json() == {"name": "translator-fr", "role": "translator", "locales": ["fr"]}
    assert "set-cookie" not in reply.headers
    assert browser.get("/account", headers=headers).status_code == 303


def test_a_token_that_is_over_is_nothing_even_beside_a_session(site: Site) -> None:
    token = site.token(Role.TRANSLATOR, expires_at=site.services.now(HOUR))
    browser, headers = site.browser(Role.TRANSLATOR), {"Authorization": f"Bearer {token}"}
    assert browser.get("/api/v1/me", headers=headers).status_code == 200
    site.clock.now += HOUR
    reply = browser.get("/api/v1/me", headers=headers)
    assert reply.status_code == 401
    assert reply.headers["www-authenticate"] == "Bearer"
    assert "expired" in reply.json()["error"]["message"]
    lasting = {"Authorization": f"Bearer {site.token(Role.TRANSLATOR)}"}
    with site.services.database.writing() as connection:
        people.change(connection, site.person(Role.TRANSLATOR), active=False)
    assert browser.get("/api/v1/me", headers=lasting).status_code == 401


def test_tokens_are_shown_once_and_revoked_by_their_owner_alone(site: Site) -> None:
    browser = site.browser(Role.TRANSLATOR)
    page = browser.submit("/account/tokens", label="<b>build</b>", days="7")
    assert page.status_code == 201
    found = re.search("l10n_[A-Za-z0-9_-]{43}", page.text)
    assert found
    token = found[0]
    again = browser.get("/account").text
    assert token not in again
    assert "&lt;b&gt;build&lt;/b&gt;" in again
    with site.services.database.reading() as connection:
        (kept,) = tokens.of(connection, site.person(Role.TRANSLATOR))
    assert token not in kept.hash
    headers = {"Authorization": f"Bearer {token}"}
    site.browser(Role.REVIEWER).submit("/account/tokens/revoke", token=kept.hash)
    assert Browser(site.app).get("/api/v1/me", headers=headers).status_code == 200
    browser.submit("/account/tokens/revoke", token=kept.hash)
    assert Browser(site.app).get("/api/v1/me", headers=headers).status_code == 401
