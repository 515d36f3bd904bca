"""Posts as JSON, one a line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from l10n.captions.sources.interface import Asked, Row
from l10n.errors import SourceError
from l10n.extractors.jsonl import EXTRACTOR
from l10n.files import stamp
from l10n.model import Location


class Jsonl:
    """Goes on at a byte of the file."""

    name = "jsonl"
    suffixes = EXTRACTOR.suffixes
    tabular = False

    def total(self, place: str, _asked: Asked) -> int:
        """See `Source.total`: in bytes."""
        return Path(place).stat().st_size

    def stamp(self, place: str, _asked: Asked) -> Any:
        """See `Source.stamp`."""
        return [place, stamp(Path(place))]

    def rows(self, place: str, _asked: Asked, after: Any = None) -> Iterator[Row | SourceError]:
        """See `Source.rows`."""
        offset, number = after or (0, 0)
        with Path(place).open("rb") as file:
            file.seek(offset)
            for line, post in EXTRACTOR.posts(file, place, number):
                if isinstance(post, SourceError):
                    yield post
                else:
                    done = file.tell()
                    yield Row(post, Location(place, line), (done, line), done)


SOURCE = Jsonl()
