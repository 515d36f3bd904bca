"""Who answers whom: as CLDR has it, and as the pipeline has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.runtime import way
from l10n.runtime.locales import asked, full_name
from l10n.text.locales import fallbacks

ALL = ("zh_Hans", "zh_Hant", "zh_Hant_HK", "fr", "pt_BR", "pt")
WAYS = {
    "zh_Hant_HK": ("zh_Hant_HK", "zh_Hant"),
    "zh-HK": ("zh_Hant_HK", "zh_Hant"),
    "zh_MO": ("zh_Hant_HK", "zh_Hant"),
    "zh_TW": ("zh_Hant",),
    "zh-Hant": ("zh_Hant",),
    "zh_CN": ("zh_Hans",),
    "zh-hans-cn": ("zh_Hans",),
    "zh": ("zh_Hans",),
    "ZH_sg.UTF-8": ("zh_Hans",),
    "fr_CA": ("fr",),
    "fr_CA@euro": ("fr",),
    "pt_BR": ("pt_BR", "pt"),
    "de": (),
    "en": (),
    "": (),
    "C": (),
    "../../etc": (),
    "z" * 100_000: (),
}


@pytest.mark.parametrize("locale", WAYS, ids=lambda name: name[:20])
def test_the_way_of_a_reader(locale: str) -> None:
    assert way(locale, ALL) == WAYS[locale]


def test_nobody_who_reads_traditional_is_given_simplified_unless_it_is_said() -> None:
    for reader in ("zh_Hant", "zh_TW", "zh_HK", "zh_MO", "zh-Hant-HK"):
        assert way(reader, ["zh_Hans"]) == ()
        assert way(reader, ["zh_Hans"], {"zh_Hant": ["zh_Hans"]}) == ("zh_Hans",)
    assert way("zh_CN", ["zh_Hant"]) == ()


NAMES = ["zh", "zh_Hans", "zh_Hant", "zh_CN", "zh_TW", "zh_HK", "zh_MO", "zh_SG"]
NAMES += ["zh_Hant_HK", "zh_Hant_TW", "zh_Hans_CN", "fr", "fr_CA", "en", "en_GB", "pt", "pt_BR"]


@given(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), unique_by=full_name))
def test_it_is_the_way_that_the_manifest_tells(locale: str, known: list[str]) -> None:
    others = [name for name in known if full_name(name) != full_name(locale)]
    assert way(locale, others) == fallbacks(locale, others)


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", ["zh-CN", "zh", "en"]),
        ("en;q=0.1, fr , *;q=0.5", ["fr", "en"]),
        ("fr;q=0, en", ["en"]),
        ("a;b;c,,;;q=", []),
        ("", []),
        ("fr," * 100_000 + "de", ["fr"]),
    ],
)
def test_what_a_browser_asks_for(header: str, wanted: list[str]) -> None:
    assert asked(header) == wanted


@given(st.text())
def test_no_name_and_no_header_is_too_strange(text: str) -> None:
    assert way(text, ["zh_Hans"]) in {(), ("zh_Hans",)}
    assert isinstance(asked(text), list)
