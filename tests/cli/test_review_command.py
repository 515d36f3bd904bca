"""`l10n review` as a process: it opens on loopback by its link, and nowhere else without users."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from tests.conftest import Project

pytestmark = pytest.mark.slow


@contextmanager
def serving(project: Project, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command as a process, and the first line it says."""
    process = subprocess.Popen(
        [sys.executable, "-m", "l10n", "review", "--port", "0", "--no-browser", *words],
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout
        yield process, process.stdout.readline()
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_on_this_machine_the_link_opens_it_once(project: Project, stop: signal.Signals) -> None:
    with serving(project) as (process, line):
        found = re.fullmatch(r"Open (http://127\.0\.0\.1:\d+)(/enter\?key=\S+)\n", line)
        assert found, line
        address, path = found.groups()
        with httpx.Client(base_url=address, timeout=30) as stranger:
            assert stranger.get("/").headers["location"] == "/login"
        with httpx.Client(base_url=address, timeout=30) as browser:
            entered = browser.get(path)
            assert (entered.status_code, entered.headers["location"]) == (303, "/")
            assert "server" not in entered.headers
            assert browser.get("/people").status_code == 200
            # A path and a cookie that are no text.
            with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2]))) as raw:
                raw.sendall(
                    b"GET /%ff%00 HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: \xff=\xfe;\r\n\r\n"
                )
                assert raw.recv(100).startswith(b"HTTP/1.1 4")
        with httpx.Client(base_url=address, timeout=30) as late:
            assert late.get(path).status_code == 403
        assert process.stdout
        # Who came too late makes the terminal show a new link.
        assert process.stdout.readline().startswith(f"Open {address}/enter?key=")
        process.send_signal(stop)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, "", "")


def test_elsewhere_it_does_not_start_without_users(project: Project) -> None:
    told = project.run("review", "--host", "0.0.0.0", "--port", "0")
    assert told.code == 2
    assert told.err == (
        "error: There are no users, so nobody could log in. "
        "Add one with `l10n user add NAME --role admin`.\n"
    )


def test_elsewhere_people_log_in(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse battery\n"))
    assert project.run("user", "add", "root", "--role", "admin", "--password-stdin").code == 0
    with serving(project, "--host", "0.0.0.0", "--allow-http") as (_process, line):
        found = re.fullmatch(r"The review tool is at http://0\.0\.0\.0:(\d+)\.\n", line)
        assert found, line
        with httpx.Client(base_url=f"http://127.0.0.1:{found[1]}", timeout=30) as browser:
            assert browser.get("/enter?key=x").status_code == 404
            secret = re.search('name="csrf" value="([^"]+)"', browser.get("/login").text)
            assert secret
            form = {"csrf": secret[1], "name": "root", "password": "correct horse battery"}
            assert browser.post("/login", data=form).headers["location"] == "/"
            assert browser.get("/people").status_code == 200


def test_a_port_that_is_taken_is_told(project: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = project.run("review", "--port", str(taken.getsockname()[1]), "--no-browser")
    assert told.code == 2
    assert "can't be listened on" in told.err
    assert "--port" in told.err


def test_without_the_extra_it_says_what_to_install(project: Project) -> None:
    hidden = "import sys; sys.modules['fastapi'] = None; from l10n.cli import main; main()"
    told = subprocess.run(
        [sys.executable, "-c", hidden, "review", "--no-browser"],
        cwd=project.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 2
    assert told.stderr == (
        "error: This needs the package fastapi, which is not installed. "
        "Run `pip install 'l10n-zh-en[review]'`.\n"
    )
