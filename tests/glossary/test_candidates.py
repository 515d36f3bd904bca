"""Words and phrases that a project says often and its glossary does not know."""

from l10n.glossary.candidates import mine
from l10n.text.placeables import parse


def _mine(texts: list[str], known: tuple[str, ...] = (), at_least: int = 3) -> list[str]:
    return [c.text for c in mine(map(parse, texts), known, at_least)]


SHOP = [
    "Open the gift card page",
    "Buy a gift card",
    "Your gift card, please",
    "A gift card is here",
]


def test_a_phrase_said_often_is_found_before_its_parts() -> None:
    assert _mine(SHOP)[0] == "gift card"


def test_function_words_do_not_begin_or_end_a_candidate() -> None:
    assert not any(text.split()[0] in {"the", "a"} for text in _mine(SHOP))


def test_what_the_glossary_knows_is_left_out() -> None:
    assert "gift card" not in _mine(SHOP, known=("Gift Card",))


def test_what_is_said_seldom_is_left_out() -> None:
    assert _mine(SHOP, at_least=5) == []


def test_chinese_words_are_found_and_neighbours_that_belong_together_joined() -> None:
    texts = [f"{day}在咖啡馆打卡拍照" for day in ("今天", "昨天", "周末", "明天")]
    assert "咖啡馆" in " ".join(_mine(texts))


def test_placeables_are_no_candidates() -> None:
    texts = ["{username} likes https://example.com/page #OOTD"] * 5
    assert _mine(texts) == ["likes"]


def test_a_text_counts_once_for_a_candidate_and_is_shown_with_it() -> None:
    (candidate,) = mine([parse("zebra zebra zebra"), parse("zebra")], (), 2)
    assert (candidate.text, candidate.count) == ("zebra", 2)
    assert candidate.example == "zebra zebra zebra"


def test_two_runs_give_the_same_order() -> None:
    texts = [f"alpha beta {word} delta" for word in ("one", "two", "three", "four")]
    assert _mine(texts) == _mine(texts)
