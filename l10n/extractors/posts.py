"""Posts and comments as caption units: what the JSONL and CSV extractors share."""

from collections.abc import Iterator, Mapping
from typing import Any

from l10n.errors import SourceError
from l10n.messages import gettext as _
from l10n.model import Kind, Location, Unit

# The fields of a post that people read, where the options name no others.
FIELDS = ("title", "body", "text")
# Longer than any app's posts; it bounds what one hostile line can cost.
MAX_CHARACTERS = 100_000


def units(
    post: Mapping[Any, Any], at: Location, options: Mapping[str, Any]
) -> Iterator[Unit | SourceError]:
    """A unit for each field of the post that holds text, keyed by the post's id and the field."""
    name = post.get(options.get("id", "id"))
    if not isinstance(name, str | int) or name == "":
        yield SourceError(
            _("A post has no id."),
            path=at.path,
            line=at.line,
            remedy=_('Give each one a unique "id"; replies are matched by it.'),
        )
        return
    for field in options.get("fields", FIELDS):
        text = post.get(field)
        if not isinstance(text, str) or not text.strip():
            continue
        if len(text) > MAX_CHARACTERS:
            yield SourceError(
                _(
                    "The {field} of post {name} has {count} characters; {limit} is the limit."
                ).format(field=field, name=name, count=len(text), limit=MAX_CHARACTERS),
                path=at.path,
                line=at.line,
                remedy=_("Split it."),
            )
            continue
        text = text.encode("utf-8", "replace").decode()
        yield Unit((text,), kind=Kind.CAPTION, key=f"{name}/{field}", locations=(at,))
