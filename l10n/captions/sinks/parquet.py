"""Pairs as Parquet, a row group a block."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from l10n import files
from l10n.captions import parquet_files
from l10n.captions.sinks import parts
from l10n.captions.sinks.interface import Entry

# A block's file, by its number; a Parquet file can't be added to once it is closed.
_BLOCK = "{number:06}.parquet"


def _schema() -> Any:
    import pyarrow as pa  # noqa: PLC0415 - an extra; `parquet_files.library` asked for it

    text = pa.string()
    facts = ("term", "surface", "outcome", "words", "origin")
    named = {name: pa.field(name, text) for name in facts}
    found = [pa.field(name, text) for name in ("check", "severity", "message")]
    return pa.schema(
        [
            *(pa.field(n, text) for n in ("id", "post_id", "field", "source_hash", "from", "to")),
            *(pa.field(n, text) for n in ("source", "target", "alternative", "origin", "by")),
            pa.field("quality", pa.float64()),
            pa.field("route", text),
            pa.field("reasons", pa.list_(text)),
            pa.field("terms", pa.list_(pa.struct(list(named.values())))),
            pa.field("findings", pa.list_(pa.struct(found))),
            pa.field("model", text),
            pa.field("glossary", text),
            pa.field(
                "post",
                pa.struct([("author", text), ("at", text), ("views", pa.int64())]),
            ),
        ]
    )


class _Blocks:
    def __init__(self, folder: Path, place: Path, number: int) -> None:
        self._folder, self._place, self._number = folder, place, number
        self._schema = _schema()

    def write(self, block: Sequence[Entry]) -> int:
        """See `Writer.write`: how many blocks there are."""
        rows = [_whole(pair, self._schema.names) for entry in block for pair in entry.pairs]
        if rows:
            self._number += 1
            with files.replacing(self._folder / _BLOCK.format(number=self._number)) as file:
                self._copy([_table(rows, self._schema)], file)
        return self._number

    def finish(self) -> None:
        """See `Writer.finish`: the blocks one after another as one file."""
        arrow = parquet_files.library()
        numbers = range(1, self._number + 1)
        paths = [self._folder / _BLOCK.format(number=number) for number in numbers]

        def tables() -> Iterator[Any]:
            for path in paths:
                with arrow.ParquetFile(path, pre_buffer=False) as file:
                    yield from (file.read_row_group(n) for n in range(file.num_row_groups))

        with files.replacing(self._place) as file:
            self._copy(tables(), file)
        parts.drop(str(self._place))

    def _copy(self, tables: Iterable[Any], file: Any) -> None:
        with parquet_files.library().ParquetWriter(file, self._schema, compression="zstd") as out:
            for table in tables:
                out.write_table(table.cast(self._schema))


def _table(rows: list[dict[str, Any]], schema: Any) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - as above

    return pa.Table.from_pylist(rows, schema)


def _whole(pair: Mapping[str, Any], names: list[str]) -> dict[str, Any]:
    return {name: pair.get(name) for name in names}


class Parquet:
    """Blocks in a folder beside the place, put together at the end."""

    name = "parquet"
    suffixes = (".parquet",)

    def exists(self, place: str, _table: str) -> bool:
        """See `Sink.exists`."""
        parquet_files.library()
        return parts.exists(place)

    def holds(self, place: str, _table: str, mark: Any) -> bool:
        """See `Sink.holds`."""
        folder = parts.beside(place)
        return all((folder / _BLOCK.format(number=n + 1)).is_file() for n in range(mark))

    def drop(self, place: str, _table: str) -> None:
        """See `Sink.drop`."""
        parts.drop(place)

    @contextmanager
    def open(self, place: str, _table: str, mark: Any) -> Iterator[_Blocks]:
        """See `Sink.open`."""
        folder = parts.beside(place)
        if mark is None:
            parts.drop(place)
            with files.writing(Path(place)):
                folder.mkdir(parents=True)
        yield _Blocks(folder, Path(place), mark or 0)


SINK = Parquet()
