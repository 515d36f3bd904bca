"""Captions on Ray: the same pairs as here, also where a worker is killed amid a block."""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from l10n import plugins
from l10n.captions.windows import Reading
from l10n.cli.captions import translating
from tests import seeds
from tests.captions.test_run import lines, posts
from tests.captions.test_sinks import read
from tests.conftest import SETTINGS, Project

# What Ray says to itself, of itself.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
SIZE = 10
# An engine that writes down what it is asked, and kills its process when it is first asked to.
ENGINE = """
import os, signal
from pathlib import Path
from l10n.engines.fake import ENGINE as FAKE

HERE = Path(__file__).parent

class Mortal:
    name = "mortal"

    def open(self, source, target, options):
        translator = FAKE.open(source, target, options)
        real = translator.translate

        def translate(requests, hypotheses):
            with (HERE / "asked").open("a") as file:
                file.writelines(f"{os.getpid()} {request.text}\\n" for request in requests)
            if any("fatal" in request.text for request in requests):
                try:
                    (HERE / "killed").touch(exist_ok=False)
                except FileExistsError:
                    pass
                else:
                    os.kill(os.getpid(), signal.SIGKILL)
            return real(requests, hypotheses)

        translator.translate = translate
        return translator

MORTAL = Mortal()
"""


@pytest.fixture
def mortal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The engine, as another distribution brings it to this process and to those it starts."""
    folder = tmp_path / "theirs"
    info = folder / "theirs-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / "theirs.py").write_text(ENGINE)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: theirs\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[l10n.engines]\nmortal = theirs:MORTAL\n")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setenv("PYTHONPATH", f"{folder}{os.pathsep}{Path(__file__).parents[2]}")
    plugins.room.cache_clear()
    yield folder
    plugins.room.cache_clear()


def on_ray(project: Project, place: str, output: str, *more: str) -> None:
    pytest.importorskip("ray")
    told = project.run("captions", place, "-o", output, "--engine-on", "ray", *more)
    assert told.code == 0, told.err
    assert told.err == ""


def test_on_ray_the_pairs_are_those_of_a_run_here(project: Project) -> None:
    project.write("p.jsonl", lines(posts(12)))
    assert project.run("captions", "p.jsonl", "-o", "here.jsonl").code == 0
    on_ray(project, "p.jsonl", "there.jsonl")
    assert Path("there.jsonl").read_bytes() == Path("here.jsonl").read_bytes()


def test_a_cluster_that_is_not_there_is_told_at_once(project: Project) -> None:
    pytest.importorskip("ray")
    project.write("p.jsonl", lines(posts(1)))
    for address in ("127.0.0.1:1", "nowhere"):
        more = ("--engine-on", "ray", "--address", address)
        told = project.run("captions", "p.jsonl", "-o", "out.jsonl", *more)
        assert (told.code, f"There is no Ray at {address}" in told.err) == (2, True)


def test_ray_is_for_files_and_its_options_for_ray(project: Project) -> None:
    project.write("p.jsonl", lines(posts(1)))
    told = project.run("captions", "p.jsonl", "-o", "out.jsonl", "--workers", "2")
    assert (told.code, "--address and --workers are for" in told.err) == (2, True)
    place = f"sqlite:///{project.write('app.sqlite', b'')}"
    told = project.run("captions", place, "-o", "out.jsonl", "--engine-on", "ray")
    assert (told.code, "posts come from files" in told.err) == (2, True)


def test_without_the_extra_its_name_is_told(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("p.jsonl", lines(posts(1)))
    monkeypatch.setitem(sys.modules, "ray.data", None)
    monkeypatch.setitem(sys.modules, "ray", None)
    told = project.run("captions", "p.jsonl", "-o", "out.jsonl", "--engine-on", "ray")
    assert (told.code, "l10n-zh-en[ray]" in told.err) == (2, True)


@pytest.mark.skipif(not seeds.SOAK, reason="takes long: make soak")
@pytest.mark.parametrize("output", ["pairs.jsonl", "pairs.parquet"])
def test_a_killed_worker_repeats_its_block_and_nothing_is_lost_or_doubled(
    project: Project, mortal: Path, output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translating, "Reading", partial(Reading, size=SIZE))
    project.write("l10n.toml", SETTINGS + '[captions]\nskip = { deleted = ["yes"] }\n')
    found = [{"id": str(n), "text": f"Hello there number {n}"} for n in range(20 * SIZE)]
    found[77]["text"] = "This is fatal"
    found[3]["deleted"] = "yes"
    project.write("posts/a.jsonl", lines(found[:75]) + "{broken\n")
    pq.write_table(
        pa.Table.from_pylist([{"deleted": "", **one} for one in found[75:]]),
        project.root / "posts/b.parquet",
        row_group_size=25,
    )
    assert project.run("captions", "posts", "-o", f"here-{output}").code == 2
    told = project.run(
        *("captions", "posts", "-o", output, "--engine", "mortal"),
        *("--engine-on", "ray", "--workers", "2", "--json"),
    )
    assert (told.code, told.err.count("a.jsonl:76")) == (2, 1), told.err
    assert json.loads(told.out)["captions"] == len(found) - 1
    assert (mortal / "killed").exists()
    assert read(output) == read(f"here-{output}")
    asked = [line.split(" ", 1) for line in (mortal / "asked").read_text().splitlines()]
    assert len({process for process, _text in asked}) == 3
    twice = {text for text, count in Counter(text for _pid, text in asked).items() if count > 1}
    # It died in its block, and no other was begun again.
    assert "This is fatal" in twice
    assert len(twice) <= SIZE
