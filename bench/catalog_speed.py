"""Seconds to read and write catalogs, and to compile them, beside polib and Babel, in one run.

The catalog is made here: as many entries as asked for, one in ten plural, sentences of the usual
length of interface strings. Processor seconds, the median of the rounds.
"""

import argparse
import io
import json
import os
import platform
import statistics
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


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Median processor seconds."""
    taken: list[float] = []
    for _round in range(rounds):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return round(statistics.median(taken), 3)


def main() -> None:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
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
