"""Each sink: pairs come back as they went in, the last version of each where it is a table."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from sqlalchemy import text

from l10n.captions import databases
from l10n.captions.sinks import opening
from l10n.captions.sinks.interface import Entry, Sink
from l10n.errors import ConfigError, StorageError
from tests import databases as servers

TABLE = "l10n_pairs"
PAIR: dict[str, Any] = {
    "id": "p1/body",
    "post_id": "p1",
    "field": "body",
    "source_hash": "00",
    "from": "zh",
    "to": "en",
    "source": "好吃",
    "target": "Tasty \u2028 \"'\\",
    "alternative": None,
    "origin": "machine",
    "by": "fake 1",
    "quality": 0.5,
    "route": "review",
    "reasons": ["numbers"],
    "terms": [
        {"term": "好", "surface": "好", "outcome": "missing", "words": "", "origin": "glossary"}
    ],
    "findings": [{"check": "length", "severity": "warning", "message": "long"}],
    "model": "fake 1",
    "glossary": "ab",
}


def entry(post: str, to: str = "en", field: str = "body", **more: Any) -> Entry:
    pair = {**PAIR, "id": f"{post}/{field}", "post_id": post, "field": field, "to": to, **more}
    return Entry(post, field, [pair])


def _told(name: str, value: Any) -> Any:
    """A value of a row; a list that a database keeps as text, as a list."""
    lists = name in {"reasons", "terms", "findings"}
    return json.loads(value) if lists and isinstance(value, str) else value


def read(place: str) -> list[Mapping[str, Any]]:
    """What stands at a place, in the order of the ids."""
    if databases.is_one(place):
        with databases.opened(place) as engine, engine.connect() as connection:
            statement = f'SELECT * FROM {TABLE} ORDER BY post_id, field, "to"'
            found: list[Mapping[str, Any]] = [
                dict(row) for row in connection.execute(text(statement)).mappings()
            ]
        return [{name: _told(name, value) for name, value in row.items()} for row in found]
    if place.endswith(".parquet"):
        return list(pq.read_table(place).to_pylist())
    return [json.loads(line) for line in Path(place).read_text("utf-8").split("\n") if line]


@pytest.fixture(params=["pairs.jsonl", "pairs.parquet", "sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'app.sqlite'}"
    if request.param == "postgresql":
        return servers.fresh(request.getfixturevalue("postgres"))
    return str(tmp_path / request.param)


def written(sink: Sink, place: str, *blocks: list[Entry], mark: Any = None) -> Any:
    with sink.open(place, TABLE, mark) as writer:
        for block in blocks:
            mark = writer.write(block)
        writer.finish()
    return mark


def test_pairs_come_back_as_they_went_in(place: str) -> None:
    sink = opening.sink(place)
    assert not sink.exists(place, TABLE)
    written(sink, place, [entry("p1"), entry("p2")], [], [entry("p3")])
    assert sink.exists(place, TABLE)
    found = read(place)
    assert [row["post_id"] for row in found] == ["p1", "p2", "p3"]
    names = found[0].keys() - {"post"}
    assert names >= PAIR.keys() - {"id"}
    assert {n: found[0][n] for n in PAIR if n in names} == {n: PAIR[n] for n in PAIR if n in names}


def test_an_interrupted_run_is_gone_on_with_behind_its_mark(place: str) -> None:
    sink = opening.sink(place)
    with sink.open(place, TABLE, None) as writer:
        mark = writer.write([entry("p1")])
        writer.write([entry("p2")])  # killed before the state says so
    kept = json.loads(json.dumps(mark))
    assert sink.holds(place, TABLE, kept)
    written(sink, place, [entry("p2"), entry("p3")], mark=kept)
    assert [row["post_id"] for row in read(place)] == ["p1", "p2", "p3"]


def test_a_file_is_seen_when_it_is_whole_and_leaves_nothing_beside(tmp_path: Path) -> None:
    for name in ("pairs.jsonl", "pairs.parquet"):
        place = str(tmp_path / name)
        sink = opening.sink(place)
        with sink.open(place, TABLE, None) as writer:
            writer.write([entry("p1")])
            assert not Path(place).exists()
        sink.drop(place, TABLE)
        assert list(tmp_path.iterdir()) == []
        written(sink, place, [entry("p1")])
        assert [path.name for path in tmp_path.iterdir()] == [name]
        Path(place).unlink()


def test_a_file_keeps_its_mode_and_a_link_its_end(tmp_path: Path) -> None:
    real = tmp_path / "real.jsonl"
    real.write_bytes(b"")
    real.chmod(0o640)
    link = tmp_path / "link.jsonl"
    link.symlink_to(real)
    written(opening.sink(str(link)), str(link), [entry("p1")])
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert len(read(str(real))) == 1


@pytest.fixture(params=["sqlite", "postgresql"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'app.sqlite'}"
    return servers.fresh(request.getfixturevalue("postgres"))


VERSIONS: dict[str, tuple[list[list[Entry]], list[tuple[str, str, str]]]] = {
    # blocks, and what stands there in the end: post, language, source
    "edited": ([[entry("1")], [entry("1", source="x")]], [("1", "en", "x")]),
    "edited in one block": ([[entry("1"), entry("1", source="x")]], [("1", "en", "x")]),
    "in another language": ([[entry("1")], [entry("1", to="zh")]], [("1", "zh", "好吃")]),
    "in another language, one block": (
        [[entry("1"), entry("1", to="zh")]],
        [("1", "zh", "好吃")],
    ),
    "nothing to translate any more": ([[entry("1")], [Entry("1", "body", ())]], []),
    "hidden": (
        [[entry("1"), entry("1", field="title"), entry("2")], [Entry("1", "", ())]],
        [("2", "en", "好吃")],
    ),
    "hidden in the block it came in": ([[entry("1"), Entry("1", "", ())]], []),
    "shown again": ([[entry("1"), Entry("1", "", ()), entry("1")]], [("1", "en", "好吃")]),
    "two languages": (
        [[Entry("1", "body", [{**PAIR, "post_id": "1", "to": to} for to in ("en", "zh_TW")])]],
        [("1", "en", "好吃"), ("1", "zh_TW", "好吃")],
    ),
}


@pytest.mark.parametrize("name", VERSIONS)
def test_a_table_holds_the_last_version_of_each_caption(table: str, name: str) -> None:
    blocks, expected = VERSIONS[name]
    for _time in range(2):
        written(opening.sink(table), table, *blocks)
        assert [(r["post_id"], r["to"], r["source"]) for r in read(table)] == expected


def test_a_table_of_others_is_never_written_into(table: str) -> None:
    with databases.opened(table) as engine, engine.begin() as connection:
        connection.execute(text("CREATE TABLE notes (id INTEGER, body TEXT)"))
    with pytest.raises(ConfigError, match="The table notes is not one of pairs"):
        opening.sink(table).exists(table, "notes")
    with pytest.raises(ConfigError, match="no name"):
        opening.sink(table).exists(table, " ")


def test_a_table_takes_text_that_databases_do_not(table: str) -> None:
    found = [{"check": "length", "severity": "warning", "message": "\x00"}]
    written(opening.sink(table), table, [entry("1", source="a\x00b", findings=found)])
    [row] = read(table)
    assert (row["source"], row["findings"][0]["message"]) == ("ab", "")


def test_a_place_that_can_not_be_written_is_told_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    place = str(tmp_path / "file" / "pairs.jsonl")
    with pytest.raises(StorageError, match="can't be written"):
        opening.sink(place).exists(place, TABLE)
