"""Posts and comments as caption units: what the JSONL and CSV extractors share."""

from collections.abc import Iterator, Mapping
from typing import IO, Any

from l10n.errors import SourceError
from l10n.extractors.options import string, strings
from l10n.messages import gettext as _
from l10n.model import Kind, Location, Unit

# The fields of a post that people read, where the options name no others.
FIELDS = ("title", "body", "text")
# Longer than any app's posts; they bound what one hostile line can cost.
MAX_CHARACTERS = 100_000
MAX_LINE_BYTES = 40 * MAX_CHARACTERS


def lines(file: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """The lines with their numbers, one at a time; None for one that is longer than any post."""
    number = 0
    while line := file.readline(MAX_LINE_BYTES):
        number += 1
        too_long = False
        while len(line) == MAX_LINE_BYTES and not line.endswith(b"\n"):
            too_long = True
            line = file.readline(MAX_LINE_BYTES)
        yield number, None if too_long else line


def units(
    post: Mapping[Any, Any], at: Location, options: Mapping[str, Any]
) -> Iterator[Unit | SourceError]:
    """A unit for each field of the post that holds text, keyed by the post's id and the field."""
    found = post.get(string(options, "id", "id"))
    name = _sound(str(found)) if isinstance(found, str | int) else ""
    if not name:
        yield SourceError(
            _("A post has no id."),
            path=at.path,
            line=at.line,
            remedy=_('Give each one a unique "id"; replies are matched by it.'),
        )
        return
    for field in strings(options, "fields", FIELDS):
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
        yield Unit((_sound(text),), kind=Kind.CAPTION, key=f"{name}/{field}", locations=(at,))


def _sound(text: str) -> str:
    """The text with a question mark for each half of a character, which JSON can hold."""
    return text.encode("utf-8", "replace").decode()
