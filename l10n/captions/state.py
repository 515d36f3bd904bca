"""How far a run came: written after each block, so that a killed one goes on there."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from l10n import files
from l10n.captions.translate import CaptionCounts
from l10n.errors import StorageError
from l10n.messages import gettext as _
from l10n.model import digest

# Points of the rate's curve; twice as many are halved.
_POINTS = 120


@dataclass(slots=True)
class State:
    """Where a run stands.

    Attributes:
        stamp: what makes its place worthless where it changes: inputs, output, settings.
        since: where the run began, in a source that grows; None at the source's beginning.
        input: the number of the input that it reads.
        after: the place in it, as its source says it; None at its beginning.
        mark: the place in the output, as its sink says it; None before the first block.
        stage: "running"; "finishing" while the output is put in its place; "done" where the next
            run takes what was changed since.
        seconds: how long it worked, killed runs with it.
        points: how many captions there were after how many seconds.
    """

    stamp: str
    since: Any = None
    input: int = 0
    after: Any = None
    mark: Any = None
    stage: str = "running"
    counts: CaptionCounts = field(default_factory=CaptionCounts)
    seconds: float = 0.0
    points: list[tuple[float, int]] = field(default_factory=list)

    def point(self) -> None:
        """Note how far it is for the curve; the points stay few."""
        self.points.append((round(self.seconds, 1), self.counts.captions))
        if len(self.points) > 2 * _POINTS:
            self.points = self.points[1::2]


class Kept:
    """The state of runs that follow one another, in a file of the project's own folder.

    Args:
        folder: that folder.
        name: what makes them follow one another: their output, or the source that grows.

    Attributes:
        path: the file; its lock stands beside it.
    """

    def __init__(self, folder: Path, *name: Any) -> None:
        self.path = folder / f"{digest(*name)[:16]}.json"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else writes there while the block runs.

        Raises:
            StorageError: where somebody does.
        """
        files.make_own(self.path.parent)
        lock = FileLock(self.path.with_suffix(".lock"))
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise StorageError(
                _("Another run is at these pairs."),
                path=self.path,
                remedy=_("Wait for its end, or name another output."),
            ) from error
        try:
            yield
        finally:
            # Before the lock is let go, so that nobody holds a file that is gone.
            self.path.with_suffix(".lock").unlink(missing_ok=True)
            lock.release()

    def read(self) -> State | None:
        """The state of the last run, None where it ended, or what stands there is none."""
        try:
            told = json.loads(self.path.read_bytes())
            counts = told.pop("counts")
            for name in ("pairs", "routes", "not_translated"):
                counts[name] = Counter(counts[name])
            return State(**told, counts=CaptionCounts(**counts))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def write(self, state: State) -> None:
        """Keep it; when this returns it is on the disk."""
        told = {**_values(state), "counts": _values(state.counts)}
        with files.replacing(self.path) as file:
            file.write(json.dumps(told, ensure_ascii=False).encode())

    def forget(self) -> None:
        """The run ended, and nothing is to be gone on with."""
        self.path.unlink(missing_ok=True)


def _values(item: Any) -> dict[str, Any]:
    return {one.name: getattr(item, one.name) for one in fields(item)}
