import pytest

pytest.importorskip("torch", reason="the recipe's extra is not installed")

from l10n.training.batches import Pieces, cut, pad

END = 2


def pieces(source: int, target: int) -> Pieces:
    return [7] * source + [END], [1, 3] + [8] * target + [END]


def test_every_example_is_in_one_batch_within_the_limit() -> None:
    encoded = [pieces(source, target) for source in range(1, 30) for target in (1, 5, 20)]
    batches = list(cut(encoded, 256))
    assert sum(len(batch.source) for batch in batches) == len(encoded)
    assert all(max(b.source.numel(), b.target.numel()) <= 256 for b in batches)


def test_the_direction_and_the_padding_are_not_learned() -> None:
    batch = pad([pieces(3, 1), pieces(1, 3)])
    assert batch.source_mask.sum(1).tolist() == [4, 2]
    assert batch.target.tolist() == [[1, 3, 8, END, END, END], [1, 3, 8, 8, 8, END]]
    assert batch.counted.tolist() == [
        [False, True, True, False, False],
        [False, True, True, True, True],
    ]
