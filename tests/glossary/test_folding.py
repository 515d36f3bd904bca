"""Folding makes texts comparable and knows the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.glossary.folding import fold, fold_text

SAME = [
    ("小紅書", "小红书"),
    ("ＯＯＴＤ", "ootd"),
    ("ﬁlter", "filter"),
    ("㎏", "kg"),
    ("Joe’s", "joe's"),
    ("Wi‑Fi", "wi-fi"),
    ("RedNote™", "rednotetm"),
    ("后", "后"),
    ("裡", "里"),
]


@pytest.mark.parametrize(("text", "folded"), SAME)
def test_variants_fold_to_one_text(text: str, folded: str) -> None:
    assert fold_text(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once_for_plain_text(text: str) -> None:
    assert fold(text).text == fold_text(text)


@given(st.text() | st.text("㎏½ﬁ…⑩a的İß"))
def test_offsets_are_valid_and_rise(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    assert folded.offsets[-1] == len(text)
    for index, character in enumerate(folded.text):
        assert character in fold_text(text[folded.offsets[index]])


@given(st.text("㎏½ﬁ…⑩a的b", min_size=1), st.data())
def test_a_span_holds_whole_characters_or_is_none(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    span = folded.span(start, end)
    if span is not None:
        assert fold_text(text[span[0] : span[1]]) == folded.text[start:end]


def test_an_edge_inside_an_expanded_character_is_no_span() -> None:
    folded = fold("5㎏ a")
    assert folded.text == "5kg a"
    assert folded.span(0, 3) == (0, 2)
    assert folded.span(0, 2) is None
    assert folded.span(2, 3) is None
