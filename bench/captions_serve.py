"""How long one short caption waits at `l10n captions serve`, alone and beside a bulk job.

The server is the command itself, in a fresh project with the starter model and glossary. The
comments are those of `captions_grammar.py`, none of which stands twice; each short caption carries
a number, so that it was never asked before and has to be decoded.

- `alone`: a short caption every `--every` seconds, and nothing else.
- `beside_bulk`: the same while two connections send lists of 200 comments without a pause; each
  answer is followed by the next list, so that bulk always waits.
- `beside_many`: the same beside ten connections that send short captions without a pause.

A short caption is sent at its time whether or not the one before it is answered, so that a slow
answer does not hide those that would have waited behind it. Latency is from there to the whole
answer, over HTTP on loopback. `load_before` is the machine's load average (one minute) before the
server starts: where others work on it the figures are worse than its own.
"""

import argparse
import itertools
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import captions_grammar
import httpx

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "captions_serve.json"
SETTINGS = f"""\
source_locale = "en"
target_locales = ["zh_Hans"]

[captions]
glossary = ["{HERE.parent / "glossary"}/social.*.csv"]
"""
LIST = 200


@contextmanager
def server() -> Iterator[str]:
    """The command as a process in a fresh project; gives its address."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "l10n.toml").write_text(SETTINGS, "utf-8")
        command = [sys.executable, "-m", "l10n", "captions", "serve", "--port", "0"]
        environment = {**os.environ, "PYTHONPATH": str(HERE.parent), "L10N_LANG": "en"}
        with subprocess.Popen(
            command, cwd=name, stdout=subprocess.PIPE, text=True, env=environment
        ) as process:
            try:
                assert process.stdout
                yield process.stdout.readline().split()[4].rstrip(",.")
            finally:
                process.terminate()
                process.wait()


def asked(client: httpx.Client, address: str, q: str | list[str]) -> float:
    """Translate; gives the seconds that it took."""
    begun = time.perf_counter()
    english = [t for t in ([q] if isinstance(q, str) else q) if t.isascii()]
    target = "zh" if isinstance(q, list) or english else "en"
    body = {"q": q, "source": "auto", "target": target}
    reply = client.post(f"{address}/translate", json=body)
    assert reply.status_code == 200, reply.text
    return time.perf_counter() - begun


@contextmanager
def busy(connections: int, ask: Callable[[httpx.Client], int]) -> Iterator[Callable[[], float]]:
    """So many connections ask without a pause; gives what tells how many captions a second."""
    stop = threading.Event()
    begun, count = time.perf_counter(), [0] * connections

    def work(number: int) -> None:
        with httpx.Client(timeout=600) as client:
            while not stop.is_set():
                count[number] += ask(client)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(connections)]
    for thread in threads:
        thread.start()
    try:
        yield lambda: sum(count) / (time.perf_counter() - begun)
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def latencies(address: str, texts: Iterator[str], count: int, every: float) -> dict[str, float]:
    """Short captions at their times; percentiles of what they took, in milliseconds."""
    with httpx.Client(timeout=600) as client, ThreadPoolExecutor(32) as pool:
        asked(client, address, next(texts))
        begun, waiting = time.perf_counter(), []
        for number in range(count):
            time.sleep(max(0.0, begun + number * every - time.perf_counter()))
            waiting.append(pool.submit(asked, client, address, next(texts)))
        taken = sorted(1000 * one.result() for one in waiting)

    def percentile(share: float) -> float:
        return round(taken[min(len(taken) - 1, int(share * len(taken)))], 1)

    return {"p50_ms": percentile(0.5), "p95_ms": percentile(0.95), "p99_ms": percentile(0.99)}


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300, help="short captions a part")
    parser.add_argument("--every", type=float, default=0.2, help="seconds between them")
    parser.add_argument("--results", type=Path, default=RESULTS)
    arguments = parser.parse_args()
    result: dict[str, Any] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "load_before": round(os.getloadavg()[0], 1),
        "short_captions": arguments.count,
        "seconds_between": arguments.every,
    }
    numbers = itertools.count(10_000)
    short = (f"{text} {next(numbers)}" for text in captions_grammar.distinct(7))
    bulk, lock = captions_grammar.distinct(2025), threading.Lock()

    def take(texts: Iterator[str], count: int) -> list[str]:
        with lock:
            return list(itertools.islice(texts, count))

    with server() as address:

        def lists(client: httpx.Client) -> int:
            asked(client, address, take(bulk, LIST))
            return LIST

        def singles(client: httpx.Client) -> int:
            [text] = take(short, 1)
            asked(client, address, text)
            return 1

        def measure() -> dict[str, float]:
            mine = (take(short, 1)[0] for _n in itertools.count())
            return latencies(address, mine, arguments.count, arguments.every)

        result["alone"] = measure()
        print(result, flush=True)
        for name, connections, ask in (("beside_bulk", 2, lists), ("beside_many", 10, singles)):
            with busy(connections, ask) as rate:
                result[name] = measure()
                result[name]["others_per_second"] = round(rate(), 1)
            print(name, result[name], flush=True)
    arguments.results.parent.mkdir(exist_ok=True)
    arguments.results.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
