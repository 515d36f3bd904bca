"""How long other pages take while somebody's file is judged: a whole catalog comes back, edited.

The server is a process of its own, as `l10n review` starts it. A page is asked for again and again
while the upload runs; beside it stand the same pages of an idle server.
"""

import argparse
import csv
import io
import re
import statistics
import tempfile
import threading
import time
from pathlib import Path

import httpx
import review_site

RESULTS = review_site.HERE / "results" / "review_upload.json"
PAGES = ("/queue?order=age", "/dashboard", "/next")
IDLE = 30
NAMES = {"csv": "a.csv", "xliff": "a.xlf"}


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


def measure(root: Path, form: str) -> dict[str, float]:
    """The pages' times without and with an upload, its own time, and the server's memory."""
    with review_site.serving(root) as server:
        visitor = server.visitor()
        idle = [timed(visitor, PAGES[n % len(PAGES)]) for n in range(IDLE)]
        data = edited(visitor, form)
        csrf = re.search('name="csrf" value="([^"]+)"', visitor.get("/exchange").text)
        assert csrf
        took: list[float] = []
        other = httpx.Client(base_url=server.address, cookies=visitor.cookies, timeout=600)

        def upload() -> None:
            start = time.perf_counter()
            files = {"file": (NAMES[form], data)}
            reply = other.post("/exchange", data={"csrf": csrf[1]}, files=files)
            assert reply.status_code == httpx.codes.OK, reply.text[:2000]
            took.append(time.perf_counter() - start)

        before = memory(server.process.pid)
        thread = threading.Thread(target=upload)
        thread.start()
        busy = []
        while thread.is_alive():
            busy.append(timed(visitor, PAGES[len(busy) % len(PAGES)]))
        busy.sort()
        return {
            "file, MB": round(len(data) / 1e6, 1),
            "upload, s": round(took[0], 1),
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
    for form in NAMES:
        if arguments.only in {"", form}:
            with tempfile.TemporaryDirectory() as folder:
                review_site.project(Path(folder, "project"), arguments.units)
                figures[form] = measure(Path(folder, "project"), form)
    review_site.keep(RESULTS, figures, units=arguments.units)


if __name__ == "__main__":
    main()
