"""Translation memories as tables: a column a language (Crowdin), or `source` and `target`.

Column names are locales (`en`, `zh-CN`) or languages in English ("Chinese Simplified"); a table
of `source` and `target`, as Weblate writes one, has its target locale from elsewhere. Beside these:
`context`, `origin`, who and when, and whether a text waits for somebody (`fuzzy`, `status`).
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from l10n.errors import ConfigError, SourceError
from l10n.formats.csv_cells import unguarded
from l10n.formats.exchange import decode
from l10n.formats.tmx import Remembered, instant
from l10n.messages import gettext as _
from l10n.text.locales import same_language
from l10n.text.plurals import locale_named

_SEPARATORS = ",;\t"
_FACTS = {
    "context": ("context",),
    "by": ("by", "author", "translator", "created by", "changed by"),
    "at": ("at", "date", "created at", "changed at", "created", "changed"),
    "origin": ("origin",),
    "state": ("status", "state"),
}
# Columns that are no language, though some of them are codes of one.
_OTHERS = frozenset({"id", "key", "location", "notes", "note", "fuzzy", "labels"})
_NAMES = {"chinese simplified": "zh-CN", "chinese traditional": "zh-TW"}
_YES = frozenset({"true", "yes", "1"})


def parse(data: bytes, path: str, source_locale: str, locale: str = "") -> list[Remembered]:
    """The texts of a table.

    Args:
        source_locale: which of the columns the sources stand in.
        locale: of a column `target`, which does not say it.

    Raises:
        SourceError: where no column is in the source locale, or none in another.
    """
    text = decode(data, path)
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    csv.field_size_limit(1 << 24)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        head = [name.strip() for name in next(rows, [])]
        columns = _columns(head, path, source_locale, locale)
        whole = _whole(rows, len(head), path)
        return [said for row in whole for said in _row(row, columns, source_locale)]
    except csv.Error as error:
        raise SourceError(
            _("The table can't be read: {reason}.").format(reason=error),
            path=path,
            line=rows.line_num,
        ) from error


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a table's sources, targets and facts stand; `fuzzy` is -1 where it has no such."""

    source: int
    targets: dict[int, str]
    facts: dict[str, int]
    fuzzy: int


def _columns(head: list[str], path: str, source_locale: str, locale: str) -> _Columns:
    names = [name.lower() for name in head]
    places = {
        n: at for n, names_ in _FACTS.items() for at, one in enumerate(names) if one in names_
    }
    fuzzy = names.index("fuzzy") if "fuzzy" in names else -1
    if {"source", "target"} <= set(names):
        if not locale:
            raise SourceError(
                _("The table does not say which locale its column `target` is in."),
                path=path,
                line=1,
                remedy=_("Say it with --locale."),
            )
        return _Columns(names.index("source"), {names.index("target"): locale}, places, fuzzy)
    taken = {*places.values(), fuzzy}
    named = {at: code for at, name in enumerate(names) if at not in taken and (code := _code(name))}
    source = next((at for at, code in named.items() if same_language(code, source_locale)), None)
    targets = {at: code for at, code in named.items() if at != source}
    if source is None or not targets:
        raise SourceError(
            _("No columns of the table are in {locale} and in another language: {names}.").format(
                locale=source_locale, names=", ".join(head)
            ),
            path=path,
            line=1,
            remedy=_("Name the columns by their locales in the first line: en,zh-CN."),
        )
    return _Columns(source, targets, places, fuzzy)


@lru_cache(maxsize=1)
def _languages() -> Mapping[str, str]:
    named = locale_named("en").languages
    return {str(name).lower(): code for code, name in named.items()} | _NAMES


def _code(name: str) -> str:
    """The locale that a column's name means; "" for none."""
    if name in _OTHERS or not name:
        return ""
    code = _languages().get(name, name)
    try:
        return code if locale_named(code) else ""
    except ConfigError:
        return ""


def _whole(rows: Any, width: int, path: str) -> Iterator[list[str]]:
    """The rows; a SourceError for one whose cells are not the header's."""
    for row in rows:
        if any(row[width:]):
            # A comma in a text without quotes: its words would be taken for the next column's.
            raise SourceError(
                _("The row has more fields than the header."),
                path=path,
                line=rows.line_num,
                remedy=_("Quote fields that hold commas, quotes or line breaks."),
            )
        yield row


def _row(row: list[str], columns: _Columns, source_locale: str) -> Iterator[Remembered]:
    cells = [unguarded(cell) for cell in row]

    def cell(at: int) -> str:
        return cells[at] if 0 <= at < len(cells) else ""

    facts = {name: cell(at) for name, at in columns.facts.items()}
    if "at" in facts:
        facts["at"] = instant(facts["at"])
    if cell(columns.fuzzy).strip().lower() in _YES:
        facts["state"] = "fuzzy"
    source = cell(columns.source)
    for at, locale in columns.targets.items():
        if source and cell(at):
            yield Remembered(source_locale, source, locale, cell(at), **facts)
