"""How long the review tool's pages take over 100,000 units, on SQLite and on PostgreSQL.

The server is a process of its own, as `l10n review` starts it; the time is from the request to the
last byte of the reply, one request after another, on one connection.
"""

import argparse
import statistics
import time
from pathlib import Path

import review_site

RESULTS = review_site.HERE / "results" / "review_pages.json"
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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=100_000)
    arguments = parser.parse_args()
    figures: dict[str, dict[str, float]] = {}
    with review_site.everywhere() as places:
        for name, (place, root) in places.items():
            review_site.project(root, arguments.units)
            figures[name] = measure(place, root)
    review_site.keep(RESULTS, figures, units=arguments.units)


if __name__ == "__main__":
    main()
