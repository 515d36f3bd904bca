"""A mark that is not as it must be: a comment and a finding, and the rest of the locale goes on."""

import re

import pytest

from l10n.model import State
from l10n.transitions import Action
from tests.reviewing import ReviewProject

MUTE, VIEW = "Mute words and tags", "View {name}'s profile"
HASH, SEAL, AT = "c" * 32, "0" * 16, "2026-01-01T00:00:00Z"
LINES = {
    "a quality that is no number": f"# @machine/2 {HASH} machine nan auto x",
    "a quality without end": f"# @machine/2 {HASH} machine inf auto x",
    "a model's name without end": f"# @machine/2 {HASH} machine 0.5 auto {'m' * 500}",
    "a time that is none": f"# @approved/2 {HASH} {SEAL} yesterday Ann",
    "a time of another form": f"# @approved/2 {HASH} {SEAL} 2026-11-27T20:34:28.1+08:00 Ann",
    "a name without end": f"# @approved/2 {HASH} {SEAL} {AT} {'a' * 400}",
    "names that are none": f"# @rejected/2 {HASH} {SEAL} {AT} [null, null]",
    "half a surrogate pair": f'# @rejected/2 {HASH} {SEAL} {AT} ["\\ud800", "\\u0000"]',
    "a hash without end": f'# @rejected/2 {"f" * 300} {SEAL} {AT} ["a", "b"]',
    "depth": f"# @rejected/2 {HASH} {SEAL} {AT} " + "[" * 100_000,
    "a seal that does not fit": f"# @approved/2 {HASH} {SEAL} {AT} The CEO",
    "no version": f"# @approved {HASH} {AT} Ann",
}


@pytest.mark.parametrize("name", LINES)
def test_a_bad_mark_stops_nothing(reviewed: ReviewProject, name: str) -> None:
    reviewed.sync()
    reviewed.decide(reviewed.unit(VIEW), Action.APPROVE)
    path = reviewed.project.catalog
    path.write_text(path.read_text("utf-8").replace("# @", f"{LINES[name]}\n# @", 1), "utf-8")
    done = reviewed.sync()
    assert (done.written, done.conflicts) == (1, 0)
    states = {e.unit.source[0]: e.state for e in reviewed.catalog.live()}
    assert (states[MUTE], states[VIEW]) == (State.MACHINE, State.APPROVED)
    assert LINES[name] in path.read_text("utf-8")
    told = reviewed.project.run("check")
    assert re.search(r"messages\.po:11: warning\[marks\]", told.out)
    assert reviewed.project.run("update").code == 0
    assert reviewed.sync().written == 0
