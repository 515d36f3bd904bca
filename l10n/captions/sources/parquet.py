"""Posts as Parquet, read a batch of rows at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from l10n.captions import parquet_files
from l10n.captions.sources import plain
from l10n.captions.sources.interface import Asked, Row
from l10n.errors import SourceError
from l10n.files import stamp
from l10n.messages import gettext as _
from l10n.model import Location

# Rows in memory at a time; a row group may be larger, and is not held whole as rows.
_BATCH = 2_000


class Parquet:
    """Goes on after a row, counted from 1; whole row groups before it are not read."""

    name = "parquet"
    suffixes = (".parquet",)
    tabular = True

    def total(self, place: str, _asked: Asked) -> int:
        """See `Source.total`: in rows."""
        with _opened(place) as file:
            return int(file.metadata.num_rows)

    def stamp(self, place: str, _asked: Asked) -> Any:
        """See `Source.stamp`."""
        return [place, stamp(Path(place))]

    def rows(self, place: str, asked: Asked, after: Any = None) -> Iterator[Row | SourceError]:
        """See `Source.rows`."""
        with _opened(place) as file:
            names = file.schema_arrow.names
            # All of them where none matters, so that the error can tell what there is.
            columns = [name for name in names if name in asked.columns] or names
            if twice := [name for name in columns if columns.count(name) > 1]:
                # Which of the two is meant nobody knows, and the words of one would be lost.
                raise SourceError(
                    _("Two columns have the name {name!r}.").format(name=twice[0]), path=place
                )
            number, groups = _from_group(file, after or 0)
            batches = file.iter_batches(_BATCH, row_groups=groups, columns=columns)
            for batch in batches:
                if number + batch.num_rows <= (after or 0):
                    number += batch.num_rows
                    continue
                for row in _rows(batch):
                    number += 1
                    if number <= (after or 0):
                        continue
                    if row is None:
                        yield _not_text(place, number)
                    else:
                        yield Row(plain.post(row), Location(place, number), number, number)


def _rows(batch: Any) -> Iterator[dict[str, Any] | None]:
    """A batch's rows; None for one whose text is no UTF-8, which Parquet does not look at."""
    try:
        yield from batch.to_pylist()
    except UnicodeDecodeError:
        for at in range(batch.num_rows):
            try:
                [row] = batch.slice(at, 1).to_pylist()
            except UnicodeDecodeError:
                yield None
            else:
                yield row


def _not_text(place: str, number: int) -> SourceError:
    return SourceError(
        _("The post is not read, because a text of it is not UTF-8."),
        path=place,
        line=number,
        remedy=_("Write the file anew with text as UTF-8; the others went on."),
    )


def _from_group(file: Any, after: int) -> tuple[int, list[int]]:
    """The rows in the groups that lie wholly behind, and the groups to read."""
    behind, groups = 0, list(range(file.metadata.num_row_groups))
    while groups and behind + file.metadata.row_group(groups[0]).num_rows <= after:
        behind += file.metadata.row_group(groups.pop(0)).num_rows
    return behind, groups


@contextmanager
def _opened(place: str) -> Iterator[Any]:
    arrow = parquet_files.library()
    try:
        # What is read ahead would stand in memory.
        with arrow.ParquetFile(place, pre_buffer=False) as file:
            yield file
    except parquet_files.failures() as error:
        raise SourceError(
            _("The Parquet file can't be read: {reason}.").format(reason=str(error).split("\n")[0]),
            path=place,
        ) from error


SOURCE = Parquet()
