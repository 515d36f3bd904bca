"""Four eyes, roles, locales and switched-off people: held for commands and for catalogs too."""

import json

import pytest

from l10n.catalogs import files as catalog_files
from l10n.model import Entry, State
from l10n.project import config
from l10n.store import ledger, people
from l10n.store.database import Database
from l10n.transitions import Role, replay
from tests.conftest import SETTINGS, Project

MUTE, VIEW = "Mute words and tags", "View {name}'s profile"
AT = "2026-01-01T00:00:00Z"
# The person, and why they may not decide.
BARRED = {
    "Tr": "Tr is a translator; on words, reviewers and admins decide.",
    "Mo": "Mo is a moderator; on words, reviewers and admins decide.",
    "Off": "Off is switched off.",
    "Fr": "zh_Hans is not one of the locales of Fr.",
}


@pytest.fixture
def team(project: Project) -> Project:
    """A project with four eyes and people; Rv wrote the words of MUTE."""
    project.write("l10n.toml", SETTINGS + "\n[review]\nfour_eyes = true\n")
    assert project.run("run").code == 0
    assert project.run("sync").code == 0
    with _store(project) as store, store.writing() as connection:
        for name, role, locales in (
            ("Rv", Role.REVIEWER, ()),
            ("Tr", Role.TRANSLATOR, ()),
            ("Mo", Role.MODERATOR, ()),
            ("Off", Role.REVIEWER, ()),
            ("Fr", Role.REVIEWER, ("fr",)),
        ):
            people.add(connection, name, "a long password", role, locales, at=AT)
        people.add(connection, "root", "a long password", Role.ADMIN, at=AT)
        people.change(connection, "Off", active=False)
    project.write("w.csv", f"id,target\n{_id(project, MUTE)},静音词语\n")
    assert project.run("import", "w.csv", "--by", "Rv").code == 0
    assert project.run("sync").code == 0
    return project


def _store(project: Project) -> Database:
    return Database(config.load(project.root / "l10n.toml").review_place())


def _entries(project: Project) -> dict[str, Entry]:
    settings = config.load(project.root / "l10n.toml")
    catalog = catalog_files.read(settings, "zh_Hans")
    return {entry.unit.source[0]: entry for entry in catalog.live()}


def _id(project: Project, source: str) -> str:
    return _entries(project)[source].unit.id


def _state(project: Project, source: str) -> str:
    """What the file says, which is what the ledger says."""
    entry = _entries(project)[source]
    with _store(project) as store, store.reading() as connection:
        standing = replay(ledger.of(connection, "zh_Hans", entry.unit.id))
    assert standing.state is entry.state
    return str(entry.state)


@pytest.mark.parametrize(("name", "why"), BARRED.items())
@pytest.mark.parametrize(
    "command", [("approve",), ("reject", "--reason", "stiff"), ("accept", "terms", "--reason", "r")]
)
def test_a_command_that_sees_the_store_says_who_may_not_decide(
    team: Project, name: str, why: str, command: tuple[str, ...]
) -> None:
    told = team.run(*command, VIEW, "--by", name)
    assert (told.code, told.out) == (1, "0 " + told.out.partition("0 ")[2])
    assert f"refused: {VIEW}: {why}" in told.err
    assert _state(team, VIEW) == "machine"


def test_with_four_eyes_somebody_else_approves(team: Project) -> None:
    told = team.run("approve", MUTE, "--by", "Rv")
    assert told.code == 1
    assert "The words are by Rv; with four eyes somebody else approves them." in told.err
    assert team.run("approve", VIEW, "--by", "Rv").code == 0
    assert team.run("approve", MUTE, "--by", "Somebody without an account").code == 0
    assert team.run("sync").code == 0
    assert (_state(team, MUTE), _state(team, VIEW)) == ("approved", "approved")


def test_with_four_eyes_words_that_the_store_does_not_know_are_synced_first(team: Project) -> None:
    text = team.catalog.read_text("utf-8").replace("静音词语", "静音这些词语")
    team.catalog.write_text(text, "utf-8")
    told = team.run("approve", MUTE, "--by", "Bo")
    assert told.code == 1
    assert "run `l10n sync` first" in told.err
    assert team.run("sync").code == 0
    assert team.run("approve", MUTE, "--by", "Bo").code == 0


def elsewhere(project: Project, *command: str) -> None:
    """The command in a checkout that has no store."""
    hidden = project.root / ".l10n"
    hidden.rename(project.root / "hidden")
    assert project.run(*command).code == 0
    for path in (project.root / ".l10n").rglob("*"):
        assert path.name in {"locks", ".gitignore", "zh_Hans.messages.lock"}
    for path in sorted((project.root / ".l10n").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (project.root / ".l10n").rmdir()
    (project.root / "hidden").rename(hidden)


@pytest.mark.parametrize(
    ("name", "source", "why"),
    [*((name, VIEW, why) for name, why in BARRED.items()), ("Rv", MUTE, "The words are by Rv;")],
)
def test_an_approval_that_may_not_be_becomes_a_suggestion_with_the_reason(
    team: Project, name: str, source: str, why: str
) -> None:
    elsewhere(team, "approve", source, "--by", name)
    assert "#, fuzzy" not in _entry(team, source)
    told = team.run("sync", "--json")
    assert told.code == 1
    [barred] = json.loads(told.out)["catalogs"][0]["barred"]
    assert barred["source"] == source
    assert barred["reason"].startswith(why)
    assert _state(team, source) == "suggested"
    assert "#, fuzzy" in _entry(team, source)
    with _store(team) as store, store.reading() as connection:
        last = ledger.of(connection, "zh_Hans", _id(team, source))[-1]
    assert (last.actor, last.action) == (name, "edit")
    assert barred["reason"] in last.note
    before = team.catalog.read_bytes()
    assert team.run("sync").code == 0
    assert team.catalog.read_bytes() == before


@pytest.mark.parametrize("name", BARRED)
def test_a_rejection_that_may_not_be_is_as_if_it_were_not_there(team: Project, name: str) -> None:
    before = team.catalog.read_bytes()
    elsewhere(team, "reject", VIEW, "--reason", "stiff", "--by", name)
    told = team.run("sync")
    assert told.code == 1
    assert BARRED[name] in told.err
    assert _state(team, VIEW) == "machine"
    assert team.catalog.read_bytes() == before
    assert team.run("sync").code == 0


def _entry(project: Project, source: str) -> str:
    blocks = project.catalog.read_text("utf-8").split("\n\n")
    return next(block for block in blocks if f'msgid "{source}"' in block)


def test_without_accounts_and_four_eyes_everybody_decides(project: Project) -> None:
    assert project.run("run").code == 0
    assert project.run("sync").code == 0
    assert project.run("approve", MUTE, "--by", "Ann").code == 0
    assert project.run("sync").code == 0
    assert _state(project, MUTE) == str(State.APPROVED)


@pytest.mark.parametrize(("option", "text"), [("--by", "A" * 201), ("--reason", "because " * 300)])
def test_what_no_mark_holds_is_refused(project: Project, option: str, text: str) -> None:
    assert project.run("run").code == 0
    told = project.run("approve", MUTE, option, text)
    assert told.code == 2
    assert f"{option} takes at most" in told.err
