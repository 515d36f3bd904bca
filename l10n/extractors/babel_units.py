"""From what Babel's extraction functions yield to units; shared by the gettext-like languages."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any

from babel.messages.catalog import Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract

from l10n.errors import SourceError
from l10n.messages import gettext as _
from l10n.model import Location, Unit

# A comment that starts with one of these, right above or beside the call, is for translators.
COMMENT_TAGS = ("Translators:", "L10N:")

# Babel's own keywords and the lazy names that Django and Flask-Babel use.
KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "lazy_gettext": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_LIMIT = re.compile(r"\bmax-length:\d{1,9}\b")
# gettext's files end strings with NUL and contexts with U+0004; UTF-8 has no half characters.
_UNFIT = re.compile("[\x00\x04\ud800-\udfff]")


def units(
    method: str | Callable[..., Any],
    file: IO[bytes],
    path: str,
    keywords: Mapping[str, Any],
    options: dict[str, Any],
) -> Iterator[Unit | SourceError]:
    """The units that a Babel extraction method finds.

    Args:
        method: Babel's name of the method, or a function of its kind.
        keywords: function names with the positions of their messages, as Babel writes them.
        options: the method's own options.
    """
    for line, message, comments, context in extract(
        method, file, keywords, COMMENT_TAGS, options, strip_comment_tags=True
    ):
        source = message if isinstance(message, tuple) else (message,)
        if any(map(_UNFIT.search, source)):
            yield SourceError(
                _("The message holds a character that no catalog can: {message!r}.").format(
                    message=source[0]
                ),
                path=path,
                line=line,
                remedy=_("Take out NUL, end-of-transmission and lone surrogates."),
            )
        elif source[0]:
            yield _unit(source, context or "", tuple(comments), Location(path, line))


def _unit(source: tuple[str, ...], context: str, notes: tuple[str, ...], at: Location) -> Unit:
    parsed = Message(source if len(source) > 1 else source[0])
    flags = [
        f"max-length:{m[0].removeprefix('max-length:')}" for n in notes for m in _LIMIT.finditer(n)
    ]
    if parsed.python_format:
        flags.append("python-format")
    elif parsed.python_brace_format:
        flags.append("python-brace-format")
    limit = next((int(flag.partition(":")[2]) for flag in flags if ":" in flag), 0)
    return Unit(source, context, notes=notes, locations=(at,), flags=tuple(flags), limit=limit)
