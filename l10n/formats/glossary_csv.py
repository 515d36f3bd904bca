"""Glossaries as CSV: one term and direction a row, lists separated by `|`."""

import csv
import io
import re
from collections.abc import Iterable

from l10n.errors import GlossaryError
from l10n.messages import gettext as _
from l10n.model import Location, Rule, Term, TermStatus

COLUMNS = (
    "from",
    "to",
    "source",
    "target",
    "variants",
    "forbidden",
    "rule",
    "case",
    "pos",
    "domain",
    "definition",
    "note",
    "status",
)
_REQUIRED = ("from", "to", "source")
_CASES = ("any", "exact")


def parse(text: str, path: str) -> list[Term]:
    """The terms in a glossary file.

    Raises:
        GlossaryError: at the first row that makes no sense, with its line.
    """
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        names = rows.fieldnames or ()
        if missing := [name for name in _REQUIRED if name not in names]:
            raise GlossaryError(
                _("The glossary lacks the column {name!r}.").format(name=missing[0]),
                path=path,
                line=1,
                remedy=_("Its columns are: {names}.").format(names=", ".join(COLUMNS)),
            )
        return [_term(row, Location(path, rows.line_num)) for row in rows if any(row.values())]
    except csv.Error as error:
        raise GlossaryError(
            _("The row can't be read: {reason}.").format(reason=error),
            path=path,
            line=rows.line_num + 1,
            remedy=_("Quote fields that hold commas, quotes or line breaks."),
        ) from error


def _term(row: dict[str, str | None], at: Location) -> Term:
    if None in row:
        raise _wrong(at, _("The row has more fields than the header."))
    value = {name: (row.get(name) or "").strip() for name in COLUMNS}
    for name in _REQUIRED:
        if not value[name]:
            raise _wrong(at, _("The row has no {name!r}.").format(name=name))
    for name in ("from", "to"):
        if not re.fullmatch("[a-z]{2,3}", value[name]):
            raise GlossaryError(
                _("{value!r} is no language.").format(value=value[name]),
                path=at.path,
                line=at.line,
                remedy=_('Use codes such as "en" and "zh".'),
            )
    rule = _one_of(at, "rule", value["rule"] or "prefer", [str(r) for r in Rule])
    status = _one_of(at, "status", value["status"] or "approved", [str(s) for s in TermStatus])
    case = _one_of(at, "case", value["case"] or "any", _CASES)
    if not value["target"] and rule != Rule.KEEP:
        raise _wrong(at, _("The row has no {name!r}.").format(name="target"))
    return Term(
        source_language=value["from"],
        target_language=value["to"],
        source=value["source"],
        target=value["target"] or value["source"],
        variants=_list(value["variants"]),
        forbidden=_list(value["forbidden"]),
        rule=Rule(rule),
        exact_case=case == "exact",
        part_of_speech=value["pos"],
        domain=value["domain"],
        definition=value["definition"],
        note=value["note"],
        status=TermStatus(status),
        location=at,
    )


def _one_of(at: Location, name: str, value: str, allowed: Iterable[str]) -> str:
    if value not in allowed:
        raise GlossaryError(
            _("{value!r} is no {name}.").format(value=value, name=name),
            path=at.path,
            line=at.line,
            remedy=_("There are: {names}.").format(names=", ".join(allowed)),
        )
    return value


def _wrong(at: Location, message: str) -> GlossaryError:
    return GlossaryError(message, path=at.path, line=at.line, remedy=_("Complete the row."))


def _list(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split("|") if item.strip())


def serialize(terms: Iterable[Term]) -> bytes:
    """The terms as a glossary file, in their order."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for term in terms:
        kept = term.rule is Rule.KEEP and term.target == term.source
        writer.writerow(
            (
                term.source_language,
                term.target_language,
                term.source,
                "" if kept else term.target,
                " | ".join(term.variants),
                " | ".join(term.forbidden),
                term.rule,
                "exact" if term.exact_case else "any",
                term.part_of_speech,
                term.domain,
                term.definition,
                term.note,
                term.status,
            )
        )
    return out.getvalue().encode()
