import pytest

from l10n.training.terms import Lexicon, base_forms, lexicon, shared_terms
from models.corpus import Pair


def entry(en: str, zh: str, domain: str = "dict") -> Pair:
    return Pair(domain, "somewhere", "CC0-1.0", en, zh)


KNOWN: Lexicon = {
    "reply": frozenset({"回复"}),
    "settings": frozenset({"设置"}),
    "privacy settings": frozenset({"隐私设置"}),
}


def found(en: str, zh: str) -> list[tuple[str, str]]:
    return [(en[slice(*span.en)], zh[slice(*span.zh)]) for span in shared_terms(en, zh, KNOWN)]


def test_short_entries_make_the_lexicon() -> None:
    known = lexicon([entry("to reply (to a post)", "回复"), entry("Settings", "设置", "ui")])
    assert known == {"reply": frozenset({"回复"}), "settings": frozenset({"设置"})}


@pytest.mark.parametrize(
    "pair",
    [
        entry("the", "这个"),
        entry("A sentence is no term here", "句子不是词条"),
        entry("reply", "回 复"),
        entry("reply", "回复", "talk"),
    ],
)
def test_other_pairs_do_not(pair: Pair) -> None:
    assert lexicon([pair]) == {}


def test_the_longest_term_wins() -> None:
    assert found("Open privacy settings", "打开隐私设置") == [("privacy settings", "隐私设置")]


def test_inflected_words_are_found_by_their_base_form() -> None:
    assert found("Show all replies", "显示全部回复") == [("replies", "回复")]


def test_a_term_that_stands_twice_is_ambiguous() -> None:
    assert found("reply", "回复回复") == []


def test_what_is_locked_is_no_term() -> None:
    assert found("Open {settings}", "打开设置") == []


def test_numbers_and_names_written_the_same_are_terms() -> None:
    assert found("Python 3.12 is out", "Python 3.12 发布了") == [
        ("Python", "Python"),
        ("3.12", "3.12"),
    ]


@pytest.mark.parametrize(
    ("word", "base"),
    [("replies", "reply"), ("boxes", "box"), ("saving", "save"), ("shared", "share")],
)
def test_base_forms(word: str, base: str) -> None:
    assert base in base_forms(word)
