import pytest

from l10n.training.masking import Span, find_locks, overlaps, shared_locks, substitute


@pytest.mark.parametrize(
    ("text", "locks"),
    [
        ("Hi {name}, %s left", ["{name}", "%s"]),
        ("%(n)d of %1$s and %@", ["%(n)d", "%1$s", "%@"]),
        ("{{user}} and ${min}", ["{{user}}", "${min}"]),
        ('<a href="{u}">here</a><br/>', ['<a href="{u}">', "</a>", "<br/>"]),
        ("see https://example.com/a?b=1，好", ["https://example.com/a?b=1"]),
        ("thanks @noodle_nate! #初雪 done", ["@noodle_nate", "#初雪"]),
        ("nice 🏃‍♀️👍🏽 and ☕", ["🏃‍♀️", "👍🏽", "☕"]),
        ("run `make` or :func:`exit`", ["`make`", "`exit`"]),
        ("100% sure, ¥8", []),
        ("“引号”，…—", []),
    ],
)
def test_locks_are_found(text: str, locks: list[str]) -> None:
    assert [text[start:end] for start, end in find_locks(text)] == locks


def test_locks_are_paired_across_other_orders() -> None:
    en, zh = "{a} of {b}", "{b}的{a}"
    assert shared_locks(en, zh) == [Span((0, 3), (4, 7)), Span((7, 10), (0, 3))]


def test_locks_that_touch_on_both_sides_are_one() -> None:
    en, zh = "<b>{a}</b> by {n}{m}", "{m}{n}的<b>{a}</b>"
    whole = Span((0, 10), (7, 17))
    assert shared_locks(en, zh) == [whole, Span((14, 17), (3, 6)), Span((17, 20), (0, 3))]


def test_a_lock_that_one_side_lacks_or_repeats_is_left() -> None:
    assert shared_locks("{a} {b}", "{a}{a}") == []


def test_spans_are_replaced_where_they_stand() -> None:
    assert substitute("abcdef", [((0, 1), "XX"), ((3, 5), "")]) == "XXbcf"


def test_touching_spans_do_not_overlap() -> None:
    assert not overlaps((0, 2), [(2, 4)])
    assert overlaps((0, 3), [(2, 4)])
