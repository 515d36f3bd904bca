"""PO files as a memory: what another project, or a tool's export, has translated."""

from collections.abc import Iterator

from l10n.errors import SourceError
from l10n.files import decode
from l10n.formats.po import FORMAT as PO
from l10n.formats.tmx import Remembered
from l10n.messages import gettext as _


def parse(data: bytes, path: str, source_locale: str, locale: str = "") -> list[Remembered]:
    """The translations of a catalog; of a plural, the last form of each side.

    Args:
        locale: of a file whose header names none.

    Raises:
        CatalogError: where it is malformed.
        SourceError: where nothing tells its locale.
    """
    catalog = PO.parse(decode(data, path), path, locale, "")
    named = dict(catalog.header).get("Language", "") or locale
    if not named:
        raise SourceError(
            _("The header of the catalog names no language."),
            path=path,
            line=1,
            remedy=_("Say it with --locale."),
        )

    def texts() -> Iterator[Remembered]:
        for entry in catalog.entries:
            if any(entry.target):
                state = "fuzzy" if entry.fuzzy else ""
                source, target = entry.unit.source[-1], entry.target[-1]
                about = {"context": entry.unit.context, "origin": path, "state": state}
                yield Remembered(source_locale, source, named, target, **about)

    return list(texts())
