"""A run as it goes: how far, how fast, how long still, and how the captions are routed."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from l10n.captions.report import shares
from l10n.captions.state import State
from l10n.cli.console import err
from l10n.messages import gettext as _


@contextmanager
def shown() -> Iterator[Callable[[State, int, int], None]]:
    """A bar on standard error while the block runs; silent where that is no terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        TaskProgressColumn(),
        TimeRemainingColumn(compact=True),
    )
    begun: list[tuple[float, int]] = []
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(_("captions"), total=None)

        def show(state: State, done: int, total: int) -> None:
            now, count = time.monotonic(), state.counts.captions
            begun.append((now, count))
            since, before = begun[0] if len(begun) > 1 else (now - state.seconds, 0)
            said = _("{count} captions, {rate}/s").format(
                count=f"{count:,}", rate=round((count - before) / max(now - since, 0.001))
            )
            routes = " ".join(f"{name} {share:.0%}" for name, share in shares(state.counts))
            bar.update(task, completed=done, total=total or None, description=f"{said}  {routes}")
            del begun[1:-1]

        yield show
