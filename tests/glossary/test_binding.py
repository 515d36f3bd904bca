"""Which terms hold for a locale, and in whose words."""

from pathlib import Path

import pytest

from l10n.formats import glossary_csv
from l10n.glossary.binding import binding
from l10n.glossary.term import Term, TermStatus
from l10n.text.chinese import of_script

FOLDER = Path(__file__).parent.parent.parent / "glossary"
ALL = Term("en", "zh", "video", "视频", variants=("影片",), forbidden=("录像", "影片儿"))
TAIWAN = Term("en", "zh_TW", "Video", "影片")
MAINLAND = Term("en", "zh_Hans", "video", "视频")


@pytest.mark.parametrize(
    ("terms", "locale", "targets"),
    [
        ([ALL], "zh_Hans", ["视频"]),
        ([ALL], "zh_HK", ["影片"]),
        ([ALL], "zh_Hant", ["影片"]),
        ([ALL, TAIWAN], "zh_TW", ["影片"]),
        ([TAIWAN, ALL], "zh_Hans", ["视频"]),
        ([MAINLAND, ALL], "zh_CN", ["视频"]),
        ([MAINLAND], "zh_TW", []),
        ([TAIWAN], "zh_HK", []),
        ([ALL], "fr", []),
        ([Term("en", "zh_Hant", "video", "影片")], "zh_MO", ["影片"]),
        ([Term("en", "zh", "a", "甲", status=TermStatus.PROPOSED)], "zh", []),
    ],
)
def test_a_term_holds_for_a_locale(terms: list[Term], locale: str, targets: list[str]) -> None:
    assert [term.target for term in binding(terms, "en", locale)] == targets


def test_a_term_of_all_chinese_is_in_the_words_of_the_place() -> None:
    (term,) = binding([ALL], "en", "zh_TW")
    assert term.renderings == ("影片", "視頻")
    assert term.forbidden == ("錄影", "錄像", "影片兒")


def test_a_source_in_any_chinese_is_held_by_a_term_of_all() -> None:
    term = Term("zh", "en", "视频", "video")
    for locale in ("zh", "zh_Hans", "zh_Hant", "zh_HK"):
        assert binding([term], locale, "en") == (term,)


@pytest.mark.parametrize("place", ["zh_TW", "zh_HK"])
def test_the_starter_of_a_place_is_written_as_the_place_writes(place: str) -> None:
    name = f"social.en-{place}.csv"
    terms = glossary_csv.parse((FOLDER / name).read_text("utf-8"), name)
    mainland = glossary_csv.parse((FOLDER / "social.en-zh.csv").read_text("utf-8"), "")
    assert {term.target_language for term in terms} == {place}
    for term in terms:
        for text in (*term.renderings, *term.forbidden, term.note):
            assert of_script(text, traditional=False) == [], term.source
    held = binding([*mainland, *terms], "en", place)
    assert {term.source for term in held} == {term.source for term in terms}
