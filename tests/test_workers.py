"""Work on all cores: the same comes of it whatever becomes of a worker, and none stays behind."""

import operator
import os
import re
import select
import signal
import subprocess
import sys
from concurrent import futures
from pathlib import Path

import pytest

from l10n import workers
from l10n.catalogs import files as catalog_files
from l10n.checks.checker import checkers
from l10n.messages import speaking
from l10n.model import Severity
from l10n.project import config, glossaries
from l10n.store import queue
from l10n.workers import Workers
from tests.conftest import Project
from tests.reviewing import ReviewProject

# The shell that a process starts knows whose child it is.
WHOSE = "echo $PPID"
OWNER = f"""
import operator, subprocess, sys
from concurrent import futures
from l10n import workers

workers.FLOOR, workers._cores = 1, lambda: 2
with workers.Workers(subprocess.getoutput, 1) as crew:
    job = crew.begin(operator.call, {WHOSE!r})
    futures.wait([job.future])
    print(crew.result(job), flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FLOOR", 1)
    monkeypatch.setattr(workers, "_cores", lambda: 3)


def test_a_worker_does_what_it_has_begun_and_the_asker_the_rest() -> None:
    with Workers(subprocess.getoutput, 1) as crew:
        theirs = crew.begin(operator.call, WHOSE)
        assert not futures.wait([theirs.future], timeout=60).not_done
        jobs = [crew.begin(operator.call, f"echo {number}") for number in range(50)]
        assert crew.result(theirs) != str(os.getpid())
        assert [crew.result(job) for job in jobs] == [str(number) for number in range(50)]


def test_below_the_floor_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FLOOR", 100)
    with Workers(subprocess.getoutput, 1) as crew:
        assert crew.result(crew.begin(operator.call, WHOSE)) == str(os.getpid())


@pytest.mark.parametrize("program", ["/no/such/python", "/bin/false"])
def test_workers_that_do_not_start_cost_time_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    with Workers(2, 1) as crew:
        jobs = [crew.begin(operator.mul, [number]) for number in range(20)]
        assert [crew.result(job) for job in jobs] == [[number] * 2 for number in range(20)]


def test_what_goes_wrong_in_a_worker_goes_wrong_where_it_was_asked() -> None:
    with Workers(2, 1) as crew:
        bad = crew.begin(operator.truediv, [1])
        futures.wait([bad.future], timeout=60)
        good = crew.begin(operator.mul, [1])
        with pytest.raises(TypeError):
            crew.result(bad)
        assert crew.result(good) == [1, 1]


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="nothing here tells of others' ends")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_its_owner(how: signal.Signals) -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(workers.__file__).parent.parent)},
    )
    with owner:
        assert owner.stdout
        worker = os.pidfd_open(int(owner.stdout.readline()))
        # Ctrl-C is for all that a terminal shows; the others are for one.
        if how is signal.SIGINT:
            os.killpg(owner.pid, how)
        else:
            owner.send_signal(how)
        assert select.select([worker], [], [], 60)[0]
        os.close(worker)


@pytest.fixture
def theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    """All work is done by workers."""
    monkeypatch.setattr(Workers, "result", lambda _crew, job: job.future.result()[0])


def _with_an_error(project: Project) -> None:
    assert project.run("run").code == 0
    text = project.catalog.read_text("utf-8")
    project.catalog.write_text(re.sub(r'msgstr "(?=[^"])', 'msgstr "{nom}', text), "utf-8")


def test_a_catalogs_findings_are_the_same_in_the_same_language(
    project: Project, theirs: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_an_error(project)
    settings = config.load(project.root / "l10n.toml")
    found, _errors = catalog_files.read_all(settings)
    checker = checkers(settings, glossaries.load(settings)[0], found)[found[0].locale]
    with speaking("zh_Hans"):
        beside = list(checker.check_catalog(found[0]))
    monkeypatch.undo()
    with speaking("zh_Hans"):
        assert beside == list(checker.check_catalog(found[0]))
    assert beside


def test_a_sync_knows_what_workers_found(reviewed: ReviewProject, theirs: None) -> None:
    _with_an_error(reviewed.project)
    assert reviewed.sync().added == 3
    reviewed.replayed()
    assert {r.unit.source for r in reviewed.records(queue.Filter(severity=Severity.ERROR))}
    assert [r.unit.source for r in reviewed.records(queue.Filter(term="mute"))] == [
        ("Mute words and tags",)
    ]
