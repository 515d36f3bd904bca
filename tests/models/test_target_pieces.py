"""Which pieces answers are made of, by the rows of a language."""

from pathlib import Path

import pytest
import sentencepiece

from models.target_pieces import FEW, usual

STARTER = Path(__file__).parents[2] / "starter" / "l10n_starter"


@pytest.fixture(scope="module")
def tokenizer() -> sentencepiece.SentencePieceProcessor:
    return sentencepiece.SentencePieceProcessor(model_file=str(STARTER / "sentencepiece.model"))


@pytest.mark.parametrize(
    ("to_zh", "text", "within", "without"),
    [
        (True, "设置", ["▁设置", "设", "Q", "▁", "7", "⟦0⟧", "⟦7⟧", "⟦=⟧", "⟦/⟧"], ["▁settings"]),
        (False, "settings", ["▁settings", "Q", "7", "<2en>", "</s>"], ["▁设置", "设"]),
    ],
)
def test_what_stands_in_rows_and_whatever_a_name_is_spelt_with(
    tokenizer: sentencepiece.SentencePieceProcessor,
    to_zh: bool,
    text: str,
    within: list[str],
    without: list[str],
) -> None:
    pieces = usual(tokenizer, [text] * FEW, to_zh=to_zh)
    assert set(within) <= set(pieces)
    assert not set(without) & set(pieces)
