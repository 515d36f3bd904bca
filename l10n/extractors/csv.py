"""Posts as CSV with a header row, after RFC 4180."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import IO, Any

from l10n.errors import SourceError
from l10n.extractors import posts
from l10n.messages import gettext as _
from l10n.model import Location, Unit


class Csv:
    """Columns `id` and one or more of `title`, `body`, `text`; others are left alone."""

    name = "csv"
    suffixes = (".csv",)

    def extract(
        self, file: IO[bytes], path: str, options: Mapping[str, Any]
    ) -> Iterator[Unit | SourceError]:
        """See `Extractor.extract`. Options `id` and `fields` name the columns."""
        csv.field_size_limit(10 * posts.MAX_CHARACTERS)
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="strict", newline="")
        rows = csv.DictReader(text)
        try:
            for row in rows:
                yield from posts.units(row, Location(path, rows.line_num), options)
        except (csv.Error, UnicodeDecodeError) as error:
            yield SourceError(
                _("The rows from here on can't be read: {reason}.").format(reason=error),
                path=path,
                line=rows.line_num + 1,
                remedy=_("Save the file as UTF-8 with properly quoted fields."),
            )
        finally:
            text.detach()


EXTRACTOR = Csv()
