"""A project with a review store on each kind of database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from l10n.catalogs import files as catalog_files
from l10n.checks.checker import Checker
from l10n.model import Catalog
from l10n.project import config, glossaries
from l10n.project.config import Config
from l10n.review.decide import Actor, Decision, Rules, decide
from l10n.store import ledger, queue, units
from l10n.store.database import Database
from l10n.store.records import Record
from l10n.store.verify import verify
from l10n.sync.sync import Synced, sync
from l10n.transitions import Action, Role, replay
from tests.conftest import Project

ZH = "zh_Hans"


@dataclass
class ReviewProject:
    """A store beside its project, and what a person at it does."""

    project: Project
    config: Config
    database: Database
    checker: Checker
    clock: int = 0

    def now(self) -> str:
        self.clock += 1
        return (
            f"2026-01-01T{self.clock // 3600:02}:{self.clock // 60 % 60:02}:{self.clock % 60:02}Z"
        )

    def sync(self) -> Synced:
        return sync(self.config, self.database, ZH, self.checker, self.now())

    def records(self, wanted: queue.Filter | None = None) -> tuple[Record, ...]:
        with self.database.reading() as connection:
            found = queue.page(connection, wanted or queue.Filter(), queue.Order.POSITION)
        return found.records

    def unit(self, source: str) -> Record:
        return next(r for r in self.records() if r.unit.source[0] == source)

    def decide(
        self,
        record: Record,
        *actions: Action,
        target: str = "",
        by: str = "Ann",
        role: Role = Role.REVIEWER,
        note: str = "wrong",
        finding: str = "",
        four_eyes: bool = False,
    ) -> Record:
        """Take actions on a record as it was seen."""
        name = record.unit.id
        facts = (record.hash, (target,), note, finding)
        decisions = [Decision(ZH, name, action, *facts) for action in actions]
        rules = Rules(lambda _record: self.checker, four_eyes)
        with self.database.writing() as connection:
            return decide(connection, rules, Actor(by, role), decisions, self.now())

    @property
    def catalog(self) -> Catalog:
        return catalog_files.read(self.config, ZH)

    def replayed(self) -> None:
        """What is cached is what the ledger says."""
        with self.database.reading() as connection:
            lives = dict(ledger.of_each(connection, ZH))
            for name, events in lives.items():
                record = units.get(connection, ZH, name)
                standing = replay(events)
                assert record is not None
                cached = (record.state, record.target, record.hash, record.author, record.accepted)
                replayed = (standing.state, standing.target, standing.hash, standing.author)
                assert cached == (*replayed, standing.accepted_today)
                assert record.number == events[-1].number
            assert verify(connection).holds


@contextmanager
def reviewed(project: Project, place: Path | str) -> Iterator[ReviewProject]:
    """The project after `l10n run`, and its store, still empty."""
    assert project.run("run").code == 0
    settings = config.load(project.root / "l10n.toml")
    terms, _errors = glossaries.load(settings)
    checker = Checker(settings, glossaries.matcher(terms, "en", ZH), ZH)
    with Database(place) as database:
        yield ReviewProject(project, settings, database, checker)
