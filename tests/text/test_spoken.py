"""The language of a text is told from its words."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given

from l10n.model import Syntax
from l10n.text.placeables import parse, words
from l10n.text.spoken import language_of, surely
from tests.text.test_placeables import TEXTS

POSTS = Path(__file__).parents[2] / "bench" / "data" / "spoken_posts.tsv"

CASES = [
    ("今天天气真好", "zh"),
    ("今天去了Starbucks喝coffee很开心", "zh"),
    ("超の好吃，鬼の才", "zh"),
    ("学会了一句ありがとう，好开心", "zh"),
    ("今天天氣真好", "zh_Hant"),
    ("皇后", "zh"),
    ("xswl awsl", "zh"),
    ("駅前に集合", "ja"),
    ("渋谷駅周辺", "ja"),
    ("サーモン最高", "ja"),
    ("ㅋㅋㅋ", "ko"),
    ("Hello there", "en"),
    ("Thank you all so much 小红书", "en"),
    ("no way lol", "en"),
    ("C'est la vie, mon ami", "fr"),
    ("Buenos días desde Madrid", "es"),
    ("Terima kasih banyak", "id"),
    ("Cảm ơn bạn", "vi"),
    ("Привет", "ru"),
    ("Доброго ранку, як справи? Їдемо", "uk"),
    ("สวัสดี", "th"),
    ("مرحبا", "ar"),
    ("", ""),
    ("12345", ""),
    ("x", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_language_is_that_of_the_words(text: str, expected: str) -> None:
    assert language_of(text) == expected


def test_few_of_four_hundred_short_posts_are_taken_for_another_language() -> None:
    wrong: Counter[str] = Counter()
    rows = [line.split("\t") for line in POSTS.read_text("utf-8").splitlines()]
    for language, post in rows:
        wrong[language] += language_of(words(parse(post, Syntax.POST))) != language
    assert len(rows) >= 400
    assert wrong.total() <= 0.03 * len(rows)
    # These would go to a model that knows no word of them.
    assert wrong["ja"] == wrong["ko"] == wrong["zh"] == wrong["fr"] == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("大家好", "zh"),
        ("好", ""),
        ("OK啦", ""),
        ("Nike Air Max", ""),
        ("see you all again tomorrow", "en"),
        ("Bonjour", ""),
        ("ありがとう", "ja"),
    ],
)
def test_of_a_part_only_what_is_sure_is_told(text: str, expected: str) -> None:
    assert surely(text) == expected


@given(TEXTS)
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert language_of(text) == language_of(text)
    assert surely(text) in {"", language_of(text)}
