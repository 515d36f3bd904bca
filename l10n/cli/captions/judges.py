"""Who may draw samples and release on them: whoever may approve, as the review store knows them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from l10n.cli import review_extra
from l10n.errors import ReviewError
from l10n.messages import gettext as _
from l10n.project.config import Config

if TYPE_CHECKING:
    from l10n.store.database import Database


def allow(settings: Config, store: "Database", name: str, locales: Iterable[str]) -> None:
    """See that a person may decide on captions in these locales.

    Raises:
        ReviewError: where the store knows the person, and they may not.
    """
    with store.reading() as connection:
        permission = review_extra.load("l10n.review.permission").Permission.of(
            connection, four_eyes=settings.review.four_eyes
        )
    for locale in locales:
        if why := permission.bar(name, locale, ""):
            raise ReviewError(why, remedy=_("Ask a reviewer, or name a locale of yours."))
