"""Seconds to read and write catalogs, and to compile them, beside their peers, in one run.

Peers are polib, Babel and, for reading and writing, GNU gettext's msgcat.

The catalog is made here: as many entries as asked for, one in ten plural, sentences of the usual
length of interface strings. Processor seconds, the median of the rounds.
"""

import argparse
import gc
import io
import json
import os
import platform
import resource
import statistics
import subprocess
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


def main() -> None:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    gc.set_threshold(50_000, 20, 100)  # as the command line does; to the good of all of them
    text = made(arguments.entries)
    ours = PO.parse(text, "app.po", "zh_Hans", "app")
    babel = pofile.read_po(io.BytesIO(text.encode()), ignore_obsolete=True)
    for message in babel:
        message.flags.discard("fuzzy")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "app.po"
        path.write_text(text, "utf-8")
        theirs = polib.pofile(str(path))
        for entry in theirs:
            entry.flags = []

        def polib_round() -> None:
            catalog = polib.pofile(str(path), wrapwidth=0)
            catalog.save(str(path) + ".out")

        def babel_round() -> None:
            with path.open("rb") as file:
                catalog = pofile.read_po(file)
            pofile.write_po(io.BytesIO(), catalog, width=0)

        def msgcat_round() -> None:
            command = ["msgcat", "--no-wrap", str(path), "-o", f"{path}.out"]
            subprocess.run(command, check=True)

        def our_round() -> None:
            PO.serialize(PO.parse(path.read_text("utf-8"), "app.po", "zh_Hans", "app"))

        rounds = arguments.rounds
        result = {
            "machine": f"{platform.machine()}, {os.cpu_count()} cores",
            "entries": arguments.entries,
            "cpu_seconds": {
                "read and write PO": {
                    "l10n": seconds(our_round, rounds),
                    "polib, no folding": seconds(polib_round, rounds),
                    "babel, no folding": seconds(babel_round, rounds),
                    "msgcat, no folding": seconds(msgcat_round, rounds),
                },
                "write MO": {
                    "l10n": seconds(lambda: MO.serialize(ours), rounds),
                    "polib": seconds(theirs.to_binary, rounds),
                    "babel": seconds(lambda: mofile.write_mo(io.BytesIO(), babel), rounds),
                },
            },
        }
    print(json.dumps(result, indent=2))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
