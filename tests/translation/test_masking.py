"""What went in behind sentinels comes out byte for byte, or the reply is not taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.model import Placeable, PlaceableKind
from l10n.translation.masking import Locked, Piece, mask, unmask

SENTINELS = ("⟦0⟧", "⟦1⟧", "⟦2⟧", "⟦3⟧")
_TEXT = st.text("ab 的。{}%\\g<1>")
_PLACEABLE = _TEXT.map(lambda text: Placeable(PlaceableKind.VARIABLE, text))
_LOCKED = st.builds(Locked, _TEXT, _TEXT)
PIECES = st.lists(st.one_of(_TEXT, _PLACEABLE, _LOCKED), max_size=9)


def _meant(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    return piece.text if isinstance(piece, Placeable) else piece.target


@given(PIECES)
def test_a_reply_that_repeats_the_masked_text_gives_the_pieces_back(pieces: list[Piece]) -> None:
    """Spaces at the seams are the languages' own and may differ."""
    masked = mask(pieces, SENTINELS)
    if masked is None:
        return
    reply = unmask(masked.text, masked, SENTINELS)
    assert reply is not None
    assert reply.replace(" ", "") == "".join(map(_meant, pieces)).replace(" ", "")
    assert all(target in reply for _sentinel, target in masked.locks)


def test_more_spans_than_sentinels_cannot_be_masked() -> None:
    pieces: list[Piece] = []
    for _each in range(5):
        pieces += [Placeable(PlaceableKind.VARIABLE, "%s"), " and "]
    assert mask(pieces, SENTINELS) is None
    assert mask(pieces[:8], SENTINELS) is not None


def test_spans_that_touch_share_a_sentinel() -> None:
    tag, name = Placeable(PlaceableKind.TAG, "<b>"), Placeable(PlaceableKind.VARIABLE, "{n}")
    masked = mask([tag, name, " notes"], SENTINELS)
    assert masked is not None
    assert (masked.text, masked.locks) == ("⟦0⟧ notes", (("⟦0⟧", "<b>{n}"),))


def test_a_reply_that_lost_doubled_or_invented_a_sentinel_is_not_taken() -> None:
    masked = mask([Locked("RedNote", "小红书"), " is here"], SENTINELS)
    assert masked is not None
    assert unmask("⟦0⟧在这里", masked, SENTINELS) == "小红书在这里"
    assert unmask("在这里", masked, SENTINELS) is None
    assert unmask("⟦0⟧⟦0⟧", masked, SENTINELS) is None
    assert unmask("⟦0⟧⟦1⟧", masked, SENTINELS) is None


def test_text_without_spans_comes_back_as_the_engine_wrote_it() -> None:
    masked = mask(["Hello"], SENTINELS)
    assert masked is not None
    assert unmask("你好", masked, SENTINELS) == "你好"


# The spans, a reply about the first lock, what comes of it.
SEAMS = [
    (["@ann"], "谢谢⟦0⟧的", "谢谢 @ann 的"),
    (["@ann"], "thanks⟦0⟧!", "thanks @ann!"),
    (["#ootd"], "看⟦0⟧吧", "看 #ootd 吧"),
    (["@奶油小方"], "谢谢⟦0⟧教我", "谢谢 @奶油小方 教我"),
    (["#自习室"], "搜⟦0⟧时", "搜 #自习室 时"),
    (["#早餐#"], "看⟦0⟧吧", "看 #早餐# 吧"),
    (["#穿搭[话题]#"], "看⟦0⟧吧", "看 #穿搭[话题]#吧"),
    (["https://a.b/c"], "见⟦0⟧吧", "见 https://a.b/c 吧"),
    (["ann@b.co"], "写信到⟦0⟧吧", "写信到 ann@b.co 吧"),
    (["{n}"], "有⟦0⟧个", "有{n}个"),
    # Spans that touch are one lock: its two ends are judged apart.
    (["{n}", "@ann"], "有⟦0⟧个", "有{n}@ann 个"),
    (["@ann", "{n}"], "有⟦0⟧个", "有 @ann{n}个"),
]


@pytest.mark.parametrize(("spans", "reply", "expected"), SEAMS)
def test_a_span_that_would_grow_gets_a_space_at_that_end(
    spans: list[str], reply: str, expected: str
) -> None:
    masked = mask([Placeable(PlaceableKind.MENTION, text) for text in spans], SENTINELS)
    assert masked is not None
    assert unmask(reply, masked, SENTINELS) == expected


# What stands between the tags of the source, a reply, what comes of it.
TAGS = [
    ("请阅读{}我们的博客{}。", "Read ⟦0⟧ our blog ⟦1⟧.", "Read <0>our blog</0>."),
    ("请阅读{}我们的博客{}了解", "Read⟦0⟧ our blog ⟦1⟧to see", "Read <0>our blog</0> to see"),
    ("Read {}our blog{} now", "现在阅读⟦0⟧ 我们的博客 ⟦1⟧", "现在阅读<0>我们的博客</0>"),
    ("看{} 博客 {}吧", "See ⟦0⟧ the blog ⟦1⟧ now", "See <0> the blog </0> now"),
    ("看{}博客{}吧", "See ⟦0⟧the blog⟦1⟧ now", "See <0>the blog</0> now"),
]


def test_an_element_that_encloses_nothing_leaves_spaces_alone() -> None:
    masked = mask(["一行", Placeable(PlaceableKind.TAG, "<br>"), "又一行"], SENTINELS)
    assert masked is not None
    assert unmask("One line⟦0⟧ another", masked, SENTINELS) == "One line<br> another"


@pytest.mark.parametrize(("source", "reply", "expected"), TAGS)
def test_a_tag_stands_close_to_what_it_encloses(source: str, reply: str, expected: str) -> None:
    before, between, after = source.split("{}")
    tags = [Placeable(PlaceableKind.TAG, text) for text in ("<0>", "</0>")]
    masked = mask([before, tags[0], between, tags[1], after], SENTINELS)
    assert masked is not None
    assert unmask(reply, masked, SENTINELS) == expected
