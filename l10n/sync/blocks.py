"""A catalog file as blocks of text: so that a few entries can change without reading the rest."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from l10n import files
from l10n.catalogs import files as catalog_files
from l10n.formats import po_write
from l10n.formats.po import Reading, text_of
from l10n.model import Entry
from l10n.project.config import Config


@dataclass(slots=True)
class CatalogBlocks:
    """A catalog file as it was last read or written.

    Attributes:
        stamp: the file's, when it stood so.
        locale: its own.
        domain: its units', as `Unit` has it.
        blocks: the header, then the entries, as they are written, in UTF-8.
        places: where the block of each live unit is, in their order.
    """

    stamp: files.Stamp
    locale: str
    domain: str
    blocks: list[bytes] = field(default_factory=lambda: [b""])
    places: dict[str, int] = field(default_factory=dict)

    def head(self, reading: Reading) -> None:
        """Take the header of a catalog that was read to its end."""
        text = reading.header_raw or po_write.header_text(reading.header)
        self.blocks[0] = text.encode()

    def add(self, entry: Entry) -> None:
        """Take the next entry."""
        if not entry.obsolete:
            self.places[entry.unit.id] = len(self.blocks)
        self.blocks.append(text_of(entry, self.locale).encode())

    def entries(self, units: Iterable[str]) -> list[Entry]:
        """The entries of units, as they stand in the file."""
        text = b"\n\n".join(self.blocks[self.places[unit]] for unit in units).decode()
        return list(Reading(text.split("\n"), "", self.locale, domain=self.domain))

    def put(self, entry: Entry) -> None:
        """Change the entry of a unit."""
        self.blocks[self.places[entry.unit.id]] = text_of(entry, self.locale).encode()

    def replace_file(self, config: Config) -> bool:
        """Write the file, unless it is not as the blocks knew it: then somebody saved it meanwhile.

        Raises:
            StorageError: where the disk refuses, or another writer does not end.
        """
        text = b"\n\n".join(self.blocks) + b"\n"
        path = config.catalog_path(self.locale)
        with catalog_files.held(config, self.locale):
            if files.stamp(path) != self.stamp:
                return False
            files.write(path, catalog_files.as_written_there(path, text))
            self.stamp = files.stamp(path)
        return True
