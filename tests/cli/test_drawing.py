"""Tables that line up and a bar that goes, as a terminal shows them."""

import os
import pty
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.cli import drawing

CELLS = st.text(st.sampled_from("ab 小红书é\u0301x"), max_size=40)
# A bar that is told of a second's work, a line in between, and the end.
WORK = """
import time
from l10n.cli import console, drawing
drawing._PATIENCE = drawing._STEP = 0.0
with console.progress("zh_Hans") as tell:
    tell(1, 2)
    console.warn("a word")
    tell(2, 2)
console.say("done")
"""


def test_columns_line_up_in_chinese_too() -> None:
    rows = [["mute", "静音", "3"], ["x", "y", "12"]]
    lines = list(drawing.table("Terms", ["Source", "Target", "n"], rows, [2]))
    assert lines == [
        "Terms",
        "Source   Target    n",
        "─" * 20 if "utf" in sys.stdout.encoding.lower() else "-" * 20,
        "mute     静音      3",
        "x        y        12",
        "",
    ]


@given(st.lists(st.tuples(CELLS, CELLS), max_size=4), st.integers(20, 90))
def test_no_line_is_wider_than_the_terminal_and_none_of_a_cell_is_lost(
    rows: list[tuple[str, str]], columns: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(columns))
        lines = list(drawing.table("t", ["one", "two"], rows, []))
    assert max(map(drawing.width, lines)) <= columns
    told = "".join("".join(line.split()) for line in lines[3:])
    wanted = "".join("".join(f"{one}{two}".split()) for one, two in rows)
    assert sorted(told) == sorted(wanted)


def on_a_terminal(code: str, **environment: str) -> str:
    """What a program writes to a terminal."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm", "PYTHONUTF8": "1"} | environment
    env = {name: value for name, value in env.items() if value}
    with subprocess.Popen([sys.executable, "-c", code], stdout=theirs, stderr=theirs, env=env) as _:
        os.close(theirs)
        told = b""
        try:
            while more := os.read(ours, 4096):
                told += more
        except OSError:  # the terminal is gone with its program
            pass
    os.close(ours)
    return told.decode().replace("\r\n", "\n")


def test_a_bar_makes_room_for_words_and_goes() -> None:
    told = on_a_terminal(WORK, NO_COLOR="")
    assert "zh_Hans ━━━" in told
    assert "1/2" in told
    shown = [line.rpartition("\r\x1b[2K")[2] for line in told.split("\n")]
    assert shown == ["\x1b[33ma word\x1b[0m", "done", ""]


def test_no_color_is_kept() -> None:
    assert "\x1b[33m" not in on_a_terminal(WORK, NO_COLOR="1")


def test_what_combines_takes_no_room() -> None:
    assert [drawing.width(text) for text in ("é", unicodedata.normalize("NFD", "é"), "红")] == [
        1,
        1,
        2,
    ]
