"""Catalogs and review store in step, for commands that act on what is there now."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from l10n.catalogs import files as catalog_files
from l10n.cli import console, deciding, review_extra
from l10n.errors import L10nError
from l10n.messages import gettext as _
from l10n.project.config import Config

if TYPE_CHECKING:
    from l10n.review.judges import Judges
    from l10n.store.database import Database
    from l10n.sync.sync import Synced


def bring(
    settings: Config,
    store: "Database",
    judges: "Judges",
    locales: Iterable[str] = (),
    *,
    fill: bool = False,
) -> "tuple[list[Synced], list[L10nError]]":
    """Bring the glossary, the lists of sensitive terms and each catalog in step with the store.

    Args:
        settings: the project.
        store: its review store.
        judges: has its checks.
        locales: those to bring in step; empty: all.
        fill: as for `sync`.

    Returns:
        What was done, a catalog each, and what could not be.
    """
    stage = review_extra.load("l10n.sync.sync")
    refresh = review_extra.load("l10n.review.refresh").Refresh(settings, store, judges)
    with console.progress(_("glossary")) as tell:
        refresh.catch_up(tell)
    moderate(settings, store)
    done: list[Synced] = []
    errors: list[L10nError] = []
    for part, locale in catalog_files.each(settings, locales):
        checker = judges.checker_for(settings.source_locale, locale)
        with console.progress(part.named(locale)) as tell:
            try:
                at = deciding.now()
                done.append(stage.sync(part, store, locale, checker, at, tell, fill=fill))
            except L10nError as error:
                errors.append(error)
    return done, errors


def moderate(settings: Config, store: "Database") -> int:
    """Flag the store's posts by the lists as they are now; how many were flagged or cleared.

    Raises:
        GlossaryError: where a list can't be read: what it names would go out.
    """
    screen = review_extra.load("l10n.moderation.lists").load(settings)
    follow = review_extra.load("l10n.moderation.follow")
    with console.progress(_("moderation")) as tell:
        count: int = follow.catch_up(store, screen, deciding.now(), tell)
    return count
