"""Posts as CSV with a header row, after RFC 4180."""

import csv
from collections.abc import Iterator, Mapping
from typing import IO, Any

from l10n.errors import SourceError
from l10n.extractors import posts
from l10n.extractors.options import string
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
        lines = _Lines(file)
        rows = csv.DictReader(lines, strict=True)
        column = string(options, "id", "id")
        try:
            names = rows.fieldnames or ()
        except csv.Error as error:
            yield _unreadable(str(error), path, 1)
            return
        if column not in names:
            yield SourceError(
                _("There is no column {name!r}.").format(name=column),
                path=path,
                line=1,
                remedy=_("Name the columns in the first row; `id` in the options names another."),
            )
            return
        while True:
            start = rows.line_num + 1
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield _unreadable(str(error), path, start)
                continue
            if start <= lines.bad <= rows.line_num:
                yield _unreadable(lines.reason, path, lines.bad)
            else:
                yield from posts.units(row, Location(path, start), options)


class _Lines:
    """The file's lines as text; remembers the last one that could not be read, and why."""

    def __init__(self, file: IO[bytes]) -> None:
        self._lines = posts.lines(file)
        self.bad = 0
        self.reason = ""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        number, line = next(self._lines)
        if line is None:
            self.bad, self.reason = number, _("it is longer than any post")
            return "\ufffd\n"
        try:
            return line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            self.bad, self.reason = number, str(error)
            return line.decode("utf-8", "replace")


def _unreadable(reason: str, path: str, line: int) -> SourceError:
    return SourceError(
        _("The row can't be read: {reason}.").format(reason=reason),
        path=path,
        line=line,
        remedy=_(
            "Repair the row: UTF-8, fields with commas or quotes in quotes; the others went on."
        ),
    )


EXTRACTOR = Csv()
