import re
from pathlib import Path
from random import Random

import pytest

from l10n.training.examples import Example, ExampleMaker, Prepared, Shares, prepare, read, write
from l10n.training.terms import Lexicon
from models.corpus import Pair

KNOWN: Lexicon = {"reply": frozenset({"回复"}), "photo": frozenset({"照片"})}
PAIRS = list(
    prepare(
        [
            Pair("ui", "s", "MIT", "{name} sent a reply to %s", "{name}向%s发送了回复"),
            Pair("ui", "s", "MIT", "Delete this photo", "删除这张照片"),
            Pair("social", "authored-a", "CC0-1.0", "Nice photo 📷", "照片真好看📷"),
        ],
        KNOWN,
    )
)
WEIGHTS = {"ui": 1.0, "social_ui": 1.0, "authored_social": 1.0}
SENTINEL = re.compile("⟦[0-7]⟧")


def examples(shares: Shares, count: int = 60) -> list[Example]:
    return list(ExampleMaker(PAIRS, WEIGHTS, shares).draw(count, Random(5)))


def test_both_sides_hold_the_same_sentinels_once() -> None:
    for example in examples(Shares(mask_locks=1.0, mask_terms=0.5, annotate=0.0)):
        sentinels = SENTINEL.findall(example.source)
        assert sorted(sentinels) == sorted(SENTINEL.findall(example.target))
        assert len(sentinels) == len(set(sentinels))


def test_unmasked_examples_keep_their_locks() -> None:
    shares = Shares(
        mask_locks=0.0, mask_terms=0.0, annotate=0.0, wrap_terms=0.0, join_social=0.0, recase=0.0
    )
    sources = {example.source for example in examples(shares)}
    assert sources == {side for pair in PAIRS for side in (pair.en, pair.zh)}


def test_a_wrapped_term_stands_between_two_sentinels_on_both_sides() -> None:
    shares = Shares(mask_terms=0.0, annotate=0.0, wrap_terms=1.0, join_social=0.0, recase=0.0)
    for example in examples(shares):
        source, target = (
            re.search("⟦[0-7]⟧(?:reply|photo|回复|照片)⟦[0-7]⟧", side)
            for side in (example.source, example.target)
        )
        assert source
        assert target
        assert SENTINEL.findall(source[0]) == SENTINEL.findall(target[0])


def test_an_inline_term_stands_in_the_target() -> None:
    inline = re.compile("⟦=⟧(.+?)⟦/⟧")
    shares = Shares(mask_terms=0.0, annotate=1.0, swap_term=0.5, recase=0.0)
    for example in examples(shares):
        wanted = inline.findall(example.source)
        assert wanted
        assert all(term in example.target for term in wanted)


def test_the_same_seed_gives_the_same_examples() -> None:
    assert examples(Shares()) == examples(Shares())


def test_social_pairs_join_to_captions() -> None:
    joined = examples(Shares(join_social=1.0))
    assert any(example.source.count("photo") > 1 for example in joined)


@pytest.mark.parametrize("number", range(len(PAIRS)))
def test_prepared_pairs_are_read_as_written(tmp_path: Path, number: int) -> None:
    pair: Prepared = PAIRS[number]
    write(tmp_path / "pairs.jsonl", [pair])
    assert read(tmp_path / "pairs.jsonl") == [pair]
