"""What people say to one another about a unit."""

from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from l10n.errors import ReviewError
from l10n.messages import gettext as _
from l10n.store.schema import comments

MAX_CHARACTERS = 4_000


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark: when, by whom, what."""

    at: str
    actor: str
    text: str


def add(connection: Connection, locale: str, unit: str, comment: Comment) -> None:
    """Keep a comment.

    Raises:
        ReviewError: where it says nothing or too much.
    """
    text = comment.text.strip().replace("\x00", "").encode("utf-8", "replace").decode()
    if not text:
        raise ReviewError(_("The comment is empty."))
    if len(text) > MAX_CHARACTERS:
        raise ReviewError(
            _("A comment has at most {limit} characters.").format(limit=MAX_CHARACTERS)
        )
    row = {"locale": locale, "unit": unit, "at": comment.at, "actor": comment.actor, "text": text}
    connection.execute(insert(comments), row)


def of(connection: Connection, locale: str, unit: str) -> list[Comment]:
    """A unit's comments, the oldest first."""
    rows = connection.execute(
        select(comments)
        .where(comments.c.locale == locale, comments.c.unit == unit)
        .order_by(comments.c.number)
    )
    return [Comment(row.at, row.actor, row.text) for row in rows]
