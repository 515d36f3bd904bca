"""A run: killed anywhere it goes on, no caption twice and none lost; the next takes what is new."""

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from filelock import FileLock

from l10n import plugins
from l10n.captions.state import Kept
from l10n.engines.interface import Request
from tests import seeds
from tests.captions.test_sinks import read
from tests.conftest import SETTINGS, Project

pytestmark = pytest.mark.slow

# How often runs into each kind of output are killed.
KILLS, POSTS = (200, 80) if seeds.SOAK else (2, 40)
TEXTS = ("Hello there {}", "今天天气真好 {}", "So cute", "🎉", "哈哈哈哈哈", "Hello @ann, {} notes")


def posts(count: int) -> list[dict[str, Any]]:
    return [{"id": str(n), "text": TEXTS[n % len(TEXTS)].format(n)} for n in range(count)]


def lines(found: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(post, ensure_ascii=False) + "\n" for post in found)


def notes(project: Project, found: list[dict[str, Any]]) -> str:
    """A database with posts, each changed at the minute of its number."""
    path = project.root / "app.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE notes (id TEXT PRIMARY KEY, text TEXT, changed INTEGER)")
        connection.executemany(
            "INSERT INTO notes VALUES (?, ?, ?)",
            [(post["id"], post["text"], n) for n, post in enumerate(found)],
        )
    return f"sqlite:///{path}"


@pytest.mark.parametrize("output", ["pairs.jsonl", "pairs.parquet", "sqlite:///pairs.sqlite"])
def test_a_run_killed_anywhere_repeats_no_caption_and_loses_none(
    project: Project, output: str
) -> None:
    found = posts(POSTS)
    project.write("posts/a.jsonl", lines(found[:17]))
    project.write("posts/b.csv", "id,text\n" + "".join(f"b{n},Good night {n}\n" for n in range(12)))
    pq.write_table(pa.Table.from_pylist(found[17:]), project.root / "posts/c.parquet")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.captions.killed", str(KILLS), "22", output),
            *("captions", "posts", "-o", output),
        ],
        cwd=project.root,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout.split()[0]) == KILLS
    ids = Counter((row["post_id"], row["to"]) for row in read(output))
    assert set(ids.values()) == {1}
    assert len(ids) == 12 + len(found)
    left = [path.name for path in project.root.iterdir() if "l10n-part" in path.name]
    assert left == []
    assert list((project.root / ".l10n/captions").glob("*.json")) == []


WATERMARK = ("--query", "SELECT * FROM notes", "--watermark", "changed")


def test_the_next_run_takes_only_what_was_changed_since(project: Project) -> None:
    place = notes(project, posts(6))
    pairs = f"sqlite:///{project.root / 'pairs.sqlite'}"

    def taken(*more: str) -> int:
        told = project.run("captions", place, *WATERMARK, "-o", pairs, "--json", *more)
        assert told.code == 0, told.err
        return int(json.loads(told.out)["captions"])

    assert taken() == 6
    assert taken() == 0
    before = read(pairs)
    with closing(sqlite3.connect(project.root / "app.sqlite")) as connection, connection:
        connection.execute("UPDATE notes SET text = '你好', changed = 100 WHERE id = '0'")
        connection.execute("INSERT INTO notes VALUES ('9', 'Good night', 101)")
    assert taken() == 2
    after = read(pairs)
    assert [r for r in after if r["post_id"] not in "09"] == before[1:]
    assert [(r["from"], r["to"]) for r in after if r["post_id"] == "0"] == [("zh", "en")]
    assert taken("--all") == 7
    assert read(pairs) == after


def test_what_is_new_goes_into_a_file_of_its_own(project: Project) -> None:
    place = notes(project, posts(6))
    assert project.run("captions", place, *WATERMARK, "-o", "a.jsonl").code == 0
    told = project.run("captions", place, *WATERMARK, "-o", "a.jsonl")
    assert (told.code, "holds the pairs of an earlier run" in told.err) == (2, True)
    assert len(read("a.jsonl")) == 6
    with closing(sqlite3.connect(project.root / "app.sqlite")) as connection, connection:
        connection.execute("INSERT INTO notes VALUES ('9', 'Good night', 101)")
    assert project.run("captions", place, *WATERMARK, "-o", "b.jsonl").code == 0
    assert [pair["id"] for pair in read("b.jsonl")] == ["9/text"]


def test_posts_that_were_deleted_lose_their_pairs_in_a_table(project: Project) -> None:
    project.write("l10n.toml", SETTINGS + "[captions]\nskip = { deleted = true }\n")
    project.write("p.jsonl", lines([{**post, "deleted": False} for post in posts(3)]))
    place = f"sqlite:///{project.root / 'pairs.sqlite'}"
    assert project.run("captions", "p.jsonl", "-o", place).code == 0
    project.write("p.jsonl", lines([{**post, "deleted": post["id"] == "1"} for post in posts(3)]))
    told = project.run("captions", "p.jsonl", "-o", place, "--json")
    assert (told.code, json.loads(told.out)["skipped"]) == (0, 1)
    assert [row["post_id"] for row in read(place)] == ["0", "2"]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the fake engine is asked."""
    fake = plugins.pick("engines", "fake")
    kind = type(fake.open("en", "zh", {}))
    real = kind.translate
    said: list[str] = []

    def translate(self: Any, requests: list[Request], hypotheses: int) -> Any:
        said.extend(request.text for request in requests)
        return real(self, requests, hypotheses)

    monkeypatch.setattr(kind, "translate", translate)
    return said


def test_comments_that_repeat_are_asked_once(project: Project, asked: list[str]) -> None:
    said = ["So cute", "So cute 😂", " So  cute", "@ann So cute", "哈哈哈哈", "哈哈哈哈哈哈哈"]
    project.write("p.jsonl", lines([{"id": n, "text": text} for n, text in enumerate(said)]))
    assert project.run("captions", "p.jsonl", "-o", "out.jsonl").code == 0
    assert sorted(asked) == ["So cute", "哈哈哈"]
    assert [pair["source"] for pair in read("out.jsonl")] == said


def test_a_changed_term_asks_again_only_what_it_touches(project: Project, asked: list[str]) -> None:
    said = [f"Please mute me {n}" for n in range(3)] + [f"Good night {n}" for n in range(5)]
    project.write("p.jsonl", lines([{"id": n, "text": text} for n, text in enumerate(said)]))
    assert project.run("captions", "p.jsonl", "-o", "out.jsonl").code == 0
    assert len(asked) > len(said)
    before = {pair["id"]: pair for pair in read("out.jsonl")}
    asked.clear()
    assert project.run("captions", "p.jsonl", "-o", "out.jsonl").code == 0
    assert asked == []
    terms = project.root / "glossary/terms.csv"
    terms.write_text(terms.read_text("utf-8").replace("静音", "屏蔽"), "utf-8")
    assert project.run("captions", "p.jsonl", "-o", "out.jsonl").code == 0
    # The answer has a place for the term, whatever stands in it.
    assert asked == []
    after = {pair["id"]: pair for pair in read("out.jsonl")}
    assert {i for i in after if after[i]["target"] != before[i]["target"]} == {
        f"{n}/text" for n in range(3)
    }
    terms.write_text(terms.read_text("utf-8") + "en,zh,night,夜,,,must,any,noun\n", "utf-8")
    assert project.run("captions", "p.jsonl", "-o", "out.jsonl").code == 0
    assert asked
    assert not [text for text in asked if "mute" in text]


def test_two_runs_into_one_output_do_not_mix(project: Project) -> None:
    project.write("p.jsonl", lines(posts(3)))
    assert project.run("captions", "p.jsonl", "-o", "out.jsonl").code == 0
    [lock] = [path.with_suffix(".lock") for path in _state(project)]
    with FileLock(lock):
        told = project.run("captions", "p.jsonl", "-o", "out.jsonl")
    assert (told.code, "Another run is at these pairs." in told.err) == (2, True)
    assert len(read("out.jsonl")) == 3


def _state(project: Project) -> list[Path]:
    output = str(project.root / "out.jsonl")
    return [Kept(project.root / ".l10n/captions", output, "l10n_pairs").path]


def test_a_folder_of_small_files_is_translated_together(project: Project, asked: list[str]) -> None:
    for n in range(40):
        project.write(f"posts/{n:02}.md", f"---\ntitle: Good night {n}\n---\nHello there {n}\n")
    told = project.run("captions", "posts", "-o", "out.jsonl", "--json")
    assert (told.code, json.loads(told.out)["captions"]) == (0, 80)
    assert [pair["id"] for pair in read("out.jsonl")][:2] == ["posts/00/title", "posts/00/body"]
    assert len(asked) == 80
