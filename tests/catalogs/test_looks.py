"""A team's catalog keeps its looks: what did not change has its bytes, its place and its folds."""

import difflib
import os
import re
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given

from l10n.catalogs.header import with_true_header
from l10n.catalogs.merge import merge
from l10n.formats.po import FORMAT as PO
from l10n.formats.po import text_of
from l10n.model import Approval, Catalog, Entry, Location, State, Unit, content_hash
from tests.conftest import Project
from tests.formats.test_po import catalogs

# As Babel and Weblate leave one: folded, several references on a line, an own order, tags in notes.
TEAM = """\
# Chinese translations for the app.
# realityone <realityone@example.org>, 2015
#
msgid ""
msgstr ""
"Project-Id-Version: app\\n"
"Last-Translator: Li\\n"
"Language-Team: Chinese (Simplified) <https://weblate.example.org/projects/"
"app/app/zh_Hans/>\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"Generated-By: Babel 2.5.3\\n"

#. Translators: the button in the
#. upper right corner
#: app/z.py:3 app/a.py:9
#: app/a.py:12
#, max-length:30, fuzzy
msgid ""
"You can only use "
"letters."
msgstr ""
"只能使用"
"字母。"

# Li: ask legal first
#: app/a.py:2
#, python-format
msgid "%(n)s is\\ttaken"
msgid_plural "%(n)s are taken"
msgstr[0] "%(n)s"
" 已被占用"

#~ msgid "Gone long "
#~ "ago"
#~ msgstr "早已"
#~ "不在"

#: app/b.py:1
msgid "Close"
msgstr ""

"""
LETTERS = Unit(
    ("You can only use letters.",),
    notes=("the button in the upper right corner",),
    locations=(Location("app/a.py", 9), Location("app/a.py", 12), Location("app/z.py", 3)),
)
TAKEN = Unit(
    ("%(n)s is\ttaken", "%(n)s are taken"),
    locations=(Location("app/a.py", 2),),
    flags=("python-format",),
)
CLOSE = Unit(("Close",), locations=(Location("app/b.py", 1),))
UNITS = [TAKEN, LETTERS, CLOSE]


def team() -> Catalog:
    return PO.parse(TEAM, "zh.po", "zh_Hans", "app")


def written(catalog: Catalog) -> str:
    return PO.serialize(catalog).decode() + "\n"


def difference(text: str, other: str) -> list[str]:
    """The lines that changed."""
    lines = difflib.unified_diff(text.split("\n"), other.split("\n"), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def approved(catalog: Catalog) -> Catalog:
    """The catalog with its second entry's approval, so that no word is in doubt."""

    def stand(entry: Entry) -> Entry:
        if entry.unit.identity != TAKEN.identity:
            return entry
        today = content_hash("zh_Hans", entry.unit, entry.target)
        return entry.evolve(
            state=State.APPROVED, approval=Approval(today, "2026-01-01T00:00:00Z", "Li")
        )

    return replace(catalog, entries=tuple(map(stand, catalog.entries)))


def test_an_approval_is_one_line_more() -> None:
    mark = [
        line for line in difference(TEAM, written(approved(team()))) if "@approved/2" not in line
    ]
    assert mark == []


MOVED = replace(TAKEN, locations=(Location("app/a.py", 4), Location("app/c.py", 7)))
NEW = Unit(("New",), locations=(Location("app/a.py", 5),))
BLOCK = ["+#: app/a.py:5", '+msgid "New"', '+msgstr ""', "+"]
# What the sources say, how places are written, and all lines that an update changes for it.
UPDATES: dict[str, tuple[list[Unit], str, list[str]]] = {
    "nothing": (UNITS, "line", []),
    "code that moved": (
        [MOVED, LETTERS, CLOSE],
        "line",
        ["-#: app/a.py:2", "+#: app/a.py:4 app/c.py:7"],
    ),
    "code that moved, of no interest": ([MOVED, LETTERS, CLOSE], "keep", []),
    "lines given up": (
        UNITS,
        "file",
        [
            *("-#: app/z.py:3 app/a.py:9", "-#: app/a.py:12", "+#: app/a.py app/z.py"),
            *("-#: app/a.py:2", "+#: app/a.py", "-#: app/b.py:1", "+#: app/b.py"),
        ],
    ),
    "a new note": (
        [TAKEN, LETTERS, replace(CLOSE, notes=("a verb",))],
        "line",
        ["+#. a verb"],
    ),
    "another order of the sources": ([CLOSE, TAKEN, LETTERS], "line", []),
    "a new unit behind its neighbour": ([TAKEN, NEW, LETTERS, CLOSE], "line", BLOCK),
    "a new unit, places kept": ([TAKEN, NEW, LETTERS, CLOSE], "keep", BLOCK),
}


@pytest.mark.parametrize("name", UPDATES)
def test_an_update_changes_what_changed(name: str) -> None:
    units, references, lines = UPDATES[name]
    before = PO.parse(written(approved(team())), "zh.po", "zh_Hans", "app")
    after = merge(before, units, references)[0]
    assert difference(written(before), written(after)) == lines
    again = PO.parse(written(after), "zh.po", "zh_Hans", "app")
    assert written(merge(again, units, references)[0]) == written(after)


def sources(catalog: Catalog) -> list[str]:
    return [entry.unit.source[0] for entry in catalog.entries]


def test_what_is_gone_comes_last_and_keeps_its_folds() -> None:
    after = merge(team(), [TAKEN, CLOSE], "line")[0]
    assert sources(after) == [TAKEN.source[0], "Gone long ago", "Close", LETTERS.source[0]]
    gone = text_of(after.entries[-1], "zh_Hans").split("\n")
    assert gone[-6:] == [
        '#~ msgid ""',
        '#~ "You can only use "',
        '#~ "letters."',
        '#~ msgstr ""',
        '#~ "只能使用"',
        '#~ "字母。"',
    ]
    back = merge(after, UNITS, "line")[0]
    assert sources(back) == [TAKEN.source[0], LETTERS.source[0], "Gone long ago", "Close"]
    assert text_of(back.entries[1], "zh_Hans") == text_of(team().entries[0], "zh_Hans")


def unit(name: str, *paths: str) -> Unit:
    return Unit((name,), locations=tuple(Location(path, 1) for path in paths))


# The catalog's messages and the source's, each with its file, and their order after a merge.
ORDERS = {
    "new ones by their neighbours": ("c/c a/a b/b", "a/a 1/a b/b c/c 2/c", "c 2 a 1 b"),
    "the first of a file before its next": ("b/b a/a", "a/a 1/b 2/b b/b", "1 2 b a"),
    "of a new file after the one before": ("b/b a/a", "a/a 1/n b/b", "b a 1"),
    "before all others": ("a/a", "1/n a/a", "1 a"),
    "nothing stood there": ("", "b/b a/a", "b a"),
    "all others went": ("x/x", "1/n 2/n", "1 2 x"),
}


@pytest.mark.parametrize("name", ORDERS)
def test_what_stays_keeps_its_place_and_what_is_new_stands_by_its_neighbours(name: str) -> None:
    stood, said, order = ORDERS[name]
    old, new = ([unit(*pair.split("/")) for pair in text.split()] for text in (stood, said))
    entries = tuple(Entry(old_unit, ("词",), State.SUGGESTED, fuzzy=True) for old_unit in old)
    before = replace(team(), entries=entries)
    after = merge(PO.parse(written(before), "zh.po", "zh_Hans", "app"), new)[0]
    assert " ".join(sources(after)) == order


def test_new_words_leave_the_source_as_it_was_folded() -> None:
    entry = team().entries[0]
    lines = difference(
        text_of(entry, "zh_Hans"), text_of(entry.evolve(target=("只用字母。",)), "zh_Hans")
    )
    assert lines == ['-msgstr ""', '-"只能使用"', '-"字母。"', '+msgstr "只用字母。"']


def test_flags_that_a_person_set_stay_and_those_of_the_extractor_are_its_own() -> None:
    text = TEAM.replace("#, python-format", "#, python-format, c-format, no-wrap, range: 0..3")
    read = PO.parse(text, "zh.po", "zh_Hans", "app")
    after = merge(read, [replace(TAKEN, flags=("python-brace-format",)), LETTERS, CLOSE], "line")[0]
    assert set(after.entries[1].unit.flags) == {"python-brace-format", "no-wrap", "range: 0..3"}
    assert "max-length:30" in after.entries[0].unit.flags


def test_places_are_written_as_the_catalog_has_them() -> None:
    """With `keep`: new units have lines where the others have them, and no place where none has."""
    bare = PO.parse("\n".join(x for x in TEAM.split("\n") if x[:2] != "#:"), "", "zh_Hans", "app")
    files = merge(team(), UNITS, "file")[0]
    for catalog, places in ((team(), (Location("app/a.py", 5),)), (files, (Location("app/a.py"),))):
        assert merge(catalog, [*UNITS, NEW], "keep")[0].live()[-1].unit.locations == places
    kept = merge(bare, [*UNITS, NEW], "keep")[0]
    assert "#:" not in written(kept)


def test_a_header_is_put_right_in_its_own_lines() -> None:
    wrong = TEAM.replace("nplurals=1; plural=0", 'nplurals=2; "\n"plural=(n != 1)')
    read = PO.parse(wrong, "zh.po", "zh_Hans", "app")
    assert written(with_true_header(read)) == TEAM
    lacking = PO.parse(wrong.replace("Plural-Forms", "X-Plural"), "zh.po", "zh_Hans", "app")
    lines = difference(written(lacking), written(with_true_header(lacking)))
    assert lines == ['+"Plural-Forms: nplurals=1; plural=0;\\n"']


FRENCH = """\
msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=n > 1;\\n"

#: app/a.py:2
#, fuzzy, python-format
msgid "%(n)s is\\ttaken"
msgid_plural "%(n)s are taken"
msgstr[0] "%(n)s est\\tpris"
msgstr[1] "%(n)s sont\\tpris"
"""


def test_a_catalog_of_two_forms_stays_one_where_cldr_has_three() -> None:
    """French, Spanish, Italian and Portuguese as most teams have them."""
    before = PO.parse(FRENCH, "fr.po", "fr", "app")
    after = merge(before, [TAKEN, replace(TAKEN, source=("New", "News"))], "line")[0]
    assert PO.serialize(after).decode().startswith(FRENCH)
    done = subprocess.run(
        ["msgfmt", "-c", "-o", os.devnull, "-"],
        input=PO.serialize(after),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, b"fatal" in done.stderr) == (0, False), done.stderr


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n", "\r\n\r\n"])
def test_a_file_ends_as_it_ended(project: Project, end: str) -> None:
    assert project.run("update").code == 0
    path = project.root / "locales/zh_Hans/LC_MESSAGES/messages.po"
    newline = b"\r\n" if "\r" in end else b"\n"
    body = path.read_bytes().rstrip().replace(b"\n", newline)
    path.write_bytes(body + end.encode())
    assert project.run("update").code == 0
    assert path.read_bytes() == body + end.encode()


@given(catalogs(), catalogs())
def test_lines_that_stay_say_what_lines_written_anew_would(one: Catalog, other: Catalog) -> None:
    for was, now in zip(one.entries, other.entries, strict=False):
        text = written(replace(one, entries=(was,)))
        folded = re.sub(r'(?m)^(#~ |)(msg\S+) "', r'\1\2 ""\n\1"', text)
        read = PO.parse(folded, "x.po", one.locale, "x").entries[0]
        kept = replace(now, raw="", old=read.raw)
        for entry in (kept, kept.evolve(obsolete=not kept.obsolete)):
            assert reread(entry) == reread(replace(entry, old=""))


def reread(entry: Entry) -> Entry:
    (found,) = PO.parse(written(replace(team(), entries=(entry,))), "", "zh_Hans", "").entries
    return found
