"""`l10n captions serve` as a process: where it listens, who may ask, and how it ends."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import pytest

from tests.conftest import SETTINGS, Project

KEY = "a-key-that-is-long-enough"


@contextmanager
def serving(project: Project, *words: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """The command as a process, and the address that it says."""
    process = subprocess.Popen(
        [sys.executable, "-m", "l10n", "captions", "serve", "--port", "0", *words],
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "KEYS": KEY},
    )
    try:
        assert process.stdout
        line = process.stdout.readline()
        told = r"Captions are served at (http://\S+), for programs on this machine only\.\n"
        found = re.fullmatch(told, line)
        assert found, line
        yield process, found[1]
    finally:
        process.kill()
        process.communicate()


@pytest.mark.slow
def test_what_was_asked_is_answered_before_it_ends(project: Project) -> None:
    project.write("l10n.toml", SETTINGS.replace('"fake"', '"argos"'))
    posts = [f"Good night, everyone, this is my note number {n}." for n in range(100)]
    body = {"q": posts, "source": "en", "target": "zh"}
    with serving(project) as (process, address), ThreadPoolExecutor(1) as pool:
        assert address.startswith("http://127.0.0.1:")
        asked = pool.submit(httpx.post, f"{address}/translate", json=body, timeout=120)
        waits = re.compile(r'waiting_bytes\{kind="bulk"\} [1-9]')
        while not waits.search(httpx.get(f"{address}/metrics", timeout=60).text):
            assert not asked.done()
        process.send_signal(signal.SIGTERM)
        reply = asked.result()
        assert reply.status_code == 200
        assert len(reply.json()["translatedText"]) == len(posts)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, "")
    assert "Traceback" not in err


@pytest.mark.slow
def test_keys_come_from_a_file_or_the_environment(project: Project) -> None:
    project.write("keys.txt", "another-key-long-enough\nand-one-more-of-them-1\n")
    words = ("--api-key", "env:KEYS", "--api-key", "file:keys.txt")
    body = {"q": "Hello", "source": "en", "target": "zh"}
    with serving(project, *words) as (_process, address):
        url = f"{address}/translate"
        assert httpx.post(url, json=body).status_code == 400
        for key in (KEY, "another-key-long-enough", "and-one-more-of-them-1"):
            assert httpx.post(url, json={**body, "api_key": key}).status_code == 200


WRONG = [
    (("--api-key", "env:NOT_SET_ANYWHERE"), "There is no API key in env:NOT_SET_ANYWHERE."),
    (("--api-key", "file:empty.txt"), "There is no API key in file:empty.txt."),
    (("--api-key", "file:missing.txt"), "missing.txt"),
    (("--api-key", ""), "There is no API key in --api-key."),
    (("--api-key", "short"), "An API key in --api-key is not 16 to 200 characters long."),
    (("--engine", "nothing"), "nothing"),
    (("--host", "192.0.2.1"), "can't be listened on"),
    (("--port", "70000"), "70000"),
    (("posts.jsonl",), "posts.jsonl"),
]


def test_half_a_glossary_is_none(project: Project) -> None:
    project.write("glossary/terms.csv", "from,to,source\nen,zh\n")
    told = project.run("captions", "serve")
    assert told.code == 2
    assert "glossary/terms.csv" in told.err


@pytest.mark.parametrize(("words", "sentence"), WRONG)
def test_what_is_wrong_is_said_before_it_listens(
    project: Project, words: tuple[str, ...], sentence: str
) -> None:
    project.write("empty.txt", "\n \n")
    told = project.run("captions", "serve", *words)
    assert told.code == 2
    assert sentence in told.err
    assert "Traceback" not in told.err
