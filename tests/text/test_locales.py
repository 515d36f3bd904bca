"""From a locale up to the source, over locales whose readers read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.text.chinese import Chinese, place_of
from l10n.text.locales import fallbacks, full_name

KNOWN = (
    "en",
    "en_GB",
    "zh_Hans",
    "zh_CN",
    "zh_Hant",
    "zh_TW",
    "zh_HK",
    "zh_MO",
    "zh_Hans_HK",
    "fr",
)


@pytest.mark.parametrize(
    ("locale", "known", "expected"),
    [
        ("zh_Hant_HK", ("zh_Hans", "zh_Hant", "zh"), ("zh_Hant",)),
        ("zh_HK", ("zh_TW", "zh_Hans"), ()),
        ("zh_MO", ("zh_Hans", "zh_HK", "zh_Hant"), ("zh_HK", "zh_Hant")),
        ("zh_TW", ("zh", "zh_CN"), ()),
        ("zh_SG", ("zh_TW", "zh_Hans"), ("zh_Hans",)),
        ("zh_CN", ("zh",), ("zh",)),
        ("en_GB", ("en", "zh_Hans"), ("en",)),
        ("zh_Hant", ("zh_Hant", "zh_Hans"), ()),
    ],
)
def test_a_locale_falls_back(
    locale: str, known: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert fallbacks(locale, known) == expected


@given(locale=st.sampled_from(KNOWN), known=st.sets(st.sampled_from(KNOWN)))
def test_nobody_is_given_the_other_script(locale: str, known: set[str]) -> None:
    simplified = place_of(locale) is Chinese.MAINLAND
    for name in fallbacks(locale, known):
        assert (place_of(name) is Chinese.MAINLAND) == simplified
        assert full_name(name).partition("_")[0] == full_name(locale).partition("_")[0]
