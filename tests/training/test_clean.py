import pytest

from l10n.training.clean import is_clean


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("Open", "Open"),
        ("打开", "打开"),
        ("Open", "打开" * 20),
        ("Open the file that was written yesterday by somebody else", "开"),
        ("{n, plural, one {# file} other {# files}}", "{n, plural, other {# 个文件}}"),
        ("The quick brown fox jumps", "The quick brown fox 跳"),
    ],
)
def test_copies_implausible_lengths_and_icu_messages_are_not_clean(en: str, zh: str) -> None:
    assert not is_clean(en, zh)


def test_a_hashtag_in_the_other_script_is_clean() -> None:
    assert is_clean("First snow of the year #初雪", "今年第一场雪 #初雪")
