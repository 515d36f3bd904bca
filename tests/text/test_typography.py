"""Punctuation width, script and spacing of Chinese and English."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.text import typography
from l10n.text.typography import (
    for_language,
    full_width,
    half_width,
    is_in,
    loop_in,
    spaced,
    unspaced,
)

CHINESE = [
    ("你好,世界!", "你好，世界！"),
    ("真的吗?是的.", "真的吗？是的。"),
    ("三点:开会;五点:下班", "三点：开会；五点：下班"),
    ("价格是3.5元", "价格是3.5元"),
    ("用iPhone,拍照", "用iPhone,拍照"),
    ("见example.com吧", "见example.com吧"),
    ("他说(真的)没事", "他说（真的）没事"),
    ("版本(v2)已发布", "版本(v2)已发布"),
    ("已经全是全角。", "已经全是全角。"),
    ("《书名》, 好看", "《书名》，好看"),
    ("文件.txt", "文件.txt"),
    ("8:30开会", "8:30开会"),
]
ENGLISH = [
    ("Hello，world！", "Hello, world!"),
    ("Really？Yes。", "Really? Yes."),
    ("a（b）c", "a (b) c"),
    ("Already fine, (see)!", "Already fine, (see)!"),
    ("One：two；three", "One: two; three"),
]


@pytest.mark.parametrize(("text", "expected"), CHINESE)
def test_chinese_punctuation_is_full_width_beside_han(text: str, expected: str) -> None:
    assert full_width(text) == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_punctuation_is_half_width(text: str, expected: str) -> None:
    assert half_width(text) == expected


SETTERS: list[Callable[[str], str]] = [full_width, half_width, spaced, unspaced]


@pytest.mark.parametrize("setter", SETTERS, ids=[s.__name__ for s in SETTERS])
@given(text=st.text("你好a1,.!?:;()，。！？（） "))
def test_what_is_set_well_is_left_alone(setter: Callable[[str], str], text: str) -> None:
    once = setter(text)
    assert setter(once) == once


@given(st.text("你好abc12 ,.!?"))
def test_spacing_changes_nothing_but_spaces(text: str) -> None:
    assert spaced(text).replace(" ", "") == text.replace(" ", "") == unspaced(text).replace(" ", "")


def test_han_and_latin_are_set_apart_or_joined() -> None:
    assert spaced("用iPhone拍3张") == "用 iPhone 拍 3 张"
    assert unspaced("用 iPhone 拍 3 张") == "用iPhone拍3张"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("点赞", "zh", True),
        ("点赞 OK", "zh", False),
        ("Like", "zh", False),
        ("Like", "en", True),
        ("点赞", "en", False),
        ("123", "en", False),
        ("P图", "zh", True),
    ],
)
def test_a_text_is_in_a_language_by_its_script(text: str, language: str, *, expected: bool) -> None:
    assert is_in(text, language) is expected


def test_mixed_text_keeps_the_punctuation_it_has() -> None:
    assert for_language("小红书，RedNote", "en") == "小红书，RedNote"
    assert for_language("OK!", "zh") == "OK!"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("你好你好你好", "你好你好你好"),
        ("the cat the cat the cat sat", "the cat the cat the cat"),
        ("好好好好好", "好好好好好"),
        ("哈哈", ""),
        ("very very good", ""),
        ("一步一步走", ""),
    ],
)
def test_loops_are_told_from_emphasis(text: str, expected: str) -> None:
    assert loop_in(text) == expected


FUNCTIONS: list[Callable[[str], object]] = [
    typography.has_han,
    typography.han_share,
    typography.has_latin_word,
    *SETTERS,
    loop_in,
]


@pytest.mark.parametrize("function", FUNCTIONS, ids=[f.__name__ for f in FUNCTIONS])
@pytest.mark.parametrize("shard", ["a", "的", "ab ", "的,", "(", "的(", "1.", " ", "的 ，", "，"])
def test_hostile_text_costs_no_more_than_its_length(
    function: Callable[[str], object], shard: str
) -> None:
    text = shard * 50_000
    start = time.perf_counter()
    function(text)
    assert time.perf_counter() - start < 3


def test_han_share_counts_letters_only() -> None:
    assert typography.han_share("赞ab, 1!") == pytest.approx(1 / 3)
    assert typography.han_share("123") == 0
