"""The text most like another, among many."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from l10n.catalogs.near import CUTOFF, Texts

KNOWN = (
    "Follow this person",
    "Follow",
    "Save Changes",
    "Save exchanges",
    "删除这条评论",
    "%s",
    "!",
)
CASES = [
    pytest.param("Follow this person", "Follow this person", id="the same"),
    pytest.param("Follow that person", "Follow this person", id="one word is another"),
    pytest.param("Save changes…", "Save Changes", id="case and points are no difference"),
    pytest.param("SAVE  CHANGES", "Save Changes", id="nor are spaces"),
    pytest.param("删除这条帖子的评论", "删除这条评论", id="Chinese"),
    pytest.param("Settings", None, id="far"),
    pytest.param("Follow this person and read all that they ever wrote", None, id="much longer"),
    pytest.param("", None, id="empty"),
    pytest.param("?", None, id="points alone"),
    pytest.param("x" * 401, None, id="too long to compare"),
]


@pytest.mark.parametrize(("text", "nearest"), CASES)
def test_the_nearest_text(text: str, nearest: str | None) -> None:
    found = Texts(KNOWN).nearest(text)
    assert (found[0] if found else None) == nearest


def test_what_differs_in_case_alone_is_as_near_as_can_be() -> None:
    assert Texts(["ALL", "Fall"]).nearest("all") == ("ALL", 100.0)


def test_among_texts_that_share_every_run_the_near_one_is_found() -> None:
    texts = Texts(f"Delete item {number}" for number in range(20_000))
    found = texts.nearest("Delete items 7777")
    assert found is not None
    assert found[0] == "Delete item 7777"


WORDS = st.lists(
    st.sampled_from("follow mute the this person list word all of it".split()), min_size=1
)


@given(st.lists(WORDS.map(" ".join), max_size=30), WORDS.map(" ".join), st.data())
def test_among_few_texts_the_nearest_of_all_is_found(
    texts: list[str], text: str, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(texts))
    found = Texts(order).nearest(text)
    best = max((fuzz.ratio(text, other) for other in texts), default=0.0)
    assert (found[1] if found else 0.0) == (best if best >= CUTOFF else 0.0)


def test_the_same_one_in_every_run() -> None:
    """Whatever order a process keeps its sets in."""
    code = (
        "from l10n.catalogs.near import Texts\n"
        "texts = Texts(f'Open {a}{b} in {b}{a}' for a in 'abcdefgh' for b in 'abcdefgh')\n"
        "print([texts.nearest(f'Open {a}x in y{a}') for a in 'abcdefgh'])"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] != b""
