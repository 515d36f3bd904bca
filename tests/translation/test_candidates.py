"""The choice among what was said for a segment: by terms, then doubts, then likelihood."""

from typing import Any

import pytest

from l10n.glossary.term import Hit, Rule, Term
from l10n.model import Route
from l10n.translation.calibration import AS_SHIPPED
from l10n.translation.candidates import FAR_BELOW, Job

NOTE = Term("en", "zh", "note", "笔记", variants=("帖子",), forbidden=("备注",), rule=Rule.MUST)
SAVE = Term("en", "zh", "save", "保存")
NATURAL, HELD = 0, 1


def job(*said: tuple[str, float, int], **facts: Any) -> Job:
    """A job for "Save my 2 notes" with these candidates: text, score, wave."""
    pieces = ("Save my 2 notes",)
    hits = [Hit(0, 4, "Save", SAVE), Hit(10, 15, "notes", NOTE)]
    made = Job(pieces, hits, "zh", AS_SHIPPED, **facts)
    for text, score, wave in said:
        made.keep(text, text, score, 0.0, wave)
    return made


# candidates (text, score, wave), the chosen text, the route, the reasons
CASES: dict[str, tuple[list[tuple[str, float, int]], str | None, Route, tuple[str, ...]]] = {
    "nothing was said": ([], None, Route.REJECT, ("unanswered",)),
    "only a loop": ([("笔记笔记笔记笔记", 0.0, 0)], None, Route.REJECT, ("unanswered",)),
    "the likelier": (
        [("保存我的2篇笔记", -0.5, 0), ("保存2篇笔记", -0.1, 0)],
        "保存2篇笔记",
        Route.AUTO,
        (),
    ),
    "a satisfied term before all": (
        [("保存我的2个备注", 0.0, 0), ("保存我的2篇笔记", -0.9, 1)],
        "保存我的2篇笔记",
        Route.REVIEW,
        (),
    ),
    "a variant satisfies": ([("保存我的2个帖子", -0.1, 0)], "保存我的2个帖子", Route.AUTO, ()),
    "no doubt before likelihood": (
        [("保存我的笔记", 0.0, 0), ("保存我的2篇笔记", -0.3, 0)],
        "保存我的2篇笔记",
        Route.AUTO,
        (),
    ),
    "a preferred term before likelihood": (
        [("存下我的2篇笔记", 0.0, 0), ("保存我的2篇笔记", -0.3, 0)],
        "保存我的2篇笔记",
        Route.AUTO,
        (),
    ),
    "what is missed and doubted is written for a person": (
        [("保存我的备注", -0.1, 0)],
        "保存我的备注",
        Route.REVIEW,
        ("note", "numbers"),
    ),
    "far below the natural wording": (
        [("保存我的2个备注", -0.1, 0), ("保存我的2篇笔记", -0.2 - FAR_BELOW, 1)],
        "保存我的2篇笔记",
        Route.REVIEW,
        ("far below",),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_best_candidate_is_chosen_and_routed(name: str) -> None:
    said, text, route, reasons = CASES[name]
    found = job(*said).settle()
    assert (found.text, found.route, found.reasons) == (text, route, reasons)
    assert found.alternative == ("保存我的2个备注" if "far below" in reasons else "")


def test_the_likelihood_against_the_common_source_goes_before_the_engines_own_score() -> None:
    made = job(("保存我的2篇笔记", -0.5, 1), ("保存2篇笔记", -0.1, 1))
    made.likelihoods = {"保存我的2篇笔记": -0.2, "保存2篇笔记": -0.9}
    assert made.settle().text == "保存我的2篇笔记"


def test_a_bent_wording_that_is_likely_on_common_ground_is_not_far_below() -> None:
    made = job(("保存我的2个备注", -0.1, 0), ("保存我的2篇笔记", -3.0, 1))
    made.likelihoods = {"保存我的2个备注": -0.4, "保存我的2篇笔记": -0.5}
    assert made.settle().alternative == ""


def test_what_was_parted_is_looked_at_by_a_person() -> None:
    made = job(("保存我的2篇笔记", 0.0, 0))
    made.parted = True
    found = made.settle()
    assert (found.route, found.reasons) == (Route.REVIEW, ("parted",))


def test_the_same_words_are_one_candidate() -> None:
    assert len(job(("保存我的2篇笔记", -0.1, 0), ("保存我的2篇笔记", -0.2, 1)).candidates) == 1


def test_a_term_inside_a_placeable_is_not_said() -> None:
    from l10n.text.placeables import parse

    pattern = parse("Save it as {保存} and go")
    made = Job(pattern, [Hit(0, 4, "Save", SAVE)], "zh", AS_SHIPPED)
    made.keep("存为{保存}再走", "", 0.0, 0.0, 0)
    assert [str(proof.outcome) for proof in made.settle().evidence] == ["missing"]
