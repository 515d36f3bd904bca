"""What the routes work with: settings, queue, keys, figures."""

import asyncio
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request

from l10n.messages import gettext as _
from l10n.web.captions.answering import Conversation, Said
from l10n.web.captions.asking import Asked
from l10n.web.captions.keys import Keys
from l10n.web.captions.metrics import Metrics
from l10n.web.captions.queue import ClosedError, FullError, Queue, is_short, size_of
from l10n.web.captions.speaker import Pair, Speaker, Text


@dataclass(slots=True)
class Service:
    """A project's captions over HTTP.

    Attributes:
        speaker: says what is asked in short.
        other: says bulk beside it, in a thread of its own.
        keys: of those who may ask; none where everybody may.
        origins: of pages on other sites that may ask from the browser.
    """

    speaker: Speaker
    other: Speaker
    keys: Keys = field(default_factory=Keys)
    origins: tuple[str, ...] = ()
    queue: Queue = field(init=False)
    metrics: Metrics = field(default_factory=Metrics)

    def __post_init__(self) -> None:
        self.queue = Queue(self.speaker, self.other)

    @property
    def routes(self) -> dict[str, int]:
        """Captions by languages and route, `zh-en auto` say."""
        # Copied first: two threads go on counting.
        first, other = (dict(one.counts.routes) for one in (self.speaker, self.other))
        return {name: first.get(name, 0) + other.get(name, 0) for name in first | other}

    async def translate(self, asked: Asked) -> list[Said]:
        """What is said of each text of a request, when it is its turn.

        Raises:
            HTTPException: 429 where the queue is full, 503 where the server is about to stop.
        """
        begun = time.monotonic()
        # A long text takes a while to be read; the loop is not held up by it.
        talk = await run_in_threadpool(Conversation, asked)
        pairs = await self._answers(talk.questions)
        said = await run_in_threadpool(talk.said, pairs)
        if talk.questions:
            self.metrics.took(time.monotonic() - begun, short=is_short(size_of(talk.questions)))
        return said

    async def _answers(self, questions: Sequence[Text]) -> list[Pair]:
        try:
            return await asyncio.wrap_future(await run_in_threadpool(self.queue.ask, questions))
        except FullError as full:
            told = _("Slowdown: the queue is full, try again in {seconds} s")
            wait = math.ceil(full.wait)
            raise HTTPException(
                429, told.format(seconds=wait), headers={"Retry-After": str(wait)}
            ) from None
        except ClosedError:
            raise HTTPException(503, _("The server is about to stop")) from None


def service_of(request: Request) -> Service:
    """The service that a request came to."""
    service = request.app.state.service
    assert isinstance(service, Service)
    return service
