"""The words of a post that moderation holds back leave by no door."""

import json
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from l10n.exchange.export import export_units
from l10n.model import Kind
from l10n.project import config
from l10n.review import announce
from l10n.review.decide import Actor, Decision, decide
from l10n.review.memories import Memories
from l10n.store import queue, webhooks
from l10n.store.database import Database
from l10n.store.records import Record
from l10n.store.webhooks import Topic
from l10n.transitions import Action, Role
from l10n.web.services import Services
from tests.conftest import Project, copied
from tests.web.conftest import Clock, Site
from tests.web.test_moderation import LIST, PAIR, SETTINGS, bring, place, seen

LIKE = {**PAIR, "id": "p2/body", "source": "今天 刷 牙 赚了", "target": "Brushed today"}
_TURN = count(1)
CAPTIONS = queue.Filter(locale="en", kind=Kind.CAPTION)


def _exported(form: str) -> Callable[[Site, list[Record]], str]:
    def exported(site: Site, _records: list[Record]) -> str:
        with site.services.database.reading() as connection:
            return export_units(connection, site.services.config, CAPTIONS, form).data.decode()

    return exported


def _page(site: Site, _records: list[Record]) -> str:
    browser = site.browser(Role.REVIEWER)
    return str(browser.get("/exchange/file?locale=en&format=csv&kind=caption").text)


def _told(site: Site, _records: list[Record]) -> str:
    """The approvals were announced before anybody hid anything."""
    told, now = [], 1e9 * next(_TURN)
    with site.services.database.writing() as connection:
        while one := webhooks.claim_next(connection, 1, now, now + 1):
            told.append(announce.given_out(connection, one).payload)
    return json.dumps(told, ensure_ascii=False)


def _offered(site: Site, records: list[Record]) -> str:
    memories = Memories(site.services.config, site.services.database)
    return str([memories.matches(record, 9) for record in records])


def _listed(site: Site, _records: list[Record]) -> str:
    token = site.token(Role.REVIEWER)
    return str(site.browser().get("/api/v1/units?kind=caption", headers=_as(token)).text)


def _opened(site: Site, records: list[Record]) -> str:
    browser, given = site.browser(), _as(site.token(Role.REVIEWER))
    return "".join(
        browser.get(f"/api/v1/units/en/{record.unit.id}", headers=given).text for record in records
    )


def _as(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


DOORS = {
    "l10n export, as shipped": _exported("jsonl"),
    "l10n export, XLIFF": _exported("xliff"),
    "l10n export, CSV": _exported("csv"),
    "l10n export, PO": _exported("po"),
    "the tool's export": _page,
    "webhooks": _told,
    "matches beside other units": _offered,
    "the API's list": _listed,
    "a unit by the API": _opened,
}


@pytest.fixture
def services(project: Project, clock: Clock, empty_store: Path) -> Iterator[Services]:
    project.write("l10n.toml", SETTINGS)
    project.write("moderation/list.csv", LIST)
    settings = config.load(project.root / "l10n.toml")
    with Database(copied(empty_store, project.root / ".l10n" / "review.sqlite")) as database:
        yield Services(settings, database, clock)


def test_what_moderation_holds_back_leaves_by_no_door(site: Site) -> None:
    database, now = site.services.database, site.services.now()
    with database.writing() as connection:
        webhooks.add(connection, "https://example.org/hook", [Topic.APPROVE])
    [case] = bring(site, PAIR, LIKE)
    with database.reading() as connection:
        records = list(queue.page(connection, CAPTIONS, queue.Order.POSITION).records)
    actor = Actor("Ann", Role.REVIEWER)
    for record in records:
        asked = Decision("en", record.unit.id, Action.APPROVE, record.hash)
        with database.writing() as connection:
            decide(connection, site.services.rules, actor, [asked], now)
    browser = site.browser(Role.MODERATOR)
    for action, is_out in (("hide", False), ("escalate", False), ("allow", True)):
        page = browser.get(place(case)).text
        browser.submit(place(case), action=action, seen=seen(page), note="why")
        said = {name: door(site, records) for name, door in DOORS.items()}
        for words in ("Made money", "刷 单"):
            assert {name for name in said if words in said[name]} == (
                DOORS.keys() if is_out else set()
            )
        assert [name for name in said if "Brushed today" not in said[name]] == []
