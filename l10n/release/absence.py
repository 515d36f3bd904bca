"""Absence is no verdict: a catalog that is gone takes nothing out of a release."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from l10n.errors import CatalogError
from l10n.messages import gettext as _
from l10n.model import Catalog
from l10n.project import globs
from l10n.project.config import Config


def gone(
    config: Config, found: Iterable[Catalog], facts: Mapping[str, Any]
) -> Iterator[CatalogError]:
    """An error for each catalog that is missing or empty, where the last release has its words.

    A catalog whose strings all went away keeps them as obsolete entries.

    Args:
        config: the project.
        found: the catalogs that are to be compiled.
        facts: what the manifest of the last release says of catalogs.
    """
    for catalog in found:
        part = config.of(catalog.domain)
        before = facts.get(part.named(catalog.locale))
        if not catalog.entries and isinstance(before, dict) and before.get("shipped"):
            yield CatalogError(
                _("The catalog is gone or empty, and the release has its texts ({count}).").format(
                    count=before["shipped"]
                ),
                path=globs.shown(config.root, part.catalog_path(catalog.locale)),
                remedy=_(
                    "Bring it back, or let `l10n update` write it and `l10n sync` fill it. To ship "
                    "nothing of it, take the locale out of target_locales."
                ),
            )
