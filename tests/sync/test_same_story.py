"""After a sync, catalog and store tell the same of each unit, whatever was done on either side."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from l10n.catalogs import approve as by_command
from l10n.catalogs import files as catalog_files
from l10n.errors import L10nError
from l10n.model import Catalog, Entry, Unit
from l10n.project import config
from l10n.store.database import Database
from l10n.transitions import ON_POSTS, Action
from tests.conftest import Project, copied
from tests.reviewing import ZH, ReviewProject, reviewed

MUTE = "Mute words and tags"
WORDS = st.sampled_from(["静音词语和标签", "静音字词和标签", "哑"])
PEOPLE = st.sampled_from(["Ann", "Bo"])
STAGES = {Action.MACHINE_SUGGEST, Action.SOURCE_CHANGE}
ACTIONS = st.sampled_from([action for action in Action if action not in STAGES | ON_POSTS])


class Both(RuleBasedStateMachine):
    """One unit between a catalog in which people work, and a store in which they do."""

    made: ReviewProject

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp())
        root = self._folder / "project"
        shutil.copytree(self.made.project.root, root)
        project = Project(root, self.made.project.run)
        self._config = config.load(root / "l10n.toml")
        database = Database(root / ".l10n" / "review.sqlite")
        self._both = ReviewProject(project, self._config, database, self.made.checker, 60)
        self._older = project.catalog.read_bytes()

    def teardown(self) -> None:
        self.sync()
        self._both.database.close()
        shutil.rmtree(self._folder)

    @rule(action=ACTIONS, by=PEOPLE, words=WORDS, four=st.booleans())
    def decides_in_the_tool(self, action: Action, by: str, words: str, four: bool) -> None:
        record = self._both.unit(MUTE)
        found = self._both.checker.check(record.unit, record.target, accepted=record.accepted)
        name = found[0].id if found else ""
        with suppress(L10nError):
            self._both.decide(record, action, by=by, target=words, finding=name, four_eyes=four)

    @rule(by=PEOPLE, rejected=st.booleans())
    def decides_by_command(self, by: str, rejected: bool) -> None:
        def change(catalog: Catalog) -> Catalog:
            facts = (catalog, lambda entry: entry.unit.source[0] == MUTE)
            if rejected:
                return by_command.reject(*facts, "stiff", by, self._both.now()).catalog
            return by_command.approve(*facts, self._both.checker, by, self._both.now()).catalog

        catalog_files.edit(self._config, ZH, change)

    @rule(words=WORDS, fuzzy=st.booleans())
    def edits_the_file(self, words: str, fuzzy: bool) -> None:
        self._change(lambda entry: entry.evolve(target=(words,), fuzzy=fuzzy))

    @rule()
    def turns_the_fuzzy_flag(self) -> None:
        self._change(lambda entry: entry.evolve(fuzzy=not entry.fuzzy))

    @rule()
    def takes_the_marks_out(self) -> None:
        self._change(
            lambda entry: entry.evolve(approval=None, provenance=None, rejections=(), accepted=())
        )

    @rule()
    def empties_the_words(self) -> None:
        self._change(lambda entry: entry.evolve(target=("",)))

    @rule()
    def commits_the_file(self) -> None:
        self._older = self._both.project.catalog.read_bytes()

    @rule()
    def checks_an_older_file_out(self) -> None:
        self._both.project.catalog.write_bytes(self._older)

    @rule()
    def merges_from_a_like_source(self) -> None:
        """What msgmerge does: the words of another source, as a guess."""
        previous = Unit(("Mute words",))
        self._change(lambda entry: entry.evolve(previous=previous, fuzzy=True))

    @rule()
    def sync(self) -> None:
        self._both.sync()
        record = self._both.unit(MUTE)
        entry = next(e for e in self._both.catalog.live() if e.unit.source[0] == MUTE)
        if record.conflict is None:
            assert (entry.state, entry.target) == (record.state, record.target)
            if entry.approval and record.state == "approved":
                assert entry.approval.hash == record.hash
        self._both.replayed()
        before = self._both.project.catalog.read_bytes()
        again = self._both.sync()
        assert (again.taken, again.written) == (0, 0)
        assert self._both.project.catalog.read_bytes() == before

    def _change(self, change: Callable[[Entry], Entry]) -> None:
        def of_one(catalog: Catalog) -> Catalog:
            entries = [change(e) if e.unit.source[0] == MUTE else e for e in catalog.entries]
            return replace(catalog, entries=tuple(entries))

        catalog_files.edit(self._config, ZH, of_one)


def test_catalog_and_store_tell_the_same(project: Project, empty_store: Path) -> None:
    store = copied(empty_store, project.root / ".l10n" / "review.sqlite")
    with reviewed(project, store) as made:
        made.sync()
    Both.made = made
    run_state_machine_as_test(
        Both,
        settings=settings(
            max_examples=8,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
