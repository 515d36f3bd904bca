"""What came in with a team's files reaches the ledger as what it is: adopted."""

import gettext
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.adoption.adopt import Voucher, adopt
from l10n.catalogs import files as catalog_files
from l10n.checks.checker import Checker
from l10n.model import Approval, Catalog, Entry, Origin, State, content_hash
from l10n.project import config, glossaries
from l10n.review.decide import Actor, Decision, Rules, decide
from l10n.store import ledger, people, units
from l10n.store.database import Database
from l10n.sync.sync import sync
from l10n.transitions import Action, Event, Role
from tests.conftest import SETTINGS, Project
from tests.reviewing import ZH, ReviewProject

MUTE, NOTE = "Mute words and tags", "%(n)d note"


@pytest.fixture
def team(reviewed: ReviewProject) -> ReviewProject:
    """A catalog with one translation by people, and one guess, of which no mark of ours speaks."""
    path = reviewed.project.catalog
    path.unlink()
    reviewed.project.run("update")
    reviewed.sync()
    text = path.read_text("utf-8").replace('"X-L10n-Catalog: 1\\n"\n', "")
    text = text.replace(f'msgid "{MUTE}"\nmsgstr "', f'msgid "{MUTE}"\nmsgstr "静音词语和标签')
    text = text.replace("#, python-format", "#, fuzzy, python-format")
    path.write_text(text.replace('msgstr[0] "', 'msgstr[0] "%(n)d 条笔记'), "utf-8")
    return reviewed


def _adopt(team: ReviewProject, by: str = "Wei") -> None:
    voucher = Voucher(by, "2026-02-03T04:05:06Z", "from the old site")
    catalog_files.edit(
        team.config, ZH, lambda catalog: adopt(catalog, team.checker, voucher).catalog
    )


def _life(team: ReviewProject, source: str) -> list[Event]:
    with team.database.reading() as connection:
        return ledger.of(connection, ZH, team.unit(source).unit.id)


def test_it_is_one_event_of_its_own_kind(team: ReviewProject) -> None:
    _adopt(team)
    team.sync()
    (event,) = _life(team, MUTE)
    assert (event.action, event.actor, event.note) == (Action.ADOPT, "Wei", "from the old site")
    assert team.unit(MUTE).state is State.APPROVED
    assert team.unit(MUTE).origin == Origin.HUMAN
    assert team.unit(NOTE).origin == Origin.GUESS
    team.replayed()
    before = team.project.catalog.read_bytes()
    assert team.sync().written == 0
    assert team.project.catalog.read_bytes() == before


def test_words_that_the_store_knew_as_a_suggestion_are_adopted_too(team: ReviewProject) -> None:
    team.sync()
    assert team.unit(MUTE).state is State.SUGGESTED
    _adopt(team)
    team.sync()
    assert [event.action for event in _life(team, MUTE)] == [Action.EDIT, Action.ADOPT]
    assert team.unit(MUTE).state is State.APPROVED
    team.replayed()


def test_a_guess_that_the_store_knew_as_a_suggestion_is_a_guess(team: ReviewProject) -> None:
    team.sync()
    assert team.unit(NOTE).origin == Origin.HUMAN
    _adopt(team)
    team.sync()
    assert (team.unit(NOTE).state, team.unit(NOTE).origin) == (State.SUGGESTED, Origin.GUESS)
    team.replayed()
    head = _life(team, NOTE)[-1]
    team.sync()
    assert _life(team, NOTE)[-1] == head
    team.project.catalog.unlink()
    team.project.run("update")
    sync(team.config, team.database, ZH, team.checker, team.now(), fill=True)
    (entry,) = (e for e in team.catalog.entries if e.unit.source[0] == NOTE)
    assert entry.provenance is not None
    assert entry.provenance.origin is Origin.GUESS


@pytest.mark.parametrize("action", [Action.EDIT, Action.APPROVE])
def test_what_a_person_said_meanwhile_is_no_guess(team: ReviewProject, action: Action) -> None:
    team.sync()
    before = team.project.catalog.read_bytes()
    target = ("%(n)d 条笔记",)
    record = team.unit(NOTE)
    decision = Decision(ZH, record.unit.id, action, record.hash, target, "")
    rules = Rules(lambda _record: team.checker, four_eyes=False)
    with team.database.writing() as connection:
        decide(connection, rules, Actor("Ann", Role.REVIEWER), [decision], team.now())
    state = team.unit(NOTE).state
    team.project.catalog.write_bytes(before)
    _adopt(team)
    team.sync()
    assert (team.unit(NOTE).state, team.unit(NOTE).origin) == (state, Origin.HUMAN)
    team.replayed()


def test_four_eyes_are_for_approvals_here(team: ReviewProject) -> None:
    _adopt(team)
    team.sync()
    record = team.unit(MUTE)
    team.decide(record, Action.WITHDRAW, by="Wei", four_eyes=True)
    team.sync()
    team.decide(team.unit(MUTE), Action.APPROVE, by="Wei", four_eyes=True)
    team.sync()
    assert team.unit(MUTE).state is State.APPROVED
    catalog = team.project.catalog.read_text("utf-8")
    assert "@approved/2" in catalog
    team.replayed()


def _forge(team: ReviewProject, target: str, by: str = "Wei") -> None:
    """Write words and an adoption of them into the catalog, as no command does."""

    def change(catalog: Catalog) -> Catalog:
        return replace(catalog, entries=tuple(map(forged, catalog.entries)))

    def forged(entry: Entry) -> Entry:
        if entry.unit.source[0] != MUTE:
            return entry
        today = content_hash(ZH, entry.unit, (target,))
        given = Approval(today, "2026-02-03T04:05:06Z", by, adopted=True)
        return entry.evolve(
            target=(target,), state=State.APPROVED, approval=given, provenance=None, fuzzy=False
        )

    catalog_files.edit(team.config, ZH, change)


MINE, OTHERS = "静音词语", "静音这些词语"


@pytest.mark.parametrize(
    ("decision", "target", "state"),
    [
        (None, MINE, State.SUGGESTED),
        (Action.APPROVE, OTHERS, State.SUGGESTED),
        (Action.REJECT, OTHERS, State.SUGGESTED),
        (Action.REJECT, MINE, State.REJECTED),
    ],
)
def test_an_adoption_of_ones_own_words_is_held_to_four_eyes(
    team: ReviewProject, decision: Action | None, target: str, state: State
) -> None:
    team.config = replace(team.config, review=replace(team.config.review, four_eyes=True))
    team.sync()
    team.decide(team.unit(MUTE), Action.EDIT, target=MINE, by="Wei")
    if decision:
        team.decide(team.unit(MUTE), decision, by="Ann")
    team.sync()
    _forge(team, target)
    for _again in range(2):
        team.sync()
        assert team.unit(MUTE).state is state
        (entry,) = (e for e in team.catalog.entries if e.unit.source[0] == MUTE)
        assert entry.state is state
    team.replayed()


def test_what_a_machine_said_here_gives_way_to_the_teams_words(reviewed: ReviewProject) -> None:
    review = replace(reviewed.config.review, four_eyes=True)
    reviewed.config = replace(reviewed.config, review=review)
    reviewed.project.run("translate")
    reviewed.sync()
    assert reviewed.unit(MUTE).state is State.MACHINE
    _forge(reviewed, "静音词语和标签")
    reviewed.sync()
    assert reviewed.unit(MUTE).state is State.APPROVED
    reviewed.replayed()


def test_nobody_adopts_by_hand_what_was_decided_here(team: ReviewProject) -> None:
    team.sync()
    team.decide(team.unit(MUTE), Action.REJECT)
    team.sync()
    text = team.project.catalog.read_text("utf-8")
    _adopt(team)
    assert team.project.catalog.read_text("utf-8") == text
    team.sync()
    assert team.unit(MUTE).state is State.REJECTED


@pytest.mark.parametrize(
    ("role", "active"), [(Role.TRANSLATOR, True), (Role.REVIEWER, False)], ids=["role", "off"]
)
def test_who_has_an_account_is_held_to_it(team: ReviewProject, role: Role, active: bool) -> None:
    with team.database.writing() as connection:
        people.add(connection, "Root", "correct horse battery", Role.ADMIN, at=team.now())
        people.add(connection, "Wei", "correct horse battery", role, at=team.now())
        people.change(connection, "Wei", active=active)
    _adopt(team)
    done = team.sync()
    assert [source for source, _why in done.barred] == [MUTE]
    assert team.unit(MUTE).state is State.SUGGESTED
    assert team.unit(MUTE).target == ("静音词语和标签",)
    team.sync()
    assert "@adopted" not in team.project.catalog.read_text("utf-8")
    team.replayed()


def test_a_catalog_keeps_as_many_plural_forms_as_its_team_has(
    project: Project, place: Path | str
) -> None:
    """French has two for everyday numbers, and a third for millions."""
    project.write("l10n.toml", SETTINGS.replace("zh_Hans", "fr"))
    project.run("update")
    path = project.root / "locales/fr/LC_MESSAGES/messages.po"
    three = [line for line in path.read_text("utf-8").split("\n") if line.startswith('"Plural')]
    text = path.read_text("utf-8").replace(
        three[0], '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"'
    )
    path.write_text(text.replace('msgstr[2] ""\n', ""), "utf-8")
    assert project.run("update", "--check").code == 0
    settings = config.load(project.root / "l10n.toml")
    checker = Checker(settings, glossaries.matcher([], "en", "fr"), "fr")
    with Database(place) as database:
        sync(settings, database, "fr", checker, "2026-01-01T00:00:00Z")
        with database.reading() as connection:
            known = units.of_catalog(
                connection, "fr", "", [name for name, _ in units.live(connection, "fr", "")]
            )
            record = next(r for r in known.values() if r.forms > 1)
        rules = Rules(lambda _record: checker, four_eyes=False)
        said = ("%(n)d note", "%(n)d notes")
        decisions = [
            Decision("fr", record.unit.id, action, record.hash, said, "")
            for action in (Action.EDIT, Action.APPROVE)
        ]
        with database.writing() as connection:
            decide(
                connection, rules, Actor("Ann", Role.REVIEWER), decisions, "2026-01-01T00:00:01Z"
            )
        sync(settings, database, "fr", checker, "2026-01-01T00:00:02Z")
    assert 'msgstr[1] "%(n)d notes"' in path.read_text("utf-8")
    assert "msgstr[2]" not in path.read_text("utf-8")
    assert project.run("compile").code == 0
    with (project.root / "build/release/fr/LC_MESSAGES/messages.mo").open("rb") as file:
        french = gettext.GNUTranslations(file)
    notes = [french.ngettext("%(n)d note", "%(n)d notes", n) for n in (0, 1, 2)]
    assert notes == ["%(n)d note", "%(n)d note", "%(n)d notes"]
