"""Seconds to read and write catalogs, to compile and to check them, beside their peers, in one run.

Peers are polib, Babel and, for reading and writing, GNU gettext's msgcat; for checks pofilter of
the Translate Toolkit, with the tests that ask what some rule of ours asks.

The catalog is made here: as many entries as asked for, one in ten plural, sentences of the usual
length of interface strings. `--catalog` names a real one to read, write and check as well: the
Python documentation's, joined by msgcat, is the one in the results. Processor seconds, the median
of the rounds.
"""

import argparse
import gc
import io
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polib
from babel.messages import mofile, pofile

from l10n.catalogs.header import header_for
from l10n.formats.mo import FORMAT as MO
from l10n.formats.po import FORMAT as PO
from l10n.model import Catalog, Entry, Location, State, Unit

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "catalog_speed.json"
WORDS = (HERE / "data" / "short_strings.txt").read_text("utf-8").splitlines()

SETTINGS = """source_locale = "en"
target_locales = ["zh_CN"]
domain = "app"

[[sources]]
extractor = "python"
include = ["app.py"]
"""
PEERS_TESTS = (
    *("blank", "doublespacing", "doublewords", "emails", "endpunc", "endwhitespace", "newlines"),
    *("nplurals", "numbers", "printf", "pythonbraceformat", "startwhitespace", "unchanged", "urls"),
    *("variables", "xmltags"),
)


def made(entries: int) -> str:
    """A catalog's text."""
    rows = tuple(
        Entry(
            Unit(
                (f"{WORDS[n % len(WORDS)]} {n}",) + ((f"many {n}",) if n % 10 == 0 else ()),
                locations=(Location(f"app/part{n % 97}.py"),),
            ),
            (f"第 {n} 条：译文在此",),
            State.SUGGESTED,
        )
        for n in range(entries)
    )
    catalog = Catalog("zh_Hans", "app", "app.po", header_for("zh_Hans", "app"), rows)
    return PO.serialize(catalog).decode()


def clock() -> float:
    """Processor seconds of this process, and of those that it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Median processor seconds."""
    taken: list[float] = []
    for _round in range(rounds):
        start = clock()
        work()
        taken.append(clock() - start)
    return round(statistics.median(taken), 3)


def read_and_write(path: Path, rounds: int) -> dict[str, float]:
    """Each tool reads a catalog and writes it whole."""

    def ours() -> None:
        PO.serialize(PO.parse(path.read_text("utf-8"), "app.po", "zh_Hans", "app"))

    def polibs() -> None:
        polib.pofile(str(path), wrapwidth=0).save(f"{path}.out")

    def babels() -> None:
        with path.open("rb") as file:
            catalog = pofile.read_po(file)
        pofile.write_po(io.BytesIO(), catalog, width=0)

    def msgcats() -> None:
        subprocess.run(["msgcat", "--no-wrap", str(path), "-o", f"{path}.out"], check=True)

    return {
        "l10n": seconds(ours, rounds),
        "polib, no folding": seconds(polibs, rounds),
        "babel, no folding": seconds(babels, rounds),
        "msgcat, no folding": seconds(msgcats, rounds),
    }


def compiled(path: Path, rounds: int) -> dict[str, float]:
    """Each library makes the bytes of an MO file."""
    ours = PO.parse(path.read_text("utf-8"), "app.po", "zh_Hans", "app")
    with path.open("rb") as file:
        babel = pofile.read_po(file, ignore_obsolete=True)
    for message in babel:
        message.flags.discard("fuzzy")
    theirs = polib.pofile(str(path))
    for entry in theirs:
        entry.flags = []
    return {
        "l10n": seconds(lambda: MO.serialize(ours), rounds),
        "polib": seconds(theirs.to_binary, rounds),
        "babel": seconds(lambda: mofile.write_mo(io.BytesIO(), babel), rounds),
    }


def checked(path: Path, rounds: int) -> dict[str, float]:
    """Whole commands over a catalog: all our rules, and those of pofilter that ask the like."""
    folder = path.parent / "checked"
    place = folder / "locales/zh_CN/LC_MESSAGES/app.po"
    place.parent.mkdir(parents=True)
    shutil.copyfile(path, place)
    (folder / "app.py").write_text('_("a")', "utf-8")
    (folder / "l10n.toml").write_text(SETTINGS, "utf-8")
    # With 1 both say that they found something.
    env = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    check = [sys.executable, "-m", "l10n", "check", "--json"]
    pofilter = ["pofilter", "--progress=none", "--language=zh_CN", "locales", "found"]
    pofilter += [f"--test={test}" for test in PEERS_TESTS]

    def run(command: list[str]) -> None:
        subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False)

    return {
        "l10n": seconds(lambda: run(check), rounds),
        "pofilter": seconds(lambda: run(pofilter), rounds),
    }


def main() -> None:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=20_000)
    parser.add_argument("--catalog", type=Path, help="a real one")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    gc.set_threshold(50_000, 20, 100)  # as the command line does; to the good of all of them
    rounds = arguments.rounds
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "app.po"
        path.write_text(made(arguments.entries), "utf-8")
        result: dict[str, object] = {
            "machine": f"{platform.machine()}, {os.cpu_count()} cores",
            "entries": arguments.entries,
            "cpu_seconds": {
                "read and write PO": read_and_write(path, rounds),
                "write MO": compiled(path, rounds),
            },
        }
        if arguments.catalog:
            shutil.copyfile(arguments.catalog, path)
            result["real catalog"] = {
                "name": arguments.catalog.stem,
                "entries": len(polib.pofile(str(path))),
                "megabytes": round(path.stat().st_size / 1e6, 1),
                "cpu_seconds": {
                    "read and write PO": read_and_write(path, rounds),
                    "check": checked(path, rounds),
                },
            }
    print(json.dumps(result, indent=2))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
