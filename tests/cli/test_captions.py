"""`l10n captions`: bad lines, odd files, and a file of pairs that appears whole or not at all."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SETTINGS, Outcome, Project

POSTS = '{"id": "p1", "title": "你好", "body": "Hello there @ann"}\n'


def pairs(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def captions(project: Project, *inputs: str) -> Outcome:
    return project.run("captions", *inputs, "-o", "out.jsonl")


def test_posts_of_one_id_are_told_with_both_lines_and_who_wins(project: Project) -> None:
    project.write("posts/a.jsonl", '{"id": 1, "text": "one"}\n{"id": 2, "text": "two"}\n')
    project.write("posts/b.jsonl", '{"id": "3", "text": "three"}\n{"id": "1", "text": "uno"}\n')
    done = captions(project, "posts")
    assert done.code == 1
    assert "posts/b.jsonl:2: the id 1 stands at posts/a.jsonl:1 already." in done.err
    assert "`l10n sync` takes the first" in done.err
    sources = [pair["source"] for pair in pairs(project.root / "out.jsonl")]
    assert sources == ["one", "two", "three", "uno"]
    place = f"sqlite:///{project.root / 'pairs.sqlite'}"
    done = project.run("captions", "posts", "-o", place)
    assert (done.code, "the table keeps the last" in done.err) == (1, True)
    with closing(sqlite3.connect(project.root / "pairs.sqlite")) as connection:
        kept = connection.execute("SELECT source FROM l10n_pairs WHERE post_id = '1'").fetchall()
    assert kept == [("uno",)]


# the file, its content, the ids of the pairs, the places of the errors
CASES: dict[str, tuple[str, str | bytes, list[str], list[str]]] = {
    "each field": ("p.jsonl", POSTS, ["p1/title", "p1/body"], []),
    "bad lines": (
        "p.jsonl",
        '{"id": 1, "text": "hello"}\nnope\n\n[]\n{"text": "no id"}\n{"id": 2, "text": "world"}\n',
        ["1/text", "2/text"],
        ["p.jsonl:2", "p.jsonl:4", "p.jsonl:5"],
    ),
    "not UTF-8": (
        "p.jsonl",
        b'{"id": 1, "text": "hello"}\n' + '{"id": 2, "text": "中文"}\n'.encode("gb18030"),
        ["1/text"],
        ["p.jsonl:2"],
    ),
    "a byte-order mark": ("p.jsonl", b"\xef\xbb\xbf" + POSTS.encode(), ["p1/title", "p1/body"], []),
    "CSV with line breaks": (
        "c.csv",
        'id,text\r\nc1,"first, ""line""\nsecond line"\r\nc2,好的\r\n',
        ["c1/text", "c2/text"],
        [],
    ),
    "CSV cut off": ("c.csv", 'id,text\nc1,hello\nc2,"never closed', ["c1/text"], ["c.csv:3"]),
    "CSV without id": ("c.csv", "text\nhello\n", [], ["c.csv:1"]),
    "a caption": ("p.jsonl", '{"id": 1, "caption": "hello"}\n', ["1/caption"], []),
    "a column of comments": ("c.csv", "id,comment\n1,hello\n", ["1/comment"], []),
    "no text that we know of": (
        "p.jsonl",
        '{"id": 1, "content": "hello"}\n{"id": 2, "text": ""}\n',
        [],
        ["p.jsonl:1"],
    ),
    "no column of text": ("c.csv", "id,content\n1,hello\n2,there\n", [], ["c.csv:1"]),
    "nothing": ("p.jsonl", "", [], []),
    "no line break at the end": ("p.jsonl", '{"id": 1, "text": "hello"}', ["1/text"], []),
}


@pytest.mark.parametrize("name", CASES)
def test_what_can_be_read_becomes_pairs_and_the_rest_is_reported(
    project: Project, name: str
) -> None:
    file, content, ids, places = CASES[name]
    project.write(file, content)
    told = captions(project, file)
    assert [pair["id"] for pair in pairs(project.root / "out.jsonl")] == ids
    assert told.err.count("error:") == len(places)
    assert all(f"error: {place}: " in told.err for place in places)
    assert told.code == (2 if places else 0)


def test_line_breaks_of_a_comment_stand_in_its_translation(project: Project) -> None:
    project.write("c.csv", 'id,text\nc1,"first line\n\nsecond line"\n')
    captions(project, "c.csv")
    [pair] = pairs(project.root / "out.jsonl")
    assert (pair["source"], pair["target"]) == (
        "first line\n\nsecond line",
        "译[first line]\n\n译[second line]",
    )


def test_the_summary_counts_what_is_in_the_file(project: Project) -> None:
    project.write("p.jsonl", POSTS + '{"id": "p2", "text": "🎉"}\n')
    told = project.run("captions", "p.jsonl", "-o", "out.jsonl", "--json")
    summary = json.loads(told.out)
    assert summary.pop("seconds") >= 0
    assert summary == {
        "output": "out.jsonl",
        "captions": 3,
        "skipped": 0,
        "pairs": {"zh-en": 1, "en-zh": 1},
        "routes": {"zh-en review": 1, "en-zh auto": 1},
        "unanswered": 0,
        "not_translated": {"emoji-only": 1},
        # The fake engine leaves Han in its English.
        "with_errors": 1,
    }


READERS = {
    # the readers' locales, what the posts become: (id, from, to)
    "nobody says": (
        "",
        [("1/text", "zh", "en"), ("2/text", "zh_Hant", "en"), ("3/text", "en", "zh")],
    ),
    "Taiwan and English": (
        '[captions]\nlocales = ["zh_TW", "en"]\n',
        [
            ("1/text", "zh", "zh_TW"),
            ("1/text", "zh", "en"),
            ("2/text", "zh_Hant", "en"),
            ("3/text", "en", "zh_TW"),
        ],
    ),
    "both scripts": (
        '[captions]\nlocales = ["zh_Hans", "zh_HK"]\n',
        [
            ("1/text", "zh", "zh_HK"),
            ("2/text", "zh_Hant", "zh"),
            ("3/text", "en", "zh"),
            ("3/text", "en", "zh_HK"),
        ],
    ),
}


@pytest.mark.parametrize("name", READERS)
def test_captions_follow_the_script_of_their_readers(project: Project, name: str) -> None:
    setting, expected = READERS[name]
    project.write("l10n.toml", SETTINGS + setting)
    posts = ["这个视频", "這個影片", "This video"]
    lines = [json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(posts, 1)]
    project.write("p.jsonl", "".join(lines))
    assert captions(project, "p.jsonl").code == 0
    made = pairs(project.root / "out.jsonl")
    assert [(pair["id"], pair["from"], pair["to"]) for pair in made] == expected
    converted = {pair["to"]: pair["target"] for pair in made if pair["by"] == "OpenCC"}
    right = {"zh_TW": "這個影片", "zh_HK": "這個影片", "zh": "这个视频"}
    assert converted == {to: right[to] for to in converted}
    done = project.run("sync", "out.jsonl", "--json")
    assert json.loads(done.out)["pairs"][0]["added"] == len(expected), done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("p.txt", "-o", "out.jsonl"), "p.txt: Posts come in files that end in .csv, .jsonl"),
        (("none.jsonl", "-o", "out.jsonl"), "'none.jsonl' does not exist"),
        (("p.jsonl",), "Missing option"),
        (("p.jsonl", "-o", "p.jsonl"), "would take the place of"),
        (("p.jsonl", "-o", "./app/../p.jsonl"), "would take the place of"),
        (("p.jsonl", "-o", "p.jsonl/out.jsonl"), "can't be written"),
        (("p.jsonl", "-o", "app"), "is a directory"),
        (("p.jsonl", "-o", "out.jsonl", "--engine", "babelfish"), "'babelfish'"),
    ],
)
def test_wrong_use_is_said_and_the_posts_stay(
    project: Project, arguments: tuple[str, ...], said: str
) -> None:
    project.write("p.txt", "hello")
    project.write("p.jsonl", POSTS)
    told = project.run("captions", *arguments)
    assert told.code == 2
    assert said in " ".join(told.err.split())
    assert (project.root / "p.jsonl").read_text("utf-8") == POSTS
    assert not (project.root / "out.jsonl").exists()


STOPPED = """
    import os, signal
    from l10n.captions.sinks import jsonl
    real, written = jsonl.as_line, []
    def as_line(pair):
        written.append(1)
        if len(written) == 700:
            os.kill(os.getpid(), signal.{name})
        return real(pair)
    jsonl.as_line = as_line
    from l10n.cli import main
    main(["captions", "p.jsonl", "-o", "out/pairs.jsonl"])
"""


def in_background() -> None:
    """As a shell that is no terminal starts what stands before an `&`: Ctrl-C is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


OLD = '{"id": "1", "from": "en", "to": "zh"}\n'


@pytest.mark.parametrize(
    ("name", "before", "started"),
    [
        ("SIGINT", None, None),
        ("SIGINT", OLD, in_background),
        ("SIGTERM", OLD, None),
        ("SIGKILL", OLD, None),
        ("SIGKILL", None, None),
    ],
)
def test_a_run_that_is_stopped_leaves_no_half_a_file(
    project: Project, name: str, before: str | None, started: Callable[[], None] | None
) -> None:
    lines = [json.dumps({"id": n, "text": f"Sentence number {n}"}) + "\n" for n in range(900)]
    project.write("p.jsonl", "".join(lines))
    output = project.root / "out/pairs.jsonl"
    if before:
        project.write("out/pairs.jsonl", before)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(STOPPED.format(name=name))],
        cwd=project.root,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "L10N_LANG": "en"},
        preexec_fn=started,
    )
    assert done.returncode == (-signal.SIGKILL if name == "SIGKILL" else 130)
    assert "Traceback" not in done.stderr
    assert (output.read_text("utf-8") if output.exists() else None) == before
    if name != "SIGKILL":
        assert [path.name for path in output.parent.iterdir()] == (
            ["pairs.jsonl"] if before else []
        )
    assert project.run("captions", "p.jsonl", "-o", str(output)).code == 0
    assert len(pairs(output)) == 900


LEFT_ALONE = {
    "p.jsonl": 'nope\n{"id": 1, "text": "hello", "alt": "a cat", "likes": 3, "author": "Ann"}\n',
    "c.csv": "id,text,alt,views\n1,hello,a cat,3\n",
}


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_fields_that_hold_text_and_are_not_read_are_named(project: Project, name: str) -> None:
    project.write(name, LEFT_ALONE[name])
    assert f"{name}: fields left alone: alt." in captions(project, name).err


def test_what_fields_there_are_and_which_are_read_is_said(project: Project) -> None:
    project.write("c.csv", "id,content,lang\n1,hello,en\n")
    told = captions(project, "c.csv")
    assert told.code == 2
    assert "one that is read: title, body, text, caption, comment." in told.err
    assert (
        "Its fields are content, id, lang; rename the one that holds the text, or name it."
        in told.err
    )


def test_of_many_equal_errors_some_are_shown(project: Project) -> None:
    project.write("p.jsonl", '{"id": 1, "text": "hello"}\n' + '{"text": "no id"}\n' * 500)
    told = captions(project, "p.jsonl")
    assert told.err.count("A post has no id.") == 10
    assert "… and 490 more such errors." in told.err


def test_captions_without_an_answer_are_named(project: Project) -> None:
    posts = [{"id": number, "text": "the word " * 5000} for number in range(12)]
    project.write("p.jsonl", "".join(json.dumps(post) + "\n" for post in posts))
    told = captions(project, "p.jsonl")
    assert "No answer for 9/text." in told.err
    assert "No answer for 10/text." not in told.err
    assert '… and 2 more; their "target" is null in the pairs.' in told.err
