"""A catalog file as blocks of text: so that a few entries can change without reading the rest."""

from dataclasses import dataclass
from typing import Self

from l10n import files
from l10n.catalogs import files as catalog_files
from l10n.formats import po_write
from l10n.formats.po import FORMAT as PO
from l10n.formats.po import text_of
from l10n.model import Catalog, Entry
from l10n.project.config import Config


@dataclass(slots=True)
class CatalogBlocks:
    """A catalog file as it was last read or written.

    Attributes:
        stamp: the file's, when it stood so.
        blocks: the header, then the entries, as they are written.
        places: where the block of each live unit is.
    """

    stamp: files.Stamp
    blocks: list[str]
    places: dict[str, int]

    @classmethod
    def of(cls, catalog: Catalog, stamp: files.Stamp) -> Self:
        """The blocks of a catalog that was read from a file with this stamp."""
        blocks = [catalog.header_raw or po_write.header_text(catalog.header)]
        places: dict[str, int] = {}
        for place, entry in enumerate(catalog.entries, 1):
            blocks.append(text_of(entry, catalog.locale))
            if not entry.obsolete:
                places[entry.unit.id] = place
        return cls(stamp, blocks, places)

    def entry(self, unit: str, locale: str) -> Entry:
        """The entry of a unit."""
        text = f"{self.blocks[0]}\n\n{self.blocks[self.places[unit]]}\n"
        return PO.parse(text, "", locale, "").entries[0]

    def put(self, unit: str, entry: Entry, locale: str) -> None:
        """Change the entry of a unit."""
        self.blocks[self.places[unit]] = po_write.entry_text(entry, locale)

    def replace_file(self, config: Config, locale: str) -> bool:
        """Write the file, unless it is not as the blocks knew it: then somebody saved it meanwhile.

        Raises:
            StorageError: where the disk refuses, or another writer does not end.
        """
        text = ("\n\n".join(self.blocks) + "\n").encode()
        path = config.catalog_path(locale)
        with catalog_files.held(config, locale):
            if files.stamp(path) != self.stamp:
                return False
            files.write(path, catalog_files.as_written_there(path, text))
            self.stamp = files.stamp(path)
        return True
