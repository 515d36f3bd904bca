"""A run as it goes: how far, how fast, how long still, and how the captions are routed."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from l10n.captions.report import shares
from l10n.captions.state import State
from l10n.cli import console
from l10n.messages import gettext as _


@contextmanager
def shown() -> Iterator[Callable[[State, int, int], None]]:
    """A bar on standard error while the block runs; silent where that is no terminal."""
    begun = time.monotonic()
    earlier: list[int] = []
    with console.bar(_("captions")) as bar:

        def show(state: State, done: int, total: int) -> None:
            count, last = state.counts.captions, state.points[-2:]
            # What a killed run did is none of this one's time.
            earlier.append(last[0][1] if len(last) > 1 else 0)
            rate = (count - earlier[0]) / max(time.monotonic() - begun, 0.001)
            said = _("{count} captions, {rate}/s").format(count=f"{count:,}", rate=round(rate))
            routes = [f"{name} {share:.0%}" for name, share in shares(state.counts)]
            bar.label = " ".join([said, *routes])
            bar.tell(100 * done // total if total else count, 100 if total else 0)
            del earlier[1:]

        yield show
