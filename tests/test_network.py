"""Nothing speaks to the network but what is told to: watched at Python's own audit hooks."""

import os
import subprocess
import sys

import pytest

from tests.cli.test_every_command import ALL
from tests.conftest import SETTINGS, Project

WATCHED = """
import sys

def watch(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.sendmsg"}:
        print("network:", event, arguments[1:], file=sys.stderr)

sys.addaudithook(watch)
from l10n.cli import main

for words in %r:
    try:
        main(words)
    except SystemExit as stop:
        print("ended:", stop.code)
"""
# In an order in which each has something to do.
CALLS = (
    ("init", "--help"),
    ("extract", "-o", "messages.pot"),
    ("update",),
    ("translate",),
    ("check",),
    ("lint",),
    ("types",),
    ("status",),
    ("sync",),
    ("approve", "Mute words and tags", "--by", "Ann"),
    ("reject", "View {name}'s profile", "--by", "Ann", "--reason", "stiff"),
    ("accept", "terms", "Mute words and tags", "--by", "Ann", "--reason", "right so"),
    ("adopt", "--by", "Ann", "--trust", "none"),
    ("upgrade",),
    ("compile",),
    ("key", "new", "--name", "Bo", "--no-passphrase"),
    ("key", "add", "Cy", "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
    ("key", "list"),
    ("key", "sign", "--by", "Bo"),
    ("key", "revoke", "0" * 16),
    ("release",),
    ("release", "use", "latest"),
    ("release", "diff", "latest"),
    ("verify", "build/releases/latest"),
    ("run",),
    ("export", "-l", "zh_Hans", "--format", "csv", "-o", "work.csv"),
    ("import", "work.csv", "--by", "Ann"),
    ("captions", "translate", "posts.jsonl", "-o", "pairs.jsonl"),
    ("captions", "sample"),
    ("captions", "release", "-o", "released.jsonl"),
    ("calibrate",),
    ("captions", "moderate"),
    ("glossary", "lint"),
    ("glossary", "candidates"),
    ("glossary", "pairs"),
    ("glossary", "export", "-o", "terms.tbx"),
    ("glossary", "import", "terms.tbx", "-o", "more.csv"),
    ("memory", "export", "-o", "approved.tmx"),
    ("memory", "import", "approved.tmx"),
    ("explain", "terms"),
    ("hook", "install", "--merge-driver"),
    ("hook", "uninstall"),
    ("ledger", "verify"),
    ("ledger", "export", "-o", "ledger.jsonl"),
    ("ledger", "import", "ledger.jsonl", "--database", "new.sqlite"),
    ("model", "list"),
    ("model", "info", "en-zh"),
    ("model", "adapt", "--dry-run"),
    ("model", "export", "en-zh", "-o", "en-zh.argosmodel"),
    ("model", "remove", "en-zh"),
    ("user", "list"),
)
# A server, what asks for a password or a name, and what is told to.
OTHERS = {
    *("review", "serve-release", "captions serve", "user add", "user change", "user remove"),
    "model install",
}


def run(project: Project, *calls: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    code = WATCHED % ([list(call) for call in calls],)
    # The models of whoever runs the tests are left alone, and what is sent goes nowhere.
    home = str(project.root / "home")
    own = {"HOME": home, "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home, "XDG_CONFIG_HOME": home}
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:9", "NO_PROXY": ""}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=project.root,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **own, **nowhere},
    )


@pytest.mark.slow
def test_no_command_speaks_to_the_network(project: Project) -> None:
    project.write("l10n.toml", SETTINGS.replace('"fake"', '"argos"'))
    project.write("posts.jsonl", '{"id": 1, "text": "Good night, everyone"}\n')
    subprocess.run(["git", "init", "-q"], cwd=project.root, check=True)
    done = run(project, *CALLS)
    assert done.stdout.count("ended:") == len(CALLS), done.stderr
    assert "network:" not in done.stderr
    assert "Traceback" not in done.stderr
    asked = {name for call in CALLS for name in (call[0], " ".join(call[:2])) if name in ALL}
    assert asked | OTHERS | {"key", "ledger", "glossary", "memory", "hook", "model", "user"} == set(
        ALL
    )


def test_the_watch_sees_who_does(project: Project) -> None:
    assert "network: socket." in run(project, ("model", "list", "--index")).stderr
