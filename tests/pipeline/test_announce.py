"""Approvals are told in the transaction that makes them, whoever makes them and wherever."""

from contextlib import suppress
from typing import Any

from sqlalchemy import select

from l10n.errors import ReviewError
from l10n.pipeline import catalogs
from l10n.review import Action, Role
from l10n.store import ledger, webhooks
from l10n.store.schema import deliveries
from l10n.store.webhooks import Topic
from tests.pipeline.conftest import ZH, Desk

MUTE = "Mute words and tags"
GOOD = "静音词语和标签"
URL = "https://example.org/hook"


def listen(desk: Desk, *topics: Topic) -> None:
    with desk.database.writing() as connection:
        webhooks.add(connection, URL, topics)


def told(desk: Desk) -> list[dict[str, Any]]:
    with desk.database.reading() as connection:
        rows = connection.execute(select(deliveries).order_by(deliveries.c.number))
        return [{"topic": row.topic, **row.payload} for row in rows]


def test_an_approval_is_told_as_the_ledger_has_it(desk: Desk) -> None:
    desk.sync()
    listen(desk, Topic.APPROVE)
    record = desk.decide(desk.unit(MUTE), Action.EDIT, Action.APPROVE, target=GOOD)
    with desk.database.reading() as connection:
        event = ledger.of(connection, ZH, record.unit.id)[-1]
    assert told(desk) == [
        {
            "topic": "approve",
            "locale": ZH,
            "unit": record.unit.id,
            "source": [MUTE],
            "target": [GOOD],
            "approved_by": "Ann",
            "at": event.at,
            "hash": record.hash,
            "number": event.number,
        }
    ]


def test_what_approves_nothing_is_not_told(desk: Desk) -> None:
    desk.sync()
    listen(desk, Topic.APPROVE)
    record = desk.decide(desk.unit(MUTE), Action.EDIT, target=GOOD)
    record = desk.decide(record, Action.REJECT)
    with suppress(ReviewError):
        desk.decide(record, Action.EDIT, Action.APPROVE, target="哑词", role=Role.REVIEWER)
    assert told(desk) == []


def test_who_listens_to_releases_alone_hears_of_no_approval(desk: Desk) -> None:
    desk.sync()
    listen(desk, Topic.RELEASE)
    desk.decide(desk.unit(MUTE), Action.APPROVE)
    assert told(desk) == []


def test_an_approval_in_the_catalog_is_told_once(desk: Desk) -> None:
    desk.sync()
    listen(desk, Topic.APPROVE)
    assert desk.project.run("approve", MUTE, "--by", "Cy").code == 0
    desk.sync()
    desk.sync()
    (said,) = told(desk)
    assert (said["source"], said["approved_by"]) == ([MUTE], "Cy")
    assert said["hash"] == desk.unit(MUTE).hash


def test_what_a_catalog_says_at_first_sight_is_history(desk: Desk) -> None:
    listen(desk, Topic.APPROVE)
    assert desk.project.run("approve", MUTE).code == 0
    assert any(entry.approval for entry in catalogs.read(desk.config, ZH).live())
    desk.sync()
    assert told(desk) == []
