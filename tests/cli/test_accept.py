"""`l10n accept`: one finding of one check may stay in the words of one unit, and is counted."""

import json
from typing import Any

import pytest

from tests.conftest import Project

MUTE, VIEW, NOTES = "Mute words and tags", "View {name}'s profile", "%(n)d note"
WRONG = "消音词语和标签"
ACCEPT = ("accept", "terms", MUTE, "--by", "Ann", "--reason", "a quotation")


@pytest.fixture
def wrong(project: Project) -> Project:
    """A project whose words miss a term that binds."""
    assert project.run("run").code == 0
    _write(project, MUTE, WRONG)
    return project


def _write(project: Project, source: str, words: str) -> None:
    """Somebody changes the words of an entry in an editor."""
    blocks = project.catalog.read_text("utf-8").split("\n\n")
    for number, block in enumerate(blocks):
        if f'msgid "{source}"' in block:
            head, keyword, _old = block.partition("msgstr")
            blocks[number] = f'{head}{keyword} "{words}"'
    project.catalog.write_text("\n\n".join(blocks).rstrip() + "\n", "utf-8")


def _findings(project: Project, check: str = "terms") -> list[dict[str, Any]]:
    rows = json.loads(project.run("check", "--json").out)
    return [row for row in rows if row["check"] == check]


def test_an_accepted_error_blocks_no_more_and_is_counted(wrong: Project) -> None:
    assert "terms: " in wrong.run("approve", MUTE).err
    told = wrong.run(*ACCEPT)
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("1 accepted")
    assert wrong.run("approve", MUTE, "--by", "Bo").code == 0
    checked = wrong.run("check", "--strict", "-l", "zh_Hans")
    assert (checked.code, "Accepted by a person: 1." in checked.out) == (0, True)
    assert "[terms]" not in checked.out
    assert "Accepted by Ann: a quotation" in wrong.run("check", "--accepted").out
    [row] = _findings(wrong)
    assert (row["severity"], row["blocks"], row["accepted"]["by"]) == ("error", False, "Ann")
    compiled = json.loads(wrong.run("compile", "--json").out)
    assert compiled["locales"]["zh_Hans"]["accepted_findings"] == 1
    assert WRONG in (wrong.root / "build/release/zh_Hans/messages.json").read_text("utf-8")
    assert wrong.run("update").code == 0
    assert _findings(wrong)[0]["accepted"] is not None


def test_it_is_void_once_the_words_change(wrong: Project) -> None:
    assert wrong.run(*ACCEPT).code == 0
    _write(wrong, MUTE, WRONG + "吧")
    assert _findings(wrong)[0]["accepted"] is None
    assert wrong.run("approve", MUTE).code == 1
    _write(wrong, MUTE, WRONG)
    assert _findings(wrong)[0]["accepted"] is not None


def test_it_is_void_once_the_source_changes_and_holds_when_it_comes_back(wrong: Project) -> None:
    place = wrong.root / "app/main.py"
    source = place.read_text("utf-8").replace("Mute words and tags", "Mute words")
    keyed = source.replace('_("Mute words")', 'ngettext("Mute words", "Mute all words", 2)')
    plain = wrong.write("app/main.py", source)
    assert wrong.run("update").code == 0
    _write(wrong, "Mute words", WRONG)
    assert wrong.run("accept", "terms", "Mute words", "--reason", "r", "--by", "Ann").code == 0
    wrong.write("app/main.py", keyed)
    assert wrong.run("update").code == 0
    assert [row["accepted"] for row in _findings(wrong) if row["state"] == "outdated"] == [None]
    plain.write_text(source, "utf-8")
    assert wrong.run("update").code == 0
    assert [bool(row["accepted"]) for row in _findings(wrong)] == [True]


def test_what_else_the_check_finds_is_news(wrong: Project) -> None:
    assert wrong.run(*ACCEPT).code == 0
    place = wrong.root / "glossary/terms.csv"
    rows = place.read_text("utf-8") + "en,zh,tag,话题,,,must,any,noun\n"
    wrong.write("glossary/terms.csv", rows)
    assert sorted(bool(row["accepted"]) for row in _findings(wrong)) == [False, True]
    # A term that was preferred and binds now is another matter, too.
    wrong.write("glossary/terms.csv", rows.replace("话题,,,must", "话题,,,prefer"))
    assert wrong.run("accept", "terms", MUTE, "--evidence", "tags", "--reason", "r").code == 0
    assert all(row["accepted"] for row in _findings(wrong))
    wrong.write("glossary/terms.csv", rows)
    assert {(r["evidence"], bool(r["accepted"])) for r in _findings(wrong)} == {
        ("Mute", True),
        ("tags", False),
    }


REFUSED = [
    (VIEW, "{name} 的主页 {", "syntax", "Nobody can accept this"),
    (NOTES, "%(n)d 篇 % ", "syntax", "Nobody can accept this"),
    (VIEW, "{name} 的主页", "terms", "terms finds nothing here"),
]


@pytest.mark.parametrize(("source", "words", "check", "said"), REFUSED)
def test_what_breaks_the_program_or_is_not_there_is_not_accepted(
    wrong: Project, source: str, words: str, check: str, said: str
) -> None:
    if source != NOTES:
        _write(wrong, source, words)
    else:
        text = wrong.catalog.read_text("utf-8")
        head, _msgstr, tail = text.partition('msgstr[0] "')
        wrong.catalog.write_text(f'{head}msgstr[0] "{words}"{tail.partition(chr(34))[2]}', "utf-8")
    before = wrong.catalog.read_bytes()
    told = wrong.run("accept", check, source, "--reason", "r", "--by", "Ann")
    assert (told.code, said in told.err) == (1, True), told
    assert wrong.catalog.read_bytes() == before


def test_an_unnamed_argument_that_is_lost_is_not_accepted(project: Project) -> None:
    project.write("app/more.py", 'print(_("Hello %s") % x)\nprint(_("Hi %(you)s") % y)\n')
    assert project.run("run").code == 0
    for source in ("Hello %s", "Hi %(you)s"):
        _write(project, source, "你好")
    told = project.run("accept", "placeables", "Hello %s", "--reason", "r")
    assert "Nobody can accept this: %s of the source is missing" in told.err
    assert project.run("accept", "placeables", "Hi %(you)s", "--reason", "r").code == 0


USAGE = [
    (("accept", "speling", MUTE, "--reason", "r"), "'speling' is not one of the checks"),
    (("accept", "terms", MUTE, "--reason", " "), "Say why the finding may stay"),
    (("accept", "terms", "--reason", "r"), "Name units by id or source"),
]


@pytest.mark.parametrize(("words", "said"), USAGE)
def test_a_wrong_call_is_told(wrong: Project, words: tuple[str, ...], said: str) -> None:
    told = wrong.run(*words)
    assert (told.code, said in told.err) == (2, True)


def test_twice_is_once(wrong: Project) -> None:
    assert wrong.run(*ACCEPT).code == 0
    before = wrong.catalog.read_bytes()
    told = wrong.run(*ACCEPT)
    assert (told.code, "accepted already" in told.err) == (1, True)
    assert wrong.catalog.read_bytes() == before


@pytest.mark.parametrize("part", ["Ann", "a quotation", "terms", "error", "Mute"])
def test_a_mark_that_a_hand_changed_says_nothing(wrong: Project, part: str) -> None:
    assert wrong.run(*ACCEPT).code == 0
    text = wrong.catalog.read_text("utf-8")
    [mark] = [line for line in text.splitlines() if line.startswith("# @accepted/2 ")]
    assert f'"{part}"' in mark
    wrong.catalog.write_text(text.replace(mark, mark.replace(f'"{part}"', '"other"')), "utf-8")
    assert [row["accepted"] for row in _findings(wrong)] == [None]
    assert len(_findings(wrong, "marks")) == 1
