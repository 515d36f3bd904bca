"""Money is a number with its currency beside it."""

import pytest

from l10n.text.money import amounts

CASES = [
    ("$5", {"5": "USD"}),
    ("US$ 1,000.50", {"1000.50": "USD"}),
    ("5 美元", {"5": "USD"}),
    ("5 万美元", {"5": "USD"}),
    ("￥20", {"20": "CNY"}),
    ("20 元和 20 港元", {"20": "CNY"}),
    ("EUR 7", {"7": "EUR"}),
    ("7€", {"7": "EUR"}),
    ("3 dollars", {"3": "USD"}),
    ("新台币 30", {"30": "TWD"}),
    ("5 USDA labels, v2", {}),
    ("no money: 5", {}),
    ("", {}),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_an_amount_is_found_with_its_currency(text: str, expected: dict[str, str]) -> None:
    found = amounts(text)
    assert found.keys() == expected.keys()
    assert all(code in found[number] for number, code in expected.items())
