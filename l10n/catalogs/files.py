"""Catalogs from and to the disk."""

from collections.abc import Iterable

from l10n import files
from l10n.catalogs.merge import header_for
from l10n.errors import L10nError
from l10n.formats.po import FORMAT as PO
from l10n.model import Catalog
from l10n.project.config import Config


def read(config: Config, locale: str) -> Catalog:
    """The catalog of a locale; an empty one with a fresh header where there is no file.

    Raises:
        CatalogError: where it is malformed.
        SourceError: where it can't be read.
    """
    path = config.catalog_path(locale)
    shown = (
        path.relative_to(config.root).as_posix() if path.is_relative_to(config.root) else str(path)
    )
    if not path.exists():
        return Catalog(locale, config.domain, shown, header_for(locale, config.domain))
    data = files.read_bytes(path)
    return PO.parse(files.decode(data, shown), shown, locale, config.domain)


def read_all(config: Config, locales: Iterable[str] = ()) -> tuple[list[Catalog], list[L10nError]]:
    """The catalogs of the locales (all targets where none is named), and what is malformed."""
    catalogs: list[Catalog] = []
    errors: list[L10nError] = []
    for locale in tuple(locales) or config.target_locales:
        try:
            catalogs.append(read(config, locale))
        except L10nError as error:
            errors.append(error)
    return catalogs, errors


def write(config: Config, catalog: Catalog) -> bool:
    """Write a catalog whole; False where the file already says so.

    Raises:
        StorageError: where the disk refuses; the old file stays.
    """
    return files.write(config.catalog_path(catalog.locale), PO.serialize(catalog))


def differs(config: Config, catalog: Catalog) -> bool:
    """Whether the file says something else than the catalog."""
    path = config.catalog_path(catalog.locale)
    return not path.exists() or files.read_bytes(path) != PO.serialize(catalog)
