"""Twenty reviewers deciding at once: decisions a second, how long one takes, and what is lost.

Each reviewer asks for a unit and approves it by the API, as fast as the server answers; every
fifth unit is one that another reviewer has on the screen too, so that one of the two comes second
and is refused. Halfway the server is killed (SIGKILL) and started again. At the end the ledger has
to hold exactly the decisions that were acknowledged, besides those whose answer the kill cut off.
"""

import argparse
import statistics
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import review_site

RESULTS = review_site.HERE / "results" / "review_load.json"
REVIEWERS = 20
OPTIONS = ("--host", "0.0.0.0", "--allow-http")
SHARED_EVERY = 5


@dataclass
class Tally:
    """What the reviewers saw."""

    acknowledged: list[tuple[str, str]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    refused: int = 0
    cut_off: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def prepare(root: Path, place: str, units: int) -> tuple[list[str], list[dict[str, str]]]:
    """A synced store with people in it: their tokens, and the units with their hashes."""
    from l10n.project import config
    from l10n.review.judges import Judges
    from l10n.store import people, queue, tokens
    from l10n.store.database import Database
    from l10n.sync.sync import sync
    from l10n.transitions import Role

    review_site.project(root, units)
    settings = config.load(root / "l10n.toml")
    at = "2026-01-01T00:00:00Z"
    with Database(settings.review_place(place)) as database:
        checker = Judges(settings, database).checker_for("en", review_site.LOCALE)
        sync(settings, database, review_site.LOCALE, checker, at)
        with database.writing() as connection:
            keys = []
            for number in range(REVIEWERS):
                name = f"reviewer {number}"
                people.add(connection, name, "a long password", Role.REVIEWER, at=at)
                keys.append(
                    tokens.create(
                        connection, name, "bench", at=at, expires_at="2099-01-01T00:00:00Z"
                    )
                )
        with database.reading() as connection:
            found = queue.page(connection, queue.Filter(), queue.Order.POSITION, size=units).records
    clean = [record for record in found if not record.errors]
    return keys, [{"id": r.unit.id, "hash": r.hash} for r in clean]


def review(address: str, token: str, mine: list[dict[str, str]], tally: Tally) -> None:
    """Approve units until there are no more, or the server is gone."""
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=address, headers=headers, timeout=60) as client:
        while mine:
            unit = mine[-1]
            path = f"/api/v1/units/{review_site.LOCALE}/{unit['id']}/decisions"
            start = time.perf_counter()
            try:
                reply = client.post(path, json={"action": "approve", "expected": unit["hash"]})
            except httpx.TransportError:
                with tally.lock:
                    tally.cut_off += 1
                return
            took = time.perf_counter() - start
            mine.pop()
            with tally.lock:
                tally.seconds.append(took)
                if reply.status_code == httpx.codes.OK:
                    tally.acknowledged.append((unit["id"], unit["hash"]))
                else:
                    assert reply.status_code == httpx.codes.CONFLICT, reply.text
                    tally.refused += 1


def crowd(
    address: str, tokens: list[str], shares: list[list[dict[str, str]]], tally: Tally
) -> float:
    """All reviewers at once; how long they took."""
    threads = [
        threading.Thread(target=review, args=(address, token, mine, tally))
        for token, mine in zip(tokens, shares, strict=True)
    ]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - start


def ledger_of(root: Path, place: str) -> Counter[tuple[str, str]]:
    """How often each unit was approved on which words."""
    from l10n.project import config
    from l10n.store import ledger
    from l10n.store.database import Database
    from l10n.transitions import Action

    settings = config.load(root / "l10n.toml")
    counted: Counter[tuple[str, str]] = Counter()
    with Database(settings.review_place(place)) as database, database.reading() as connection:
        for name, events in ledger.of_each(connection, review_site.LOCALE):
            counted.update((name, e.hash) for e in events if e.action is Action.APPROVE)
    return counted


def measure(root: Path, place: str, units: int) -> dict[str, float]:
    """Run the crowd through a kill; count what is there afterwards."""
    tokens, known = prepare(root, place, units)
    shares: list[list[dict[str, str]]] = [[] for _reviewer in range(REVIEWERS)]
    for number, unit in enumerate(known):
        shares[number % REVIEWERS].append(unit)
        if number % SHARED_EVERY == 0:
            shares[(number + 1) % REVIEWERS].append(unit)
    options = (*OPTIONS, *(("--database", place) if place else ()))
    first, second = Tally(), Tally()
    server = review_site.start(root, *options)

    def kill_halfway() -> None:
        while len(first.acknowledged) < len(known) // 2:
            time.sleep(0.01)
        server.process.kill()

    killer = threading.Thread(target=kill_halfway)
    killer.start()
    before = crowd(server.address, tokens, shares, first)
    killer.join()
    server.process.wait()
    with review_site.serving(root, *options) as again:
        after = crowd(again.address, tokens, shares, second)
    written = ledger_of(root, place)
    acknowledged = {*first.acknowledged, *second.acknowledged}
    seconds = sorted(first.seconds + second.seconds)
    decided = len(first.acknowledged) + len(second.acknowledged)
    return {
        "decisions": decided,
        "decisions a second": round(decided / (before + after), 1),
        "median, ms": round(statistics.median(seconds) * 1000, 1),
        "95th percentile, ms": round(seconds[int(len(seconds) * 0.95)] * 1000, 1),
        "refused as second": first.refused + second.refused,
        "answers cut off by the kill": first.cut_off,
        "acknowledged and lost": sum(1 for one in acknowledged if one not in written),
        "written twice": sum(1 for number in written.values() if number > 1),
        "written, not acknowledged": sum(1 for one in written if one not in acknowledged),
    }


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=4_000)
    arguments = parser.parse_args()
    figures: dict[str, dict[str, float]] = {}
    with review_site.everywhere() as places:
        for name, (place, root) in places.items():
            figures[name] = measure(root, place, arguments.units)
    review_site.keep(RESULTS, figures, reviewers=REVIEWERS)


if __name__ == "__main__":
    main()
