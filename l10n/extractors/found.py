"""What extractors make of the messages they find: units, key uses, and findings."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from l10n.errors import SourceError
from l10n.extractors.interface import Extracted, KeyUse
from l10n.messages import gettext as _
from l10n.model import Finding, Location, Severity, Unit
from l10n.text.formats import is_brace_format, is_percent_format

# A comment that starts with one of these, right above or beside the call, is for translators.
COMMENT_TAGS = ("Translators:", "TRANSLATORS:", "L10N:")
# As findings about messages that can't be read are named.
CHECK = "not-constant"

_LIMIT = re.compile(r"\bmax-length:(\d{1,9})\b")
# gettext's files end strings with NUL and contexts with U+0004; UTF-8 has no half characters.
_UNFIT = re.compile("[\x00\x04\ud800-\udfff]")
_SHOWN = 60


def unit(
    forms: tuple[str, ...],
    at: Location,
    *,
    context: str = "",
    key: str = "",
    notes: tuple[str, ...] = (),
    flags: tuple[str, ...] = (),
) -> Iterator[Unit | SourceError]:
    """The unit of these words; nothing for empty ones, an error for those no catalog can hold."""
    if unfit := next(filter(_UNFIT.search, (*forms, context, key)), None):
        yield unfit_error(unfit, at)
    elif forms[0]:
        yield Unit(forms, context, key=key, locations=(at,), **facts(notes, flags))


def facts(notes: tuple[str, ...], flags: tuple[str, ...] = ()) -> dict[str, Any]:
    """What the notes on a unit say, as its attributes: themselves, the flags and the limit."""
    limits = [found[1] for note in notes for found in _LIMIT.finditer(note)]
    return {
        "notes": notes,
        "flags": (*(f"max-length:{limit}" for limit in limits), *flags),
        "limit": int(limits[0]) if limits else 0,
    }


def whole(items: Iterator[Extracted]) -> list[Extracted]:
    """What a document of several parts holds, by its lines; the error where it can't be read."""
    try:
        return sorted(items, key=line_of)
    except SourceError as error:
        return [error]


def line_of(item: Extracted) -> int:
    """The line that something was found on."""
    if isinstance(item, SourceError):
        return item.place.line if item.place else 0
    return item.locations[0].line if isinstance(item, Unit) else item.location.line


def fit(use: KeyUse) -> KeyUse | SourceError:
    """The use of a key, or the error for one that no catalog can hold."""
    unfit = next(filter(_UNFIT.search, (use.namespace, use.key, *use.default, use.context)), None)
    return use if unfit is None else unfit_error(unfit, use.location)


def unfit_error(text: str, at: Location) -> SourceError:
    """The error for a message with characters that end strings elsewhere, or are half ones."""
    return SourceError(
        _("The message holds a character that no catalog can: {message!r}.").format(message=text),
        path=at.path,
        line=at.line,
        remedy=_("Take out NUL, end-of-transmission and lone surrogates."),
    )


def python_flags(forms: tuple[str, ...]) -> tuple[str, ...]:
    """How a message is filled in where that is done as in Python."""
    if any("%" in form and is_percent_format(form) for form in forms):
        return ("python-format",)
    if any("{" in form and is_brace_format(form) for form in forms):
        return ("python-brace-format",)
    return ()


def glued(code: str, at: Location) -> Finding:
    """A message that holds words, and is only whole when the program runs."""
    return _finding(
        Severity.ERROR,
        _(
            "The message {code} is put together when the program runs, so it is never "
            "translated. Write one constant string, with placeholders filled in afterwards."
        ),
        code,
        at,
    )


def glued_key(code: str, at: Location) -> Finding:
    """A key that is only whole when the program runs."""
    return _finding(
        Severity.WARNING,
        _(
            "The key {code} is put together when the program runs, so nobody can say which keys "
            "are used. Write the keys out, one call each, or list them in a comment right above: "
            '// t("key").'
        ),
        code,
        at,
    )


def opaque(code: str, at: Location) -> Finding:
    """A message that the code has from somewhere else."""
    return _finding(
        Severity.WARNING,
        _(
            "The message {code} is no constant, so it is not known here. Mark its words where "
            "they stand."
        ),
        code,
        at,
    )


def _finding(severity: Severity, sentence: str, code: str, at: Location) -> Finding:
    shown = " ".join(code.split())
    shown = shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
    return Finding(CHECK, severity, sentence.format(code=shown), evidence=shown, location=at)


def notes_above(
    comments: Mapping[int, Iterable[str]], line: int, tags: Collection[str] = COMMENT_TAGS
) -> tuple[str, ...]:
    """What the comments beside or right above a line tell translators, without their tags.

    Args:
        comments: the text of comments by the line each stands on.
        line: the line of the call.
        tags: how a comment for translators begins; lines that follow it belong to it.
    """
    if not comments:
        return ()
    first = line
    while first - 1 in comments:
        first -= 1
    block = (text for number in range(first, line + 1) for text in comments.get(number, ()))
    return without_tags(block, tags)


def without_tags(comments: Iterable[str], tags: Collection[str] = COMMENT_TAGS) -> tuple[str, ...]:
    """What the lines of a block of comments tell translators, from the first tag on."""
    told: list[str] = []
    begun = False
    for text in (line.strip() for comment in comments for line in comment.split("\n")):
        tag = next((tag for tag in tags if text.startswith(tag)), None)
        begun = begun or tag is not None
        if begun:
            told.append(text.removeprefix(tag or "").strip())
    return tuple(filter(None, told))
