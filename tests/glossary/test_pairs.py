"""Term pairs from translations: what belongs together, and what a project says throughout."""

import pytest

from l10n.glossary.pairs import Pair, pairs, throughout
from l10n.glossary.term import Rule, Term
from l10n.text.placeables import parse

TEXTS = [
    ("Open the voucher", "打开优惠券"),
    ("Delete this voucher", "删除这张优惠券"),
    ("Vouchers are here", "这里有东西"),
    ("A voucher for {name}", "给 {name} 的优惠券"),
    ("Your voucher is gone", "优惠券没了"),
    ("Use a voucher today", "今天用优惠券"),
    ("Send it", "发送"),
]


def _pairs(texts: list[tuple[str, str]], known: tuple[str, ...] = (), n: int = 3) -> list[Pair]:
    return pairs(((parse(one), parse(other)) for one, other in texts), known, n)


def test_what_stands_together_is_a_pair() -> None:
    (pair,) = _pairs(TEXTS)
    assert (pair.source, pair.target, pair.count, pair.share) == ("voucher", "优惠券", 5, 1.0)
    assert pair.examples[0] == TEXTS[0]


def test_words_of_either_script_are_whole() -> None:
    texts = [("Order", "訂單"), ("Your order", "你的訂單"), ("An order of {name}", "{name} 的訂單")]
    assert [(pair.source, pair.target) for pair in _pairs(texts)] == [("order", "訂單")]


def test_from_chinese_too() -> None:
    found = _pairs([(other, one) for one, other in TEXTS])
    assert [(pair.source, pair.target) for pair in found] == [("优惠券", "voucher")]


@pytest.mark.parametrize(
    ("known", "at_least"), [(("Voucher",), 3), ((), 6)], ids=["in the glossary", "said seldom"]
)
def test_what_is_known_or_seldom_is_left_out(known: tuple[str, ...], at_least: int) -> None:
    assert _pairs(TEXTS, known, at_least) == []


def test_what_stands_together_by_chance_is_no_pair() -> None:
    texts = [(f"voucher {n}", word) for n, word in enumerate("甲 乙 丙 丁 戊 己".split())]
    assert _pairs(texts) == []


def test_words_belong_to_the_surest_of_those_that_always_stand_together() -> None:
    texts = [
        (f"Try again {word}", f"重试{said}") for word, said in zip("abcd", "甲乙丙丁", strict=True)
    ]
    assert [(pair.source, pair.target) for pair in _pairs(texts)] == [("try again", "重试")]


def test_the_same_text_twice_is_one() -> None:
    assert _pairs([TEXTS[0]] * 9) == []


@pytest.mark.parametrize(
    ("count", "share", "taken"), [(5, 0.8, True), (4, 1.0, False), (9, 0.79, False)]
)
def test_what_is_said_throughout_is_preferred(count: int, share: float, taken: bool) -> None:
    found = throughout([Pair("a", "甲", count, share, ())], "en", "zh_Hans")
    assert found == ([Term("en", "zh_Hans", "a", "甲", rule=Rule.PREFER)] if taken else [])
