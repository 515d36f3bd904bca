"""Approvals are told in the transaction that makes them, whoever makes them and wherever."""

from contextlib import suppress
from typing import Any

from sqlalchemy import select

from l10n.catalogs import files as catalog_files
from l10n.errors import ReviewError
from l10n.store import ledger, webhooks
from l10n.store.schema import deliveries
from l10n.store.webhooks import Topic
from l10n.transitions import Action, Role
from tests.reviewing import ZH, ReviewProject

MUTE = "Mute words and tags"
GOOD = "静音词语和标签"
URL = "https://example.org/hook"


def listen(reviewed: ReviewProject, *topics: Topic) -> None:
    with reviewed.database.writing() as connection:
        webhooks.add(connection, URL, topics)


def told(reviewed: ReviewProject) -> list[dict[str, Any]]:
    with reviewed.database.reading() as connection:
        rows = connection.execute(select(deliveries).order_by(deliveries.c.number))
        return [{"topic": row.topic, **row.payload} for row in rows]


def test_an_approval_is_told_as_the_ledger_has_it(reviewed: ReviewProject) -> None:
    reviewed.sync()
    listen(reviewed, Topic.APPROVE)
    record = reviewed.decide(reviewed.unit(MUTE), Action.EDIT, Action.APPROVE, target=GOOD)
    with reviewed.database.reading() as connection:
        event = ledger.of(connection, ZH, record.unit.id)[-1]
    assert told(reviewed) == [
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


def test_what_approves_nothing_is_not_told(reviewed: ReviewProject) -> None:
    reviewed.sync()
    listen(reviewed, Topic.APPROVE)
    record = reviewed.decide(reviewed.unit(MUTE), Action.EDIT, target=GOOD)
    record = reviewed.decide(record, Action.REJECT)
    with suppress(ReviewError):
        reviewed.decide(record, Action.EDIT, Action.APPROVE, target="哑词", role=Role.REVIEWER)
    assert told(reviewed) == []


def test_who_listens_to_releases_alone_hears_of_no_approval(reviewed: ReviewProject) -> None:
    reviewed.sync()
    listen(reviewed, Topic.RELEASE)
    reviewed.decide(reviewed.unit(MUTE), Action.APPROVE)
    assert told(reviewed) == []


def test_an_approval_in_the_catalog_is_told_once(reviewed: ReviewProject) -> None:
    reviewed.sync()
    listen(reviewed, Topic.APPROVE)
    assert reviewed.project.run("approve", MUTE, "--by", "Cy").code == 0
    reviewed.sync()
    reviewed.sync()
    (said,) = told(reviewed)
    assert (said["source"], said["approved_by"]) == ([MUTE], "Cy")
    assert said["hash"] == reviewed.unit(MUTE).hash


def test_what_a_catalog_says_at_first_sight_is_history(reviewed: ReviewProject) -> None:
    listen(reviewed, Topic.APPROVE)
    assert reviewed.project.run("approve", MUTE).code == 0
    assert any(entry.approval for entry in catalog_files.read(reviewed.config, ZH).live())
    reviewed.sync()
    assert told(reviewed) == []
