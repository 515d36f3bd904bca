"""What is found in a text, however it is hidden; cases as data."""

import json
from itertools import pairwise
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import GlossaryError
from l10n.model import Level, SensitiveTerm
from l10n.moderation import entries, skeleton
from l10n.moderation.screen import MOST, Screen

HERE = Path(__file__).parent
CASES = [json.loads(line) for line in (HERE / "cases.jsonl").read_text("utf-8").splitlines()]
STARTER = HERE.parents[1] / "moderation"


def entry(term: str, category: str = "scam", level: Level = Level.HIGH) -> SensitiveTerm:
    return SensitiveTerm(term, "en" if term.isascii() else "zh", category, level)


TERMS = (
    *("加微信", "加薇信", "关注", "自杀", "加V信", "+v"),
    *("scam", "loan", "free money", "self-harm", "t.me/"),
)
SCREEN = Screen(map(entry, TERMS))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:20])
def test_what_is_found(case: dict[str, list[str]]) -> None:
    text = str(case["text"])
    found = SCREEN.find(text)
    assert [one.surface for one in found] == case["found"]
    assert all(text[one.start : one.end] == one.surface for one in found)


@given(text=st.text(max_size=60) | st.text("scam加微信+v sl01 \u200b.\n", max_size=60))
def test_any_text_is_read_to_its_end(text: str) -> None:
    found = SCREEN.find(text)
    for one, after in pairwise(found):
        assert one.end <= after.start
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    made = skeleton.of(text)
    assert len(made.offsets) == len(made.text) + 1
    assert [made.text[place] for place in made.places] == list(made.word)


@given(
    term=st.sampled_from([term for term in TERMS if term.isalpha()]),
    sign=st.sampled_from([" ", ".", "*", "-", "_", "·", "\u200b", "\ufe0f", "~"]),
)
def test_what_stands_between_every_letter_hides_nothing(term: str, sign: str) -> None:
    assert [one.entry.term for one in SCREEN.find(f"看 {sign.join(term)} 看")] == [term]


def test_the_gravest_of_a_text_stand_first_and_are_bounded() -> None:
    terms = [entry(f"word{chr(97 + n)}x", "spam", Level.LOW) for n in range(26)]
    screen = Screen([*terms, entry("scam")])
    found = screen.found_in(" ".join([*(one.term for one in terms), "scam", "scam"]))
    assert (found[0].term, len(found)) == ("scam", MOST)
    assert screen.reasons("wordax scam") == ("moderation:scam", "moderation:spam")


def test_the_longest_counts_and_nothing_is_found_by_no_list() -> None:
    screen = Screen([entry("scam"), entry("crypto scam", "spam")])
    assert [one.entry.term for one in screen.find("a crypto scam")] == ["crypto scam"]
    assert Screen(()).find("scam") == []


@pytest.mark.parametrize("name", ["en", "zh"])
def test_each_entry_of_the_starter_lists_is_found_in_both_scripts(name: str) -> None:
    traditional = opencc.OpenCC("s2t").convert
    listed = entries.parse((STARTER / f"{name}.csv").read_text("utf-8"), name)
    screen = Screen(listed)
    assert len({(one.term, one.language) for one in listed}) == len(listed)
    assert {one.category for one in listed} == {"scam", "spam", "harassment", "self-harm"}
    for one in listed:
        for text in {one.term, traditional(one.term)}:
            assert one in screen.found_in(text), (one.term, text)


HEAD = "term,language,category,severity,note\n"
REFUSED = [
    ("term,language\nx,en\n", 1, "lacks the column 'category'"),
    ("", 1, "lacks the column 'term'"),
    ("term,term,language,category,severity\nx,y,en,scam,high\n", 1, "have the name 'term'"),
    (HEAD + "scam,en,scam,high\nx\n", 3, "has no 'language'"),
    (HEAD + "scam,fr,scam,high,\n", 2, "'fr' is no language"),
    (HEAD + "scam,en,scam,grave,\n", 2, "'grave' is no severity"),
    (HEAD + "scam,en,Scam!,high,\n", 2, "is no category"),
    (HEAD + "s,en,scam,high,\n", 2, "too little"),
    (HEAD + "x" * 101 + ",en,scam,high,\n", 2, "at most 100"),
    (HEAD + "scam,en,scam,high,a,b\n", 2, "more fields"),
    (HEAD + 'scam,en,scam,high,"a\n', 2, "can't be read"),
]


@pytest.mark.parametrize(("text", "line", "said"), REFUSED)
def test_a_row_that_makes_no_sense_is_named(text: str, line: int, said: str) -> None:
    with pytest.raises(GlossaryError, match=said) as refused:
        entries.parse(text, "list.csv")
    assert str(refused.value).startswith(f"list.csv:{line}: ")
    assert refused.value.remedy
