from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the recipe's extra is not installed")

import ctranslate2
import torch

from l10n.training.export import specification
from l10n.training.network import Shape, Translator

SHAPE = Shape(vocabulary=60, width=32, heads=4, hidden=64, encoder_layers=3, decoder_layers=2)
PIECES = ["<unk>", "<s>", "</s>", "<2zh>", *(f"piece{number}" for number in range(56))]
SOURCES = [[5, 9, 33, 12], [7], [20, 21, 22, 23, 24, 25, 26, 59]]


@pytest.fixture(scope="module")
def model() -> Translator:
    torch.manual_seed(3)
    built = Translator(SHAPE)
    built.eval()
    return built


@pytest.fixture
def exported(model: Translator, tmp_path: Path) -> ctranslate2.Translator:
    spec = specification(model, PIECES)
    spec.validate()
    spec.optimize(quantization="float32")
    spec.save(str(tmp_path))
    return ctranslate2.Translator(str(tmp_path), compute_type="float32")


def logits(model: Translator, source: list[int], target: list[int]) -> torch.Tensor:
    given = torch.tensor([[*source, 2]])
    states = model(given, torch.ones_like(given, dtype=torch.bool), torch.tensor([target]))
    scores: torch.Tensor = model.logits(states)[0].detach()
    return scores


def log_likelihood(model: Translator, source: list[int], target: list[int]) -> list[float]:
    """Of every piece of `target` after the first, given those before it."""
    scores = logits(model, source, target[:-1]).log_softmax(-1)
    return [float(scores[place, piece]) for place, piece in enumerate(target[1:])]


@pytest.mark.parametrize("source", SOURCES)
def test_ctranslate2_scores_as_torch_does(
    model: Translator, exported: ctranslate2.Translator, source: list[int]
) -> None:
    target = [3, 17, 40, 41, 8]
    scored = exported.score_batch(
        [[PIECES[piece] for piece in source]], [[PIECES[piece] for piece in target]]
    )[0]
    expected = log_likelihood(model, source, [1, *target, 2])
    assert scored.log_probs == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("source", SOURCES)
def test_ctranslate2_decodes_greedily_as_torch_does(
    model: Translator, exported: ctranslate2.Translator, source: list[int]
) -> None:
    target = [1, 3]
    for _ in range(6):
        target.append(int(logits(model, source, target)[-1].argmax()))
    result = exported.translate_batch(
        [[PIECES[piece] for piece in source]],
        target_prefix=[["<2zh>"]],
        beam_size=1,
        max_decoding_length=6,
        return_end_token=True,
    )[0]
    decoded = [PIECES.index(piece) for piece in result.hypotheses[0]]
    assert decoded == target[1 : 1 + len(decoded)]


def test_embeddings_are_stored_once(model: Translator, tmp_path: Path) -> None:
    spec = specification(model, PIECES)
    spec.validate()
    spec.optimize(quantization="float32")
    spec.save(str(tmp_path))
    parameters = sum(parameter.numel() for parameter in model.parameters())
    positions = 2 * model.positions.numel()
    stored = (tmp_path / "model.bin").stat().st_size / 4
    assert stored < parameters + positions + SHAPE.vocabulary * SHAPE.width / 2
