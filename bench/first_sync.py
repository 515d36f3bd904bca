"""Seconds and memory of a large catalog's first sync, the next ones, check, update and adoption.

The project is made here: so many strings in Python files, a catalog in which half are approved, a
quarter a machine's, the rest edited, outdated, rejected or empty, with the findings and the terms
of the shipped glossary that such strings have; it is adopted without our marks. Every figure is
the best of the rounds, of the command as a process; memory is the peak over it and its workers,
what they share counted once.
`--beside` measures another checkout in turn with this one. On a machine that others use too, the
processor seconds say more than those of the clock.
"""

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import review_site

from l10n.catalogs.header import header_for
from l10n.formats.po import FORMAT
from l10n.model import (
    Approval,
    Catalog,
    Entry,
    Location,
    Origin,
    Provenance,
    Rejection,
    Route,
    State,
    Unit,
    content_hash,
)
from l10n.text.placeables import parse, placeables

HERE = review_site.HERE
LOCALE = review_site.LOCALE
RESULTS = HERE / "results" / "first_sync.json"
STRINGS = (HERE / "data" / "short_strings.txt").read_text("utf-8").splitlines()
FILES = 97
AT = "2026-01-01T00:00:00Z"
WORDS = "的一是在不了有和人这中大为上个用户设置搜索查看笔记评论关注点赞分享消息通知账号密码登录"
STATES = (
    *[State.APPROVED] * 10,
    *[State.MACHINE] * 5,
    *[State.SUGGESTED] * 2,
    State.OUTDATED,
    State.REJECTED,
    State.UNTRANSLATED,
)
SETTINGS = """\
source_locale = "en"
target_locales = ["zh_Hans"]
glossary = ["glossary/*.csv"]

[[sources]]
extractor = "python"
include = ["app/*.py"]

[engine]
name = "fake"
"""


def entry(number: int, dice: random.Random) -> Entry:
    """The entry of a string in one of the states."""
    text = f"{STRINGS[number % len(STRINGS)]} {number}"
    unit = Unit((text,), locations=(Location(f"app/part{number % FILES:02}.py"),))
    state = dice.choice(STATES)
    if state is State.UNTRANSLATED:
        return Entry(unit, ("",))
    kept = [piece.text for piece in placeables(parse(text)).elements()]
    if kept and dice.random() < 0.05:
        kept.pop()
    said = "".join(dice.choices(WORDS, k=dice.randint(3, 14)))
    target = (f"{said}{''.join(kept)} {number}{'  ' if dice.random() < 0.05 else ''}",)
    hash_ = content_hash(LOCALE, unit, target)
    made = Provenance(hash_, Origin.MACHINE, "bench 1", dice.random(), Route.REVIEW)
    by = f"person {number % 7}"
    fuzzy = state is not State.APPROVED
    return Entry(
        unit,
        target,
        state,
        approval=Approval(hash_, AT, by) if state is State.APPROVED else None,
        provenance=made if state is State.MACHINE or number % 2 else None,
        rejections=(Rejection(hash_, AT, by, "stiff"),) if state is State.REJECTED else (),
        previous=Unit((f"{text} before",)) if state is State.OUTDATED else None,
        fuzzy=fuzzy,
    )


def project(root: Path, units: int) -> None:
    """The project, its catalog as `update` leaves it."""
    dice = random.Random(17)
    entries = sorted(
        (entry(number, dice) for number in range(units)), key=lambda e: e.unit.locations
    )
    (root / "app").mkdir(parents=True)
    (root / "glossary").mkdir()
    (root / "l10n.toml").write_text(SETTINGS)
    for name in ("l10n.en-zh.csv", "social.en-zh.csv"):
        (root / "glossary" / name).write_bytes((HERE.parent / "glossary" / name).read_bytes())
    lines: dict[str, list[str]] = {}
    for made in entries:
        lines.setdefault(made.unit.locations[0].path, []).append(f"_({made.unit.source[0]!r})\n")
    for name, said in lines.items():
        (root / name).write_text("".join(said))
    path = root / "locales" / LOCALE / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    header = header_for(LOCALE, "messages")
    path.write_bytes(
        FORMAT.serialize(Catalog(LOCALE, "messages", str(path), header, tuple(entries)))
    )


class Peak:
    """The most memory that a process and its children had at once, in MB.

    Half of what a second one shares is counted with each: `Pss`, as the kernel tells it.
    """

    def __init__(self, process: int) -> None:
        self.highest = 0.0
        self._process = process
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Look while the block runs."""
        self._thread.start()
        try:
            yield
        finally:
            self._ended.set()
            self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(0.2):
            whole = sum(_memory(process) for process in _family(self._process))
            self.highest = max(self.highest, whole / 1024)


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))
    except OSError:
        return


def _memory(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def run(tree: Path, root: Path, *words: str) -> dict[str, float]:
    """A command of that checkout: its seconds, those of processors with its workers', its MB."""
    start = time.perf_counter()
    process = subprocess.Popen(
        # -P: the checkout that we stand in is not the one that is asked for.
        [sys.executable, "-P", "-m", "l10n", "-C", str(root), *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # `compile` names each entry that it holds back
        env={**os.environ, "PYTHONPATH": str(tree), "L10N_LANG": "en"},
    )
    peak = Peak(process.pid)
    with peak.watched():
        _process, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in {0, 1}, (words, process.returncode)
    taken = time.perf_counter() - start
    return {"s": taken, "CPU s": used.ru_utime + used.ru_stime, "MB": peak.highest}


def edit(root: Path, count: int, round_: int) -> None:
    """Other words for some entries, as a hand in an editor leaves them."""
    path = root / "locales" / LOCALE / "LC_MESSAGES" / "messages.po"
    blocks = path.read_text("utf-8").split("\n\n")
    step = len(blocks) // count
    for place in range(1, len(blocks), step):
        blocks[place] = blocks[place].replace('\nmsgstr "', f'\nmsgstr "改{round_}', 1)
    path.write_text("\n\n".join(blocks), "utf-8")


def foreign(root: Path) -> None:
    """The catalog as a team has it that never had l10n: no marks of ours."""
    path = root / "locales" / LOCALE / "LC_MESSAGES" / "messages.po"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    ours = ("# @", '"X-L10n-Catalog')
    path.write_text("".join(line for line in lines if not line.startswith(ours)), "utf-8")


def once(tree: Path, root: Path, units: int, place: str, round_: int) -> dict[str, float]:
    """One round of one checkout with one kind of database."""
    project(root, units)
    options = ("--database", place) if place else ()
    figures: dict[str, float] = {}

    def note(name: str, *words: str) -> None:
        for unit, figure in run(tree, root, *words).items():
            figures[f"{name}, {unit}"] = figure

    note("first sync", "sync", *options)
    note("nothing new", "sync", *options)
    edit(root, 50, round_)
    note("50 entries edited", "sync", *options)
    if not place:
        note("check", "check", "--errors-only")
        note("update", "update")
        foreign(root)
        note("adopt", "adopt", "--by", "Bench")
        note("adopt again", "adopt", "--by", "Bench")
    return figures


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, nargs="+", default=[25_000, 100_000, 200_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--beside", type=Path, help="another checkout, measured in turn")
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    arguments = parser.parse_args()
    trees = {"l10n": HERE.parent}
    if arguments.beside:
        trees = {"before": arguments.beside.resolve(), **trees}
    found: dict[str, dict[str, dict[str, list[float]]]] = {}
    load: list[float] = []
    from tests import databases

    with databases.server() as urls:
        turns = product(range(arguments.rounds), arguments.units, trees, ("sqlite", "postgresql"))
        for round_, units, name, kind in turns:
            if arguments.only not in {None, kind}:
                continue
            load.append(os.getloadavg()[0])
            place = databases.fresh(urls) if kind == "postgresql" else ""
            with tempfile.TemporaryDirectory() as folder:
                root = Path(folder) / "project"
                measured = once(trees[name], root, units, place, round_)
            rows = found.setdefault(str(units), {}).setdefault(f"{name}, {kind}", {})
            for what, figure in measured.items():
                rows.setdefault(what, []).append(figure)
            print(f"{units}, {name}, {kind}:", {w: round(f, 1) for w, f in measured.items()})
    best = {
        units: {
            name: {what: round(min(figures), 1) for what, figures in rows.items()}
            for name, rows in measured.items()
        }
        for units, measured in found.items()
    }
    report = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, shared with other work",
        "load before each round": [round(one, 1) for one in load],
        "rounds": arguments.rounds,
        "figures by units": best,
    }
    text = json.dumps(report, indent=2, ensure_ascii=False)
    print(text)
    RESULTS.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
