"""`l10n glossary`: lint with the model's tokenizer, CSV to TBX and back, candidates."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.formats import glossary_csv
from l10n.glossary.term import Term
from l10n.model import Location
from l10n.project import glossaries
from tests.conftest import Project

HEAD = "from,to,source,target,variants,forbidden,rule,case,pos,domain,definition,note,status\n"
ROWS = """\
en,zh,mute,静音,屏蔽,哑 | 沉默,must,any,verb,social,"Not to see, nor hear",a note,approved
zh,en,小红书,RedNote,,,do-not-translate,exact,noun,,,,approved
zh,en,AI,,,,do-not-translate,exact,,,,,proposed
zh,en,种草,get hooked on,,plant grass,prefer,any,verb,,"a <b> & ""c"" d",,deprecated
"""


def facts(path: Path) -> list[Term]:
    """The terms without their places."""
    return [replace(term, location=Location("")) for term in glossaries.read(path)]


def test_a_round_trip_through_tbx_loses_nothing(project: Project) -> None:
    first = project.write("terms.csv", HEAD + ROWS)
    assert project.run("glossary", "import", "terms.csv", "--output", "terms.tbx").code == 0
    assert facts(project.root / "terms.tbx") == facts(first)
    assert project.run("glossary", "import", "terms.tbx", "-o", "again.csv").code == 0
    assert facts(project.root / "again.csv") == facts(first)
    before = (project.root / "again.csv").read_bytes()
    assert project.run("glossary", "import", "terms.tbx", "-o", "again.csv").code == 0
    assert (project.root / "again.csv").read_bytes() == before


def test_a_table_of_two_columns_comes_in(project: Project) -> None:
    project.write("two.csv", "source,target\nFollow,关注\n")
    told = project.run("glossary", "import", "two.csv", "-o", "glossary/two.csv")
    assert (told.code, "--from and --to" in told.err) == (2, True)
    given = ("--from", "en", "--to", "zh")
    assert project.run("glossary", "import", "two.csv", "-o", "glossary/two.csv", *given).code == 0
    assert facts(project.root / "glossary/two.csv") == [Term("en", "zh", "Follow", "关注")]
    half = project.run("glossary", "import", "two.csv", "-o", "glossary/two.csv", "--from", "en")
    assert (half.code, "Give both" in half.err) == (2, True)


def test_our_own_glossaries_survive_the_round_trip(project: Project) -> None:
    for path in sorted((Path(__file__).parents[2] / "glossary").glob("*.csv")):
        assert project.run("glossary", "import", str(path), "-o", "x.tbx").code == 0
        assert facts(project.root / "x.tbx") == facts(path)


def test_export_writes_the_projects_glossary_whole(project: Project) -> None:
    project.write("glossary/more.csv", HEAD + ROWS)
    told = project.run("glossary", "export", "--output", "out.tbx")
    assert told.code == 0
    assert "5 terms written to out.tbx." in told.out
    assert {term.source for term in facts(project.root / "out.tbx")} == {
        "mute",
        "小红书",
        "AI",
        "种草",
    }


# the file, its content, the command, what the error names
BAD = [
    ("x.csv", "term,translation\na,b\n", "x.csv:1"),
    ("x.csv", HEAD + "en,zh,,静音\n", "x.csv:2"),
    ("x.csv", HEAD + 'en,zh,"mute,静音\n', "x.csv:"),
    ("x.tbx", "<tbx", "x.tbx:1"),
    ("x.tbx", "<tbx/>", "x.tbx"),
    ("x.tbx", '<!DOCTYPE x [<!ENTITY a "b">]><tbx>&a;</tbx>', "x.tbx"),
    ("x.csv", "en,zh,静音\n".encode("gb18030"), "x.csv:1"),
]


@pytest.mark.parametrize(("name", "content", "place"), BAD)
@pytest.mark.parametrize("command", ["lint", "import"])
def test_a_malformed_file_is_one_error_with_its_place(
    project: Project, command: str, name: str, content: str | bytes, place: str
) -> None:
    project.write(name, content)
    output = ("--output", "out.csv") if command == "import" else ()
    told = project.run("glossary", command, name, *output)
    assert (told.code, told.err.count("error:")) == (2, 1)
    assert place in told.err
    assert not (project.root / "out.csv").exists()


def rules(project: Project, *paths: str) -> list[str]:
    told = project.run("glossary", "lint", "--json", *paths)
    return [f"{f['severity']} {f['rule']} {f['file']}:{f['line']}" for f in json.loads(told.out)]


def test_lint_finds_errors_and_says_so_by_its_exit_code(project: Project) -> None:
    project.write("glossary/terms.csv", HEAD + "en,zh,mute,静音\nen,zh,Mute,沉默\n")
    assert project.run("glossary", "lint").code == 1
    assert rules(project) == ["error contradiction glossary/terms.csv:3"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("en,zh,mute,静音", []),
        # A character that no tokenizer of the size knows.
        ("en,zh,mute,静\U00020bb7", ["warning unspellable t.csv:2"]),
        # No package translates to French: nobody can say.
        ("en,fr,mute,\U00020bb7", []),
    ],
)
def test_lint_warns_of_what_the_model_can_not_write(
    project: Project, row: str, expected: list[str]
) -> None:
    project.write("t.csv", HEAD + row + "\n")
    assert rules(project, "t.csv") == expected
    assert project.run("glossary", "lint", "t.csv").code == 0


def test_candidates_are_said_often_and_are_no_terms_yet(project: Project) -> None:
    lines = [f'_("Pin the cover photo {n}")\n_("Mute the cover photo {n}")\n' for n in range(5)]
    project.write("app/main.py", "".join(lines))
    told = project.run("glossary", "candidates", "--json", "--at-least", "5")
    assert told.code == 0
    found = {row["text"]: row["count"] for row in json.loads(told.out)}
    assert found["cover photo"] == 10
    assert "mute" not in found
    shown = project.run("glossary", "candidates", "--most", "1").out
    assert "cover photo" in shown


def test_candidates_become_a_glossary_that_lints_clean(project: Project) -> None:
    """What a terminologist does with them: fills in the targets, and imports the table."""
    project.write("app/main.py", '_("Pin the cover photo")\n_("Mute the cover photo")\n')
    told = project.run("glossary", "candidates", "--json", "--at-least", "2")
    rows = [Term("en", "zh", row["text"], "封面图") for row in json.loads(told.out)]
    project.write("glossary/mined.csv", glossary_csv.serialize(rows))
    assert project.run("glossary", "lint").code == 0
    assert json.loads(project.run("glossary", "candidates", "--json", "--at-least", "2").out) == []


@pytest.mark.parametrize("command", [("export",), ("import", "glossary/terms.csv")])
def test_a_suffix_that_says_no_format_is_refused(
    project: Project, command: tuple[str, ...]
) -> None:
    told = project.run("glossary", *command, "--output", "terms.xlsx")
    assert told.code == 2
    assert ".csv or .tbx" in told.err
    assert not (project.root / "terms.xlsx").exists()
