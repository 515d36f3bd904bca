"""Files read by several processes; by this one alone where that takes no longer.

Another process is a Python of its own that answers in JSON, one file a line; what it can't answer
(an error, a wrong option, its own end) this process reads again, and says what is to be said.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from l10n import plugins
from l10n.catalogs.extracted import fingerprint
from l10n.catalogs.rows import Rows, packed, unpacked
from l10n.extractors.interface import Extracted
from l10n.extractors.reading import read
from l10n.project.walk import File

# Below so many bytes a second process takes longer to start than it saves.
FLOOR = 12_000_000


@dataclass(frozen=True, slots=True)
class Job:
    """A file and how it is read.

    Attributes:
        reading: a name for the extractor with its options.
    """

    file: File
    extractor: str
    options: Mapping[str, Any]
    reading: str


@dataclass(frozen=True, slots=True)
class Done:
    """What a file held: `content` is its hash, `rows` what may be kept of it, None for nothing."""

    items: Sequence[Extracted]
    content: str = ""
    rows: Rows | None = None


def done(jobs: Sequence[Job], floor: int = FLOOR) -> Iterator[tuple[Job, Done]]:
    """The jobs with what was found, in no order.

    Raises:
        ConfigError: where the options of a source say something impossible.
    """
    heavy = sum(job.file.stamp[2] for job in jobs) >= floor
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    number = min(cores, len(jobs)) if heavy else 1
    # Large and small ones in turn, so that all end at about the same time.
    ordered = sorted(jobs, key=lambda job: -job.file.stamp[2])
    shares = [ordered[start::number] for start in range(number)]
    with ExitStack() as stack:
        others = [(share, *_started(share, stack)) for share in shares[1:]]
        for job in shares[0]:
            yield job, _one(job)
        for share, process, answers in others:
            process.wait()
            answers.seek(0)
            yield from _answered(share, answers)


def _one(job: Job) -> Done:
    content = fingerprint(job.file)
    extractor = plugins.pick("extractors", job.extractor)
    items = list(read(extractor, Path(job.file.path), job.file.name, job.options))
    rows = packed(items, job.file.name)
    # Changed while it was read: it is read again the next time.
    return Done(items, content, rows if content and content == fingerprint(job.file) else None)


def _started(share: Sequence[Job], stack: ExitStack) -> tuple[subprocess.Popen[bytes], IO[bytes]]:
    """A process that has been told its share, and where it writes: a file, which never fills up."""
    answers = stack.enter_context(TemporaryFile())  # noqa: SIM115 - the stack closes it
    process = stack.enter_context(
        subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=answers,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    )
    stack.callback(process.kill)  # where this process stops early
    assert process.stdin is not None
    told = [[j.file.name, j.file.path, list(j.file.stamp), j.extractor, j.options] for j in share]
    with suppress(BrokenPipeError):
        process.stdin.write(json.dumps(told, default=str).encode())
        process.stdin.close()
    return process, answers


def _answered(share: Sequence[Job], answers: IO[bytes]) -> Iterator[tuple[Job, Done]]:
    """What the process found, and what it did not answer, read here."""
    for job in share:
        line = answers.readline()
        said = json.loads(line) if line.endswith(b"\n") else None
        if said is None:
            yield job, _one(job)
        else:
            content, rows = said
            yield job, Done(list(unpacked(rows, job.file.name)), content, rows)


def _serve(told: IO[bytes], answers: IO[bytes]) -> None:
    for name, path, stamp, extractor, options in json.loads(told.read()):
        job = Job(File(name, path, tuple(stamp)), extractor, options, "")
        found = None
        with suppress(Exception):  # the other process meets it again, and tells of it
            found = _one(job)
        kept = found is not None and found.rows is not None
        said = json.dumps([found.content, found.rows]) if found and kept else "null"
        answers.write(said.encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    _serve(sys.stdin.buffer, sys.stdout.buffer)
