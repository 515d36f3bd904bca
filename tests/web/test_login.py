"""Coming in: by password, slowly for who guesses; on one's own machine by a link."""

import statistics
import time
from itertools import count

import pytest
from argon2 import PasswordHasher
from sqlalchemy import update

from l10n.store import people
from l10n.store.schema import people as table
from l10n.transitions import Role
from l10n.web import serve
from tests.web.conftest import PASSWORD, Browser, Machine, Site


def test_who_knows_the_password_is_let_in(site: Site) -> None:
    browser = site.browser()
    wrong = browser.log_in("root", "wrong password")
    assert wrong.status_code == 401
    assert "The name or the password is wrong." in wrong.text
    assert PASSWORD not in wrong.text
    assert browser.log_in("  root ").headers["location"] == "/"
    assert browser.get("/people").status_code == 200
    assert browser.get("/login").status_code == 303


@pytest.mark.parametrize(
    "name", ["", "nobody", "Root", "root\x00", "\ud800", "x" * 5000, "<script>alert(1)</script>"]
)
def test_a_name_that_nobody_has_is_refused_like_a_wrong_password(site: Site, name: str) -> None:
    sent = name.encode("utf-8", "surrogatepass")
    browser = site.browser()
    reply = browser.post("/login", data={"csrf": browser.csrf(), "name": sent, "password": "x"})
    assert reply.status_code == 401
    assert "The name or the password is wrong." in reply.text
    assert "<script>" not in reply.text


def test_a_name_or_password_of_marks_without_end_holds_nobody_up(site: Site) -> None:
    """Unicode's composition takes the square of a run of marks: minutes of them fit in a form."""
    marks = "e" + "\u0301\u0316" * 40_000
    browser = site.browser()
    start = time.perf_counter()
    assert browser.log_in(marks, "x").status_code == 401
    assert browser.log_in("root", marks).status_code == 401
    assert time.perf_counter() - start < 10


def test_the_time_tells_nobody_who_is_known(site: Site) -> None:
    with site.services.database.reading() as connection:
        known = people.get(connection, "root")
    people.matches(None, PASSWORD)

    def took(person: people.Person | None) -> float:
        start = time.perf_counter()
        assert not people.matches(person, "wrong password")
        return time.perf_counter() - start

    pairs = [(took(known), took(None)) for _time in range(5)]
    right, unknown = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert 0.3 < unknown / right < 3


def test_guessing_a_name_is_slowed_down_more_and_more(site: Site) -> None:
    browser = site.browser()
    for _try in range(5):
        assert browser.log_in("root", "wrong password").status_code == 401
    waits = []
    for _try in range(4):
        slow = browser.log_in("root", "wrong password")
        assert slow.status_code == 429
        assert "Too many tries" in slow.text
        waits.append(int(slow.headers["retry-after"]))
        # The right password does not help before the time has come.
        assert browser.log_in("root").status_code == 429
        site.clock.now += waits[-1]
        assert browser.log_in("root", "wrong password").status_code == 401
    assert waits == [30, 60, 120, 240]
    # Others are not held up by it.
    assert site.browser(Role.REVIEWER).get("/account").status_code == 200
    site.clock.now += 15 * 60
    assert browser.log_in("root").status_code == 303


def test_a_name_typed_otherwise_is_no_way_round_the_wait(site: Site) -> None:
    browser = site.browser()
    for name in ("root", " root", "root ", "root\t", "\u3000root"):
        assert browser.log_in(name, "wrong password").status_code == 401
    assert browser.log_in("root\u2003", "wrong password").status_code == 429


def test_a_weak_hash_is_made_anew_and_the_session_stays(site: Site) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with site.services.database.writing() as connection:
        connection.execute(update(table).where(table.c.name == "root").values(password=weak))
    earlier = site.browser()
    earlier.log_in("root")
    with site.services.database.reading() as connection:
        now = people.get(connection, "root")
    assert now is not None
    assert now.password != weak
    assert people.matches(now, PASSWORD)
    assert earlier.get("/people").status_code == 200
    assert site.browser().log_in("root").status_code == 303


def test_the_same_password_comes_from_any_keyboard(site: Site) -> None:
    with site.services.database.writing() as connection:
        people.set_password(connection, "root", "Ｃａｆé 密码 1234")
    assert site.browser().log_in("root", "Cafe\u0301 密码 1234").status_code == 303


def test_a_person_changes_their_password(site: Site) -> None:
    browser, elsewhere = site.browser(Role.TRANSLATOR), site.browser(Role.TRANSLATOR)
    new = "another long password"
    send = {"old": PASSWORD, "new": new, "again": new}
    assert "differ" in browser.submit("/account/password", **{**send, "again": "x"}).text
    assert "is wrong" in browser.submit("/account/password", **{**send, "old": "x"}).text
    short = browser.submit("/account/password", old=PASSWORD, new="short", again="short")
    assert short.status_code == 422
    assert browser.submit("/account/password", **send).status_code == 303
    assert "Your password is changed" in browser.get("/account").text
    assert elsewhere.get("/account").status_code == 303
    assert site.browser().log_in("translator").status_code == 401
    assert site.browser().log_in("translator", new).status_code == 303


def test_an_admin_adds_and_changes_people(site: Site) -> None:
    admin = site.browser(Role.ADMIN)
    form = {"name": " Li  Lei ", "password": PASSWORD, "role": "translator", "locales": ["fr"]}
    assert admin.submit("/people", **form).status_code == 303
    assert "Added Li Lei." in admin.get("/people").text
    theirs = site.browser()
    assert theirs.log_in("Li Lei").status_code == 303
    for bad in ({"role": "pipeline"}, {"role": "x"}, {"locales": "de"}, {"name": "a\x07"}, {}):
        assert admin.submit("/people", **{**form, **bad}).status_code == 422, bad
    change = {"name": "Li Lei", "role": "reviewer", "active": "yes"}
    assert admin.submit("/people/change", **change).status_code == 303
    assert theirs.get("/account").status_code == 200
    assert admin.submit("/people/change", name="Li Lei", role="reviewer").status_code == 303
    assert theirs.get("/account").status_code == 303
    assert admin.submit("/people/change", **{**change, "name": "nobody"}).status_code == 422


def test_the_last_admin_stays(site: Site) -> None:
    browser = site.browser()
    browser.log_in("root")
    for change in ({"role": "reviewer", "active": "yes"}, {"role": "admin"}):
        reply = browser.submit("/people/change", name="root", **change)
        assert reply.status_code == 422
        assert "root is the only admin." in reply.text
    assert browser.get("/people").status_code == 200


def test_the_link_opens_once_and_a_new_one_is_told(machine: Machine) -> None:
    stranger = Browser(machine.app)
    assert stranger.get("/people").headers["location"].startswith("/login")
    assert "Open the link in the terminal" in stranger.get("/login").text
    stranger.get("/login")
    (key,) = machine.keys
    assert stranger.get("/enter?key=wrong").status_code == 403
    assert stranger.get("/enter?key=文").status_code == 403
    browser = Browser(machine.app)
    assert browser.get(f"/enter?key={key}").headers["location"] == "/"
    assert browser.get("/people").status_code == 200
    assert "<bdi>Ann</bdi>" in browser.get("/people").text
    assert stranger.get(f"/enter?key={key}").status_code == 403
    assert len(machine.keys) == 2
    assert stranger.get("/people").status_code == 303


def test_the_link_is_good_for_ten_minutes(machine: Machine) -> None:
    key = machine.app.state.door.links.offer()
    machine.app.state.services.clock.now += 601
    assert Browser(machine.app).get(f"/enter?key={key}").status_code == 403


def test_on_ones_own_machine_there_are_no_passwords(machine: Machine) -> None:
    browser = Browser(machine.app)
    assert browser.log_in("root").status_code == 404
    browser.get(f"/enter?key={machine.app.state.door.links.offer()}")
    assert browser.get("/account").status_code == 404


def test_where_people_have_accounts_there_is_no_link(site: Site) -> None:
    assert site.browser().get("/enter?key=x").status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::2]"])
def test_another_sites_name_does_not_lead_to_ones_own_machine(machine: Machine, host: str) -> None:
    assert Browser(machine.app).get("/login", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8020", "localhost:1", "[::1]:8020", "LOCALHOST"])
def test_ones_own_names_do(machine: Machine, host: str) -> None:
    assert Browser(machine.app).get("/login", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("proxy", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_a_proxy_on_this_machine_tells_whom_it_speaks_for(site: Site, proxy: str) -> None:
    """Also as a server that listens to "::" sees it; a client from elsewhere tells nothing."""
    config = serve.server(site.app, behind_proxy=True).config
    config.load()

    def tries(client: str, speaks_for: str) -> int:
        browser = Browser(config.loaded_app, client=(client, 1))
        form = {"csrf": browser.csrf(), "name": f"{speaks_for} {next(numbers)}", "password": "x"}
        headers = {"X-Forwarded-For": speaks_for}
        return int(browser.post("/login", data=form, headers=headers).status_code)

    numbers = count()
    assert [tries(proxy, "192.0.2.7") for _try in range(31)] == [401] * 30 + [429]
    assert tries(proxy, "192.0.2.8") == 401
    assert [tries("10.0.0.9", f"192.0.2.{n}") for n in range(100, 131)] == [401] * 30 + [429]
