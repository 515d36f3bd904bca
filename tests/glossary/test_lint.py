"""What is wrong with a glossary before anyone translates with it."""

from pathlib import Path
from typing import Any

import pytest

from l10n.formats import glossary_csv
from l10n.glossary.lint import lint
from l10n.glossary.term import Term, TermStatus
from l10n.model import Location, Severity

FOLDER = Path(__file__).parents[2] / "glossary"


def term(source: str, target: str = "target", line: int = 1, **facts: Any) -> Term:
    return Term("zh", "en", source, target, location=Location("g.csv", line), **facts)


def _rules(*terms: Term) -> list[tuple[str, str]]:
    return [(finding.rule, str(finding.severity)) for finding in lint(terms)]


CASES: list[tuple[str, list[Term], list[tuple[str, str]]]] = [
    ("clean", [term("关注"), term("点赞", "like")], []),
    ("the same row twice", [term("关注"), term("關注")], [("duplicate", "warning")]),
    ("two targets", [term("关注", "follow"), term("关注", "watch")], [("contradiction", "error")]),
    ("two directions", [term("AI"), Term("en", "zh", "AI", "人工智能")], []),
    ("deprecated twin", [term("关注"), term("关注", "x", status=TermStatus.DEPRECATED)], []),
    ("cases apart", [term("OP", "a", exact_case=True), term("op", "b")], []),
    (
        "allowed and forbidden",
        [term("关注", "follow", forbidden=("Follow",))],
        [("contradiction", "error")],
    ),
    (
        "nested, other target",
        [term("小红书", "RedNote"), term("小红书号", "account ID")],
        [("nested", "warning")],
    ),
    ("nested, same word in it", [term("小红书", "RedNote"), term("小红书号", "RedNote ID")], []),
    ("no letter", [term("……")], [("unmatchable", "error")]),
    ("a placeable", [term("@小红书")], [("unmatchable", "error")]),
    ("a link", [term("https://example.com")], [("unmatchable", "error")]),
    ("a hashtag", [term("#穿搭", "#outfit"), term("#小红书#", "rednote")], []),
    ("a hashtag that ends in it", [term("#小红书", "#red note")], [("hashtag", "error")]),
    ("one character", [term("赞", "like")], [("short", "warning")]),
]


@pytest.mark.parametrize(("terms", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_rule_finds_its_mistake_and_nothing_else(
    terms: list[Term], expected: list[tuple[str, str]]
) -> None:
    assert _rules(*terms) == expected


def test_a_finding_stands_at_its_row_and_names_the_other() -> None:
    (finding,) = lint([term("关注", "follow", 3), term("关注", "watch", 9)])
    assert finding.location == Location("g.csv", 9)
    assert "g.csv:3" in finding.message


def test_findings_are_sorted_by_place() -> None:
    found = lint([term("赞", line=9), term("蹲", line=2), term("……", line=5)])
    assert [finding.location.line for finding in found] == [2, 5, 9]


def test_a_target_that_the_model_cannot_write_is_a_warning() -> None:
    asked: list[tuple[str, str]] = []

    def can_spell(text: str, language: str) -> bool:
        asked.append((text, language))
        return text != "RedNote"

    (finding,) = lint([term("小红书", "RedNote"), term("关注", "follow")], can_spell)
    assert (finding.rule, finding.severity) == ("unspellable", Severity.WARNING)
    assert asked == [("RedNote", "en"), ("follow", "en")]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.name)
def test_our_own_glossaries_have_no_errors(path: Path) -> None:
    found = lint(glossary_csv.parse(path.read_text("utf-8"), path.name))
    assert [f"{f.location}: {f.message}" for f in found if f.severity is Severity.ERROR] == []


def test_the_starter_glossaries_do_not_contradict_each_other() -> None:
    terms = [
        t
        for path in sorted(FOLDER.glob("social.*.csv"))
        for t in glossary_csv.parse(path.read_text("utf-8"), path.name)
    ]
    assert len(terms) > 600
    assert [f.message for f in lint(terms) if f.severity is Severity.ERROR] == []
