from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the recipe's extra is not installed")

import sentencepiece
import torch

from l10n.training.export import write_starter
from l10n.training.network import Shape, Translator
from models.grow import grown

TEXTS = ["Delete this photo", "删除这张照片", "Share the video", "分享这个视频"] * 20


@pytest.fixture
def vocabulary(tmp_path: Path) -> Path:
    path = tmp_path / "sentencepiece.model"
    with path.open("wb") as out:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(TEXTS), model_writer=out, vocab_size=30, minloglevel=2
        )
    return path


def test_a_grown_model_says_what_the_smaller_one_said(vocabulary: Path, tmp_path: Path) -> None:
    torch.manual_seed(5)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
    small = Translator(Shape(30, 32, 2, 48, encoder_layers=2, decoder_layers=1)).eval()
    write_starter(small, vocabulary, tmp_path / "starter")

    large = grown(
        tmp_path / "starter", pieces, Shape(30, 32, 2, 80, encoder_layers=5, decoder_layers=1)
    ).eval()

    source, target = torch.tensor([[7, 9, 20, 2]]), torch.tensor([[1, 5, 8]])
    seen = torch.ones_like(source, dtype=torch.bool)
    expected = small.logits(small(source, seen, target)).detach()
    difference = large.logits(large(source, seen, target)).detach() - expected
    assert float(difference.norm() / expected.norm()) < 0.05  # int8 in between
