"""Hashtags that the glossary knows are said in the other language; all others stay."""

from pathlib import Path

import pytest
from hypothesis import given

from l10n.checks.checker import Checker
from l10n.glossary.hashtags import Hashtags
from l10n.glossary.matcher import Matcher
from l10n.glossary.term import Term
from l10n.model import Kind, Unit
from l10n.project.config import Config
from tests.text.test_placeables import TEXTS

TERMS = [Term("zh", "en", "#穿搭", "#outfit"), Term("zh", "en", "早餐", "breakfast")]

WRITTEN = [
    # a row's source and target, a text, the text as it is said
    ("#OOTD", "#今日穿搭#", "nice #ootd today", "nice #今日穿搭# today"),
    ("#OOTD", "#今日穿搭[话题]#", "#OOTD", "#今日穿搭[话题]#"),
    ("#OOTD", "今日穿搭", "#OOTD!", "#今日穿搭!"),
    ("#穿搭#", "#outfit", "#穿搭 #穿搭# #穿搭[话题]#", "#outfit #outfit# #outfit[话题]#"),
    ("#穿搭[话题]#", "#outfit", "#穿搭", "#outfit"),
    ("#小红书", "#red note", "#小红书 #小红书#", "#小红书 #小红书#"),
    ("#小红书", "", "#小红书", "#小红书"),
    ("穿搭", "outfit", "#穿搭", "#穿搭"),
]


@pytest.mark.parametrize(("source", "target", "text", "said"), WRITTEN)
def test_a_row_may_be_written_in_any_form_of_a_tag(
    source: str, target: str, text: str, said: str
) -> None:
    assert Hashtags([Term("zh", "en", source, target)]).said(text) == said


CASES = [
    ("好看 #穿搭", "好看 #outfit", "好看 #穿搭 (outfit)"),
    ("#穿搭# x", "#outfit# x", "#穿搭# (outfit) x"),
    ("#穿搭[话题]# x", "#outfit[话题]# x", "#穿搭[话题]# (outfit) x"),
    ("#穿搭分享 #早餐", "#穿搭分享 #早餐", "#穿搭分享 #早餐"),
    ("穿搭 #", "穿搭 #", "穿搭 #"),
]


@pytest.mark.parametrize(("text", "mapped", "glossed"), CASES)
def test_a_hashtag_of_the_glossary_is_said_and_others_stay(
    text: str, mapped: str, glossed: str
) -> None:
    assert Hashtags(TERMS).said(text) == mapped
    assert Hashtags(TERMS, gloss=True).said(text) == glossed


@given(TEXTS)
def test_without_a_row_every_text_stays(text: str) -> None:
    assert Hashtags(TERMS[1:]).said(text) == text


def test_the_checks_take_the_glossarys_tag_for_kept_and_no_other() -> None:
    config = Config(Path(), Path("l10n.toml"), "zh_Hans", ("en",))
    checker = Checker(config, Matcher(TERMS, "zh_Hans", "en"), "en")
    unit = Unit(("好看的裙子 #穿搭",), kind=Kind.CAPTION, key="1/text")
    assert checker.check(unit, ("A nice dress #outfit",)) == []
    assert {f.check for f in checker.check(unit, ("A nice dress #dress",))} == {"handles"}
