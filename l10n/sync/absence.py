"""Absence is no verdict: what a sync asks about instead of obeying."""

from pathlib import Path

from l10n.errors import CatalogError
from l10n.messages import gettext as _
from l10n.messages import ngettext
from l10n.sync.compare import Compared

# So many absent words, and such a share of all, are no edit: something happened to the file.
_MANY, _MUCH = 20, 0.1


def refuse_what_nobody_adopted(shown: str, compared: Compared) -> None:
    """Refuse a team's catalog at first contact.

    Whose its words are, and which of them are a guess, is for `adopt` to say: taken as edits, all
    would be suggestions of nobody.

    Args:
        shown: what the file is called in errors.
        compared: the file beside the store.

    Raises:
        CatalogError: with the way on.
    """
    if compared.known or not compared.foreign:
        return
    raise CatalogError(
        ngettext(
            "{count} translation here came from elsewhere, and nobody has adopted it yet.",
            "{count} translations here came from elsewhere, and nobody has adopted them yet.",
            compared.foreign,
        ).format(count=compared.foreign),
        path=shown,
        remedy=_("Run `l10n adopt` first: it tells what is approved from what is to be read."),
    )


def refuse_what_is_gone(path: Path, shown: str, compared: Compared, *, fill: bool) -> None:
    """Refuse a file, or words by the dozen, that are gone without anybody having said so.

    Args:
        path: the file.
        shown: what it is called in errors.
        compared: the file beside the store.
        fill: whether to go on all the same, as long as there is a file.

    Raises:
        CatalogError: with what is missing, and how to bring it back.
    """
    if compared.known and not path.exists():
        raise CatalogError(
            _("The catalog is gone, and the review store has {count} units of it.").format(
                count=compared.known
            ),
            path=shown,
            remedy=_("Bring it back, or let `l10n update` write it; then sync again."),
        )
    if fill:
        return
    if compared.known == compared.lost > 0 or _is_much(compared.lost, compared.known):
        raise CatalogError(
            _("{count} of {total} units are not in the catalog, not even as obsolete.").format(
                count=compared.lost, total=compared.known
            ),
            path=shown,
            remedy=_(
                "Bring the old file back, or run `l10n update`. Where the sources have them no "
                "more, `l10n sync --fill` lets them go."
            ),
        )
    live = len(compared.blocks.places)
    if _is_much(compared.emptied, live):
        raise CatalogError(
            _("{count} of {total} entries are empty, and the review store has their words.").format(
                count=compared.emptied, total=live
            ),
            path=shown,
            remedy=_("Bring the old file back, or let `l10n sync --fill` write the words."),
        )


def _is_much(count: int, total: int) -> bool:
    return count >= _MANY and count > _MUCH * total
