"""Which Chinese a locale is, what is in the other script, and one place's words as another's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import ConfigError
from l10n.text import chinese, place_words
from l10n.text.chinese import Chinese

MAINLAND, TAIWAN, HONG_KONG = Chinese.MAINLAND, Chinese.TAIWAN, Chinese.HONG_KONG


@pytest.mark.parametrize(
    ("locale", "place"),
    [
        ("zh", MAINLAND),
        ("zh_CN", MAINLAND),
        ("zh-SG", MAINLAND),
        ("zh_Hans_HK", MAINLAND),
        ("zh_Hant", TAIWAN),
        ("zh-TW", TAIWAN),
        ("zh_HK", HONG_KONG),
        ("zh_Hant_MO", HONG_KONG),
        ("en", None),
    ],
)
def test_a_locale_is_of_a_place(locale: str, place: Chinese | None) -> None:
    assert chinese.place_of(locale) is place


def test_a_name_that_is_no_locale_is_told() -> None:
    with pytest.raises(ConfigError):
        chinese.place_of("chinese")


@pytest.mark.parametrize(
    ("code", "locales"),
    [
        ("zh", {"zh_Hans", "zh_Hant", "zh_TW", "zh_HK"}),
        ("zh_Hans", {"zh_Hans"}),
        ("zh_Hant", {"zh_Hant", "zh_TW", "zh_HK"}),
        ("zh_TW", {"zh_Hant", "zh_TW"}),
        ("zh_HK", {"zh_HK"}),
        ("en", {"en_GB"}),
    ],
)
def test_a_code_of_the_glossary_speaks_of_locales(code: str, locales: set[str]) -> None:
    known = ("zh_Hans", "zh_Hant", "zh_TW", "zh_HK", "en_GB")
    assert {locale for locale in known if chinese.speaks_of(code, locale)} == locales


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("zh", "zh"),
        ("zh-CN", "zh_Hans"),
        ("zh-Hant", "zh_Hant"),
        ("zh-Hant-HK", "zh_HK"),
        ("zh_TW", "zh_TW"),
        ("zh-a!", "zh"),
        ("en-GB", "en"),
        ("", ""),
    ],
)
def test_a_tag_of_another_tool_is_a_code(tag: str, code: str) -> None:
    assert chinese.code_of(tag) == code


@pytest.mark.parametrize(
    ("text", "source", "place", "expected"),
    [
        ("打开设置里的视频", MAINLAND, TAIWAN, "開啟設定裡的影片"),
        ("点击“发送”，他说‘好’", MAINLAND, TAIWAN, "點選「傳送」，他說『好』"),
        ("用户的账号和隐私", MAINLAND, HONG_KONG, "用戶的帳號和私隱"),
        ("通过电子邮件发送文件", MAINLAND, HONG_KONG, "通過電郵傳送檔案"),
        ("移动文件夹", MAINLAND, HONG_KONG, "移動資料夾"),
        ("发布并屏蔽用户，高级搜索", MAINLAND, TAIWAN, "發布並封鎖使用者，進階搜尋"),
        ("中文本地化，登录名", MAINLAND, HONG_KONG, "中文本地化，登入名"),
        ("上載影片，私隱設定在裏面", HONG_KONG, MAINLAND, "上传视频，隐私设置在里面"),
        ("網絡伺服器的電郵", HONG_KONG, TAIWAN, "網路伺服器的電子郵件"),
        ("使用者的網路", TAIWAN, HONG_KONG, "用戶的網絡"),
        ("開啟設定裡的影片", TAIWAN, MAINLAND, "打开设置里的视频"),
        ("群組裡的帳號", TAIWAN, HONG_KONG, "群組裏的帳號"),
        ("打开设置", MAINLAND, MAINLAND, "打开设置"),
        ("it’s “fine”", MAINLAND, TAIWAN, "it’s “fine”"),
    ],
)
def test_words_of_one_place_become_those_of_another(
    text: str, source: Chinese, place: Chinese, expected: str
) -> None:
    assert chinese.in_words_of(text, place, source) == expected


@pytest.mark.parametrize("place", [TAIWAN, HONG_KONG])
def test_every_word_of_a_place_is_said_there_and_in_its_script(place: Chinese) -> None:
    words = {TAIWAN: place_words.TAIWAN, HONG_KONG: place_words.HONG_KONG}[place]
    assert {word: chinese.in_words_of(word, place, MAINLAND) for word in words} == words
    assert [chinese.strangers(there, place) for there in words.values() if there] == [[]] * len(
        words
    )


@pytest.mark.parametrize("word", place_words.FROM_HONG_KONG)
def test_a_word_of_hong_kong_alone_is_the_mainlands_again(word: str) -> None:
    assert chinese.in_words_of(word, MAINLAND, HONG_KONG) == place_words.FROM_HONG_KONG[word]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("保存视频到相簿", TAIWAN, ["视频"]),
        ("開啟筆記", MAINLAND, ["開啟", "筆記"]),
        ("皇后在里面，手頭拮据", TAIWAN, []),
        ("她說「点赞」，简体中文", TAIWAN, []),
        ("笔记", MAINLAND, []),
        ("", TAIWAN, []),
    ],
)
def test_words_of_the_other_script_are_found(text: str, place: Chinese, words: list[str]) -> None:
    assert chinese.strangers(text, place) == words


HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=12)


@given(text=HAN, place=st.sampled_from(Chinese))
def test_any_characters_are_cut_into_words_without_loss(text: str, place: Chinese) -> None:
    assert all(word in text for word in chinese.strangers(text, place))


@given(text=HAN)
def test_what_was_simplified_has_no_traditional_word(text: str) -> None:
    assert chinese.of_script(chinese.simplified(text), traditional=True) == []
