"""What became of a term in a target, and the words that show it."""

from typing import Any

import pytest

from l10n.glossary.evidence import Outcome, prove
from l10n.glossary.term import Hit, Rule, Term


def _prove(text: str, source: str = "小红书", **facts: Any) -> tuple[Outcome, str]:
    facts = {"target": "RedNote", **facts}
    term = Term("zh", "en", source, **facts)
    (proof,) = prove([Hit(0, 3, source, term)], text)
    return proof.outcome, proof.words


CASES: list[tuple[str, dict[str, Any], tuple[Outcome, str]]] = [
    ("Open RedNote", {}, (Outcome.APPLIED, "RedNote")),
    ("Open rednote", {}, (Outcome.APPLIED, "rednote")),
    ("Open it", {}, (Outcome.MISSING, "")),
    ("", {}, (Outcome.MISSING, "")),
    ("RedNotes", {"part_of_speech": "noun"}, (Outcome.APPLIED, "RedNotes")),
    ("RedNotebook", {}, (Outcome.MISSING, "")),
    ("RedNote™", {}, (Outcome.APPLIED, "RedNote")),
    ("XHS", {"variants": ("Xiaohongshu", "XHS")}, (Outcome.VARIANT, "XHS")),
    ("RedNote or XHS", {"variants": ("XHS",)}, (Outcome.APPLIED, "RedNote")),
    ("Red Book", {"forbidden": ("Red Book",)}, (Outcome.FORBIDDEN, "Red Book")),
    ("Red Books", {"forbidden": ("red book",)}, (Outcome.FORBIDDEN, "Red Books")),
    ("RedNote, a Red Book", {"forbidden": ("Red Book",)}, (Outcome.FORBIDDEN, "Red Book")),
    (
        "a red note card",
        {"target": "red note card", "forbidden": ("red note",)},
        (Outcome.APPLIED, "red note card"),
    ),
    (
        "a red note card, a red note",
        {"target": "red note card", "forbidden": ("red note",)},
        (Outcome.FORBIDDEN, "red note"),
    ),
]


@pytest.mark.parametrize(("target", "facts", "expected"), CASES, ids=[c[0] for c in CASES])
def test_a_target_proves_a_term(
    target: str, facts: dict[str, Any], expected: tuple[Outcome, str]
) -> None:
    assert _prove(target, **facts) == expected


def test_what_is_not_to_be_translated_stays_in_its_own_capitals_where_they_count() -> None:
    kept = {"source": "GOAT", "target": "GOAT", "rule": Rule.KEEP}
    assert _prove("the goat", **kept) == (Outcome.APPLIED, "goat")
    assert _prove("the goat", **kept, exact_case=True) == (Outcome.MISSING, "")
    assert _prove("the GOAT", **kept, exact_case=True) == (Outcome.APPLIED, "GOAT")


@pytest.mark.parametrize(
    ("target", "text", "outcome"),
    [
        ("小红书", "在小红书上", Outcome.APPLIED),
        ("小红书", "在小紅書上", Outcome.MISSING),
        ("小紅書", "在小紅書上", Outcome.APPLIED),
        ("小紅書", "在小红书上", Outcome.MISSING),
        ("主播", "主播開播了", Outcome.APPLIED),
    ],
)
def test_the_other_script_proves_no_rendering(target: str, text: str, outcome: Outcome) -> None:
    term = Term("en", "zh", "RedNote", target)
    (proof,) = prove([Hit(0, 7, "RedNote", term)], text)
    assert proof.outcome is outcome


def test_a_wrong_rendering_is_found_in_either_script() -> None:
    term = Term("en", "zh", "RedNote", "小红书", forbidden=("红笔记",))
    (proof,) = prove([Hit(0, 7, "RedNote", term)], "在紅筆記上")
    assert (proof.outcome, proof.words) == (Outcome.FORBIDDEN, "紅筆記")


TWICE = [
    ("甲在甲", [("applied", "甲"), ("applied", "甲")]),
    ("甲", [("applied", "甲"), ("applied", "甲")]),
    ("甲和丙", [("applied", "甲"), ("variant", "丙")]),
    ("丁和甲", [("forbidden", "丁"), ("applied", "甲")]),
    ("没有", [("missing", ""), ("missing", "")]),
]


@pytest.mark.parametrize(("text", "expected"), TWICE)
def test_a_term_that_stands_twice_is_told_twice(text: str, expected: list[tuple[str, str]]) -> None:
    term = Term("en", "zh", "a", "甲", variants=("丙",), forbidden=("丁",))
    proofs = prove([Hit(0, 1, "a", term), Hit(4, 5, "a", term)], text)
    assert [(proof.outcome, proof.words) for proof in proofs] == expected
    assert [proof.hit.start for proof in proofs] == [0, 4]


def test_each_term_is_proved_by_itself_in_the_order_of_the_source() -> None:
    one, two = Term("en", "zh", "a", "甲"), Term("en", "zh", "b", "乙")
    proofs = prove([Hit(0, 1, "a", one), Hit(2, 3, "b", two), Hit(4, 5, "a", one)], "甲")
    assert [proof.hit.term.source for proof in proofs] == ["a", "b", "a"]
    assert [str(proof.outcome) for proof in proofs] == ["applied", "missing", "applied"]
