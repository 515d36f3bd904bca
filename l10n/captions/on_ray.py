"""Windows → blocks on many machines: the stage of `blocks.py` inside Ray Data's actors.

This process reads the posts once, keeps where windows begin and end, and writes the blocks as they
come, in order. An actor reads its window again by those spots, from the same path, and translates
it as `Here` does. Ray hands out windows, starts actors anew and gives what they had to others, so
a node that is lost repeats the windows that it was at. What repeats is asked once an actor.
"""

import logging
import os
import socket
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from l10n.captions.blocks import Block, Directions, Here
from l10n.captions.windows import Reading, Spot, Watch
from l10n.errors import ConfigError, EngineError, L10nError, SourceError
from l10n.messages import gettext as _
from l10n.progress import Progress

# A window whose actor died so often is what kills them: too large for a node's memory, say.
_TRIES = 5
# How long the head of a cluster may take to answer, in seconds.
_PATIENCE = 10


def library() -> Any:
    """Ray, which is asked to tell nobody that it is used, and the terminal no more than errors."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    import ray.data  # noqa: PLC0415 - an extra, and seconds to load

    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    return ray


@dataclass(frozen=True, slots=True)
class OnRay:
    """Translates in actors of Ray, one a processor.

    Attributes:
        opening: opens what an actor translates with; it can be pickled.
        stamp: see `Stage`; an actor that has another one refuses.
        address: of the cluster, "" for a Ray of our own on this machine.
        workers: how many actors; 0 for as many as there are processors.
        planned: opens what is told how far the posts are read before the first is translated.
    """

    opening: Callable[[], AbstractContextManager[Directions]]
    stamp: Any
    address: str
    workers: int
    planned: Callable[[], AbstractContextManager[Progress]]

    def blocks(self, reading: Reading, begin: Spot, watch: Watch, *, look: bool) -> Iterator[Block]:
        """See `Stage.blocks`.

        Raises:
            ConfigError: where there is no such cluster, or a node has other files than this one.
            EngineError: where Ray gives up.
        """
        with self.planned() as planned:
            spots = list(_spots(reading, begin, watch, planned, look=look))
        if not spots:
            return
        task = _Task(reading, (begin, *spots), self.opening, self.stamp, Path.cwd())
        # What Ray tells of actors that died is none of the figures on standard output.
        with redirect_stdout(sys.stderr), _ray(self.address) as ray:
            workers = self.workers or int(ray.cluster_resources().get("CPU", 1))
            for row in _mapped(ray, task, min(workers, len(spots))).iter_rows():
                block = row["block"]
                if isinstance(block, L10nError):
                    raise block
                yield block


@dataclass(frozen=True, slots=True)
class _Task:
    """What an actor is told: the windows, by where they begin and end, and how to open the rest.

    Attributes:
        folder: the one that the places of the inputs start from.
    """

    reading: Reading
    spots: Sequence[Spot]
    opening: Callable[[], AbstractContextManager[Directions]]
    stamp: Any
    folder: Path


class _Worker:
    """An actor: Ray makes it once, and calls it with the numbers of windows."""

    def __init__(self, task: _Task) -> None:
        self._task = task
        # Until the process ends.
        self._open = ExitStack()

    @cached_property
    def _here(self) -> Here:
        """What translates, opened at the first call.

        Raises:
            ConfigError: where the node is not as the machine that calls.
        """
        folder = self._task.folder
        try:
            os.chdir(folder)
        except OSError as error:
            raise ConfigError(
                _("A node of the cluster lacks the folder."),
                path=folder,
                remedy=_("Put project and posts where all nodes have them at the same path."),
            ) from error
        here = Here(self._open.enter_context(self._task.opening()))
        if here.stamp != self._task.stamp:
            raise ConfigError(
                _("A node of the cluster has another model, glossary or list than this machine."),
                path=folder,
                remedy=_("Give all of them the same packages and the same files of the project."),
            )
        return here

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[Block | L10nError]]:
        """The blocks of these windows, or why there is none; of what is raised Ray makes text."""
        made: list[Block | L10nError] = []
        for number in batch["number"]:
            try:
                made.append(self._block(int(number)))
            except L10nError as error:
                made.append(error)
        return {"block": made}

    def _block(self, number: int) -> Block:
        here = self._here
        begin, end = self._task.spots[number : number + 2]
        # What can't be read was told when the windows were counted.
        silent = Watch(lambda _e: None, lambda _place, _seen: None, lambda _id, _input, _at: None)
        windows = self._task.reading.windows(begin, silent, look=begin.after is None)
        window = next(windows, None)
        if window is None or window.end != end:
            raise SourceError(
                _("The file is not what it was when the run began."),
                path=self._task.reading.inputs[end.input].place,
                remedy=_("Leave it alone while it is translated; the same command begins anew."),
            )
        return here.block(window)


def _mapped(ray: Any, task: _Task, workers: int) -> Any:
    """The dataset of blocks, which is worked on when it is read."""
    windows = [{"number": number} for number in range(len(task.spots) - 1)]
    with warnings.catch_warnings():
        # How often a task is tried has no name of its own yet.
        warnings.simplefilter("ignore", DeprecationWarning)
        return ray.data.from_items(windows, override_num_blocks=len(windows)).map_batches(
            _Worker,
            fn_constructor_args=(task,),
            # What waits at an actor would be lost with it, and wait while others have nothing.
            compute=ray.data.ActorPoolStrategy(size=workers, max_tasks_in_flight_per_actor=1),
            num_cpus=1,
            ray_remote_args_fn=partial(dict, max_task_retries=_TRIES),
        )


def _spots(
    reading: Reading, begin: Spot, watch: Watch, planned: Progress, *, look: bool
) -> Iterator[Spot]:
    """Where each window ends."""
    sizes = reading.sizes()
    for window in reading.windows(begin, watch, look=look):
        yield window.end
        planned(sum(sizes[: window.end.input]) + window.end.done, sum(sizes))


@contextmanager
def _ray(address: str) -> Iterator[Any]:
    """Ray for the length of the block; its own errors as ours.

    Raises:
        ConfigError: where there is no such cluster.
        EngineError: where Ray gives up.
    """
    ray = library()
    try:
        if address:
            # Ray itself would knock for many minutes.
            host, _colon, port = address.rpartition(":")
            socket.create_connection((host, int(port)), _PATIENCE).close()
        ray.init(
            address=address or "local",
            include_dashboard=None if address else False,
            log_to_driver=False,
            logging_level="error",
        )
    except (OSError, ValueError, RuntimeError) as error:
        raise ConfigError(
            _("There is no Ray at {address}: {reason}.").format(
                address=address or "local", reason=str(error).split("\n")[0].rstrip(".")
            ),
            remedy=_("`ray start --head` prints the address of a cluster, HOST:PORT."),
        ) from error
    try:
        context = ray.data.DataContext.get_current()
        # Pairs come in the order of their posts; the bar is ours.
        context.execution_options.preserve_order = True
        context.enable_progress_bars = False
        yield ray
    except ray.exceptions.RayError as error:
        reason = str(error).strip().split("\n")[0].rstrip(".")
        raise EngineError(
            _("Ray gives up: {reason}.").format(reason=reason),
            remedy=_("The same command goes on behind the last block that was written."),
        ) from error
    finally:
        ray.shutdown()
