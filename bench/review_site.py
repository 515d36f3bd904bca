"""What the review benches share: a project of many units, and its server as a process."""

import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
LOCALE = "zh_Hans"
_STRINGS = (HERE / "data" / "short_strings.txt").read_text("utf-8").splitlines()
_SETTINGS = """\
source_locale = "en"
target_locales = ["zh_Hans"]
glossary = ["glossary/*.csv"]

[engine]
name = "fake"
"""


def project(root: Path, units: int) -> None:
    """A project whose catalog has so many units, each with a machine's words."""
    from l10n.catalogs.header import header_for
    from l10n.formats.po import FORMAT
    from l10n.model import (
        Catalog,
        Entry,
        Location,
        Origin,
        Provenance,
        Route,
        State,
        Unit,
        content_hash,
    )  # fmt: skip

    entries = []
    for number in range(units):
        text = f"{_STRINGS[number % len(_STRINGS)]} {number}"
        unit = Unit((text,), locations=(Location(f"app/{number % 97}.py"),))
        target = (f"译{text}",)
        quality = number % 1000 / 1000
        made = Provenance(
            content_hash(LOCALE, unit, target), Origin.MACHINE, "bench 1", quality, Route.REVIEW
        )
        entries.append(Entry(unit, target, State.MACHINE, provenance=made, fuzzy=True))
    (root / "glossary").mkdir(parents=True)
    (root / "l10n.toml").write_text(_SETTINGS)
    shipped = HERE.parent / "glossary" / "l10n.en-zh.csv"
    (root / "glossary" / "terms.csv").write_bytes(shipped.read_bytes())
    path = root / "locales" / LOCALE / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    header = header_for(LOCALE, "messages")
    path.write_bytes(
        FORMAT.serialize(Catalog(LOCALE, "messages", str(path), header, tuple(entries)))
    )


@contextmanager
def everywhere() -> Iterator[dict[str, tuple[str, Path]]]:
    """For each kind of database here its URL, "" for the project's own, and a folder for it."""
    from tests import databases

    with ExitStack() as stack:
        places = {"sqlite": ""}
        if not databases.missing():
            places["postgresql"] = databases.fresh(stack.enter_context(databases.server()))
        yield {
            name: (place, Path(stack.enter_context(tempfile.TemporaryDirectory())) / "project")
            for name, place in places.items()
        }


def keep(results: Path, figures: dict[str, dict[str, float]], **facts: object) -> None:
    """Print the figures, a column for each database, and write them down with the machine."""
    rows = list(next(iter(figures.values())))
    width = max(map(len, rows))
    for row in rows:
        print(f"{row:{width}}", *(f"{name} {found[row]:8,}" for name, found in figures.items()))
    report = {"machine": f"{platform.machine()}, {os.cpu_count()} cores", **facts}
    text = json.dumps({**report, "figures": figures}, indent=2, ensure_ascii=False)
    results.write_text(text + "\n", "utf-8")


@dataclass(frozen=True)
class Server:
    """A running review tool."""

    process: subprocess.Popen[str]
    address: str
    link: str

    def visitor(self) -> httpx.Client:
        """Somebody who came in by the link."""
        client = httpx.Client(base_url=self.address, timeout=120)
        assert client.get(self.link).status_code == httpx.codes.SEE_OTHER
        return client


def start(root: Path, *options: str) -> Server:
    """Start the review tool of a project; it listens when this returns."""
    command = [sys.executable, "-m", "l10n", "-C", str(root), "review", "--port", "0", *options]
    process = subprocess.Popen(
        [*command, "--no-browser"] if "--host" not in options else command,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "L10N_LANG": "en", "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout
    told = process.stdout.readline()
    found = re.search(r"(http://[^/\s]+)(/enter\S*)?", told)
    assert found, told
    address = found[1].rstrip(".").replace("0.0.0.0", "127.0.0.1")
    return Server(process, address, found[2] or "")


@contextmanager
def serving(root: Path, *options: str) -> Iterator[Server]:
    """The same, stopped at the end."""
    server = start(root, *options)
    try:
        yield server
    finally:
        server.process.terminate()
        server.process.wait()
