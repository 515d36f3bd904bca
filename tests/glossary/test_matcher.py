"""Terms found in texts: precision and recall on written cases, and the rules one by one."""

import importlib.util
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.formats import glossary_csv
from l10n.glossary.matcher import Matcher, at_boundaries, in_same_case
from l10n.glossary.term import Rule, Term, TermStatus
from l10n.model import Placeable, PlaceableKind
from l10n.text.placeables import parse, plain
from tests.text.test_placeables import TEXTS

ROOT = Path(__file__).parents[2]
STARTERS = [
    ROOT / "glossary" / name
    for name in ("social.en-zh.csv", "social.zh-en.csv", "slang/en-zh.csv", "slang/zh-en.csv")
]
# Proposals too, as they will be found once they are approved.
TERMS = [
    replace(term, status=TermStatus.APPROVED)
    for path in STARTERS
    for term in glossary_csv.parse(path.read_text("utf-8"), path.name)
    if term.status is not TermStatus.DEPRECATED
]
MATCHERS = {"zh": Matcher(TERMS, "zh", "en"), "en": Matcher(TERMS, "en", "zh")}
CASES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "match_cases.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(
    ("language", "precision", "recall"), [("zh", 0.98, 0.99), ("en", 1.0, 1.0)]
)
def test_terms_are_found_and_little_else(language: str, precision: float, recall: float) -> None:
    right = wrong = missed = 0
    report: list[str] = []
    for case in (case for case in CASES if case["lang"] == language):
        hits = MATCHERS[language].find(parse(case["text"]))
        found = {(hit.term.source, hit.start) for hit in hits}
        wanted = {(source, start) for source, start in case["hits"]}
        right += len(found & wanted)
        wrong += len(found - wanted)
        missed += len(wanted - found)
        if found != wanted:
            report.append(f"{case['text']}: +{found - wanted} -{wanted - found} ({case['why']})")
    told = "\n".join(report)
    assert right / (right + wrong) >= precision, told
    assert right / (right + missed) >= recall, told


@pytest.mark.parametrize("language", ["en", "zh"])
def test_terms_are_found_in_the_forms_that_sentences_have(language: str) -> None:
    path = ROOT / "bench" / "term_recall.py"
    spec = importlib.util.spec_from_file_location("term_recall", path)
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    told = bench.of(language)
    kept = json.loads((path.parent / "results/term_recall.json").read_text("utf-8"))
    assert told == kept[language]
    assert min(told["recall"], told["precision"]) >= 0.99, told["wrong"]


@given(TEXTS)
def test_hits_are_in_order_apart_and_outside_placeables(text: str) -> None:
    pattern = parse(text + "点赞 follow " + text)
    locked = [False] * len(plain(pattern))
    position = 0
    for piece in pattern:
        length = len(piece if isinstance(piece, str) else piece.text)
        locked[position : position + length] = [isinstance(piece, Placeable)] * length
        position += length
    for matcher in MATCHERS.values():
        end = 0
        for hit in matcher.find(pattern):
            assert end <= hit.start < hit.end
            assert plain(pattern)[hit.start : hit.end] == hit.surface
            assert not any(locked[hit.start : hit.end])
            end = hit.end


@pytest.mark.parametrize("term", [term for term in TERMS if not term.context])
def test_every_term_is_found_where_it_stands_alone(term: Term) -> None:
    (hit,) = MATCHERS[term.source_language].find((term.source,))
    assert (hit.term.source, hit.surface) == (term.source, term.source)


def _find(text: str, *terms: Term, language: str = "en") -> list[tuple[str, str]]:
    target = "zh" if language == "en" else "en"
    found = Matcher(terms, language, target).find(parse(text))
    return [(hit.term.source, hit.surface) for hit in found]


def english(source: str, **facts: Any) -> Term:
    return Term("en", "zh", source, "译", **facts)


def chinese(*sources: str) -> Iterable[Term]:
    return [Term("zh", "en", source, "target") for source in sources]


def test_another_languages_and_deprecated_terms_are_not_found() -> None:
    assert _find("follow", Term("zh", "en", "follow", "x")) == []
    assert _find("follow", Term("en", "fr", "follow", "x")) == []
    assert _find("follow", english("follow", status=TermStatus.DEPRECATED)) == []


def test_a_glossary_without_terms_finds_nothing() -> None:
    assert _find("anything") == []
    assert MATCHERS["zh"].find(()) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Post", ["Post"]),
        ("Posts", ["Posts"]),
        ("Post's", ["Post's"]),
        ("POST", []),
        ("POSTS", []),
        ("PostS", []),
        ("post", []),
    ],
)
def test_exact_case_is_about_capitals_and_inflection_is_allowed(
    text: str, found: list[str]
) -> None:
    term = english("Post", exact_case=True, part_of_speech="noun")
    assert [surface for _source, surface in _find(text, term)] == found


def test_an_exact_term_whose_stem_changes_is_found() -> None:
    story = english("Story", exact_case=True, part_of_speech="noun")
    assert _find("Stories and stories", story) == [("Story", "Stories")]


def test_an_exact_term_goes_before_the_same_one_in_any_case() -> None:
    terms = [english("gif"), english("GIF", exact_case=True)]
    assert _find("a GIF", *terms) == _find("a GIF", *terms[::-1]) == [("GIF", "GIF")]
    assert _find("a gif", *terms) == [("gif", "gif")]


def test_ones_own_source_goes_before_anothers_inflection() -> None:
    terms = [english("follow", part_of_speech="verb"), english("following")]
    assert _find("following", *terms) == _find("following", *terms[::-1])
    assert _find("following", *terms) == [("following", "following")]


@pytest.mark.parametrize(
    "text",
    ["Trader Joe’s", "Trader Joe's", "Trader Joe＇s", "TRADER JOE’S"],
)
def test_apostrophes_of_word_processors_are_apostrophes(text: str) -> None:
    assert _find(text, english("Trader Joe's")) == [("Trader Joe's", text)]


def test_hyphens_that_do_not_break_are_hyphens() -> None:
    assert _find("Wi\u2011Fi", english("Wi-Fi")) == [("Wi-Fi", "Wi\u2011Fi")]


def test_half_of_a_character_is_no_hit() -> None:
    assert _find("5㎏", english("k"), english("g")) == []
    assert _find("½", english("2")) == []


def test_a_letter_with_a_combining_mark_is_not_the_plain_letter() -> None:
    assert _find("cafe\u0301", english("cafe")) == []


@pytest.mark.parametrize("text", ["RedNote™", "(RedNote)", "“RedNote”", "RedNote，", "在RedNote上"])
def test_signs_and_han_are_boundaries(text: str) -> None:
    assert _find(text, english("RedNote")) == [("RedNote", "RedNote")]


@pytest.mark.parametrize("text", ["RedNotexy", "xRedNote", "RedNote2", "_RedNote", "RedNoteé"])
def test_letters_digits_and_low_lines_are_no_boundaries(text: str) -> None:
    assert _find(text, english("RedNote")) == []


def test_a_hit_that_was_ruled_out_swallows_no_neighbour() -> None:
    terms = chinese("海关注册", "关注", "注册")
    assert _find("上海关注册", *chinese("关注", "注册"), language="zh") == [("注册", "注册")]
    assert _find("海关注册", *terms, language="zh") == [("海关注册", "海关注册")]


def test_the_longest_hit_wins_from_the_left() -> None:
    assert _find("小红书号", *chinese("小红书", "小红书号", "红书"), language="zh") == [
        ("小红书号", "小红书号")
    ]


def test_a_term_inside_a_compound_is_found_and_inside_another_word_is_not() -> None:
    terms = chinese("标题", "视频", "笔记", "评论")
    assert _find("新闻标题", *terms, language="zh") == [("标题", "标题")]
    assert _find("视频会议", *terms, language="zh") == [("视频", "视频")]
    assert _find("笔记本", *terms, language="zh") == []
    assert _find("评论家", *terms, language="zh") == []


UNFOLLOW = [english(word, part_of_speech="verb") for word in ("follow", "unfollow")]


@pytest.mark.parametrize(
    ("text", "terms", "found"),
    [
        ("Don't un-follow me", UNFOLLOW, [("unfollow", "un-follow")]),
        ("She UN-FOLLOWED us", UNFOLLOW, [("unfollow", "UN-FOLLOWED")]),
        ("Don't un-follow me", UNFOLLOW[:1], []),
        ("re-follow us", UNFOLLOW, [("follow", "follow")]),
        ("Follow-follow", UNFOLLOW, [("follow", "Follow"), ("follow", "follow")]),
        ("a-follow-b", UNFOLLOW, [("follow", "follow")]),
    ],
)
def test_a_word_with_a_hyphen_inside_is_read_without_it(
    text: str, terms: list[Term], found: list[tuple[str, str]]
) -> None:
    assert _find(text, *terms) == found


@given(st.text("abn-é１ ", max_size=12), st.text("abn", min_size=1, max_size=4))
def test_what_is_found_is_the_term_but_for_hyphens(text: str, term: str) -> None:
    for _source, surface in _find(text, english(term)):
        assert surface.replace("-", "").lower() == term


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新人们好", ["新人"]),
        ("新人们的新人", ["新人", "新人"]),
        ("关注了又关注过", ["关注", "关注"]),
        ("网友们", ["网友"]),
    ],
)
def test_a_term_stands_before_what_chinese_adds_to_it(text: str, found: list[str]) -> None:
    hits = _find(text, *chinese("新人", "关注", "网友"), language="zh")
    assert [surface for _source, surface in hits] == found


def test_locks_are_respected_whatever_they_are() -> None:
    pattern = ("a ", Placeable(PlaceableKind.VARIABLE, "follow"), " follow")
    hits = Matcher([english("follow")], "en", "zh").find(pattern)
    assert [(hit.start, hit.end) for hit in hits] == [(9, 15)]


def test_do_not_translate_terms_are_found_like_others() -> None:
    assert _find("vlogs", english("vlog", rule=Rule.KEEP, part_of_speech="noun")) == [
        ("vlog", "vlogs")
    ]


@given(st.text("aé的1_ -"), st.text("aé的1_ -", min_size=1), st.text("aé的1_ -"))
def test_no_hit_at_boundaries_cuts_a_latin_word(before: str, term: str, after: str) -> None:
    text = before + term + after
    if at_boundaries(text, len(before), len(before) + len(term)) and before and after:
        assert not (before[-1] in "aé1_" and term[0] in "aé1_")
        assert not (term[-1] in "aé1_" and after[0] in "aé1_")


@pytest.mark.parametrize(
    ("surface", "source", "form", "same"),
    [
        ("OP's", "OP", "op's", True),
        ("op", "OP", "op", False),
        ("ＯＰ", "OP", "op", True),
        ("For You", "For You", "for you", True),
        ("for You", "For You", "for you", False),
        ("ip属地", "IP属地", "ip属地", False),
        ("IP屬地", "IP属地", "ip属地", True),
    ],
)
def test_case_is_compared_letter_by_letter(
    surface: str, source: str, form: str, *, same: bool
) -> None:
    assert in_same_case(surface, source, form) is same
