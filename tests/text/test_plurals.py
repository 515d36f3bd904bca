"""Plural forms and locale names, as CLDR has them."""

import pytest

from l10n.errors import ConfigError
from l10n.text import plurals


@pytest.mark.parametrize(
    ("locale", "count", "categories", "ordinals"),
    [
        ("zh_Hans", 1, ("other",), ("other",)),
        ("zh-Hant-TW", 1, ("other",), ("other",)),
        ("en", 2, ("one", "other"), ("one", "two", "few", "other")),
        ("en_GB", 2, ("one", "other"), ("one", "two", "few", "other")),
        ("ar", 6, ("zero", "one", "two", "few", "many", "other"), ("other",)),
        ("pl", 3, ("one", "few", "many", "other"), ("other",)),
    ],
)
def test_a_locale_has_the_forms_that_cldr_names(
    locale: str, count: int, categories: tuple[str, ...], ordinals: tuple[str, ...]
) -> None:
    assert plurals.count(locale) == count
    assert plurals.categories(locale) == categories
    assert plurals.ordinal_categories(locale) == ordinals


def test_a_unit_without_plural_has_one_form_everywhere() -> None:
    assert plurals.shape("en", 1) == plurals.shape("ar", 1) == 1


def test_a_plural_unit_has_as_many_forms_as_the_locale() -> None:
    assert [plurals.shape(name, 2) for name in ("zh_Hans", "en", "ar")] == [1, 2, 6]


def test_the_header_is_what_gettext_reads() -> None:
    assert plurals.header("zh_Hans") == "nplurals=1; plural=0;"
    assert plurals.header("en") == "nplurals=2; plural=(n != 1);"


@pytest.mark.parametrize(
    ("name", "language"), [("zh_Hans", "zh"), ("zh-CN", "zh"), ("en", "en"), ("pt_BR", "pt")]
)
def test_a_locale_has_a_language(name: str, language: str) -> None:
    assert plurals.language(name) == language


@pytest.mark.parametrize("name", ["xx", "", "zh Hans", "../../etc", "english"])
def test_a_name_that_is_no_locale_is_refused_with_examples(name: str) -> None:
    with pytest.raises(ConfigError, match=r"not a locale that CLDR knows.*zh_Hans"):
        plurals.locale_named(name)
