"""A clock that is put back, or ran ahead for a while: no door stays open for longer, none shuts."""

import pytest

from l10n.exchange import uploads
from l10n.transitions import Role
from tests.web.conftest import Browser, Machine, Site
from tests.web.test_sessions import DAY, HOUR, cookie, logged_in

AHEAD = [HOUR, DAY, 30 * DAY, 300 * DAY]


@pytest.mark.parametrize("ahead", AHEAD)
def test_a_session_of_a_clock_that_ran_ahead_is_over(site: Site, ahead: int) -> None:
    site.clock.now += ahead
    browser = site.browser(Role.REVIEWER)
    assert logged_in(browser)
    site.clock.now -= ahead
    assert not logged_in(browser)
    # A new one is as good as ever.
    assert logged_in(site.browser(Role.REVIEWER))


def test_a_clock_that_is_set_right_by_a_little_ends_nothing(site: Site) -> None:
    browser = site.browser(Role.REVIEWER)
    site.clock.now -= 60
    assert logged_in(browser)


@pytest.mark.parametrize("ahead", AHEAD)
def test_a_log_out_holds_while_a_clock_runs_ahead_and_back(site: Site, ahead: int) -> None:
    browser = site.browser(Role.REVIEWER)
    name, value = cookie(browser)
    browser.submit("/logout")
    site.clock.now += ahead
    site.browser(Role.REVIEWER).submit("/logout")  # forgets what it takes for long over
    site.clock.now -= ahead
    assert not logged_in(Browser(site.app, cookies={name: value}))


@pytest.mark.parametrize("ahead", AHEAD)
def test_a_token_lives_no_longer_by_a_clock_that_ran_ahead(site: Site, ahead: int) -> None:
    site.clock.now += ahead
    token = site.token(Role.TRANSLATOR, expires_at=site.services.now(HOUR))
    headers = {"Authorization": f"Bearer {token}"}
    assert site.browser().get("/api/v1/me", headers=headers).status_code == 200
    site.clock.now -= ahead
    assert site.browser().get("/api/v1/me", headers=headers).status_code == 401


@pytest.mark.parametrize("ahead", AHEAD)
def test_a_link_lives_no_longer_by_a_clock_that_ran_ahead(machine: Machine, ahead: int) -> None:
    links, clock = machine.app.state.door.links, machine.app.state.services.clock
    clock.now += ahead
    old = links.offer()
    clock.now -= ahead
    assert Browser(machine.app).get(f"/enter?key={old}").status_code == 403
    # And whoever sits there gets one that works.
    assert Browser(machine.app).get(f"/enter?key={links.offer()}").status_code == 303


@pytest.mark.parametrize("ahead", [0, *AHEAD[1:]])
def test_an_upload_is_kept_an_hour_whatever_the_clock_did(site: Site, ahead: int) -> None:
    config, now = site.services.config, site.clock.now
    kept = uploads.keep(config, "Ann", "a.csv", b"data", now + ahead)
    found = list((config.root / ".l10n/uploads").glob("*-*"))
    assert uploads.find(config, "Ann", kept.key, now + ahead).data == b"data"
    # Somebody else's comes when the clock is right again, or an hour later: the old one goes.
    uploads.keep(config, "Ben", "b.csv", b"data", now if ahead else now + HOUR + 1)
    assert not found[0].exists()
