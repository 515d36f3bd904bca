"""Lists of sensitive terms as CSV: an entry a row. Pure."""

import csv
import io
import re

from l10n.errors import GlossaryError
from l10n.messages import gettext as _
from l10n.model import Level, Location, SensitiveTerm
from l10n.moderation import skeleton

COLUMNS = ("term", "language", "category", "severity", "note")
LANGUAGES = ("zh", "en")
MAX_TERM, MAX_NOTE = 100, 300
_CATEGORY = re.compile("[a-z][a-z0-9-]{0,39}")


def parse(text: str, path: str) -> list[SensitiveTerm]:
    """The entries of a list.

    Args:
        text: of the file.
        path: for errors.

    Raises:
        GlossaryError: at the first row that makes no sense, with its line.
    """
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        rows.fieldnames = [name.strip() for name in rows.fieldnames or ()]
        if missing := [name for name in COLUMNS[:-1] if name not in rows.fieldnames]:
            raise GlossaryError(
                _("The list lacks the column {name!r}.").format(name=missing[0]),
                path=path,
                line=1,
                remedy=_("Its columns are: {names}.").format(names=", ".join(COLUMNS)),
            )
        return [_entry(row, Location(path, rows.line_num)) for row in rows if any(row.values())]
    except csv.Error as error:
        raise GlossaryError(
            _("The row can't be read: {reason}.").format(reason=error),
            path=path,
            line=rows.line_num + 1,
            remedy=_("Quote fields that hold commas, quotes or line breaks."),
        ) from error


def _entry(row: dict[str, str | None], at: Location) -> SensitiveTerm:
    if None in row:
        raise _wrong(at, _("The row has more fields than the header."))
    value = {name: (row.get(name) or "").strip() for name in COLUMNS}
    for name in COLUMNS[:-1]:
        if not value[name]:
            raise _wrong(at, _("The row has no {name!r}.").format(name=name))
    if len(value["term"]) > MAX_TERM:
        raise _wrong(at, _("A sensitive term has at most {limit} characters.").format(limit=100))
    if not skeleton.is_findable(value["term"]):
        raise _wrong(at, _("{term!r} is too little to be found by.").format(term=value["term"]))
    _one_of(at, "language", value["language"], LANGUAGES)
    _one_of(at, "severity", value["severity"], tuple(map(str, Level)))
    if not _CATEGORY.fullmatch(value["category"]):
        raise _wrong(
            at,
            _("{value!r} is no {name}.").format(value=value["category"][:60], name="category"),
            _("Name it in small letters and hyphens: self-harm."),
        )
    return SensitiveTerm(
        value["term"],
        value["language"],
        value["category"],
        Level(value["severity"]),
        value["note"][:MAX_NOTE],
        at,
    )


def _one_of(at: Location, name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise _wrong(
            at,
            _("{value!r} is no {name}.").format(value=value[:60], name=name),
            _("There are: {names}.").format(names=", ".join(allowed)),
        )


def _wrong(at: Location, message: str, remedy: str = "") -> GlossaryError:
    return GlossaryError(
        message, path=at.path, line=at.line, remedy=remedy or _("Complete the row.")
    )
