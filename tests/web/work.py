"""What the tests of the pages share: the small project in the store, and what stands there."""

from dataclasses import dataclass
from typing import Any

from l10n.review.decide import Actor, Decision, decide
from l10n.store import ledger, queue, units
from l10n.store.records import Record
from l10n.transitions import Action, Event, Role
from l10n.web import syncing
from tests.conftest import Project
from tests.web.conftest import Browser, Site

ZH, FR = "zh_Hans", "fr"
MUTE, NOTES, VIEW = "Mute words and tags", "%(n)d note", "View {name}'s profile"
GOOD, OTHER, BAD = "静音词语和标签", "静音字词和标签", "哑词"


@dataclass
class Work:
    """A site with the small project's units in two locales."""

    site: Site
    project: Project

    def unit(self, source: str = MUTE, locale: str = ZH) -> Record:
        wanted = queue.Filter(locale=locale)
        with self.site.services.database.reading() as connection:
            found = queue.page(connection, wanted, queue.Order.POSITION).records
        return next(record for record in found if record.unit.source[0] == source)

    def place(self, source: str = MUTE, locale: str = ZH) -> str:
        return f"/units/{locale}/{self.unit(source, locale).unit.id}"

    def decide(
        self,
        *actions: Action,
        source: str = MUTE,
        locale: str = ZH,
        target: str = GOOD,
        by: str = "Ann",
        finding: str = "",
    ) -> Record:
        """Take actions behind the browsers' backs."""
        record, services = self.unit(source, locale), self.site.services
        name = record.unit.id
        facts = (record.hash, (target,), "wrong", finding)
        asked = [Decision(locale, name, action, *facts) for action in actions]
        with services.database.writing() as connection:
            return decide(connection, services.rules, Actor(by, Role.ADMIN), asked, services.now())

    def post(self, browser: Browser, action: str, source: str = MUTE, **fields: Any) -> Any:
        """Send the editor's form, on the words that stand there unless others are named."""
        asked = {"expected": self.unit(source).hash, "action": action, **fields}
        return browser.submit(self.place(source), **asked)

    def events(self, source: str = MUTE, locale: str = ZH) -> list[Event]:
        with self.site.services.database.reading() as connection:
            return ledger.of(connection, locale, self.unit(source, locale).unit.id)

    def change(self, record: Record) -> None:
        with self.site.services.database.writing() as connection:
            units.change(connection, [record])

    def sync(self) -> None:
        syncing.bring_in_step(self.site.services)


def worked(site: Site, project: Project) -> Work:
    """The small project after a run, in the store."""
    assert project.run("run").code == 0
    syncing.bring_in_step(site.services)
    return Work(site, project)
