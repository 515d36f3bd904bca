"""Rows that name their unit by its source → rows that name it by id."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy.engine import Connection

from l10n.errors import CatalogError, L10nError
from l10n.formats.exchange import ExchangeRow
from l10n.messages import gettext as _
from l10n.store import units

_SHOWN = 200


def identified(
    connection: Connection, locale: str, rows: Sequence[ExchangeRow | L10nError], path: str
) -> list[ExchangeRow | L10nError]:
    """The rows, each with its unit's id; an error in place of one that several units fit.

    A row that no unit fits has its source for an id, by which it is unknown.
    """
    if not any(isinstance(row, ExchangeRow) and row.source for row in rows):
        return list(rows)
    return list(_identified(units.by_source(connection, locale), rows, path))


def _identified(
    known: Mapping[str, Iterable[tuple[str, str]]],
    rows: Sequence[ExchangeRow | L10nError],
    path: str,
) -> Iterator[ExchangeRow | L10nError]:
    for row in rows:
        if isinstance(row, L10nError) or not row.source:
            yield row
            continue
        # Spreadsheets bring line ends of their own.
        named = known.get(row.source) or known.get(row.source.replace("\r\n", "\n"), ())
        ids = [name for name, context in named if row.context in {None, context}]
        if len(ids) > 1:
            yield CatalogError(
                _("Several units have this source: {source!r}.").format(source=row.source[:_SHOWN]),
                path=path,
                line=row.line,
                remedy=_("Give their context in a column of that name, or their id."),
            )
        else:
            yield replace(row, id=ids[0] if ids else row.source[:_SHOWN].replace("\x00", ""))
