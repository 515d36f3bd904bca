"""The page about a run: its figures, whatever the names in it hold."""

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from l10n.captions import report
from l10n.captions.state import State
from l10n.captions.translate import CaptionCounts
from tests.conftest import Project

COUNTS = CaptionCounts(
    captions=4000,
    pairs=Counter({"zh-en": 3000, "en-zh": 900}),
    routes=Counter({"zh-en auto": 2250, "zh-en review": 750, "en-zh review": 900}),
    unanswered=7,
)
STATES = {
    "nothing": State("x"),
    "one window": State("x", counts=COUNTS, seconds=0.0, points=[(0.0, 4000)]),
    "many windows": State("x", counts=COUNTS, seconds=40, points=[(n, 100 * n) for n in range(40)]),
}


@pytest.mark.parametrize("name", STATES)
def test_the_page_holds_its_charts(name: str, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    report.write(path, STATES[name], 'a<script>"&.jsonl')
    page = path.read_text("utf-8")
    assert "<script" not in page
    assert "a&lt;script&gt;&quot;&amp;.jsonl" in page
    drawn = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(drawn) == 2
    for svg in drawn:
        ET.fromstring(svg)
    if STATES[name].counts.captions:
        assert "auto 75.0%, review 25.0%, reject 0.0%" in page


def test_points_stay_few() -> None:
    state = State("x")
    for n in range(5_000):
        state.seconds, state.counts.captions = float(n), 10 * n
        state.point()
    assert len(state.points) < 250
    assert state.points == sorted(state.points)


def test_a_page_takes_the_place_of_a_page_and_of_nothing_else(project: Project) -> None:
    project.write("p.jsonl", '{"id": 1, "text": "Hello there"}\n')
    words = ("captions", "p.jsonl", "-o", "out.jsonl", "--report", "report.html")
    for _time in range(2):
        assert project.run(*words).code == 0
    project.write("report.html", "<!doctype html>\n<html>mine</html>")
    told = project.run(*words)
    assert (told.code, "take the place of something else" in told.err) == (2, True)
