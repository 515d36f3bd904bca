"""Uploads judged, and taken: what a page shows of them, whatever their size.

A large file keeps a processor and much memory busy for minutes. It is judged in a process of its
own, so that the pages of others stay quick and the server's memory small; no more than two at once.
"""

import pickle
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from l10n.errors import ConfigError, L10nError, ReviewError
from l10n.exchange import import_
from l10n.exchange.compare import Outcome
from l10n.exchange.import_ import Line
from l10n.messages import gettext as _
from l10n.messages import language
from l10n.project.config import Config
from l10n.review.decide import Actor, Rules
from l10n.store.database import Database

# A page that shows more lines than this is no preview.
_SHOWN = 500
# What is judged in the wink of an eye needs no process, which takes a second or two to start.
_SMALL = 128 << 10
_LONGEST = 1800.0
# What a catalog of 200,000 units takes, and as much again.
MEMORY = 6 << 30
_at_once = threading.BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be judged for somebody.

    Attributes:
        locale: the target locale, for files that name none.
        locales: those that the actor works on; empty: all of them.
        seal: of the preview that is confirmed; "" to look only.
        at: the time, ISO 8601 in UTC.
    """

    config: Config
    actor: Actor
    data: bytes
    name: str
    locale: str
    locales: tuple[str, ...]
    at: str
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file would do.

    Attributes:
        lines: the first of those that are news.
        hidden: how many more are.
        ready: how many units something would be done for.
        seal: names all lines and what stands here: what is confirmed is what was seen.
    """

    locale: str
    seal: str
    lines: tuple[Line, ...]
    hidden: int
    ready: int
    counts: dict[Outcome, int]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file did: how many units it decided, how many refused, and why the first of them."""

    decided: int
    refused: int = 0
    reason: str = ""


@contextmanager
def turn(size: int) -> Iterator[None]:
    """The block in which a file of so many bytes is read and judged.

    Raises:
        ReviewError: where others have to be waited for.
    """
    if size <= _SMALL:
        yield
        return
    if not _at_once.acquire(blocking=False):
        raise ReviewError(
            _("Other large files are being looked at."), remedy=_("Try again in a minute.")
        )
    try:
        yield
    finally:
        _at_once.release()


def judge(database: Database, rules: Rules, job: Job) -> Seen | Taken:
    """What a file would do; where the job has that very preview's seal, it is done.

    Raises:
        CatalogError, ConfigError: where the file makes no sense.
        ReviewError: where it is not for the actor.
        StorageError: where the store refuses.
    """
    if len(job.data) <= _SMALL:
        return judge_here(database, rules, job)
    return _apart(database.url.render_as_string(hide_password=False), job)


def judge_here(database: Database, rules: Rules, job: Job) -> Seen | Taken:
    """The same as `judge`, in this process."""
    with database.reading() as connection:
        found = import_.read(
            connection,
            job.config,
            rules,
            job.actor,
            job.data,
            job.name,
            locale=job.locale,
            locales=job.locales,
        )
    if job.seal and found.seal == job.seal:
        decided, refused = import_.carry_out(database, rules, job.actor, found, job.at)
        return Taken(decided, len(refused), refused[0][1] if refused else "")
    news = [line for line in found.lines if line.row.outcome is not Outcome.UNCHANGED]
    return Seen(
        found.locale,
        found.seal,
        tuple(news[:_SHOWN]),
        max(len(news) - _SHOWN, 0),
        len(found.ready),
        dict(Counter(line.row.outcome for line in found.lines)),
    )


def _apart(place: str, job: Job) -> Seen | Taken:
    # -P: a folder named l10n where the server works is not us.
    command = [sys.executable, "-P", "-m", "l10n.exchange.apart"]
    asked = pickle.dumps((place, language(), MEMORY, replace(job, data=b"")))
    sent = len(asked).to_bytes(8, "big") + asked + job.data
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, input=sent, capture_output=True, check=False, timeout=_LONGEST
        )
    except subprocess.TimeoutExpired as error:
        raise too_large() from error
    if done.returncode == -signal.SIGKILL:
        raise too_large()  # the system had no memory left
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace"))
    answer: Seen | Taken | L10nError = pickle.loads(done.stdout)  # noqa: S301 - our own words
    if isinstance(answer, L10nError):
        raise answer
    return answer


def too_large() -> ConfigError:
    """What is said of a file that takes more than there is."""
    return ConfigError(
        _("The file takes more time or memory than there is."), remedy=_("Split it.")
    )
