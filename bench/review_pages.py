"""How long the review tool's pages take over 100,000 units, on SQLite and on PostgreSQL.

The server is a process of its own, as `l10n review` starts it; the time is from the request to the
last byte of the reply, one request after another, on one connection.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import review_site

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
RESULTS = HERE / "results" / "review_pages.json"
ROUNDS = 15
WAITING = "state=machine&state=suggested&state=outdated"
PAGES = {
    "queue": f"/queue?{WAITING}",
    "queue, page 1,000": f"/queue?{WAITING}&page=1000",
    "queue, everything": "/queue?order=priority",
    "queue, longest waiting": "/queue?order=age",
    "queue, search": "/queue?q=draft&order=priority",
    "queue, search without a hit": "/queue?q=zzzz&order=priority",
    "queue, by glossary term": "/queue?term=draft&order=priority",
    "queue, by finding": "/queue?finding=terms&order=priority",
    "dashboard": "/dashboard",
    "glossary": "/glossary",
    "next": f"/next?{WAITING}",
    "unit": "",
}


def measure(place: str, root: Path) -> dict[str, float]:
    """Milliseconds a page, the median of the rounds."""
    began = time.perf_counter()
    with review_site.serving(root, *(("--database", place) if place else ())) as server:
        rows = {"first start, s": round(time.perf_counter() - began, 1)}
        visitor = server.visitor()
        unit = str(visitor.get(PAGES["next"]).headers["location"])
        for name, path in PAGES.items():
            times = []
            for _round in range(ROUNDS):
                start = time.perf_counter()
                reply = visitor.get(path or unit)
                times.append(time.perf_counter() - start)
                assert reply.status_code in {200, 303}, (path, reply.status_code)
            rows[name] = round(statistics.median(times) * 1000, 1)
    return rows


def main() -> None:
    """Measure, print and keep."""
    from tests import databases

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=100_000)
    arguments = parser.parse_args()
    figures: dict[str, dict[str, float]] = {}
    with ExitStack() as stack:
        places = {"sqlite": ""}
        if not databases.missing():
            places["postgresql"] = databases.fresh(stack.enter_context(databases.server()))
        for name, place in places.items():
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            review_site.project(folder / "project", arguments.units)
            figures[name] = measure(place, folder / "project")
    width = max(map(len, PAGES))
    for row in next(iter(figures.values())):
        print(f"{row:{width}}", *(f"{name} {found[row]:8.1f}" for name, found in figures.items()))
    report = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "units": arguments.units,
        "milliseconds": figures,
    }
    RESULTS.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
