"""An approval on the page reaches a receiver, signed."""

import hashlib
import hmac
import json
from dataclasses import replace

from l10n.project.tables import Review
from l10n.review.webhooks import Sender
from l10n.store import queue, webhooks
from l10n.store.webhooks import Topic
from l10n.sync.sync import sync
from l10n.transitions import Role
from tests.conftest import Project
from tests.review.test_webhooks import Receiver, address  # noqa: F401 - a fixture
from tests.web.conftest import Site

MUTE = "Mute words and tags"


def test_an_approval_on_the_page_reaches_who_listens(
    site: Site,
    project: Project,
    address: str,  # noqa: F811 - the fixture
) -> None:
    assert project.run("run").code == 0
    services = site.services
    checker = services.judges.checker_for("en", "zh_Hans")
    sync(services.config, services.database, "zh_Hans", checker, services.now())
    with services.database.writing() as connection:
        hook = webhooks.add(connection, address, [Topic.APPROVE])
        (record,) = queue.page(connection, queue.Filter(text=MUTE), queue.Order.AGE).records
    place = f"/units/zh_Hans/{record.unit.id}"
    browser = site.browser(Role.REVIEWER)
    asked = {"action": "approve", "expected": record.hash, "target": "静音词语和标签"}
    assert browser.submit(place, **asked).status_code == 303
    assert Sender(services.database, services.clock, allow_local=True).send_due() == 1
    ((headers, body),) = Receiver.got
    at, code = (part.partition("=")[2] for part in headers["X-L10n-Signature"].split(","))
    signed = hmac.new(hook.secret.encode(), f"{at}.".encode() + body, hashlib.sha256)
    assert hmac.compare_digest(code, signed.hexdigest())
    said = json.loads(body)
    assert (said["topic"], said["unit"], said["target"]) == (
        "approve",
        record.unit.id,
        ["静音词语和标签"],
    )
    assert said["approved_by"] == "reviewer"


def test_the_page_takes_no_address_of_the_servers_own_network(site: Site) -> None:
    admin = site.browser(Role.ADMIN)
    for url in ("http://169.254.169.254/latest", "http://localhost/x", "http://2130706433/"):
        page = admin.submit("/webhooks", url=url, topics="approve")
        assert page.status_code == 422
        assert "own network" in page.text
    config = replace(site.services.config, review=Review(local_webhooks=True))
    object.__setattr__(site.services, "config", config)
    assert admin.submit("/webhooks", url="http://10.0.0.1/x", topics="approve").status_code == 201
