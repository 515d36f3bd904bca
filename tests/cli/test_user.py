"""`l10n user`: who may enter the review tool."""

import io
import json
from typing import Any

import pytest

from tests.conftest import Outcome, Project

PASSWORD = "correct horse battery"


def user(
    project: Project, monkeypatch: pytest.MonkeyPatch, *words: str, typed: str = ""
) -> Outcome:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    return project.run("user", *words)


def add(project: Project, monkeypatch: pytest.MonkeyPatch, name: str, *words: str) -> Outcome:
    return user(
        project, monkeypatch, "add", name, *words, "--password-stdin", typed=PASSWORD + "\n"
    )


def listed(project: Project) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(project.run("user", "list", "--json").out)
    return [{k: v for k, v in person.items() if k != "created_at"} for person in told]


def test_people_are_added_changed_and_switched_off(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = add(project, monkeypatch, " Ann  Lee ", "--role", "admin")
    assert (told.code, told.out, told.err) == (0, "Added Ann Lee.\n", "")
    assert add(project, monkeypatch, "Ben", "--role", "translator", "-l", "zh_Hans").code == 0
    assert listed(project) == [
        {"name": "Ann Lee", "role": "admin", "locales": [], "active": True},
        {"name": "Ben", "role": "translator", "locales": ["zh_Hans"], "active": True},
    ]
    told = project.run("user", "change", "Ben", "--role", "reviewer", "--all-locales")
    assert (told.code, told.out) == (0, "Changed Ben.\n")
    assert listed(project)[1] == {
        "name": "Ben",
        "role": "reviewer",
        "locales": [],
        "active": True,
    }
    assert project.run("user", "remove", "Ben").out == "Ben can't enter any more.\n"
    assert listed(project)[1]["active"] is False
    assert "switched off" in project.run("user", "list").out
    assert project.run("user", "change", "Ben", "--on").code == 0
    assert listed(project)[1]["active"] is True


def test_a_password_is_typed_twice(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([PASSWORD, "something else", PASSWORD, PASSWORD])
    # Click asks getpass, which wants a terminal.
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _prompt: next(answers))
    told = project.run("user", "add", "Ann", "--role", "admin")
    assert told.code == 0
    assert PASSWORD not in told.out + told.err
    assert list(answers) == []


@pytest.mark.parametrize(
    ("words", "typed", "reason"),
    [
        (("add", "Ann", "--role", "admin"), "short\n", "10 to 1000 characters"),
        (("add", "Ann", "--role", "admin"), "", "10 to 1000 characters"),
        (("add", "a\x07", "--role", "admin"), PASSWORD, "is no user name"),
        (("add", "root", "--role", "admin"), PASSWORD, "already a user root"),
        (("add", "Ann", "--role", "pipeline"), PASSWORD, "'pipeline' is not one of"),
        (("add", "Ann"), PASSWORD, "Missing option '--role'"),
        (("add", "Ann", "--role", "admin", "-l", "de"), PASSWORD, "not among the target locales"),
        (("change", "Ann", "--role", "admin"), PASSWORD, "There is no user 'Ann'"),
        (("change", "root", "--role", "reviewer"), PASSWORD, "root is the only admin"),
    ],
)
def test_what_is_wrong_is_told(
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    typed: str,
    reason: str,
) -> None:
    add(project, monkeypatch, "root", "--role", "admin")
    told = user(project, monkeypatch, *words, "--password-stdin", typed=typed)
    assert told.code == 2
    assert reason in told.err
    assert [person["name"] for person in listed(project)] == ["root"]


def test_a_change_says_what(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    add(project, monkeypatch, "root", "--role", "admin")
    assert "Say what to change" in project.run("user", "change", "root").err
    assert "only admin" in project.run("user", "remove", "root").err
    told = project.run("user", "list", "--database", "mysql://x/y")
    assert told.code == 2
    assert "SQLite and PostgreSQL" in told.err


def test_a_database_that_is_named_is_another_one(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(project, monkeypatch, "root", "--role", "admin", "--database", "elsewhere/team.sqlite")
    assert listed(project) == []
    assert (project.root / "elsewhere/team.sqlite").stat().st_mode & 0o077 == 0
    project.write(
        "l10n.toml",
        (project.root / "l10n.toml").read_text()
        + '\n[review]\ndatabase = "elsewhere/team.sqlite"\nfour_eyes = true\ntrial_rate = 5\n',
    )
    assert [person["name"] for person in listed(project)] == ["root"]


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ("four_eyes = 1", "'four_eyes' must be true or false"),
        ("trial_rate = true", "'trial_rate' must be a whole number"),
        ("trial_rate = 101", "from 0 to 100"),
        ("trial_rate = -1", "from 0 to 100"),
        ("databse = 'x'", "There is no setting 'databse'"),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(project: Project, setting: str, reason: str) -> None:
    text = (project.root / "l10n.toml").read_text()
    project.write("l10n.toml", f"{text}\n[review]\n{setting}\n")
    told = project.run("user", "list")
    assert told.code == 2
    assert reason in told.err
    assert f"l10n.toml:{text.count(chr(10)) + 3}:" in told.err
