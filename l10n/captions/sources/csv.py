"""Posts as CSV with a header row."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from l10n.captions.sources.interface import Asked, Row
from l10n.errors import SourceError
from l10n.extractors.csv import EXTRACTOR
from l10n.files import stamp
from l10n.model import Location


class Csv:
    """Goes on after a line, which is read past: where a row begins only its quotes tell."""

    name = "csv"
    suffixes = EXTRACTOR.suffixes
    tabular = True

    def total(self, place: str, _asked: Asked) -> int:
        """See `Source.total`: in bytes."""
        return Path(place).stat().st_size

    def stamp(self, place: str, _asked: Asked) -> Any:
        """See `Source.stamp`."""
        return [place, stamp(Path(place))]

    def rows(self, place: str, asked: Asked, after: Any = None) -> Iterator[Row | SourceError]:
        """See `Source.rows`."""
        with Path(place).open("rb") as file:
            for line, post in EXTRACTOR.posts(file, place, asked.options):
                if after is not None and line <= after:
                    continue
                if isinstance(post, SourceError):
                    yield post
                else:
                    yield Row(post, Location(place, line), line, file.tell())


SOURCE = Csv()
