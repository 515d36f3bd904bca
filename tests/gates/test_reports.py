"""Reports in the formats of those who read them: whole, escaped, and with the right places."""

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import Any

import pytest

from l10n.gates.badge import badge
from l10n.gates.github import github
from l10n.gates.junit import junit
from l10n.gates.markdown import markdown
from l10n.gates.report import Level, Remark, Report, Row, placed
from l10n.gates.sarif import sarif
from l10n.model import Location

HOSTILE = "a|b <img src=x> `c` ::error::d\n%0A\x00\u202e@team [l](x), 100%"
PATH = "文 案/zh_Hans: a,b%.po"
ERROR = Remark("terms", Level.ERROR, HOSTILE, Location(PATH, 3), "id1", "哑")
WARNING = Remark("spacing", Level.WARNING, "A space.", Location(PATH, 9), "id2")
ACCEPTED = Remark("terms", Level.NOTE, "So be it.", Location(PATH, 12), "id3", "", "a quotation")
NOWHERE = Remark("unread", Level.ERROR, "It can't be read.", Location("l10n.toml"))
ROWS = (Row("zh_Hans", PATH, 3, 2, 100), Row("zh_TW/errors", "b.po", 2, 2, 80))
RULES = {"terms": "Terms are kept.", "spacing": "Spaces."}
REPORT = Report(ROWS, (WARNING, ERROR, ACCEPTED, NOWHERE), RULES, "release")
CLEAN = Report(ROWS[1:], (), RULES)

# The parts of the SARIF 2.1.0 schema that a run of ours has: what is required, and of what type.
SHAPE: dict[str, Any] = {
    "$schema": str,
    "version": "2.1.0",
    "runs": [
        {
            "tool": {
                "driver": {
                    "name": str,
                    "semanticVersion": str,
                    "rules": [{"id": str, "shortDescription": {"text": str}}],
                }
            },
            "columnKind": "unicodeCodePoints",
            "results": [
                {
                    "ruleId": str,
                    "ruleIndex": int,
                    "level": re.compile("error|warning|note"),
                    "message": {"text": str},
                    "locations": [
                        {
                            "physicalLocation": {
                                "artifactLocation": {"uri": re.compile(r"[!-~]+")},
                                "region?": {"startLine": int},
                            }
                        }
                    ],
                    "partialFingerprints": {"l10n/v1": str},
                    "suppressions?": [
                        {"kind": re.compile("inSource|external"), "justification": str}
                    ],
                }
            ],
        }
    ],
}


def fits(value: Any, shape: Any) -> bool:
    if isinstance(shape, dict):
        wanted = {name.removesuffix("?"): inner for name, inner in shape.items()}
        needed = {name for name in shape if not name.endswith("?")}
        return needed <= value.keys() <= wanted.keys() and all(
            fits(inner, wanted[name]) for name, inner in value.items()
        )
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(item, shape[0]) for item in value)
    if isinstance(shape, re.Pattern):
        return isinstance(value, str) and shape.fullmatch(value) is not None
    return type(value) is shape if isinstance(shape, type) else bool(value == shape)


@pytest.mark.parametrize("report", [REPORT, CLEAN], ids=["findings", "clean"])
def test_sarif_has_the_shape_that_its_schema_asks_for(report: Report) -> None:
    told = json.loads(sarif(report))
    assert fits(told, SHAPE)
    [run] = told["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_says_what_was_found_where_and_what_is_accepted() -> None:
    results = json.loads(sarif(REPORT))["runs"][0]["results"]
    assert [result["level"] for result in results] == ["warning", "error", "note", "error"]
    assert results[1]["message"]["text"] == HOSTILE
    place = results[1]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%E6%96%87%20%E6%A1%88/zh_Hans%3A%20a%2Cb%25.po"
    assert place["region"] == {"startLine": 3}
    assert "region" not in results[3]["locations"][0]["physicalLocation"]
    assert results[2]["suppressions"] == [{"kind": "inSource", "justification": "a quotation"}]


def test_a_fingerprint_stays_when_lines_move_and_tells_findings_apart() -> None:
    def prints(*remarks: Remark) -> list[str]:
        results = json.loads(sarif(replace(REPORT, remarks=remarks)))["runs"][0]["results"]
        return [result["partialFingerprints"]["l10n/v1"] for result in results]

    moved = replace(ERROR, location=Location(PATH, 99))
    assert prints(ERROR) == prints(moved)
    assert len(set(prints(ERROR, WARNING, ACCEPTED, NOWHERE))) == 4


def test_junit_counts_suites_and_holds_no_character_that_xml_lacks() -> None:
    root = ET.fromstring(junit(REPORT))
    assert {name: root.get(name) for name in ("tests", "failures")} == {
        "tests": "4",
        "failures": "2",
    }
    suites = {suite.get("name"): suite for suite in root}
    assert list(suites) == [PATH, "b.po", "l10n.toml"]
    failed = [case.get("name") for case in root.iter("testcase") if list(case.iter("failure"))]
    assert failed == ["terms", "unread"]
    [failure] = suites[PATH].iter("failure")
    assert "\\u0000\\u202e@team" in (failure.text or "")
    [passed] = suites["b.po"]
    assert (passed.get("name"), list(passed)) == ("l10n", [])


def test_annotations_are_one_line_each_that_cannot_be_broken_out_of() -> None:
    lines = github(REPORT).splitlines()
    assert len(lines) == 3  # what is accepted is none
    first, second, third = lines
    place = "file=文 案/zh_Hans%3A a%2Cb%25.po,title=l10n terms,line=3"
    assert first.startswith(f"::error {place}::a|b <img")
    assert first.endswith("::error::d⏎%250A\\u0000\\u202e@team [l](x), 100%25")
    assert second == "::error file=l10n.toml,title=l10n unread::It can't be read."
    assert third.startswith("::warning ")


def test_the_summary_says_what_keeps_the_gate_shut() -> None:
    text = markdown(REPORT)
    assert text.startswith("## l10n: the gate release is shut: 2 errors\n")
    assert "| zh\\_Hans | 3 | 2 | 66.6% |" in text
    assert "| zh\\_TW/errors | 2 | 2 | 100.0% |" in text
    assert "\\<img src=x\\>" in text
    assert "\\`c\\`" in text
    assert "\\@team \\[l\\](x)" in text
    assert "A space." not in text
    many = replace(REPORT, remarks=(ERROR,) * 23)
    assert "… and 3 more errors." in markdown(many)
    assert markdown(CLEAN).startswith("## l10n: no errors\n")
    assert markdown(replace(CLEAN, gate="release")).startswith("## l10n: the gate release is open")


def test_places_are_seen_from_the_top_of_the_repository() -> None:
    assert placed(Location("a.po", 3), "web app/") == Location("web app/a.po", 3)
    assert placed(Location("../shared/a.po"), "web/") == Location("shared/a.po")
    assert placed(Location("a.po"), "") == Location("a.po")


@pytest.mark.parametrize(
    ("share", "said"),
    [(100.0, "100%"), (99.9, "99.9%"), (80.0, "80%"), (50.5, "50.5%"), (0.0, "0%")],
)
def test_a_badge_is_read_by_people_with_and_without_eyes(share: float, said: str) -> None:
    root = ET.fromstring(badge('l10n "<小红书>', share))
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("aria-label") == f'l10n "<小红书>: {said}'
    assert [text.text for text in root.iter(f"{space}text")] == ['l10n "<小红书>', said]
    colours = {rect.get("fill") for rect in root.iter(f"{space}rect")}
    assert all(contrast(str(colour)) >= 4.5 for colour in colours)


def contrast(colour: str) -> float:
    """Of white on a colour, as WCAG 2 has it."""
    short = len(colour) == 4
    parts = [colour[1 + n] * 2 if short else colour[1 + 2 * n : 3 + 2 * n] for n in range(3)]
    values = [int(part, 16) / 255 for part in parts]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]
    luminance = sum(w * v for w, v in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 1.05 / (luminance + 0.05)
