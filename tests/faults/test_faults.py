"""Each command with the disk failing, or the process dying, at each of its writes.

The fault stands at the edge of the system calls (`edge.c`, preloaded), below Python and SQLite
alike. Whatever happens: nothing a person decided is gone, no traceback, and the same command
afterwards ends where it would have ended, with nothing lying about.
"""

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from l10n.catalogs import files as catalog_files
from l10n.project import config
from l10n.release.publish import names
from l10n.release.verify import verify
from l10n.store import ledger
from l10n.store.database import Database
from tests import seeds
from tests.conftest import Project

COMPILER = shutil.which("cc") or shutil.which("gcc")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        COMPILER is None or sys.platform != "linux", reason="no compiler for the edge here"
    ),
]
# How many faults of each command are tried.
SOME = 30 if seeds.SOAK else 1
HOWS = ("kill", str(errno.ENOSPC), str(errno.EIO), str(errno.EROFS))
MUTE = "Mute words and tags"
COMMANDS: dict[str, tuple[str, ...]] = {
    "update": ("update",),
    "translate": ("translate",),
    "run": ("run",),
    "approve": ("approve", "View {name}'s profile", "--by", "Bo"),
    "reject": ("reject", "View {name}'s profile", "--by", "Bo", "--reason", "stiff"),
    "accept": ("accept", "terms", "Mute it", "--by", "Bo", "--reason", "a quotation"),
    "adopt": ("adopt", "--by", "Cy"),
    "adopt files": ("adopt", "old.po", "--by", "Cy"),
    "sync": ("sync",),
    "import": ("import", "work.csv", "--by", "Cy"),
    "export": ("export", "--format", "xliff", "--locale", "zh_Hans", "--output", "work.xlf"),
    "compile": ("compile",),
    "release": ("release",),
    "captions": ("captions", "posts.jsonl", "--output", "pairs.jsonl"),
    "sync pairs": ("sync", "kept.jsonl"),
    "ledger export": ("ledger", "export", "--output", "ledger.jsonl"),
    "glossary export": ("glossary", "export", "--output", "terms.tbx"),
}
# What writes as another one above does is tried at full length alone.
ALIKE = {"translate", "reject", "accept", "adopt files", "sync pairs", "ledger export"}


OLD = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: zh_Hans\\n"

msgid "Something older"
msgstr "旧的东西"
"""


@dataclass(frozen=True)
class Ran:
    """How a command ended, and the calls that it made below the project."""

    code: int
    err: str
    calls: list[list[str]]


@pytest.fixture(scope="session")
def edge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The layer, compiled."""
    assert COMPILER
    made = tmp_path_factory.mktemp("edge") / "edge.so"
    source = Path(__file__).parent / "edge.c"
    call = [COMPILER, "-shared", "-fPIC", "-O1", "-w", "-o", str(made), str(source), "-ldl"]
    subprocess.run(call, check=True)
    return made


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the project of `ready` is kept, once it is made."""
    return tmp_path_factory.mktemp("made") / "project"


@pytest.fixture
def ready(project: Project, made: Path, tmp_path: Path) -> Path:
    """A project with decisions in catalog and ledger, a release, and news on every side."""
    if not made.exists():
        _make(project)
        shutil.copytree(project.root, made)
    return shutil.copytree(made, tmp_path / "ready")


def _make(project: Project) -> None:
    project.write("posts.jsonl", '{"id": 1, "text": "Hello there"}\n')
    assert project.run("run").code == 0
    # One that a hand wrote against the glossary, and one that an older file has words for.
    project.write("app/less.py", '_("Mute it")\n_("Something older")\n')
    assert project.run("update").code == 0
    text = project.catalog.read_text("utf-8")
    head, found, rest = text.partition('msgid "Mute it"\nmsgstr ""')
    assert found
    project.catalog.write_text(f'{head}msgid "Mute it"\nmsgstr "哑它"{rest}', "utf-8")
    project.write("old.po", OLD)
    for command in (
        ("captions", "posts.jsonl", "--output", "kept.jsonl"),
        ("sync",),
        ("compile",),
        ("approve", MUTE, "--by", "Ann"),
    ):
        assert project.run(*command).code == 0
    plural = next(e for e in _catalog(project.root) if len(e.unit.source) > 1)
    project.write("work.csv", f"id,target\n{plural.unit.id},%(n)d 篇笔记\n")
    project.write("app/more.py", '_("Something new")\n')


def _catalog(root: Path) -> Any:
    settings = config.load(root / "l10n.toml")
    return catalog_files.read(settings, "zh_Hans").live()


def ran(root: Path, edge: Path, *words: str, at: int = 0, how: str = "0") -> Ran:
    """A command as a process with the edge under it."""
    log = root.parent / "calls.log"
    log.unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "l10n", *words],
        cwd=root,
        check=False,
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "L10N_LANG": "en",
            "LD_PRELOAD": str(edge),
            "EDGE_UNDER": str(root),
            "EDGE_LOG": str(log),
            "EDGE_AT": str(at),
            "EDGE_HOW": how,
            "PYTHONDONTWRITEBYTECODE": "1",
        },
    )
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    return Ran(done.returncode, done.stderr, [line.split("\t") for line in lines])


def facts(root: Path) -> dict[str, Any]:
    """What is known at the end, times left out: catalog, ledger, the files asked for."""
    entries = [
        (e.unit.source, e.target, str(e.state), e.approval and e.approval.by)
        for e in _catalog(root)
    ]
    settings = config.load(root / "l10n.toml")
    with Database(settings.review_place()) as store, store.reading() as connection:
        events = Counter(
            (e.actor, str(e.action), e.unit) for e, _chain in ledger.chained(connection)
        )
    ours = {"build", ".l10n", "app", "glossary", "locales"}
    names = sorted(
        str(path.relative_to(root))
        for path in root.rglob("*")
        if path.is_file() and (path.parent != root or path.name not in ours)
    )
    # What SQLite keeps beside a store while it is open, and nothing else, may come and go.
    kept = [name for name in names if not name.endswith(("-wal", "-shm", "-journal"))]
    return {"entries": entries, "events": events, "names": kept}


def approved(root: Path) -> set[tuple[str, ...]]:
    return {e.unit.source for e in _catalog(root) if str(e.state) == "approved"}


@pytest.mark.parametrize("name", [n for n in COMMANDS if seeds.SOAK or n not in ALIKE])
def test_whatever_the_disk_does_nothing_is_lost(ready: Path, edge: Path, name: str) -> None:
    words = COMMANDS[name]
    sound = _copy(ready, "sound")
    reference = ran(sound, edge, *words)
    assert reference.code in {0, 1}, reference.err
    _survives_a_power_cut(reference.calls)
    expected = facts(sound)
    seed = seeds.seed()
    dice = random.Random(f"{seed} {name}")
    faults = [(at, how) for at in range(1, len(reference.calls) + 1) for how in HOWS]
    assert faults, f"{name} writes nothing here, and nothing is seen"
    tried = dice.sample(faults, min(len(faults), SOME))
    # Always one where the system names no file, as it does of what is open already.
    tried += [
        (at, str(errno.EIO)) for at, call in enumerate(reference.calls, 1) if call[0] == "fsync"
    ][:1]
    for at, how in tried:
        root = _copy(ready, "faulty")
        before = approved(root)
        told = ran(root, edge, *words, at=at, how=how)
        place = f"L10N_SEED={seed}: {name} with {how} at {at}: {told}"
        assert "Traceback" not in told.err, place
        assert told.code in ({-signal.SIGKILL} if how == "kill" else {0, 1, 2}), place
        assert before <= approved(root), place
        again = ran(root, edge, *words)
        assert again.code in {0, 1}, f"{place}, and again: {again}"
        assert facts(root) == expected, place


def _copy(ready: Path, name: str) -> Path:
    root = ready.parent / f"{ready.name}-{name}" / "project"
    shutil.rmtree(root.parent, ignore_errors=True)
    shutil.copytree(ready, root, symlinks=True)
    return root


def test_a_half_written_release_is_never_visible(ready: Path, edge: Path) -> None:
    """Whatever happens, what stands under a release's name is whole, and `latest` leads to one."""
    calls = len(ran(_copy(ready, "sound"), edge, "release").calls)
    former = ran(ready, edge, "release")
    assert former.code in {0, 1}, former.err
    settings = ready / "l10n.toml"
    settings.write_text('aliases = { zh_Hans = ["zh"] }\n' + settings.read_text("utf-8"), "utf-8")
    faults = [(at, how) for at in range(1, calls + 1) for how in HOWS]
    for at, how in random.Random(calls).sample(faults, min(len(faults), 2 * SOME)):
        root = _copy(ready, "faulty")
        ran(root, edge, "release", at=at, how=how)
        releases = root / "build/releases"
        assert {verify(releases / name, None).name for name in names(releases)} == set(
            names(releases)
        )
        assert all(verify(releases / name, None).findings == [] for name in names(releases))
        assert all(verify(a, None).findings == [] for a in releases.glob("*.tar.gz"))
        assert verify(releases / "latest", None).findings == [], (at, how)


def _survives_a_power_cut(calls: list[list[str]]) -> None:
    """A file that takes another's place is on the disk before it does, and its folder after."""
    synced: set[str] = set()
    awaited: dict[str, str] = {}
    for call, path, more in calls:
        if call == "write":
            synced.discard(path)
        elif call == "fsync":
            synced.add(path)
            awaited = {new: folder for new, folder in awaited.items() if folder != path}
        elif call == "rename":
            # A link has nothing of its own that could be missing: its folder holds it whole.
            assert path in synced or Path(more).is_symlink(), (path, calls)
            awaited[more] = str(Path(more).parent)
    assert awaited == {}, calls
