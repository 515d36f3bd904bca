"""Each source: every post once and in order, from the beginning or from any place in it."""

import csv
import json
import re
import sqlite3
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import text

from l10n import plugins
from l10n.captions import databases, posts
from l10n.captions.sources import opening
from l10n.captions.sources.interface import Asked, Row, Source
from l10n.errors import ConfigError, SourceError, StorageError
from l10n.model import Location, Unit
from l10n.project.tables import Captions
from tests import databases as servers

POSTS = [
    {"id": f"n{n:03}", "text": f'第{n}条, "{n}"\nline {n}', "at": f"2025-01-{n % 28 + 1:02}"}
    for n in range(40)
]
QUERY = "SELECT id, text, at FROM notes"


def _jsonl(folder: Path) -> tuple[str, Asked]:
    path = folder / "posts.jsonl"
    path.write_text("".join(json.dumps(post) + "\n" for post in POSTS), "utf-8")
    return str(path), Asked()


def _csv(folder: Path) -> tuple[str, Asked]:
    path = folder / "posts.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ["id", "text", "at"])
        table.writeheader()
        table.writerows(POSTS)
    return str(path), Asked()


def _parquet(folder: Path) -> tuple[str, Asked]:
    path = folder / "posts.parquet"
    pq.write_table(pa.Table.from_pylist(POSTS), path, row_group_size=7)
    return str(path), Asked(columns=("id", "text", "at"))


def _sqlite(folder: Path) -> tuple[str, Asked]:
    place = f"sqlite:///{folder / 'app.sqlite'}"
    _fill(place)
    return place, Asked(query=QUERY)


def _by_watermark(folder: Path) -> tuple[str, Asked]:
    return _sqlite(folder)[0], Asked(query=QUERY + ";", watermark="at")


def _fill(place: str) -> None:
    with databases.opened(place) as engine, engine.begin() as connection:
        connection.execute(text("CREATE TABLE notes (id VARCHAR(20), text TEXT, at VARCHAR(20))"))
        connection.execute(text("INSERT INTO notes VALUES (:id, :text, :at)"), POSTS[::-1])


MADE: dict[str, Callable[[Path], tuple[str, Asked]]] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "parquet": _parquet,
    "sql": _sqlite,
    "sql by watermark": _by_watermark,
}


def rows(source: Source, place: str, asked: Asked, after: Any = None) -> list[Row]:
    # As the state keeps it between runs.
    known = json.loads(json.dumps(after))
    return [row for row in source.rows(place, asked, known) if isinstance(row, Row)]


@pytest.mark.parametrize("name", MADE)
def test_a_source_gives_every_post_and_goes_on_after_any(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("l10n.captions.sources.sql._PAGE", 6)
    place, asked = MADE[name](tmp_path)
    [(source, where)] = opening.sources(place)
    found = rows(source, where, asked)
    expected = sorted(POSTS, key=lambda post: post["at"]) if "watermark" in name else POSTS
    assert [dict(row.post) for row in found] == expected
    assert [row.done for row in found] == sorted({row.done for row in found})
    assert found[-1].done == source.total(where, asked)
    for number, row in enumerate(found):
        rest = rows(source, where, asked, row.after)
        assert [r.post for r in rest] == [r.post for r in found[number + 1 :]]
        assert [r.at for r in rest] == [r.at for r in found[number + 1 :]]


def test_posts_come_from_postgresql_with_times_and_a_time_zone(postgres: str) -> None:
    place = servers.fresh(postgres)
    with databases.opened(place) as engine, engine.begin() as connection:
        connection.execute(
            text("CREATE TABLE notes (id bigint, body text, changed timestamptz, secret uuid)")
        )
        rows_ = [
            {"id": n, "body": f"text {n}", "at": datetime(2025, 1, 14, n, tzinfo=UTC)}
            for n in range(5)
        ]
        connection.execute(
            text("INSERT INTO notes VALUES (:id, :body, :at, gen_random_uuid())"), rows_
        )
    asked = Asked(query="SELECT *, '12:30'::text AS said FROM notes", watermark="changed")
    source: Source = plugins.pick("captions.sources", "sql")
    found = rows(source, place, asked)
    assert [row.post["id"] for row in found] == [0, 1, 2, 3, 4]
    assert found[2].post["changed"].startswith("2025-01-14T")
    assert found[0].post["said"] == "12:30"
    assert [row.post["id"] for row in rows(source, place, asked, found[2].after)] == [3, 4]
    # What was changed since comes again, and nothing else.
    with databases.opened(place) as engine, engine.begin() as connection:
        connection.execute(text("UPDATE notes SET changed = now() WHERE id = 1"))
    assert [row.post["id"] for row in rows(source, place, asked, found[-1].after)] == [1]


def test_posts_without_a_watermark_are_told_and_not_passed_over_in_silence(
    tmp_path: Path,
) -> None:
    place, asked = _by_watermark(tmp_path)
    with databases.opened(place) as engine, engine.begin() as connection:
        connection.execute(text("UPDATE notes SET at = NULL WHERE id < 'n002'"))
    [(source, where)] = opening.sources(place)
    [error] = [row for row in source.rows(where, asked) if isinstance(row, SourceError)]
    assert "2 posts are not read, because they lack one of at, id." in str(error)
    assert len(rows(source, where, asked)) == 38


MARKDOWN: dict[str, tuple[str, dict[str, Any]]] = {
    # the text, the post
    "facts and text": (
        "---\nid: p1\ntitle: 你好\ndraft: false\ndate: 2025-01-14\n---\n\nHello\n\nthere\n",
        {
            "id": "p1",
            "title": "你好",
            "draft": False,
            "date": "2025-01-14",
            "body": "Hello\n\nthere",
        },
    ),
    "text alone": ("Hello\n", {"id": "{path}", "body": "Hello"}),
    "no facts": ("---\n---\nHello\n", {"id": "{path}", "body": "Hello"}),
    "a line below": ("Hello\n---\nthere\n", {"id": "{path}", "body": "Hello\n---\nthere"}),
}


@pytest.mark.parametrize("name", MARKDOWN)
def test_a_markdown_file_is_a_post(name: str, tmp_path: Path) -> None:
    said, expected = MARKDOWN[name]
    path = tmp_path / "first post.md"
    path.write_text(said, "utf-8")
    [(source, place)] = opening.sources(str(path))
    [row] = rows(source, place, Asked())
    own = str(path.with_suffix(""))
    assert row.post == {n: own if v == "{path}" else v for n, v in expected.items()}
    assert rows(source, place, Asked(), row.after) == []


@pytest.mark.parametrize("front", ["[1, 2]", "a: [", "a: b: c", "? !!python/object:os {}"])
def test_front_matter_that_is_none_is_told_with_its_line(front: str, tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_text(f"---\n{front}\n---\nHello\n", "utf-8")
    [(source, place)] = opening.sources(str(path))
    with pytest.raises(SourceError) as told:
        rows(source, place, Asked())
    assert str(told.value.place).startswith(f"{path}:")


def test_a_folder_is_its_files_in_their_order(tmp_path: Path) -> None:
    for name in ("b/2.jsonl", "a/1.csv", "c.md", "notes.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    found = [(source.name, Path(place).name) for source, place in opening.sources(str(tmp_path))]
    assert found == [("csv", "1.csv"), ("jsonl", "2.jsonl"), ("markdown", "c.md")]
    (tmp_path / "none").mkdir()
    with pytest.raises(ConfigError, match="no file ends in"):
        list(opening.sources(str(tmp_path / "none")))


def test_a_broken_parquet_file_is_one_error(tmp_path: Path) -> None:
    path = tmp_path / "posts.parquet"
    path.write_bytes(b"PAR1 nothing")
    [(source, place)] = opening.sources(str(path))
    with pytest.raises(SourceError, match=r"posts.parquet: The Parquet file can't be read"):
        rows(source, place, Asked())


def test_parquet_is_read_with_flat_memory(tmp_path: Path) -> None:
    path = tmp_path / "posts.parquet"
    table = pa.Table.from_pylist([{"id": n, "text": f"text {n} " * 20} for n in range(20_000)])
    with pq.ParquetWriter(path, table.schema) as out:
        for _time in range(3):
            out.write_table(table)
    [(source, place)] = opening.sources(str(path))
    tracemalloc.start()
    count = sum(1 for _row in source.rows(place, Asked(columns=("id", "text"))))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 60_000
    assert peak < 5_000_000


SECRETS = {
    "the password": "postgresql://ann:hunter2@localhost:1/app",
    "a parameter": "postgresql://ann@localhost:1/app?password=hunter2",
    "no driver": "babel://ann:hunter2@host/app",
    "no URL": "hunter2://:::",
}


@pytest.mark.parametrize("name", SECRETS)
def test_no_error_holds_a_secret(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTS", SECRETS[name])

    def read() -> None:
        for source, place in opening.sources("env:POSTS"):
            rows(source, place, Asked(query=QUERY))

    with pytest.raises((ConfigError, StorageError)) as told:
        read()
    assert "hunter2" not in str(told.value)


def test_a_variable_that_is_not_set_and_a_missing_question_are_told() -> None:
    with pytest.raises(ConfigError, match="no variable NOWHERE"):
        list(opening.sources("env:NOWHERE"))
    [(source, place)] = opening.sources("sqlite://")
    with pytest.raises(ConfigError, match="--query"):
        rows(source, place, Asked())


def test_originals_are_never_written(tmp_path: Path) -> None:
    place, asked = _sqlite(tmp_path)
    before = (tmp_path / "app.sqlite").read_bytes()
    [(source, where)] = opening.sources(place)
    rows(source, where, asked)
    assert (tmp_path / "app.sqlite").read_bytes() == before
    with pytest.raises(StorageError, match="The database refuses"):
        rows(source, where, Asked(query="DELETE FROM notes"))
    with closing(sqlite3.connect(tmp_path / "app.sqlite")) as connection, connection:
        assert connection.execute("SELECT count(*) FROM notes").fetchone() == (40,)


NAMED = Captions(
    fields={"id": "note_id", "text": ["title", "desc"], "author": "user"},
    skip={"deleted": True, "visibility": ["private", "friends"]},
)
NOTE = {"note_id": 7, "title": "好", "desc": "吃", "user": "Ann", "text": "x", "deleted": False}


def _row(post: dict[str, Any]) -> Row:
    return Row(post, Location("p", 1), 1, 1)


def test_a_text_that_is_not_utf_8_stops_no_other_post(tmp_path: Path) -> None:
    """SQLite keeps any bytes as text."""
    place, asked = _sqlite(tmp_path)
    with closing(sqlite3.connect(tmp_path / "app.sqlite")) as connection, connection:
        connection.execute("UPDATE notes SET text = CAST(X'6869ff' AS TEXT) WHERE id = 'n007'")
    [(source, _place)] = opening.sources(place)
    found = list(source.rows(place, asked))
    [told] = [one for one in found if isinstance(one, SourceError)]
    assert "text" in str(told)
    assert len(found) == len(POSTS)
    with closing(sqlite3.connect(tmp_path / "app.sqlite")) as connection, connection:
        connection.execute("UPDATE notes SET id = CAST(X'6e30ff' AS TEXT) WHERE id = 'n007'")
    with pytest.raises(ConfigError, match="id"):
        list(source.rows(place, asked))


def test_broken_text_and_a_column_twice_in_parquet_are_told(tmp_path: Path) -> None:
    path = tmp_path / "posts.parquet"
    ends = pa.py_buffer(b"".join(n.to_bytes(4, "little") for n in (0, 2, 5, 7)))
    texts = pa.Array.from_buffers(pa.string(), 3, [None, ends, pa.py_buffer(b"hi\xff\xfexyo")])
    pq.write_table(pa.table({"id": ["1", "2", "3"], "text": texts}), path)
    [(source, place)] = opening.sources(str(path))
    first, broken, last = source.rows(place, Asked(columns=("id", "text")))
    assert isinstance(first, Row)
    assert isinstance(broken, SourceError)
    assert isinstance(last, Row)
    assert (first.post["text"], last.post["text"], "UTF-8" in str(broken)) == ("hi", "yo", True)
    twice = pa.table([pa.array(["1"]), pa.array(["a"]), pa.array(["b"])], ["id", "text", "text"])
    pq.write_table(twice, path)
    with pytest.raises(SourceError, match="'text'"):
        list(source.rows(place, Asked(columns=("id", "text"))))


def test_fields_are_what_the_settings_call_them() -> None:
    found = list(posts.captions_of(_row(NOTE), posts.asked(NAMED)))
    assert all(isinstance(unit, Unit) for unit in found)
    assert [u.key for u in found if isinstance(u, Unit)] == ["7/title", "7/desc"]


HIDDEN = [
    ({}, False),
    ({"deleted": True}, True),
    ({"deleted": 1}, True),
    ({"deleted": "2025-01-14T08:00:00Z"}, True),
    ({"deleted": "false"}, False),
    ({"deleted": "0"}, False),
    ({"deleted": None}, False),
    ({"deleted": ""}, False),
    ({"visibility": "private"}, True),
    ({"visibility": "public"}, False),
    ({"visibility": None}, False),
]


@pytest.mark.parametrize(("facts", "expected"), HIDDEN)
def test_posts_are_left_out_by_what_their_fields_say(facts: dict[str, Any], expected: bool) -> None:
    assert posts.skipped({**NOTE, **facts}, NAMED) is expected


def test_false_stands_for_no() -> None:
    published = Captions(skip={"published": False})
    said: list[dict[str, Any]] = [{"published": True}, {"published": "no"}, {"published": None}, {}]
    assert [posts.skipped(post, published) for post in said] == [False, True, True, False]


def test_numbers_are_ids_and_no_texts_whatever_the_source(tmp_path: Path) -> None:
    found = [{"id": 7, "text": "seven"}, {"id": 0, "text": "none"}]
    (tmp_path / "p.jsonl").write_text("".join(json.dumps(post) + "\n" for post in found))
    pq.write_table(pa.Table.from_pylist(found), tmp_path / "p.parquet")
    exact = pa.table(
        {"id": pa.array([7, 0], pa.decimal128(20, 0)), "text": [one["text"] for one in found]}
    )
    pq.write_table(exact, tmp_path / "decimal.parquet")
    with closing(sqlite3.connect(tmp_path / "p.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE notes (id INTEGER, text)")
        connection.executemany("INSERT INTO notes VALUES (:id, :text)", found)
    (tmp_path / "p.md").write_text("---\nid: 7\n---\nseven\n")
    files = ("p.jsonl", "p.parquet", "decimal.parquet", "p.md")
    for place in (*(str(tmp_path / name) for name in files), f"sqlite:///{tmp_path}/p.sqlite"):
        asked = posts.asked(Captions(), "SELECT * FROM notes")
        [(source, where)] = opening.sources(place)
        keys = {u.key for row in rows(source, where, asked) for u in units(row, asked)}
        assert keys in ({"7/text", "0/text"}, {"7/body"}), place


NO_TEXT: dict[str, str | pa.Array] = {
    "p.jsonl": '{"id": "1", "text": 520}\n',
    "p.md": "---\nid: 1\ntext: 520\n---\n",
    "p.parquet": pa.array([520]),
    "list.parquet": pa.array([["x"]]),
    "decimal.parquet": pa.array([5], pa.decimal128(10, 2)),
}


@pytest.mark.parametrize("name", NO_TEXT)
def test_a_text_that_is_none_is_refused_with_its_line(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    content = NO_TEXT[name]
    if isinstance(content, str):
        path.write_text(content)
    else:
        pq.write_table(pa.table({"id": ["1"], "text": content}), path)
    asked = posts.asked(Captions())
    [(source, where)] = opening.sources(str(path))
    [row] = rows(source, where, asked)
    [error] = posts.captions_of(row, asked)
    assert isinstance(error, SourceError)
    assert str(error).startswith(f"{path}:1: The text of post 1 is no text.")


def units(row: Row, asked: Asked) -> list[Unit]:
    return [unit for unit in posts.captions_of(row, asked) if isinstance(unit, Unit)]


LOOKS: dict[str, tuple[str, list[dict[str, Any]], str]] = {
    # the source, the posts, what is said of them
    "no text": ("jsonl", [{"note_id": 1, "content": "x"}], "Its fields are content, note_id"),
    "no id": ("jsonl", [{"id": 1, "title": "x"}], "No post has the field note_id."),
    "no column to skip by": (
        "csv",
        [{"note_id": "1", "title": "x", "visibility": "public"}],
        "No post has the field deleted.",
    ),
    "posts that may lack it": ("jsonl", [{"note_id": 1, "title": "x"}], ""),
}


@pytest.mark.parametrize("name", LOOKS)
def test_an_input_that_can_not_be_meant_is_refused_with_what_was_seen(name: str) -> None:
    kind, found, said = LOOKS[name]
    source: Source = plugins.pick("captions.sources", kind)

    def look() -> tuple[Iterator[Row | SourceError], posts.Seen]:
        return posts.looked_at(map(_row, found), source, posts.asked(NAMED), NAMED)

    if said:
        with pytest.raises(SourceError, match=re.escape(said)):
            look()
    else:
        again, seen = look()
        assert len(list(again)) == len(found)
        assert seen.unheard == ("deleted", "visibility")


def test_an_id_that_is_no_key_is_one_error() -> None:
    [error] = posts.captions_of(_row({**NOTE, "note_id": "x" * 501}), posts.asked(NAMED))
    assert "The id of a post is longer than 500." in str(error)


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "mistyped.sqlite"
    with pytest.raises(ConfigError, match="There is no such file"):
        list(opening.sources(f"sqlite:///{path}"))
    assert not path.exists()
