import pytest

pytest.importorskip("sacrebleu", reason="the recipe's extra is not installed")

from models.evaluate import mask, unmask


@pytest.mark.parametrize("text", ["Hi {name}, see %s 🎉", "no locks", "{a}{a}"])
def test_masking_and_unmasking_give_the_text_back(text: str) -> None:
    masked, locks = mask(text)
    assert "{" not in masked
    assert unmask(masked, locks) == text


def test_more_locks_than_sentinels_are_left_in_the_text() -> None:
    masked, locks = mask("{a}" * 10)
    assert len(locks) == 8
    assert masked.endswith("{a}{a}")
