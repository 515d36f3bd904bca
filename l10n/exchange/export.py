"""Units of the store → exchange files, for people who work elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from l10n.catalogs.header import header_for
from l10n.errors import CatalogError
from l10n.exchange.compare import FORMATS
from l10n.formats import shipped_jsonl
from l10n.messages import gettext as _
from l10n.model import Catalog, Entry
from l10n.project.config import Config
from l10n.store import ledger, moderation, queue
from l10n.store.queue import Filter
from l10n.store.records import Record
from l10n.sync.changes import projected
from l10n.transitions import replay

SHIPPED = "jsonl"
# A file that holds more is no file that a person works through.
MOST = 200_000


@dataclass(frozen=True, slots=True)
class Export:
    """An exchange file, and how many units are in it.

    Attributes:
        held: captions that moderation holds back, and that are in no file.
    """

    data: bytes
    name: str
    media_type: str
    units: int
    held: int = 0


def export_units(connection: Connection, config: Config, wanted: Filter, form: str) -> Export:
    """The units that a filter chooses, as a file of that format.

    Raises:
        CatalogError: where one such file can't hold them.
    """
    records = queue.chosen(connection, wanted, MOST + 1)
    if len(records) > MOST:
        raise CatalogError(
            _("These are more than {limit} units.").format(limit=MOST),
            remedy=_("Choose fewer: a locale, a kind, a state."),
        )
    given = moderation.given_out(connection, records)
    held, records = len(records) - len(given), given
    ways = sorted({(record.source_locale, record.locale) for record in records})
    if len(ways) > 1:
        raise CatalogError(
            _("A file goes one way, and these units go {ways}.").format(
                ways=", ".join(f"{one} → {other}" for one, other in ways)
            ),
            remedy=_("Choose a locale, and a kind where that is not enough."),
        )
    source_locale, locale = ways[0] if ways else (config.source_locale, wanted.locale)
    catalog = catalog_of(connection, config, locale or config.target_locales[0], records)
    name = f"{catalog.domain}.{catalog.locale}"
    if form == SHIPPED:
        data, kind = shipped_jsonl.write(catalog, source_locale), "application/jsonl"
        return Export(data, name + shipped_jsonl.SUFFIX, kind, data.count(b"\n"), held)
    way = FORMATS[form]
    if form == "po":
        _fits_po(catalog)
    data = way.write(catalog, source_locale)
    return Export(data, name + way.suffix, way.media_type, len(records), held)


def _fits_po(catalog: Catalog) -> None:
    """PO knows units by context and source; posts may say the same."""
    seen: set[tuple[str, str]] = set()
    for entry in catalog.live():
        name = (entry.unit.context, entry.unit.source[0])
        if name in seen:
            raise CatalogError(
                _("PO can't hold two units with the source {source}.").format(source=name[1][:60]),
                remedy=_("Take XLIFF or CSV."),
            )
        seen.add(name)


def catalog_of(
    connection: Connection, config: Config, locale: str, records: Iterable[Record]
) -> Catalog:
    """Units of the store as a catalog, with what their ledgers say."""
    ordered = sorted(records, key=lambda record: (record.unit.kind, record.position))
    lives = ledger.of_units(connection, locale, [record.unit.id for record in ordered])
    entries = tuple(
        projected(Entry(record.unit), replay(lives[record.unit.id]), locale) for record in ordered
    )
    return Catalog(locale, config.domain, "", header_for(locale, config.domain), entries)
