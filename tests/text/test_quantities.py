"""Numbers as people write them have one value, and what only looks like one has none."""

import json
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.text import counted
from l10n.text.quantities import compared, digits, quantities, spelled
from l10n.text.typography import numbers
from tests.text.test_placeables import TEXTS

CASES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "quantity_cases.jsonl").read_text("utf-8").splitlines()
]
FOUND = [case for case in CASES if "text" in case]
NONE = [case["none"] for case in CASES if "none" in case]


@pytest.mark.parametrize("case", FOUND, ids=[case["text"] for case in FOUND])
def test_a_quantity_has_its_value_and_its_renderings(case: dict[str, Any]) -> None:
    text = case.get("around", "共{}").format(case["text"])
    [found] = quantities(text)
    assert text[found.start : found.end] == case["text"]
    assert (found.value, found.unit) == (Decimal(case["value"]), case.get("unit", ""))
    for language in {"en", "zh"} & case.keys():
        assert counted.renderings(found, language)[0] == case[language]


@pytest.mark.parametrize("text", NONE)
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert quantities(text) == []


@given(st.integers(1, 10**10), st.sampled_from(["en", "zh"]))
def test_every_rendering_of_a_number_says_that_number(value: int, language: str) -> None:
    source = f"{digits(Decimal(value) / 10**4)}万"
    [found] = quantities(source)
    for rendering in counted.renderings(found, language):
        wanted, said = compared(source, f"about {rendering} views")
        assert numbers(wanted) <= said, rendering


@given(TEXTS)
def test_any_text_has_quantities_in_order_and_is_spelled(text: str) -> None:
    found = quantities(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert spelled(text) == text or found
