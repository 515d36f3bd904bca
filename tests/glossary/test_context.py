"""A term with a context is found where its conditions hold."""

import pytest

from l10n.errors import GlossaryError
from l10n.formats import glossary_csv
from l10n.glossary.context import parsed
from l10n.glossary.matcher import Matcher
from l10n.glossary.term import Term
from l10n.model import Location

CASES = [
    ("mid", "after is|was; before ^", "The film was mid.", True),
    ("mid", "after is|was; before ^", "The film is mid-size", False),
    ("mid", "after is|was; before ^", "in mid June", False),
    ("mid", "after is|was; before ^", "This mid", False),
    ("蹲", "after $; before $", "蹲！", True),
    ("蹲", "after $; before $", "蹲\n好的", True),
    ("蹲", "after $; before $", "蹲，快去", False),
    ("狗粮", "not near 狗狗", "又吃狗粮", True),
    ("狗粮", "not near 狗狗", "给狗狗买狗粮", False),
    ("寶藏", "before 面馆", "寶藏麵館", True),
    ("tea", "not after 'some'", "some tea", True),
    ("fire", "not near camp", "my campus is fire", True),
    ("fire", "not near camp", "camp by the fire", False),
]


@pytest.mark.parametrize(("source", "context", "text", "expected"), CASES)
def test_a_hit_needs_its_context(source: str, context: str, text: str, expected: bool) -> None:
    languages = ("en", "zh") if source.isascii() else ("zh", "en")
    term = Term(*languages, source, "x", context=context)
    assert bool(Matcher([term], *languages).find((text,))) is expected


@pytest.mark.parametrize("wrong", ["behind is", "after", "is|was", "after |"])
def test_a_condition_that_is_none_is_refused_with_its_line(wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong.split(maxsplit=1)[0]):
        parsed(wrong)
    with pytest.raises(GlossaryError) as told:
        glossary_csv.parse(f"from,to,source,target,context\nen,zh,mid,x,{wrong}\n", "g.csv")
    assert "g.csv:2" in str(told.value)


def test_what_only_slang_has_is_written_where_some_term_has_it() -> None:
    plain = Term("en", "zh", "note", "笔记", location=Location("g.csv", 2))
    slang = Term("en", "zh", "mid", "一般般", paraphrase="so-so", since="2021", context="before ^")
    assert b"paraphrase" not in glossary_csv.serialize([plain])
    written = glossary_csv.serialize([plain, slang]).decode()
    assert glossary_csv.parse(written, "g.csv") == [plain, slang]
