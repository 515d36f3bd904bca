"""Pairs as JSON, one a line."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from l10n import files
from l10n.captions.sinks import parts
from l10n.captions.sinks.interface import Entry


class _Lines:
    def __init__(self, file: IO[bytes], part: Path, place: Path) -> None:
        self._file, self._part, self._place = file, part, place

    def write(self, block: Sequence[Entry]) -> int:
        """See `Writer.write`: where the next line begins."""
        lines = [as_line(pair) for entry in block for pair in entry.pairs]
        with files.writing(self._place):
            self._file.writelines(lines)
            self._file.flush()
            os.fsync(self._file.fileno())
            return self._file.tell()

    def finish(self) -> None:
        """See `Writer.finish`."""
        files.take_place(self._part, self._place)


class Jsonl:
    """Appends to a file beside the place, which takes it at the end."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")

    def exists(self, place: str, _table: str) -> bool:
        """See `Sink.exists`."""
        return parts.exists(place)

    def holds(self, place: str, _table: str, mark: Any) -> bool:
        """See `Sink.holds`."""
        part = parts.beside(place)
        return part.is_file() and part.stat().st_size >= mark

    def drop(self, place: str, _table: str) -> None:
        """See `Sink.drop`."""
        parts.drop(place)

    @contextmanager
    def open(self, place: str, _table: str, mark: Any) -> Iterator[_Lines]:
        """See `Sink.open`."""
        part = parts.beside(place)
        if mark is None:
            parts.drop(place)
        with files.writing(Path(place)):
            part.parent.mkdir(parents=True, exist_ok=True)
            file = part.open("ab")
            file.truncate(mark)
            file.seek(0, os.SEEK_END)
        try:
            yield _Lines(file, part, Path(place))
        finally:
            with files.writing(Path(place)):  # what a full disk did not take is tried once more
                file.close()


def as_line(pair: Mapping[str, Any]) -> bytes:
    """A pair as a line of JSON."""
    return (json.dumps(pair, ensure_ascii=False) + "\n").encode()


SINK = Jsonl()
