"""A post is its spans; what is locked comes out as it went in."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.text.spans import SpanKind, spans
from tests.text.test_placeables import TEXTS

CASES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "span_cases.jsonl").read_text("utf-8").splitlines()
]
_PARTS = st.sampled_from([span for case in CASES for _kind, span in case["spans"]])
POSTS = st.one_of(TEXTS, st.lists(st.one_of(_PARTS, TEXTS), max_size=8).map("".join))
LOCKED = {
    *(SpanKind.URL, SpanKind.MENTION, SpanKind.HASHTAG),
    *(SpanKind.EMOJI, SpanKind.FACE, SpanKind.CODE),
}


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_post_has_the_spans_of_its_case(case: dict[str, Any]) -> None:
    found = [[str(s.kind), s.text] for s in spans(case["text"]) if s.kind is not SpanKind.WORDS]
    assert found == case["spans"]


@given(POSTS)
def test_the_spans_joined_are_the_post(text: str) -> None:
    found = spans(text)
    assert "".join(span.text for span in found) == text
    assert all(span.text for span in found)
    assert all(span.locked == (span.kind in LOCKED) for span in found)
