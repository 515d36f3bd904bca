"""Posts as JSONL and CSV: units keyed by the post's id; bad lines are errors in their place."""

import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from l10n.errors import SourceError
from l10n.extractors import posts
from l10n.extractors.csv import EXTRACTOR as CSV
from l10n.extractors.jsonl import EXTRACTOR as JSONL
from l10n.model import Kind, Location, Unit

EXAMPLES = Path(__file__).parents[2] / "examples"


def jsonl(source: str | bytes, **options: Any) -> list[Unit | SourceError]:
    data = source.encode() if isinstance(source, str) else source
    return list(JSONL.extract(io.BytesIO(data), "posts.jsonl", options))


def csv(source: str | bytes, **options: Any) -> list[Unit | SourceError]:
    data = source.encode() if isinstance(source, str) else source
    return list(CSV.extract(io.BytesIO(data), "posts.csv", options))


def told(found: list[Unit | SourceError]) -> list[str]:
    """What was found: `key=text` for a unit, `!place` for an error."""
    return [
        f"{item.key}={item.source[0]}" if isinstance(item, Unit) else f"!{item.place}"
        for item in found
    ]


def test_each_field_of_a_post_is_a_caption_keyed_by_id_and_field() -> None:
    found = jsonl('{"id": "p1", "title": "探店", "body": "好吃\\n再来", "likes": 3}\n')
    assert found == [
        Unit(("探店",), kind=Kind.CAPTION, key="p1/title", locations=(Location("posts.jsonl", 1),)),
        Unit(
            ("好吃\n再来",),
            kind=Kind.CAPTION,
            key="p1/body",
            locations=(Location("posts.jsonl", 1),),
        ),
    ]


FACTS: list[tuple[str, posts.Post]] = [
    ('"author": "Ann", "created_at": 1736800000', posts.Post("Ann", "1736800000")),
    ('"views": 12', posts.Post(views=12)),
    ('"views": "34"', posts.Post(views=34)),
    ('"views": 1e300, "author": " A "', posts.Post("A")),
    ('"views": 99999999999, "created_at": [1]', posts.Post(views=2**31 - 1)),
    ('"views": -3, "author": "\\ud800"', posts.Post("?")),
    ('"views": true, "author": {}', posts.Post()),
]


@pytest.mark.parametrize(("fields", "expected"), FACTS)
def test_what_the_post_says_of_itself_comes_along(fields: str, expected: posts.Post) -> None:
    [found] = jsonl(f'{{"id": 1, "text": "x", {fields}}}')
    assert (found.post if isinstance(found, posts.Caption) else posts.Post()) == expected


def test_the_fields_of_author_time_and_views_can_be_named() -> None:
    options = {"author": "who", "time": "when", "views": "seen"}
    [found] = csv("id,text,who,when,seen\n1,x,Ann,today,7\n", **options)
    assert isinstance(found, posts.Caption)
    assert found.post == posts.Post("Ann", "today", 7)


def test_csv_fields_hold_commas_quotes_and_line_breaks() -> None:
    found = csv('id,text\r\nc1,"a, ""b""\nc"\r\nc2,plain\r\n')
    assert told(found) == ['c1/text=a, "b"\nc', "c2/text=plain"]
    assert [item.locations for item in found if isinstance(item, Unit)] == [
        (Location("posts.csv", 2),),
        (Location("posts.csv", 4),),
    ]


def test_the_fields_can_be_named() -> None:
    found = jsonl('{"no": 7, "caption": "x", "body": "y"}', id="no", fields=["caption"])
    assert told(found) == ["7/caption=x"]
    assert told(csv("no,caption\n7,x\n", id="no", fields=["caption"])) == ["7/caption=x"]


def test_empty_fields_and_lines_are_no_units() -> None:
    assert told(jsonl('\n{"id": 1, "title": "", "body": "  ", "text": null}\n\n')) == []
    assert told(csv("id,text\n1,\n\n2,  \n")) == []


BAD_JSON = {
    "no JSON": b"{oops}",
    "no object": b"[1, 2]",
    "cut off": b'{"id": "p2", "text": "x',
    "not UTF-8": '{"id": "p2", "text": "中"}'.encode("gbk"),
    "no id": b'{"text": "x"}',
    "empty id": b'{"id": "", "text": "x"}',
    "id is a list": b'{"id": [1], "text": "x"}',
    "id is a truth value": b'{"id": true, "text": "x"}',
    "id is no whole number": b'{"id": 1.5, "text": "x"}',
    "text is a number": b'{"id": "p2", "text": 520}',
    "text is a list": b'{"id": "p2", "text": ["x"]}',
    "a field twice": b'{"id": "p2", "text": "x", "text": "y"}',
    "a field twice inside": b'{"id": "p2", "text": "x", "more": {"a": 1, "a": 2}}',
    "too deep": b"[" * 100_000,
    "too long a number": b'{"id": ' + b"1" * 5000 + b"}",
    "too long a text": json.dumps({"id": "p2", "text": "x" * 100_001}).encode(),
    "too long a line": b'{"id": "p2", "text": "' + b"x" * 5_000_000 + b'"}',
    "too long a line by twice": b"x" * 2 * posts.MAX_LINE_BYTES,
}


@pytest.mark.parametrize("bad", BAD_JSON.values(), ids=BAD_JSON.keys())
def test_a_bad_line_is_one_error_and_the_others_go_on(bad: bytes) -> None:
    found = jsonl(b'{"id": "p1", "text": "a"}\n' + bad + b'\n{"id": "p3", "text": "c"}\n')
    assert told(found) == ["p1/text=a", "!posts.jsonl:2", "p3/text=c"]


REASONS = {
    b'{"id": "p2", "text": "x", "text": "y"}': "the field 'text' stands twice in it",
    b'{"id": ' + b"1" * 5000 + b"}": "a number in it has 5000 digits",
    b"[" * 100_000: "it is nested too deep",
    b'"\xff"': "it is not UTF-8",
    b'{"id": "p2", "text": 520}': "The text of post p2 is no text.",
}


@pytest.mark.parametrize(("bad", "reason"), REASONS.items(), ids=REASONS.values())
def test_what_is_wrong_with_a_line_is_said_in_our_own_words(bad: bytes, reason: str) -> None:
    [error] = jsonl(bad)
    assert isinstance(error, SourceError)
    assert reason in str(error)


def test_a_whole_number_is_an_id_as_it_is_written() -> None:
    found = jsonl('{"id": 0, "text": "a"}\n{"id": 123456789012345678901234567890, "text": "b"}\n')
    assert told(found) == ["0/text=a", "123456789012345678901234567890/text=b"]


BAD_CSV = {
    "not UTF-8": "p2,中".encode("gbk"),
    "bare quote": b'p2,"x"y',
    "no id": b",x",
    "too long a text": b"p2," + b"x" * 100_001,
    "too long a field": b"p2," + b"x" * 1_000_001,
    "too long a line": b"p2," + b"x" * 5_000_000,
}


@pytest.mark.parametrize("bad", BAD_CSV.values(), ids=BAD_CSV.keys())
def test_a_bad_row_is_one_error_and_the_others_go_on(bad: bytes) -> None:
    found = csv(b"id,text\np1,a\n" + bad + b"\np3,c\n")
    assert told(found) == ["p1/text=a", "!posts.csv:3", "p3/text=c"]


@pytest.mark.parametrize(
    "source", ["", "\rid,text", 'id,"te"xt\n1,a\n', "text\nx\n", "name,text\n1,x\n2,y\n"]
)
def test_a_table_without_ids_is_one_error(source: str) -> None:
    assert told(csv(source)) == ["!posts.csv:1"]


def test_a_row_with_too_few_fields_is_read_and_one_with_too_many_is_an_error() -> None:
    found = csv("id,title,text\n1,a\n2,a,b,c\n3,a,b,,\n")
    assert told(found) == ["1/title=a", "!posts.csv:3", "3/title=a", "3/text=b"]


def test_two_columns_of_one_name_are_refused() -> None:
    """Which of the two is meant nobody knows, and the words of one would be lost."""
    assert told(csv("id,text,text\n1,a,b\n")) == ["!posts.csv:1"]
    assert told(csv("id,,,text\n1,,,b\n")) == ["1/text=b"]


def test_half_characters_become_question_marks() -> None:
    assert told(jsonl(r'{"id": "p\ud800", "text": "half \ud83d smile"}')) == [
        "p?/text=half ? smile"
    ]


def test_whole_characters_written_as_halves_are_whole() -> None:
    assert told(jsonl(r'{"id": "p", "text": "\ud83d\ude00"}')) == ["p/text=😀"]


def test_a_byte_order_mark_is_no_part_of_the_first_name() -> None:
    assert told(csv(b"\xef\xbb\xbfid,text\n1,a\n")) == ["1/text=a"]
    assert told(jsonl(b'\xef\xbb\xbf{"id": 1, "text": "a"}\n')) == ["1/text=a"]


class _Endless(io.RawIOBase):
    """Fifty megabytes of posts that stand nowhere."""

    def __init__(self, line: bytes, head: bytes = b"") -> None:
        self._piece = line * (1_000_000 // len(line))
        self._rest = head
        self._left = 50
        self.given = 0

    def readable(self) -> bool:
        return True

    def readall(self) -> bytes:
        raise AssertionError("read whole")

    def readinto(self, buffer: Any) -> int:
        if not self._rest and self._left:
            self._left -= 1
            self._rest = self._piece
        piece, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(piece)] = piece
        self.given += len(piece)
        return len(piece)


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_a_stream_is_never_held_whole(name: str) -> None:
    text = "x" * 9_900
    found: Iterator[Unit | SourceError]
    if name == "jsonl":
        source = _Endless(f'{{"id": 1, "text": "{text}"}}\n'.encode())
        found = JSONL.extract(io.BufferedReader(source), "p", {})
    else:
        source = _Endless(f"1,{text}\n".encode(), b"id,text\n")
        found = CSV.extract(io.BufferedReader(source), "p", {})
    tracemalloc.start()
    count = sum(isinstance(item, Unit) for item in found)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 50 * 100
    assert source.given > 49_000_000
    assert peak < 20_000_000


def test_the_examples_are_read_without_an_error() -> None:
    with (EXAMPLES / "posts.jsonl").open("rb") as file:
        found = list(JSONL.extract(file, "posts.jsonl", {}))
    with (EXAMPLES / "comments.csv").open("rb") as file:
        found += list(CSV.extract(file, "comments.csv", {}))
    assert len(found) > 10
    assert all(isinstance(item, Unit) for item in found)
