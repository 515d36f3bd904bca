"""The table `[captions]`: what a post's fields are called, and which posts are left out."""

from typing import Any

from l10n.messages import gettext as _
from l10n.project.tables import Captions
from l10n.project.toml_tables import Document

# As long as the name of a field may be: it is part of a key.
MAX_FIELD = 100
_NAMES = ("id", "text", "author", "time", "views")


def check_captions(document: Document, captions: Captions) -> None:
    """See that the table can be meant.

    Raises:
        ConfigError: the first mistake, with its line.
    """
    for name, value in captions.fields.items():
        if name not in _NAMES:
            raise document.error(
                "fields",
                _("A post has no field {name!r} of ours.").format(name=name),
                _("There are: {names}.").format(names=", ".join(_NAMES)),
            )
        if not (_is_name(value) or (name == "text" and _are_names(value))):
            raise document.error(
                "fields",
                _("{name!r} of fields must name a field of the posts.").format(name=name),
                _('Say for example: fields = { id = "note_id", text = ["title", "desc"] }.'),
            )
    for name, value in captions.skip.items():
        if not all(
            isinstance(v, str | int) for v in (value if isinstance(value, list) else [value])
        ):
            raise document.error(
                "skip",
                _(
                    "What {name!r} says of a post to be skipped must be true, false or values."
                ).format(name=name),
                _('Say for example: skip = { deleted = true, visibility = ["private"] }.'),
            )
    if captions.beam_size < 1:
        raise document.error("beam_size", _("beam_size must be at least 1."))


def _is_name(value: Any) -> bool:
    # A caption is called by its post's id and its field, with a slash between.
    if not isinstance(value, str) or "/" in value:
        return False
    return 0 < len(value.strip()) <= MAX_FIELD


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_name, value))
