"""What is refused, what is missed, and what makes a person look."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.glossary.evidence import prove
from l10n.glossary.term import Hit, Rule, Term
from l10n.text.placeables import parse, words
from l10n.translation.gates import Judged, bare, judge, length_z
from tests.text.test_placeables import TEXTS

# source, candidate, language of the candidate, its doubts; None where it is refused
CASES: list[tuple[str, str, str, tuple[str, ...] | None]] = [
    ("Open the settings page", "打开设置页面", "zh", ()),
    ("打开设置页面", "Open the settings page", "en", ()),
    ("Open the settings page", "", "zh", None),
    ("Open the settings page", " \n", "zh", None),
    ("All right then", "好的好的好的好的", "zh", None),
    ("谢谢谢谢谢谢", "thanks thanks thanks", "en", ()),
    ("ha ha ha ha ha", "哈哈哈哈哈", "zh", ()),
    ("You have 3 new followers", "你有3位新粉丝", "zh", ()),
    ("You have 3 new followers", "你有5位新粉丝", "zh", ("numbers",)),
    ("You have three followers", "你有3位粉丝", "zh", ()),
    ("{n} followers since 2024", "{n} 位粉丝", "zh", ("numbers",)),
    ("Open the settings page", "Open page", "zh", ("script",)),
    ("打开设置页面", "Open 设置 page", "en", ("script",)),
    ("Open the settings page", "打", "zh", ("length",)),
    ("Open", "打开你的设置页面和其他所有页面", "zh", ("length",)),
    ("They lean it over you", "往你那边那边歪", "zh", ("twice",)),
    ("伴娘用睫毛胶粘了回去", "My bridesmaid glue glue it back", "en", ("twice",)),
    ("慢慢走过去就好了", "Walk slowly slowly over there", "en", ()),
    ("No, no, we'll talk it over", "不，不，我们商量商量", "zh", ()),
    ("You've done the work, and the work changed you", "你完成了工作，工作改变了你", "zh", ()),
]


@pytest.mark.parametrize(("source", "text", "language", "doubts"), CASES)
def test_the_gates(source: str, text: str, language: str, doubts: tuple[str, ...] | None) -> None:
    judged = judge(parse(source), text, (), language)
    assert judged == (Judged(refused=True) if doubts is None else Judged(False, (), doubts))


RULES = [
    # rule, candidate, what is missed
    (Rule.MUST, "打开笔记", ()),
    (Rule.MUST, "打开帖子", ("note",)),
    (Rule.MUST, "打开备注", ("note",)),
    (Rule.PREFER, "打开备注", ()),
    (Rule.PREFER, "打开帖子", ()),
]


@pytest.mark.parametrize(("rule", "text", "missed"), RULES)
def test_only_binding_terms_are_missed(rule: Rule, text: str, missed: tuple[str, ...]) -> None:
    term = Term("en", "zh", "note", "笔记", forbidden=("备注",), rule=rule)
    proofs = prove([Hit(5, 9, "note", term)], text)
    assert judge(parse("Open note"), text, proofs, "zh").missed == missed


def test_a_han_rendering_in_english_is_no_wrong_script() -> None:
    term = Term("zh", "en", "关注", "关注", rule=Rule.KEEP)
    proofs = prove([Hit(0, 2, "关注", term)], "Tap 关注 to see more")
    assert judge(parse("点关注看更多"), "Tap 关注 to see more", proofs, "en").doubts == ()


def test_placeables_are_not_what_a_candidate_says() -> None:
    source = parse("See {a} and {a}")
    assert bare(source, "看{a}和{a}和{a}") == "看 和 和{a}"


def test_the_length_is_measured_in_deviations_from_the_corpus() -> None:
    assert length_z("a" * 100, "字" * 36, "zh") == pytest.approx(
        length_z("字" * 36, "a" * 100, "en")
    )
    assert abs(length_z("a" * 1000, "字" * round(1000 * math.exp(-1.008)), "zh")) < 0.01
    assert length_z("", "字", "zh") == 0


@given(TEXTS, TEXTS, st.sampled_from(["zh", "en"]))
def test_any_candidate_is_judged(source: str, text: str, language: str) -> None:
    pattern = parse(source)
    judged = judge(pattern, text, (), language)
    assert set(judged.doubts) <= {"numbers", "script", "length"}
    assert judged.refused or text.strip()
    assert math.isfinite(length_z(words(pattern), text, language))
