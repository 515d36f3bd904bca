"""A team's own functions that mark messages: found by what its catalogs have, and proposed."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from l10n.catalogs.callers import settings_for
from l10n.model import Unit
from l10n.project import config
from tests.conftest import Project

# Code, the messages that a catalog has, and what is proposed for which message.
STANDS = [
    ('$T("Save")', [("Save",)], ["keywords $T Save"]),
    ("x = this.tr('It\\'s new')", [("It's new",)], ["keywords tr It's new"]),
    ("i18n.say(`Open`)", [("Open",)], ["keywords i18n.say Open"]),
    ('L_("Two "\n   "parts")', [("Two parts",)], ["keywords L_ Two parts"]),
    ('L_("Two " +\n   "parts")', [("Two parts",)], ["keywords L_ Two parts"]),
    ('n_("a file", "{n} files", n)', [("a file", "{n} files")], ["keywords n_:1,2 a file"]),
    ('d("app", "Save")', [("Save",)], ["keywords d:2 Save"]),
    ("d(DOMAIN, 'Save')", [("Save",)], ["keywords d:2 Save"]),
    ('L_("""Long\ntext""")', [("Long\ntext",)], ["keywords L_ Long\ntext"]),
    ("<T>Sign &amp; go</T>", [("Sign & go",)], ["components T Sign & go"]),
    ('<T as="p">\n  Sign\n  up\n</T>', [("Sign up",)], ["components T Sign up"]),
    ('<a href="x" translate>Home</a>', [("Home",)], ["attributes translate Home"]),
    ('<a translate="yes" id=x>Home</a>', [("Home",)], ["attributes translate Home"]),
    ('<a title="Home">Home</a>', [("Home",)], []),
    ('L_("Save" + name)', [("Save",)], []),
    ('L_("Save all")', [("Save",)], []),
    ('"Save"', [("Save",)], []),
    ('L_("Save', [("Save",)], []),
]


def by_first_form(messages: Iterable[tuple[str, ...]], context: str = "") -> dict[str, list[Unit]]:
    return {forms[0]: [Unit(forms, context)] for forms in messages}


@pytest.mark.parametrize(("code", "messages", "expected"), STANDS)
def test_what_marks_a_message_is_read_off_the_code(
    code: str, messages: list[tuple[str, ...]], expected: list[str]
) -> None:
    found = settings_for(code, by_first_form(messages))
    assert [f"{s.option} {s.value} {unit.source[0]}" for s, unit, _line in found] == expected


def test_a_context_is_one_of_the_arguments_or_the_call_is_another_message() -> None:
    wanted = by_first_form([("Open",)], "menu")
    found = list(settings_for('\np("menu", "Open"); p("Open")', wanted))
    assert [(setting.value, line) for setting, _unit, line in found] == [("p:1c,2", 2)]


CODE = {
    "web/app.js": '$T("Save");\n$T("Discard changes");\n$T("Undo");\n'
    'i18n.many("{n} file", "{n} files", n);\n'
    'i18n.many("{n} note", "{n} notes", n);\n$T("New since then");\n',
    "web/log.js": 'log("Save draft");\nlog("Load draft");\nlog("x");\nlog("y");\nlog("z");\n',
    "web/view.jsx": "const a = <div><T>Sign up</T><T>Log in</T><B>Bold</B></div>;\n",
    "web/page.html": "<h1 translate>Home</h1>\n<h2 translate>Away</h2>\n"
    '<script>$T("Close")</script>',
    "app/main.py": "from i18n import L_\n# Hint: a button\nTITLES = [L_('Ready'), L_('Done')]\n"
    "# Hint: a label\nx = L_('Go')\n",
    "web/more.tsx": '_("Only in tsx")\n',
}
SETTINGS = """\
source_locale = "en"
target_locales = ["zh_Hans"]
catalogs = "web/locale/{locale}/LC_MESSAGES/{domain}.po"

[[sources]]
extractor = "python"
include = ["app/**/*.py"]

[[sources]]
extractor = "javascript"
include = ["web/**/*.js", "web/**/*.jsx"]

[[sources]]
extractor = "html"
include = ["web/**/*.html"]
"""
MAPPING = "[python: app/**.py]\n[javascript: web/**.js]\n[javascript: web/**.jsx]\n"
MESSAGES = {
    **dict.fromkeys(("Save", "Discard changes", "Undo", "Save draft", "Load draft"), "web/app.js"),
    **dict.fromkeys(("Sign up", "Log in"), "web/view.jsx"),
    **dict.fromkeys(("Home", "Away", "Close"), "web/page.html"),
    **dict.fromkeys(("Ready", "Done", "Go"), "app/main.py"),
    "Only in tsx": "web/more.tsx",
}
NOTES = {"Ready": "a button", "Go": "a label"}
PROPOSED = {
    ("javascript", "keywords", "$T"): 3,
    ("javascript", "keywords", "i18n.many:1,2"): 2,
    ("javascript", "components", "T"): 2,
    ("html", "attributes", "translate"): 2,
    ("html", "keywords", "$T"): 1,
    ("python", "keywords", "L_"): 3,
}


@pytest.fixture
def team(project: Project) -> Project:
    """A project with a team's catalog, whose messages stand in calls of functions of its own."""
    (project.root / "l10n.toml").unlink()
    for path, code in CODE.items():
        project.write(path, code)
    entries = ['msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n']
    for message, path in MESSAGES.items():
        note = f"#. {NOTES[message]}\n" if message in NOTES else ""
        entries.append(f'{note}#: {path}\nmsgid "{message}"\nmsgstr "译 {message}"\n')
    for name in ("file", "note"):
        forms = f'msgid "{{n}} {name}"\nmsgid_plural "{{n}} {name}s"\nmsgstr[0] "{{n}} 个"\n'
        entries.append(f"#: web/app.js\n{forms}")
    project.write("web/locale/zh_Hans/LC_MESSAGES/messages.po", "\n".join(entries))
    return project


def proposed(told: str) -> dict[tuple[str, str, str], int]:
    found = json.loads(told)["own_functions"]
    return {(one["extractor"], one["option"], one["value"]): one["messages"] for one in found}


def test_what_marks_messages_of_the_catalogs_is_proposed_and_nothing_else(team: Project) -> None:
    team.write("l10n.toml", SETTINGS)
    assert proposed(team.run("init", "--json").out) == PROPOSED
    shown = team.run("init").out
    assert "$T marks 3 messages of the catalogs, such as “Save” (web/app.js:1)." in shown
    assert 'Add keywords = ["L_"] to the options of the python sources.' in shown
    assert (team.root / "l10n.toml").read_text("utf-8") == SETTINGS
    assert "log marks" not in shown


def test_with_what_init_writes_nothing_of_the_catalogs_is_lost(team: Project) -> None:
    team.write("babel.cfg", MAPPING)
    dry = team.run("init", "--dry-run")
    assert (dry.code, (team.root / "l10n.toml").exists()) == (0, False)
    assert team.run("init").code == 0
    settings = (team.root / "l10n.toml").read_text("utf-8")
    assert settings in dry.out
    assert "# L_ marks 3 messages of the catalogs, such as “Ready” (app/main.py:3)." in settings
    # Files of a kind that the catalogs name are read as those beside them are.
    assert 'include = ["web/**/*.tsx"]' in settings
    assert team.run("adopt", "--by", "Ann").code == 0
    catalog = team.root / "web/locale/zh_Hans/LC_MESSAGES/messages.po"
    assert team.run("update").code == 0
    gone = set(re.findall('^#~ msgid "(.+)"', catalog.read_text("utf-8"), re.MULTILINE))
    # What only the log says.
    assert gone == {"Save draft", "Load draft"}


def test_notes_stay_where_a_team_marks_them_with_a_word_of_its_own(team: Project) -> None:
    team.write("babel.cfg", MAPPING)
    team.write("app/more.py", "# Hint: a verb\n_('Mute')\n# Hint: a noun, short\n_('Run')\n")
    catalog = team.root / "web/locale/zh_Hans/LC_MESSAGES/messages.po"
    both = (
        '\n#. a verb\nmsgid "Mute"\nmsgstr "静音"\n\n#. a noun, short\nmsgid "Run"\nmsgstr "次"\n'
    )
    catalog.write_text(catalog.read_text("utf-8") + both, "utf-8")
    assert team.run("init").code == 0
    settings = (team.root / "l10n.toml").read_text("utf-8")
    assert '"L10N:", "Hint:"]' in settings
    assert team.run("adopt", "--by", "Ann").code == 0
    assert team.run("update", "--obsolete-ok").code == 0
    assert "\n#. a verb\n" in catalog.read_text("utf-8")


def test_where_much_would_be_lost_update_says_what_would_read_it(team: Project) -> None:
    limits = "\n[update]\nobsolete_count = 3\nobsolete_percent = {}\n"
    team.write("l10n.toml", SETTINGS + limits.format(10))
    assert team.run("adopt", "--by", "Ann").code == 0
    catalog = team.root / "web/locale/zh_Hans/LC_MESSAGES/messages.po"
    before = catalog.read_bytes()
    stopped = team.run("update")
    assert (stopped.code, catalog.read_bytes()) == (2, before)
    assert "15 of 16 translations would become obsolete" in stopped.err
    assert 'Add keywords = ["$T"] to the options of the javascript sources.' in stopped.err
    assert "Messages in files that no source reads stay as they are: .tsx (1)." in stopped.err
    # Below the limit it is no stop, and said all the same.
    team.write("l10n.toml", SETTINGS + limits.format(100))
    warned = team.run("update")
    assert (warned.code, 'keywords = ["$T"]' in warned.err) == (0, True)


def test_a_source_that_cannot_be_read_proposes_nothing(team: Project) -> None:
    team.write("l10n.toml", SETTINGS)
    team.write("app/main.py", "L_('Ready'\n_('never closed")
    done = team.run("init", "--json")
    assert (done.code, proposed(done.out)) == (0, {})


def test_proposals_are_settings_that_can_be_read(team: Project, tmp_path: Path) -> None:
    text = json.loads(team.run("init", "--json").out)["settings"]
    options = [one.options for one in config.parse(text, tmp_path / "l10n.toml").sources]
    assert {name for one in options for name in one} <= {"keywords", "components", "attributes"}


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "read"), [(b"n\n", False), (b"\n", True)])
def test_on_a_terminal_a_person_is_asked(team: Project, answer: bytes, *, read: bool) -> None:
    team.write("babel.cfg", MAPPING)
    ours, theirs = pty.openpty()
    os.write(ours, answer)
    done = subprocess.run(
        [sys.executable, "-m", "l10n", "init"],
        check=False,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "L10N_LANG": "en"},
    )
    assert done.returncode == 0
    assert ("L_" in (team.root / "l10n.toml").read_text("utf-8")) is read
    assert b"Read these, too?" in os.read(ours, 1 << 16)


def test_what_stands_where_no_source_looks_stays_until_it_is_left_out(team: Project) -> None:
    everything = SETTINGS + "\n[update]\nobsolete_percent = 100\n"
    team.write("l10n.toml", everything)
    assert team.run("adopt", "--by", "Ann").code == 0
    catalog = team.root / "web/locale/zh_Hans/LC_MESSAGES/messages.po"
    gone = '#~ msgid "Only in tsx"'
    told = team.run("update").err
    assert ("stay as they are: .tsx (1)" in told, gone in catalog.read_text("utf-8")) == (
        True,
        False,
    )
    assert team.run("update", "--check").code == 0
    left_out = 'include = ["app/**/*.py"]\nexclude = ["web/*.tsx"]'
    team.write("l10n.toml", everything.replace('include = ["app/**/*.py"]', left_out))
    assert "stay as they are" not in team.run("update").err
    assert gone in catalog.read_text("utf-8")


def test_what_stands_in_a_file_that_is_gone_goes_with_it(team: Project) -> None:
    team.write("l10n.toml", SETTINGS + "\n[update]\nobsolete_percent = 100\n")
    (team.root / "web/more.tsx").unlink()
    assert team.run("adopt", "--by", "Ann").code == 0
    assert "stay as they are" not in team.run("update").err
