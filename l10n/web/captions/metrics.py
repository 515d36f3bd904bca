"""Figures for Prometheus, in its text format 0.0.4: counts, nothing of texts, keys or people."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping

from l10n.web.captions.queue import Queue

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# Seconds; 0.3 is what a short caption may take.
_BOUNDS = (0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_KINDS = ("short", "bulk")


class Metrics:
    """What requests came to, and how long those for translations took."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, int]] = Counter()
        self._taken = {kind: [0] * (len(_BOUNDS) + 1) for kind in _KINDS}
        self._seconds = dict.fromkeys(_KINDS, 0.0)

    def request(self, path: str, status: int) -> None:
        """Count a request."""
        self._requests[path, status] += 1

    def took(self, seconds: float, *, short: bool) -> None:
        """Note how long a translation took, its wait in the queue included."""
        kind = _KINDS[not short]
        self._taken[kind][bisect_left(_BOUNDS, seconds)] += 1
        self._seconds[kind] += seconds

    def text(self, queue: Queue, routes: Mapping[str, int]) -> str:
        """The figures as they stand.

        Args:
            routes: captions by languages and route, as `CaptionCounts` has them.
        """
        done = queue.figures
        return "".join(
            (
                _family(
                    "requests_total",
                    "counter",
                    "Requests by path and status.",
                    (
                        ({"path": path, "status": str(status)}, count)
                        for (path, status), count in sorted(self._requests.items())
                    ),
                ),
                _family(
                    "captions_total",
                    "counter",
                    "Captions by languages and route.",
                    (
                        (dict(zip(("direction", "route"), name.split(), strict=True)), count)
                        for name, count in sorted(routes.items())
                    ),
                ),
                _family("batches_total", "counter", "Batches.", [({}, done.batches)]),
                _family("texts_total", "counter", "Texts in batches.", [({}, done.texts)]),
                _family("bytes_total", "counter", "Bytes of text in batches.", [({}, done.size)]),
                _family("batch_seconds_total", "counter", "Time in batches.", [({}, done.seconds)]),
                _family(
                    "waiting_bytes",
                    "gauge",
                    "Bytes of text in the queue.",
                    [({"kind": kind}, queue.waiting(short=kind == "short")) for kind in _KINDS],
                ),
                self._histogram(),
            )
        )

    def _histogram(self) -> str:
        rows: list[tuple[str, Mapping[str, str], float]] = []
        for kind in _KINDS:
            total = 0
            for bound, count in zip((*_BOUNDS, None), self._taken[kind], strict=True):
                total += count
                edge = "+Inf" if bound is None else str(bound)
                rows.append(("_bucket", {"kind": kind, "le": edge}, total))
            rows.append(("_sum", {"kind": kind}, self._seconds[kind]))
            rows.append(("_count", {"kind": kind}, total))
        name = "request_seconds"
        lines = [_line(name + suffix, labels, value) for suffix, labels, value in rows]
        return _head(name, "histogram", "Time of translations, waiting included.") + "".join(lines)


def _family(
    name: str, kind: str, meaning: str, rows: Iterable[tuple[Mapping[str, str], float]]
) -> str:
    return _head(name, kind, meaning) + "".join(_line(name, labels, v) for labels, v in rows)


def _head(name: str, kind: str, meaning: str) -> str:
    return f"# HELP l10n_captions_{name} {meaning}\n# TYPE l10n_captions_{name} {kind}\n"


def _line(name: str, labels: Mapping[str, str], value: float) -> str:
    inner = ",".join(f'{label}="{said}"' for label, said in labels.items())
    return f"l10n_captions_{name}{{{inner}}} {value:.10g}\n"
