"""What Ray costs: `l10n captions --engine-on ray` beside as many runs of the command without it.

The comments are those of `captions_grammar.py`, so many for each worker that its blocks are whole.
Without Ray each worker is a process with a thread of its own and its share of the posts; with it an
actor has the same. Both are timed from start to end, Ray's own start and end included; a run of one
post a worker tells how much these are. Pairs are compared one by one.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

import captions_grammar
from captions_speed import SETTINGS

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "captions_ray.json"
SEED, WORKERS = 2025, 2


def start(folder: Path, posts: str, pairs: str, *more: str) -> "subprocess.Popen[bytes]":
    """The command in a project, with a thread for its engine."""
    words = ["captions", posts, "-o", pairs, "--json", *more]
    return subprocess.Popen(
        [sys.executable, "-m", "l10n", *words],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(HERE.parent), "OMP_NUM_THREADS": "1"},
    )


def timed(*runs: "subprocess.Popen[bytes]", begun: float) -> float:
    """Seconds until all of them ended."""
    assert [run.wait() for run in runs] == [0] * len(runs)
    return time.perf_counter() - begun


def project(folder: Path, parts: list[list[str]]) -> None:
    """A project with the posts of each worker."""
    folder.mkdir(parents=True)
    settings = SETTINGS.format(glossary=HERE.parent / "glossary", beam=1)
    (folder / "l10n.toml").write_text(settings, "utf-8")
    (folder / "posts").mkdir()
    for number, part in enumerate(parts):
        with (folder / f"posts/{number}.jsonl").open("w", encoding="utf-8") as file:
            for at, text in enumerate(part):
                line = json.dumps({"id": f"{number}-{at}", "text": text}, ensure_ascii=False)
                file.write(line + "\n")


def read(*files: Path) -> list[dict[str, Any]]:
    """The pairs, in their order."""
    return [
        json.loads(line) for file in files for line in file.read_text("utf-8").split("\n") if line
    ]


def here(folder: Path, parts: list[list[str]]) -> tuple[float, list[dict[str, Any]]]:
    """Seconds and pairs of a process for each part, side by side."""
    for number, part in enumerate(parts):
        project(folder / f"{number}", [part])
    begun = time.perf_counter()
    runs = [start(folder / f"{number}", "posts", "pairs.jsonl") for number in range(len(parts))]
    seconds = timed(*runs, begun=begun)
    return seconds, read(*(folder / f"{number}/pairs.jsonl" for number in range(len(parts))))


def there(folder: Path, parts: list[list[str]]) -> tuple[float, list[dict[str, Any]]]:
    """Seconds and pairs of a run on Ray, with an actor for each part."""
    project(folder, parts)
    ray = ("--engine-on", "ray", "--workers", str(len(parts)))
    begun = time.perf_counter()
    seconds = timed(start(folder, "posts", "pairs.jsonl", *ray), begun=begun)
    return seconds, read(folder / "pairs.jsonl")


def caller(folder: Path, pairs: list[dict[str, Any]]) -> dict[str, int]:
    """What the process that is called does a second: posts that it reads, pairs that it writes."""
    from l10n.captions import posts
    from l10n.captions.sinks import opening as sinks
    from l10n.captions.sinks.interface import Entry
    from l10n.captions.sources import opening as sources
    from l10n.captions.windows import Input, Reading, Spot, Watch
    from l10n.project.tables import Captions
    from l10n.store.seen import Seen

    asked = posts.asked(Captions())
    found = [Input(*one, asked) for one in sources.sources(str(folder / "posts"))]
    with Seen() as seen:
        watch = Watch(
            print, lambda *_: None, lambda name, _n, at: seen.first(name, at.line) and None
        )
        begun = time.perf_counter()
        windows = Reading(found, Captions()).windows(Spot(), watch, look=True)
        count = sum(len(window.items) for window in windows)
        read_ = time.perf_counter() - begun
    place = str(folder / "again.jsonl")
    begun = time.perf_counter()
    with sinks.sink(place).open(place, "", None) as writer:
        for at in range(0, len(pairs), 2_048):
            block = pairs[at : at + 2_048]
            writer.write([Entry(pair["post_id"], pair["field"], [pair]) for pair in block])
        writer.finish()
    written = time.perf_counter() - begun
    return {"reads": round(count / read_), "writes": round(len(pairs) / written)}


def main() -> None:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=2 * 2_048, help="comments for each worker")
    arguments = parser.parse_args()
    texts = captions_grammar.texts(SEED)
    parts = [list(islice(texts, arguments.each)) for _worker in range(WORKERS)]
    firsts = [part[:1] for part in parts]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        apart, ours = here(folder / "here", parts)
        shared, theirs = there(folder / "there", parts)
        calling = caller(folder / "there", theirs)
        begins = [here(folder / "a", firsts)[0], there(folder / "b", firsts)[0]]
    same = sum(one["target"] == other["target"] for one, other in zip(ours, theirs, strict=True))
    captions = WORKERS * arguments.each
    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "workers": WORKERS,
        "captions": captions,
        **{
            name: {
                "seconds": round(seconds, 1),
                "of_which_start": round(begin, 1),
                "captions_per_second": round(captions / seconds, 1),
            }
            for name, seconds, begin in (
                ("processes", apart, begins[0]),
                ("ray", shared, begins[1]),
            )
        },
        "caller_a_second": calling,
        "overhead": round(shared / apart - 1, 3),
        "overhead_without_rays_start": round((shared - begins[1]) / apart - 1, 3),
        "same_target_share": round(same / len(ours), 4),
    }
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
