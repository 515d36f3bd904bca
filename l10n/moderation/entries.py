"""Lists of sensitive terms as CSV: an entry a row. Pure."""

import re

from l10n.errors import GlossaryError
from l10n.formats.csv_rows import Table, incomplete, one_of, required
from l10n.messages import gettext as _
from l10n.model import Level, Location, SensitiveTerm
from l10n.moderation import skeleton

COLUMNS = ("term", "language", "category", "severity", "note")
_REQUIRED = COLUMNS[:-1]
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
    table = Table(text, path, COLUMNS)
    if missing := [name for name in _REQUIRED if name not in table.names]:
        raise GlossaryError(
            _("The list lacks the column {name!r}.").format(name=missing[0]),
            path=path,
            line=1,
            remedy=_("Its columns are: {names}.").format(names=", ".join(COLUMNS)),
        )
    return [_entry(row, at) for row, at in table.rows()]


def _entry(value: dict[str, str], at: Location) -> SensitiveTerm:
    required(value, _REQUIRED, at)
    if len(value["term"]) > MAX_TERM:
        raise incomplete(
            at, _("A sensitive term has at most {limit} characters.").format(limit=MAX_TERM)
        )
    if not skeleton.is_findable(value["term"]):
        raise incomplete(at, _("{term!r} is too little to be found by.").format(term=value["term"]))
    one_of(at, "language", value["language"], LANGUAGES)
    one_of(at, "severity", value["severity"], tuple(map(str, Level)))
    if not _CATEGORY.fullmatch(value["category"]):
        raise GlossaryError(
            _("{value!r} is no {name}.").format(value=value["category"][:60], name="category"),
            path=at.path,
            line=at.line,
            remedy=_("Name it in small letters and hyphens: self-harm."),
        )
    return SensitiveTerm(
        value["term"],
        value["language"],
        value["category"],
        Level(value["severity"]),
        value.get("note", "")[:MAX_NOTE],
        at,
    )
