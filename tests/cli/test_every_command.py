"""What holds for every command: help in both languages, JSON that is JSON, the exit codes."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from l10n.cli import COMMANDS, cli
from tests.conftest import Outcome, Project


def commands() -> Iterator[tuple[str, click.Command]]:
    """Each command by its whole name, those inside groups too."""
    with click.Context(cli) as context:
        for name in COMMANDS:
            found = cli.get_command(context, name)
            assert found is not None
            if isinstance(found, click.Group):
                yield from ((f"{name} {inner}", found.commands[inner]) for inner in found.commands)
            yield name, found


ALL = dict(commands())
OFFER_JSON = [name for name, c in ALL.items() if any("--json" in p.opts for p in c.params)]
SPOKEN = """
import sys
from l10n.cli import main
for name in sys.argv[1:]:
    print("==", name)
    try:
        main([*name.split(), "--help"])
    except SystemExit as stop:
        print("--", stop.code)
"""
HEADINGS = {"en": ("Usage: l10n", "Options"), "zh_CN.UTF-8": ("用法：", "选项")}


@pytest.mark.parametrize("language", HEADINGS)
def test_every_command_has_help_in_both_languages(language: str) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in {"L10N_LANG", "LANGUAGE"}}
    done = subprocess.run(
        [sys.executable, "-c", SPOKEN, *ALL],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={**environment, "LC_ALL": language, "PYTHONUTF8": "1"},
    )
    pages = done.stdout.split("== ")[1:]
    assert len(pages) == len(ALL)
    for page in pages:
        assert all(heading in page for heading in HEADINGS[language]), page
        assert page.endswith("-- 0\n"), page
        assert "`l10n " in page, page
    assert ("Show this message" in done.stdout) is (language == "en")


# What each command that offers JSON is called with, after `l10n run`.
CALLS = {
    "init": (),
    "run": (),
    "extract": (),
    "update": (),
    "translate": (),
    "check": ("--strict",),
    "lint": (),
    "status": ("--list", "machine"),
    "approve": ("Mute words and tags",),
    "reject": ("Mute words and tags", "--reason", "clumsy"),
    "accept": ("terms", "Mute words and tags", "--reason", "a name"),
    "adopt": ("--by", "Ann", "--trust", "none"),
    "compile": (),
    "release": (),
    "release diff": ("build/releases/latest", "build/releases/latest"),
    "verify": ("build/releases/latest",),
    "key list": (),
    "captions moderate": (),
    "captions translate": ("posts.jsonl", "--output", "pairs.jsonl"),
    "captions sample": (),
    "captions release": ("-o", "released.jsonl"),
    "calibrate": (),
    "sync": (),
    "import": ("work.csv", "--by", "Ann"),
    "glossary lint": (),
    "glossary candidates": (),
    "glossary pairs": (),
    "model adapt": ("--dry-run",),
    "model list": (),
    "model info": ("en-zh",),
    "user list": (),
    "ledger verify": (),
    "upgrade": (),
}
# What is exported: an object a line, and nothing where there is nothing yet.
LINES = {"captions moderate"}


def test_every_offer_of_json_is_called() -> None:
    assert sorted(CALLS) == sorted(OFFER_JSON)


@pytest.mark.parametrize("name", CALLS)
def test_json_alone_stands_on_standard_output(project: Project, name: str) -> None:
    project.write("posts.jsonl", '{"id": 1, "text": "Hello there"}\n')
    project.write("work.csv", "id,target\n")
    project.write("app/more.py", '_("\\x1b[31m \u202e {odd} \\n text")\n')
    assert project.run("run").code == 0
    if name in {"release diff", "verify"}:
        assert project.run("release").code == 0
    told = project.run(*name.split(), *CALLS[name], "--json")
    assert told.code in {0, 1}
    if name in LINES:
        assert [json.loads(line) for line in told.out.splitlines()] == []
        return
    assert json.loads(told.out) is not None
    assert told.out.endswith("\n")


@pytest.mark.parametrize("name", ["status", "check", "update", "run", "extract", "translate"])
def test_json_stands_there_too_where_something_can_not_be_read(project: Project, name: str) -> None:
    project.run("run")
    project.write("locales/zh_Hans/LC_MESSAGES/messages.po", "<<<<<<< HEAD\n")
    project.write("app/broken.py", "_('x'\n")
    told = project.run(name, "--json")
    assert told.code == 2
    assert json.loads(told.out) is not None
    assert "error:" in told.err


def _clean(project: Project) -> Outcome:
    return project.run("run")


def _findings(project: Project) -> Outcome:
    project.run("run")
    text = project.catalog.read_text("utf-8")
    project.catalog.write_text(text.replace("#, fuzzy\n", "", 1), "utf-8")
    return project.run("check")


def _usage(project: Project) -> Outcome:
    return project.run("statsu")


def _bug(project: Project) -> Outcome:
    from l10n.catalogs import status

    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(status, "status")
        patch.setattr("l10n.cli.status.status", None)
        project.run("update")
        return project.run("status")


@pytest.mark.parametrize(
    ("call", "code", "said"),
    [
        (_clean, 0, ""),
        (_findings, 1, ""),
        (_usage, 2, "No such command"),
        (_bug, 3, "This is a bug in l10n"),
    ],
)
def test_the_exit_codes(project: Project, call: object, code: int, said: str) -> None:
    assert callable(call)
    told = call(project)
    assert (told.code, said in told.err) == (code, True)
