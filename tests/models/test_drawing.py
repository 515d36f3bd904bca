from itertools import islice
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the recipe's extra is not installed")

import sentencepiece

from l10n.training import vocabulary
from l10n.training.examples import ExampleMaker, Shares, prepare
from models import drawing
from models.corpus import Pair

PAIRS = [Pair("ui", "app", "MIT", f"Delete {n} photos", f"删除 {n} 张照片") for n in range(40)]


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[ExampleMaker, Path]:
    """Small blocks of a little corpus, every source cut the best way."""
    monkeypatch.setattr("models.drawing.BLOCK", 60)
    # What is cut at random is cut otherwise each time.
    monkeypatch.setattr("models.drawing.SAMPLED", 0.0)
    path = tmp_path / "sentencepiece.model"
    with path.open("wb") as out:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter([text for pair in PAIRS for text in (pair.en, pair.zh)]),
            model_writer=out,
            vocab_size=32,
            user_defined_symbols=[vocabulary.TO_EN, vocabulary.TO_ZH],
            minloglevel=2,
        )
    return ExampleMaker(list(prepare(PAIRS, {})), {"ui": 1.0}, Shares()), path


def test_other_processes_draw_the_same_blocks_in_the_same_order(
    drawn: tuple[ExampleMaker, Path],
) -> None:
    maker, path = drawn

    def first(drawers: int, after: int) -> list[list[list[int]]]:
        found = islice(drawing.blocks(maker, path, 400, after, drawers), 4)
        return [batch.target.tolist() for block in found for batch in block]

    alone = first(0, 2)
    assert len(alone) > 4
    assert first(2, 2) == alone
    assert first(0, 1) != alone


def test_a_run_goes_on_with_the_block_after_the_last(drawn: tuple[ExampleMaker, Path]) -> None:
    maker, path = drawn
    whole = list(islice(drawing.blocks(maker, path, 400, 0, 0), 3))
    resumed = next(drawing.blocks(maker, path, 400, 2, 0))
    assert [b.source.tolist() for b in whole[2]] == [b.source.tolist() for b in resumed]
