"""Posts become pairs: in order, by id, whatever stands in them."""

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import plugins
from l10n.captions import translate
from l10n.captions.sinks.jsonl import as_line
from l10n.checks.checker import Checker
from l10n.extractors.posts import Caption, Post
from l10n.glossary.matcher import Matcher
from l10n.model import Kind, Unit, digest
from l10n.project.config import Config
from l10n.store.hypotheses import HypothesisStore
from l10n.translation.memory import Memory
from l10n.translation.suggest import Suggester
from l10n.translation.waves import SegmentTranslator
from tests.text.test_placeables import TEXTS


@pytest.fixture(scope="module")
def directions(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, list[translate.Direction]]]:
    fake = plugins.pick("engines", "fake")
    made = {}
    with HypothesisStore(tmp_path_factory.mktemp("store") / "store.sqlite") as store:
        for pair, locales in ((("zh", "en"), ("zh_Hans", "en")), (("en", "zh"), ("en", "zh_Hans"))):
            matcher = Matcher((), *pair)
            stage = SegmentTranslator(fake.open(*pair, {}), matcher, pair[1], store)
            config = Config(Path(), Path("l10n.toml"), locales[0], (locales[1],))
            suggester = Suggester(stage, Memory((), locales[1]), locales[1], locales[0])
            checker = Checker(config, matcher, locales[1])
            made[pair[0]] = [translate.Direction(pair[1], suggester, checker)]
        yield made


def post(key: str, text: str) -> Unit:
    return Unit((text,), kind=Kind.CAPTION, key=key)


def paired(
    directions: dict[str, list[translate.Direction]], *posts: Unit
) -> tuple[list[dict[str, Any]], translate.CaptionCounts]:
    counts = translate.CaptionCounts()
    return list(translate.pairs(posts, directions, counts)), counts


def test_a_pair_says_all_that_is_known(directions: dict[str, list[translate.Direction]]) -> None:
    [pair], counts = paired(directions, post("p1/body", "Hello @ann"))
    assert 0 <= pair.pop("quality") <= 1
    assert pair == {
        "id": "p1/body",
        "post_id": "p1",
        "field": "body",
        "source_hash": digest("Hello @ann"),
        "from": "en",
        "to": "zh",
        "source": "Hello @ann",
        "target": "译[Hello] @ann",
        "alternative": None,
        "origin": "machine",
        "by": "fake 1",
        "route": "auto",
        "reasons": [],
        "terms": [],
        "findings": [],
        "model": "fake 1",
        "glossary": "",
    }
    assert (counts.pairs.total(), counts.unanswered) == (1, 0)


def test_a_pair_says_what_is_known_of_its_post(
    directions: dict[str, list[translate.Direction]],
) -> None:
    known = Post("Ann", "2025-01-14T08:00:00Z", 1200)
    [pair], _counts = paired(
        directions, Caption(("Hello",), kind=Kind.CAPTION, key="1/text", post=known)
    )
    assert pair["post"] == {"author": "Ann", "at": "2025-01-14T08:00:00Z", "views": 1200}


def test_pairs_come_in_the_order_of_the_posts(
    directions: dict[str, list[translate.Direction]],
) -> None:
    posts = [post(f"{n}/text", f"你好 {n}" if n % 3 else f"Hello {n}") for n in range(1500)]
    pairs, counts = paired(directions, *posts)
    assert [pair["id"] for pair in pairs] == [unit.key for unit in posts]
    assert all(str(n) in pair["target"] for n, pair in enumerate(pairs))
    assert counts.pairs == {"en-zh": 500, "zh-en": 1000}


def test_posts_that_share_an_id_keep_their_own_words(
    directions: dict[str, list[translate.Direction]],
) -> None:
    pairs, _counts = paired(
        directions,
        post("1/text", "Hello there"),
        post("1/text", "Good night"),
        post("1/text", "晚安"),
    )
    assert [pair["target"] for pair in pairs] == ["译[Hello there]", "译[Good night]", "x[晚安]"]
    assert [pair["from"] for pair in pairs] == ["en", "en", "zh"]


LEFT = [
    ("🎉👩‍🍳", "emoji-only", None),
    ("#ootd @ann", "tag-only", None),
    ("https://a.example/b", "link-only", None),
    ("12345", "number-only", None),
    ("x", "no-words", None),
    ("Bonjour tout le monde", "other-language: fr", "fr"),
    ("今日はいい天気", "other-language: ja", "ja"),
]


@pytest.mark.parametrize(("text", "reason", "language"), LEFT)
def test_what_needs_no_translation_leaves_at_once_and_says_why(
    directions: dict[str, list[translate.Direction]], text: str, reason: str, language: str | None
) -> None:
    [left, pair], counts = paired(directions, post("1/text", text), post("2/text", "你好"))
    assert (left["route"], left["reasons"], left["target"]) == ("none", [reason], None)
    assert (left["from"], left["to"], left["source"]) == (language, None, text)
    assert list(left) == list(pair)
    assert pair["target"] == "x[你好]"
    assert counts.not_translated == {reason: 1}
    assert counts.unanswered == 0


def test_a_post_that_every_reader_reads_is_left(
    directions: dict[str, list[translate.Direction]],
) -> None:
    [left], _counts = paired({"zh": [], "en": directions["en"]}, post("1/text", "你好"))
    assert (left["route"], left["reasons"]) == ("none", ["already-target"])


def test_of_a_post_in_two_languages_only_the_foreign_part_is_translated(
    directions: dict[str, list[translate.Direction]],
) -> None:
    text = "Hello my dear friends!\n大家好！ #hi"
    pairs, counts = paired(directions, post("1/text", text))
    assert {(p["from"], p["to"], p["target"]) for p in pairs} == {
        ("en", "zh", "译[Hello my dear friends!]\n大家好！ #hi"),
        ("zh", "en", "Hello my dear friends!\nx[大家好！] #hi"),
    }
    assert counts.pairs == {"en-zh": 1, "zh-en": 1}


def test_a_post_that_no_one_can_answer_waits_for_a_person(
    directions: dict[str, list[translate.Direction]],
) -> None:
    [pair, answered], counts = paired(
        directions, post("1/text", "the word " * 5000), post("2/text", "Hello")
    )
    assert list(pair) == list(answered)
    assert (pair["target"], pair["route"], pair["reasons"]) == (None, "reject", ["unanswered"])
    assert counts.unanswered == 1


@given(texts=st.lists(TEXTS.filter(str.strip), max_size=5))
def test_any_post_becomes_a_line_of_json(
    directions: dict[str, list[translate.Direction]], texts: list[str]
) -> None:
    sound = [text.encode("utf-8", "replace").decode() for text in texts]
    pairs, counts = paired(directions, *(post(f"{n}/text", text) for n, text in enumerate(sound)))
    assert {pair["id"] for pair in pairs} == {f"{n}/text" for n in range(len(texts))}
    assert sum(pair["route"] == "none" for pair in pairs) == counts.not_translated.total()
    for pair in pairs:
        line = as_line(pair)
        assert line.count(b"\n") == 1
        assert json.loads(line) == pair
        assert pair["source"] in sound
        assert pair["quality"] is None or math.isfinite(pair["quality"])
