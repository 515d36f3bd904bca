"""Absence is no verdict: what a sync asks about instead of obeying."""

from pathlib import Path

from l10n.catalogs.header import is_ours
from l10n.errors import CatalogError
from l10n.messages import gettext as _
from l10n.messages import ngettext
from l10n.model import Catalog
from l10n.store.records import Record
from l10n.sync.reconcile import Merge

# So many absent words, and such a share of all, are no edit: something happened to the file.
_MANY, _MUCH = 20, 0.1


def refuse_what_nobody_adopted(catalog: Catalog, known: dict[str, Record]) -> None:
    """Refuse a team's catalog at first contact.

    Whose its words are, and which of them are a guess, is for `adopt` to say: taken as edits, all
    would be suggestions of nobody.

    Raises:
        CatalogError: with the way on.
    """
    count = sum(any(entry.target) for entry in catalog.live())
    if not count or known or is_ours(catalog):
        return
    raise CatalogError(
        ngettext(
            "{count} translation here came from elsewhere, and nobody has adopted it yet.",
            "{count} translations here came from elsewhere, and nobody has adopted them yet.",
            count,
        ).format(count=count),
        path=catalog.path,
        remedy=_("Run `l10n adopt` first: it tells what is approved from what is to be read."),
    )


def refuse_what_is_gone(
    path: Path, catalog: Catalog, known: dict[str, Record], merges: list[Merge], *, fill: bool
) -> None:
    """Refuse a file, or words by the dozen, that are gone without anybody having said so.

    Args:
        fill: whether to go on all the same, as long as there is a file.

    Raises:
        CatalogError: with what is missing, and how to bring it back.
    """
    live = sum(not record.obsolete for record in known.values())
    if live and not path.exists():
        raise CatalogError(
            _("The catalog is gone, and the review store has {count} units of it.").format(
                count=live
            ),
            path=catalog.path,
            remedy=_("Bring it back, or let `l10n update` write it; then sync again."),
        )
    if fill:
        return
    there = {merge.name for merge in merges}
    there.update(entry.unit.id for entry in catalog.entries if entry.obsolete)
    lost = sum(
        name not in there and not record.obsolete and any(record.target)
        for name, record in known.items()
    )
    if _is_much(lost, live):
        raise CatalogError(
            _("{count} of {total} units are not in the catalog, not even as obsolete.").format(
                count=lost, total=live
            ),
            path=catalog.path,
            remedy=_(
                "Bring the old file back, or run `l10n update`. Where the sources have them no "
                "more, `l10n sync --fill` lets them go."
            ),
        )
    emptied = sum(merge.emptied for merge in merges)
    if _is_much(emptied, len(merges)):
        raise CatalogError(
            _("{count} of {total} entries are empty, and the review store has their words.").format(
                count=emptied, total=len(merges)
            ),
            path=catalog.path,
            remedy=_("Bring the old file back, or let `l10n sync --fill` write the words."),
        )


def _is_much(count: int, total: int) -> bool:
    return count >= _MANY and count > _MUCH * total
