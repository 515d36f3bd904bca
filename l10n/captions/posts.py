"""Posts → captions, by the project's settings: which fields hold what, and who is left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from l10n.captions.sources.interface import Asked, Row, Source
from l10n.errors import SourceError
from l10n.extractors import posts
from l10n.extractors.options import string, strings
from l10n.files import storable
from l10n.messages import gettext as _
from l10n.model import Location, Unit
from l10n.project.tables import Captions

# Posts that are looked at before any is translated.
_LOOKED_AT = 100
# As long as an id may be: databases have it in their keys.
MAX_ID = 500
# How a table of text says no.
_NO = frozenset({"", "0", "false", "f", "no", "n", "off", "null", "none"})


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at the first posts of a source told.

    Attributes:
        left_alone: fields that hold text and are not read.
        unheard: fields that the settings skip posts by, and none of these posts has.
    """

    left_alone: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()


def asked(captions: Captions, query: str = "", watermark: str = "") -> Asked:
    """What is to be read of a source, by the settings."""
    named = {"text": "fields"}
    options = {named.get(name, name): value for name, value in captions.fields.items()}
    if isinstance(options.get("fields"), str):
        options["fields"] = [options["fields"]]
    columns = (
        string(options, "id", "id"),
        *strings(options, "fields", posts.FIELDS),
        string(options, "author", "author"),
        string(options, "time", "created_at"),
        string(options, "views", "views"),
        *captions.skip,
    )
    return Asked(options, columns, query, watermark)


def looked_at(
    rows: Iterator[Row | SourceError], source: Source, ask: Asked, captions: Captions
) -> tuple[Iterator[Row | SourceError], Seen]:
    """The rows again, and what the first of them tell.

    Raises:
        SourceError: where no post has an id, a field of text, or what a table is to be skipped by.
    """
    first = list(islice(rows, _LOOKED_AT))
    found = [row for row in first if isinstance(row, Row)]
    again = chain(first, rows)
    if not found:
        return again, Seen()
    names = dict.fromkeys(str(name) for row in found for name in row.post if name is not None)
    where = found[0].at
    fields = strings(ask.options, "fields", posts.FIELDS)
    if not set(fields).intersection(names):
        raise posts.textless(names, where, fields)
    if (key := string(ask.options, "id", "id")) not in names:
        raise _lacking(names, where, (key,))
    unheard = tuple(name for name in captions.skip if name not in names)
    if unheard and source.tabular:
        raise _lacking(names, where, unheard)
    read = {*captions.skip, ask.watermark}
    left = posts.left_alone(found[0].post, ask.options)
    return again, Seen(tuple(name for name in left if name not in read), unheard)


def _lacking(names: Any, where: Location, fields: Sequence[str]) -> SourceError:
    return SourceError(
        _("No post has the field {names}.").format(names=", ".join(fields)),
        path=where.path,
        line=where.line,
        remedy=_("Its fields are {names}; say in [captions] which are meant.").format(
            names=", ".join(posts.shown(names))
        ),
    )


def skipped(post: Mapping[str, Any], captions: Captions) -> bool:
    """Whether a post is not to be shown: some field of it says what `[captions]` `skip` names.

    `true` stands for anything but no (an empty field, 0, "false"), `false` for no; a field that a
    post lacks says neither.
    """
    return any(name in post and _says(post[name], told) for name, told in captions.skip.items())


def _says(value: Any, told: Any) -> bool:
    if isinstance(told, bool):
        is_no = value is None or value is False or str(value).strip().casefold() in _NO
        return told is not is_no
    values = told if isinstance(told, list) else [told]
    return value is not None and str(value) in map(str, values)


def captions_of(row: Row, ask: Asked) -> Iterator[Unit | SourceError]:
    """A unit for each field of the post that holds text; an error where it can have none."""
    if len(key_of(row, ask)) > MAX_ID:
        yield SourceError(
            _("The id of a post is longer than {limit}.").format(limit=MAX_ID),
            path=row.at.path,
            line=row.at.line,
            remedy=_("Give it a shorter one."),
        )
        return
    yield from posts.units(row.post, row.at, ask.options)


def key_of(row: Row, ask: Asked) -> str:
    """The id of a post as its captions have it."""
    return storable(posts.identity(row.post, ask.options))
