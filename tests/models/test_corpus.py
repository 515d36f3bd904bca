from dataclasses import replace

import pytest

from l10n.training.clean import is_clean
from models import phrases
from models.corpus import (
    Pair,
    own_rows,
    split_held_out,
    split_lines,
    split_sentences,
    strip_access_key,
    usable,
)

PAIR = Pair("ui", "somewhere", "MIT", "Open the file", "打开文件")


@pytest.mark.parametrize("licence", ["GPL-2.0-or-later", "LGPL-2.1-or-later", "AGPL-3.0-only"])
def test_copyleft_rows_are_left_out(licence: str) -> None:
    assert list(usable([replace(PAIR, licence=licence)], [])) == []


@pytest.mark.parametrize("measured", [replace(PAIR, zh="别的"), replace(PAIR, en="Other.")])
def test_what_is_measured_on_is_not_trained_on(measured: Pair) -> None:
    assert list(usable([PAIR], [measured])) == []


def test_a_measured_text_is_known_in_other_case_and_punctuation() -> None:
    assert list(usable([PAIR], [replace(PAIR, en="open the file...", zh="别的")])) == []


def test_repeats_are_kept_once() -> None:
    assert list(usable([PAIR, PAIR], [])) == [PAIR]


@pytest.mark.parametrize(
    ("domain", "source", "group"),
    [
        ("ui", "firefox", "ui"),
        ("ui", "libreoffice", "far_ui"),
        ("talk", "cataclysm-dda", "far_talk"),
        ("ui", "elk", "social_ui"),
        ("ui", "authored-ui", "authored_ui"),
        ("social", "authored-a", "authored_social"),
    ],
)
def test_texts_near_to_ours_and_far_have_weights_of_their_own(
    domain: str, source: str, group: str
) -> None:
    assert replace(PAIR, domain=domain, source=source).group == group


POST = Pair(
    "social", "authored-a", "CC0-1.0", "So good! 🎉 Where is it? #food", "太好吃了！🎉在哪儿？#food"
)


def test_an_authored_post_is_met_by_the_sentence_too_as_the_product_sends_it() -> None:
    sides = [(pair.en, pair.zh) for pair in split_sentences(POST)]
    assert sides == [("So good!", "太好吃了！"), ("Where is it?", "在哪儿？")]
    assert [pair.en for pair in usable([POST], [])] == [POST.en, "So good!", "Where is it?"]


@pytest.mark.parametrize(
    "pair",
    [
        replace(POST, source="somewhere"),
        replace(POST, zh="太好吃了，在哪儿？"),
        replace(POST, en="So good", zh="太好吃了"),
    ],
)
def test_other_pairs_are_not_cut(pair: Pair) -> None:
    assert split_sentences(pair) == []


def test_a_sentence_that_is_measured_on_is_left_out() -> None:
    measured = replace(POST, en="Where is it?", zh="在哪？")
    assert [pair.en for pair in usable([POST], [measured])] == [POST.en, "So good!"]


def test_the_rows_that_come_with_the_recipe_are_trained_on_whole_or_by_the_sentence() -> None:
    rows = list(own_rows())
    unused = [row for row in rows if not is_clean(row.en, row.zh) and not list(usable([row], []))]
    # Long posts whose sentences were not kept apart in translation.
    assert len(rows) > 200_000
    assert len(unused) < len(rows) / 1000
    assert {row.group for row in rows} == {
        "authored_ui",
        "authored_social",
        "authored_talk",
        "phrases_ui",
        "phrases_social",
        "phrases_talk",
    }


def test_frames_are_filled_in_both_languages() -> None:
    pairs = {(en, zh) for _domain, en, zh in phrases.filled()}
    assert {
        ("Failed to load direct messages", "无法加载私信"),
        ("Add an upvote", "添加赞"),
        ("I want to play chess.", "我想下棋。"),
        ("Okay but this dress is so good!", "不是，这条裙子太好了！"),
        ("{count} new replies", "{count} 条新回复"),
        ("Are you sure you want to unfollow {name}?", "确定要取消关注 {name}吗？"),
    } <= pairs


def test_the_last_tenth_of_the_social_rows_is_held_out() -> None:
    rows = [replace(PAIR, domain="social", en=str(number)) for number in range(20)]
    rows.insert(3, PAIR)
    train, held = split_held_out(rows)
    assert [row.en for row in held] == ["18", "19"]
    assert len(train) == 19


@pytest.mark.parametrize(
    ("en", "zh"),
    [("_Open", "打开(_O)"), ("&Open", "打开(&O)"), ("~Open", "打开（~O）"), ("Open", "打开 (_O)")],
)
def test_access_keys_are_removed_from_both_sides(en: str, zh: str) -> None:
    stripped = strip_access_key(replace(PAIR, en=en, zh=zh))
    assert (stripped.en, stripped.zh) == ("Open", "打开")


def test_as_many_lines_on_both_sides_become_pairs() -> None:
    pairs = split_lines(replace(PAIR, en="One\n\nTwo", zh="一\n\n二"))
    assert [(pair.en, pair.zh) for pair in pairs] == [("One", "一"), ("Two", "二")]


def test_other_line_breaks_become_spaces() -> None:
    (pair,) = split_lines(replace(PAIR, en="One\nTwo", zh="一二"))
    assert pair.en == "One Two"
