"""How long other pages take while somebody's large work is judged: a file that comes back, a batch.

The server is a process of its own, as `l10n review` starts it. A page is asked for again and again
while a whole catalog comes back edited, or the largest batch there may be is looked at and carried
out; beside it stand the same pages of an idle server.
"""

import argparse
import csv
import io
import re
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import review_site

RESULTS = review_site.HERE / "results" / "review_upload.json"
PAGES = ("/queue?order=age", "/dashboard", "/next")
IDLE = 30
NAMES = {"csv": "a.csv", "xliff": "a.xlf"}
BATCH = "batch"


def edited(visitor: httpx.Client, form: str) -> bytes:
    """The catalog as exported, every target changed."""
    data = visitor.get(f"/exchange/file?format={form}").content
    if form == "csv":
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        column = rows[0].index("target")
        for row in rows[1:]:
            row[column] += "改"
        out = io.StringIO(newline="")
        csv.writer(out).writerows(rows)
        return out.getvalue().encode()
    return re.sub(rb"</target>", "改</target>".encode(), data)


def timed(visitor: httpx.Client, path: str) -> float:
    """Milliseconds to the last byte."""
    start = time.perf_counter()
    visitor.get(path)
    return (time.perf_counter() - start) * 1000


def memory(process: int) -> float:
    """The most that a process held, in MB."""
    text = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+)", text)
    return int(found[1]) / 1000 if found else 0.0


def upload(visitor: httpx.Client, form: str, csrf: str) -> Callable[[httpx.Client], None]:
    """What sends the catalog as exported, every target changed."""
    data = edited(visitor, form)

    def send(other: httpx.Client) -> None:
        files = {"file": (NAMES[form], data)}
        reply = other.post("/exchange", data={"csrf": csrf}, files=files)
        assert reply.status_code == httpx.codes.OK, reply.text[:2000]

    return send


def batch(csrf: str) -> Callable[[httpx.Client], None]:
    """What looks at the largest batch there may be, and carries it out."""

    def send(other: httpx.Client) -> None:
        asked = {"csrf": csrf, "action": "approve", "query": "state=machine"}
        page = other.post("/batch", data=asked)
        assert page.status_code == httpx.codes.OK, page.text[:2000]
        seal = re.search('name="seal" value="([^"]+)"', page.text)
        count = re.search(r"the number of units, (\d+)", page.text)
        assert seal
        assert count
        reply = other.post("/batch", data={**asked, "seal": seal[1], "count": count[1]})
        assert reply.status_code == httpx.codes.SEE_OTHER, reply.text[:2000]

    return send


def measure(root: Path, work: str) -> dict[str, float]:
    """The pages' times without and with the work, its own time, and the server's memory."""
    with review_site.serving(root) as server:
        visitor = server.visitor()
        idle = [timed(visitor, PAGES[n % len(PAGES)]) for n in range(IDLE)]
        csrf = re.search('name="csrf" value="([^"]+)"', visitor.get("/exchange").text)
        assert csrf
        send = batch(csrf[1]) if work == BATCH else upload(visitor, work, csrf[1])
        took: list[float] = []
        other = httpx.Client(base_url=server.address, cookies=visitor.cookies, timeout=600)

        def busily() -> None:
            start = time.perf_counter()
            send(other)
            took.append(time.perf_counter() - start)

        before = memory(server.process.pid)
        thread = threading.Thread(target=busily)
        thread.start()
        busy = []
        while thread.is_alive():
            busy.append(timed(visitor, PAGES[len(busy) % len(PAGES)]))
        busy.sort()
        return {
            "its time, s": round(took[0], 1),
            "idle, median ms": round(statistics.median(idle), 1),
            "busy, median ms": round(statistics.median(busy), 1),
            "busy, 99 in 100, ms": round(busy[int(len(busy) * 0.99)], 1),
            "busy, worst ms": round(busy[-1], 1),
            "memory before, MB": round(before),
            "memory at most, MB": round(memory(server.process.pid)),
        }


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=20_000)
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    figures: dict[str, dict[str, float]] = {}
    for work in (*NAMES, BATCH):
        if arguments.only in {"", work}:
            with tempfile.TemporaryDirectory() as folder:
                review_site.project(Path(folder, "project"), arguments.units)
                figures[work] = measure(Path(folder, "project"), work)
    review_site.keep(RESULTS, figures, units=arguments.units)


if __name__ == "__main__":
    main()
