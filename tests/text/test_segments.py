"""What goes to an engine, and that nothing is lost on the way there and back."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.model import Pattern, Placeable, PlaceableKind, Syntax
from l10n.text.placeables import parse, plain
from l10n.text.segments import MAX_CHARACTERS, Gap, Segment, assemble, plan
from tests.text.test_placeables import TEXTS


def _segments(text: str, syntax: Syntax = Syntax.GENERIC) -> list[str]:
    return [plain(part.pieces) for part in plan(parse(text, syntax)) if isinstance(part, Segment)]


def _untranslated(pattern: Pattern, language: str) -> str:
    parts = plan(pattern)
    same = [plain(part.pieces) for part in parts if isinstance(part, Segment)]
    return assemble(parts, same, language)


def _bare(text: str) -> str:
    """Every character that is no space between sentences; line breaks stay."""
    return re.sub(r"[ \t\u3000]", "", text)


@given(TEXTS, st.sampled_from(["en", "zh"]), st.sampled_from([Syntax.GENERIC, Syntax.POST]))
def test_untranslated_segments_give_the_text_again_but_for_spaces(
    text: str, language: str, syntax: Syntax
) -> None:
    assert _bare(_untranslated(parse(text, syntax), language)) == _bare(text)


CASES = [
    ("Follow me. See you!", ["Follow me.", "See you!"]),
    ("好吃！下次再来。真的", ["好吃！", "下次再来。", "真的"]),
    ("Title\n\n  Body text\n", ["Title", "Body text"]),
    ("See e.g. Paris. It is nice.", ["See e.g. Paris.", "It is nice."]),
    ("Mr. Smith agrees.", ["Mr. Smith agrees."]),
    ("Version 2.0 is out", ["Version 2.0 is out"]),
    ("🔥 Slay 🔥", ["Slay"]),
    ("<b>Share</b>", ["Share"]),
    ("{name} liked it", ["{name} liked it"]),
    ("https://example.com/a", []),
    ("{name}", []),
    ("   \n ", []),
    ("……", []),
    ("他说：“走吧。”我们走了。", ["他说：“走吧。”", "我们走了。"]),
    ("Wait... What?! No.", ["Wait...", "What?!", "No."]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_a_text_is_cut_into_sentences(text: str, expected: list[str]) -> None:
    assert _segments(text) == expected


def test_long_sentences_are_cut_where_a_reader_pauses() -> None:
    text = ", ".join(["one two three"] * 200)
    segments = _segments(text)
    assert max(map(len, segments)) <= MAX_CHARACTERS
    assert all(segment.startswith(("one", "two", "three")) for segment in segments)


def test_a_sentence_without_a_pause_is_cut_all_the_same() -> None:
    assert [len(s) for s in _segments("的" * 900)] == [400, 400, 100]


def test_english_sets_a_space_between_sentences_and_chinese_none() -> None:
    parts = plan(parse("Hi there. Bye now."))
    assert any(isinstance(part, Gap) for part in parts)
    assert assemble(parts, ["你好。", "再见。"], "zh") == "你好。再见。"
    parts = plan(parse("你好。再见。"))
    assert assemble(parts, ["Hi there.", "Bye now."], "en") == "Hi there. Bye now."


def test_symbols_of_a_private_font_are_kept_as_they_are() -> None:
    text = "Press \U000f0000 to go. \U00100001 Done"
    assert _untranslated(parse(text), "en") == text


def test_a_text_with_more_placeables_than_stand_ins_is_one_segment() -> None:
    pattern = (Placeable(PlaceableKind.EMOJI, "🔥"),) * (2**17 + 1)
    assert plan(pattern) == (Segment(pattern),)


@pytest.mark.parametrize(
    "shard",
    ["a", "的", "! ", "!", "的!", "😀", " ", "\n", " x \n", "e.g. E.g. ", "a, ", "#a ", "[ ", "”"],
)
def test_hostile_text_costs_no_more_than_its_length(shard: str) -> None:
    pattern = parse(shard * 30_000, Syntax.POST)
    start = time.perf_counter()
    plan(pattern)
    assert time.perf_counter() - start < 5
