"""Glossaries as CSV: read with clear errors, written without loss."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import GlossaryError
from l10n.formats import glossary_csv
from l10n.glossary.term import Rule, Term, TermStatus
from l10n.model import Location

FOLDER = Path(__file__).parents[2] / "glossary"
HEAD = ",".join(glossary_csv.COLUMNS) + "\n"


def test_a_row_has_all_that_stands_there() -> None:
    row = "en,zh,Follow,关注,追踪 | 跟进 ,跟随,must,exact,verb,action,"
    row += '"To see, daily.",a note,proposed'
    (term,) = glossary_csv.parse(HEAD + row + "\n", "g.csv")
    assert term == Term(
        "en",
        "zh",
        "Follow",
        "关注",
        variants=("追踪", "跟进"),
        forbidden=("跟随",),
        rule=Rule.MUST,
        exact_case=True,
        part_of_speech="verb",
        domain="action",
        definition="To see, daily.",
        note="a note",
        status=TermStatus.PROPOSED,
    )
    assert term.location == Location("g.csv", 2)


def test_only_three_columns_are_needed_and_their_order_is_free() -> None:
    (term,) = glossary_csv.parse("source,to,from,rule\nTikTok,zh,en,do-not-translate\n", "g.csv")
    assert (term.target, term.rule, term.status) == ("TikTok", Rule.KEEP, TermStatus.APPROVED)


def test_empty_rows_and_windows_line_ends_are_read() -> None:
    text = "from,to,source,target\r\n\r\nen,zh,a,甲\r\n,,,\r\nen,zh,b,乙\r\n"
    assert [term.source for term in glossary_csv.parse(text, "g.csv")] == ["a", "b"]


TWO_COLUMNS = {
    "named by language": ("en,zh\nFollow,关注\n", ("", "")),
    "named by locale": ("en, zh-Hans\nFollow,关注\n", ("", "")),
    "with the direction beside it": ("source,target\nFollow,关注\n", ("en", "zh")),
}


@pytest.mark.parametrize("name", TWO_COLUMNS)
def test_two_columns_are_a_glossary(name: str) -> None:
    text, direction = TWO_COLUMNS[name]
    (term,) = glossary_csv.parse(text, "g.csv", direction)
    expected = Term("en", "zh", "Follow", "关注", location=Location("g.csv", 2))
    assert term == expected


MISTAKES = [
    ("source,target\nFollow,关注\n", 1, "lacks the column 'from'"),
    ("Follow,关注\nLike,赞\n", 1, "lacks the column 'from'"),
    ("en,zh\nFollow,\n", 2, "no 'target'"),
    ("from,to,source,target\nen,zh-Hans,a,甲\n", 2, "'zh-Hans' is no language"),
    ("from,to,source,target\nEnglish,zh,a,甲\n", 2, "'English' is no language"),
    ("", 1, "lacks the column 'from'"),
    ("from,to,source,target,target\nen,zh,a,甲,乙\n", 1, "the name 'target'"),
    ("from,to\nen,zh\n", 1, "lacks the column 'source'"),
    ("from,to,source,target\nen,zh,,甲\n", 2, "no 'source'"),
    ("from,to,source,target\nen,zh,a,甲\nen,,b,乙\n", 3, "no 'to'"),
    ("from,to,source,target\nen,zh,a,\n", 2, "no 'target'"),
    ("from,to,source,target\nen,zh,a,甲,more\n", 2, "more fields than the header"),
    ("from,to,source,target,rule\nen,zh,a,甲,always\n", 2, "'always' is no rule"),
    ("from,to,source,target,case\nen,zh,a,甲,lower\n", 2, "'lower' is no case"),
    ("from,to,source,target,status\nen,zh,a,甲,done\n", 2, "'done' is no status"),
    (f"en,zh\nFollow,关注\n{'m' * 501},甲\n", 3, "at most 500 characters"),
    ('from,to,source,target\nen,zh,a,"甲\n', 2, "can't be read"),
    ('from,to,source,target\nen,zh,a,"甲"x\n', 2, "can't be read"),
]


@pytest.mark.parametrize(("text", "line", "message"), MISTAKES, ids=[m[2] for m in MISTAKES])
def test_a_mistake_names_its_line_and_a_remedy(text: str, line: int, message: str) -> None:
    with pytest.raises(GlossaryError, match=message) as caught:
        glossary_csv.parse(text, "g.csv")
    assert caught.value.place is not None
    assert (caught.value.place.path, caught.value.place.line) == ("g.csv", line)
    assert caught.value.remedy


_WORD = st.text("ab 的,\"'\n#=&<>", min_size=1).map(str.strip).filter(bool)
_MAYBE = st.just("") | _WORD
TERMS = st.lists(
    st.builds(
        Term,
        st.sampled_from(["en", "zh"]),
        st.sampled_from(["en", "zh"]),
        _WORD,
        _WORD,
        variants=st.lists(_WORD, max_size=2).map(tuple),
        forbidden=st.lists(_WORD, max_size=2).map(tuple),
        rule=st.sampled_from(Rule),
        exact_case=st.booleans(),
        part_of_speech=st.sampled_from(["", "noun", "verb"]),
        domain=_MAYBE,
        definition=_MAYBE,
        note=_MAYBE,
        status=st.sampled_from(TermStatus),
    ),
    max_size=4,
)


@given(TERMS)
def test_what_is_written_is_read_again(terms: list[Term]) -> None:
    data = glossary_csv.serialize(terms)
    assert glossary_csv.parse(data.decode(), "g.csv") == terms


_SHARDS = st.sampled_from(
    [HEAD, "from,to,source,target\n", "en,zh,", "a", "甲", ",", '"', "\n", "\r", "|", "\0", "must"]
)


@given(st.text() | st.lists(_SHARDS, max_size=20).map("".join))
def test_any_text_is_a_glossary_or_a_mistake_with_its_line(text: str) -> None:
    try:
        terms = glossary_csv.parse(text, "g.csv")
    except GlossaryError as error:
        mistake = error
    else:
        assert glossary_csv.parse(glossary_csv.serialize(terms).decode(), "g.csv") == terms
        return
    assert mistake.place is not None
    assert mistake.place.line >= 1


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.name)
def test_our_own_glossaries_are_written_as_they_stand(path: Path) -> None:
    text = path.read_text("utf-8")
    again = glossary_csv.serialize(glossary_csv.parse(text, path.name)).decode()
    assert list(csv.reader(io.StringIO(again))) == list(csv.reader(io.StringIO(text)))


RISKY = ["=1+1", "@handle", "-ing", "+1", "007", "1/2", "'=x", "＝SUM(A1)", "a;=b", "'tis", "\t=x"]


@pytest.mark.parametrize("text", RISKY)
def test_a_cell_that_a_spreadsheet_would_run_is_guarded_and_comes_back(text: str) -> None:
    term = Term("en", "zh", text.strip(), "甲", variants=(text.strip(),), note=text.strip())
    written = glossary_csv.serialize([term]).decode()
    (_head, cells) = csv.reader(io.StringIO(written))
    assert not any(re.match(r"[=+\-@＝\d]", cell) for cell in cells)
    assert not re.search(r'(^|,)[^",]*;=', written)
    (back,) = glossary_csv.parse(written, "g.csv")
    assert (back.source, back.variants, back.note) == (term.source, term.variants, term.note)


def test_a_glossary_written_by_hand_needs_no_guard() -> None:
    (term,) = glossary_csv.parse("from,to,source,target\nen,zh,@handle,-甲\n", "g.csv")
    assert (term.source, term.target) == ("@handle", "-甲")
