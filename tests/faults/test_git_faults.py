"""What git calls, with the disk failing or the process dying at each of its writes.

The merge driver leaves ours as it was or merged whole, the hook for sources leaves the repository
as it was; and called again, both end where they would have ended. Two at a time do no harm either.
"""

import errno
import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from l10n.catalogs import extracted
from l10n.formats.po import FORMAT as PO
from tests import seeds
from tests.conftest import SOURCE, Project
from tests.faults.test_faults import COMPILER, SOME, edge
from tests.test_hook import git

__all__ = ["edge"]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        COMPILER is None or sys.platform != "linux", reason="no compiler for the edge here"
    ),
]
HOWS = ("kill", str(errno.ENOSPC), str(errno.EIO))


def some(calls: int) -> list[tuple[int, str]]:
    """Faults to try: a place among the writes, and what happens there."""
    seed = seeds.seed()
    print(f"L10N_SEED={seed}")  # noqa: T201 - told where a test fails
    faults = [(at, how) for at in range(1, calls + 1) for how in HOWS]
    return random.Random(seed).sample(faults, min(len(faults), SOME))


MUTE = 'msgid "Mute words and tags"\nmsgstr "'


def hook(
    root: Path, *words: str, edge: Path | None = None, at: int = 0, how: str = "0"
) -> tuple[int, str, int]:
    """How the hook ends, what it says, and how many writes it made below the project."""
    log = root.parent / "calls.log"
    log.unlink(missing_ok=True)
    environment = {**os.environ, "L10N_LANG": "en", "PYTHONDONTWRITEBYTECODE": "1"}
    # What is laid out for a moment stands under the edge, too.
    environment |= {"TMPDIR": str(root / "tmp")}
    if edge:
        environment |= {"LD_PRELOAD": str(edge), "EDGE_UNDER": str(root), "EDGE_LOG": str(log)}
        environment |= {"EDGE_AT": str(at), "EDGE_HOW": how}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "l10n.hook", *words],
        cwd=root, check=False, capture_output=True, text=True, env=environment,
    )  # fmt: skip
    calls = len(log.read_text("utf-8").splitlines()) if log.exists() else 0
    return done.returncode, done.stdout + done.stderr, calls


@pytest.fixture
def sides(project: Project) -> dict[str, tuple[bytes, bytes, bytes]]:
    """Base, ours and theirs of a catalog and of JSON, by the name of the file."""
    assert project.run("update").code == 0
    base = project.catalog.read_text("utf-8")
    project.write("app/more.py", 'print(_("Block"))\n')
    assert project.run("update").code == 0
    ours = project.catalog.read_text("utf-8")
    theirs = base.replace(MUTE, f"#, fuzzy\n{MUTE}静音词语")
    trees = ({"a": "甲"}, {"a": "甲", "b": "乙"}, {"a": "甲", "c": "丙"})
    catalog = str(project.catalog.relative_to(project.root))
    (project.root / "tmp").mkdir()
    return {
        catalog: (base.encode(), ours.encode(), theirs.encode()),
        "web.json": tuple(json.dumps(tree, ensure_ascii=False).encode() for tree in trees),  # type: ignore[dict-item]
    }


@pytest.mark.parametrize("number", [0, 1], ids=["po", "json"])
def test_a_merge_leaves_ours_as_it_was_or_whole(
    project: Project, sides: dict[str, tuple[bytes, bytes, bytes]], edge: Path, number: int
) -> None:
    name = list(sides)[number]
    files = [project.root / file for file in (".base", ".ours", ".theirs")]
    words = ["merge", *map(str, files), name]

    def lay() -> None:
        for file, data in zip(files, sides[name], strict=True):
            file.write_bytes(data)

    lay()
    code, told, calls = hook(project.root, *words, edge=edge)
    assert (code, calls > 0) == (0, True), told
    merged = files[1].read_bytes()
    assert merged not in sides[name]
    for at, how in some(calls):
        lay()
        code, told, _calls = hook(project.root, *words, edge=edge, at=at, how=how)
        place = (at, how, told)
        assert "Traceback" not in told, place
        assert code in ({-signal.SIGKILL} if how == "kill" else {0, 1, 2}), place
        found = files[1].read_bytes()
        assert found in {sides[name][1], merged}, place
        assert found == merged or code != 0, place
        lay()
        assert hook(project.root, *words)[0] == 0, place
        assert files[1].read_bytes() == merged, place
    if number == 0:
        PO.parse(merged.decode(), name, "zh_Hans", "messages")


def test_the_hook_for_sources_changes_nothing_and_says_the_same_again(
    project: Project, edge: Path
) -> None:
    project.write(".gitignore", ".l10n/\ntmp/\n")
    (project.root / "tmp").mkdir()
    assert project.run("update").code == 0
    git(project, "init", "--quiet")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "start")
    project.write("app/main.py", SOURCE + 'print(_("Block"))\n')
    git(project, "add", "app")
    project.write("app/main.py", SOURCE)
    before = git(project, "status", "--porcelain").stdout
    cache = project.root / extracted.FILE  # written anew each time, so that the writes are the same
    cache.unlink()
    code, wanted, calls = hook(project.root, "extract-check", edge=edge)
    assert (code, "(1 new," in wanted, calls > 0) == (1, True, True), wanted
    for at, how in some(calls):
        cache.unlink(missing_ok=True)
        code, told, _calls = hook(project.root, "extract-check", edge=edge, at=at, how=how)
        place = (at, how, told)
        assert "Traceback" not in told, place
        # No cache is no reason to stop; staged files that can't be laid out are.
        assert code in ({-signal.SIGKILL} if how == "kill" else {1, 2}), place
        assert hook(project.root, "extract-check")[:2] == (1, wanted), place
    assert git(project, "status", "--porcelain").stdout == before


def test_two_at_a_time_do_no_harm(project: Project) -> None:
    project.write(".gitignore", ".l10n/\n")
    assert project.run("update").code == 0
    git(project, "init", "--quiet")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "start")
    project.write("app/main.py", SOURCE + 'print(_("Block"))\n')
    git(project, "add", "app")
    words = [sys.executable, "-P", "-m", "l10n.hook", "extract-check"]
    both = [
        subprocess.Popen(words, cwd=project.root, stdout=subprocess.PIPE, text=True)
        for _number in range(2)
    ]
    told = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [1, 1]
    assert told[0] == told[1]
    assert hook(project.root, "extract-check")[1] == told[0]
