import pytest

pytest.importorskip("sacrebleu", reason="the recipe's extra is not installed")

from models.evaluate import mask, unmask


@pytest.mark.parametrize("text", ["Hi {name}, see %s 🎉", "no locks", "{a}{a}"])
def test_masking_and_unmasking_give_the_text_back(text: str) -> None:
    masked, locks = mask(text)
    assert "{" not in masked
    assert unmask(masked, locks) == text


def test_a_text_with_more_locks_than_sentinels_stays_as_it_is() -> None:
    text = "{a} " * 10
    assert mask(text) == (text, [])
