"""A translator edits the catalog in an editor of choice: approvals hold or are void."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable

import polib
import pytest

from tests.conftest import Project

MARK = re.compile(r"# @approved/2 .*\n")
Edit = Callable[[str], str]


@pytest.fixture
def approved(project: Project) -> Project:
    """A project whose three units are approved."""
    for command in (
        ("run",),
        ("approve", "--all-passing", "--origin", "machine", "--reason", "all", "--by", "Ann Lee"),
    ):
        assert project.run(*command).code == 0
    assert states(project) == {"approved": 3}
    return project


def states(project: Project) -> dict[str, int]:
    told = json.loads(project.run("status", "--json").out)
    return {k: v for k, v in told["locales"][0]["states"].items() if v}


def shipped(project: Project) -> int:
    told = json.loads(project.run("compile", "--json").out)
    found: int = told["locales"]["zh_Hans"]["shipped"]
    return found


def swap(old: str, new: str) -> Edit:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return edit


def _marks_swapped(text: str) -> str:
    first, second, *_rest = MARK.findall(text)
    return text.replace(first, "\0").replace(second, first).replace("\0", second)


def _renamed(text: str) -> str:
    return re.sub(r"(# @approved/2 .*Z) .*", r"\1 The CEO", text, count=1)


def _reordered(text: str) -> str:
    header, *entries = text.rstrip("\n").split("\n\n")
    return "\n\n".join([header, *reversed(entries)]) + "\n"


def _folded(text: str) -> str:
    return text.replace('msgid "Mute words', 'msgid ""\n"Mute"\n" words')


HOLDS: dict[str, Edit] = {
    "a comment": swap("# @approved/2", "# Checked with the designers.\n# @approved/2"),
    "a note": swap("#: app", "#. as on the poster\n#: app"),
    "a reference": swap("#: app/main.py", "#: app/main.py:3"),
    "a flag": swap("#, python-format", "#, python-format, no-wrap"),
    "strings folded": _folded,
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "a byte-order mark": lambda text: "\ufeff" + text,
    "blank lines": lambda text: text.replace("\n\n", "\n\n\n") + "\n\n",
    "another order": _reordered,
    "what an editor writes in the header": swap(
        '"Language: zh_Hans', '"X-Generator: Poedit 3.4\\n"\n"Language: zh_Hans'
    ),
}


@pytest.mark.parametrize("name", HOLDS)
def test_what_leaves_the_words_alone_leaves_the_approval(approved: Project, name: str) -> None:
    text = HOLDS[name](approved.catalog.read_text("utf-8"))
    approved.catalog.write_bytes(text.encode())
    assert approved.run("check").code == 0
    assert (states(approved), shipped(approved)) == ({"approved": 3}, 3)
    assert approved.run("update").code == 0
    assert (states(approved), shipped(approved)) == ({"approved": 3}, 3)


# the edit, the exit code of `check`, the states before and after `update`
VOIDS: dict[str, tuple[Edit, int, dict[str, int], dict[str, int]]] = {
    "the words": (swap("静音", "静音吧"), 1, {"suggested": 1}, {"suggested": 1}),
    "one space": (swap('msgstr "译', 'msgstr " 译'), 1, {"suggested": 1}, {"suggested": 1}),
    "the words taken out": (
        lambda text: re.sub(r'msgstr ".*静音.*"', 'msgstr ""', text),
        0,
        {"untranslated": 1},
        {"untranslated": 1},
    ),
    "the source": (swap('msgid "Mute', 'msgid "Do mute'), 1, {"suggested": 1}, {"untranslated": 1}),
    "the context": (
        swap('msgid "Mute', 'msgctxt "menu"\nmsgid "Mute'),
        1,
        {"suggested": 1},
        {"untranslated": 1},
    ),
    "the mark": (lambda text: MARK.sub("", text, count=1), 1, {"machine": 1}, {"machine": 1}),
    "the mark's hash": (swap("@approved/2 ", "@approved/2 0"), 1, {"machine": 1}, {"machine": 1}),
    "the name": (_renamed, 1, {"machine": 1}, {"machine": 1}),
    "the time": (
        lambda text: re.sub(r"(@approved/2 \S+ \S+) 20", r"\1 19", text, count=1),
        1,
        {"machine": 1},
        {"machine": 1},
    ),
    "the version": (swap("@approved/2 ", "@approved "), 1, {"machine": 1}, {"machine": 1}),
    "fuzzy": (swap('msgid "Mute', '#, fuzzy\nmsgid "Mute'), 0, {"machine": 1}, {"machine": 1}),
    "all of it": (
        lambda text: re.sub(
            r"(?s)# @machine/2[^\n]*\n# @approved/2[^\n]*\n.*?\n\n", "", text, count=1
        ),
        0,
        {},
        {"untranslated": 1},
    ),
}


@pytest.mark.parametrize("name", VOIDS)
def test_what_changes_what_was_approved_voids_the_approval(approved: Project, name: str) -> None:
    edit, code, before, after = VOIDS[name]
    approved.catalog.write_text(edit(approved.catalog.read_text("utf-8")), "utf-8")
    assert approved.run("check").code == code
    assert (states(approved), shipped(approved)) == ({"approved": 2, **before}, 2)
    assert approved.run("update").code == 0
    assert (states(approved), shipped(approved)) == ({"approved": 2, **after}, 2)
    assert approved.run("check").code == 0
    assert approved.run("update", "--check").code == 0


def test_marks_of_other_entries_approve_nothing(approved: Project) -> None:
    text = _marks_swapped(approved.catalog.read_text("utf-8"))
    approved.catalog.write_text(text, "utf-8")
    assert approved.run("check").code == 1
    assert shipped(approved) == 1


def _polib(project: Project) -> None:
    polib.pofile(str(project.catalog)).save()


def _gettext(*arguments: str) -> Callable[[Project], None]:
    def call(project: Project) -> None:
        if shutil.which(arguments[0]) is None:
            pytest.skip(f"{arguments[0]} is not installed")
        project.run("extract", "--output", "messages.pot")
        command = [*arguments, "--output-file", "out.po"]
        subprocess.run(command, cwd=project.root, check=True, capture_output=True)
        shutil.move(project.root / "out.po", project.catalog)

    return call


PO = "locales/zh_Hans/LC_MESSAGES/messages.po"
TOOLS = {
    "polib": _polib,
    "msgcat": _gettext("msgcat", PO),
    "msgcat sorted": _gettext("msgcat", "--sort-output", PO),
    "msgmerge": _gettext("msgmerge", PO, "messages.pot"),
    "msgattrib": _gettext("msgattrib", "--no-obsolete", PO),
    "msgconv": _gettext("msgconv", "--to-code=UTF-8", PO),
    "msguniq": _gettext("msguniq", PO),
}


@pytest.mark.parametrize("name", TOOLS)
def test_what_a_tool_saves_says_the_same(approved: Project, name: str) -> None:
    approved.run("reject", "%(n)d note", "--reason", "not the words of our style guide, said Bo")
    approved.write("app/more.py", '_("Only the machine said this")\n')
    approved.run("update")
    approved.run("translate")
    expected = {"approved": 2, "rejected": 1, "machine": 1}
    assert states(approved) == expected
    TOOLS[name](approved)
    assert (states(approved), shipped(approved)) == (expected, 2)
    for command in ("check", "update", "translate", "check"):
        assert approved.run(command).code == 0
    assert (states(approved), shipped(approved)) == (expected, 2)
