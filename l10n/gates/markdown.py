"""A summary in Markdown, for the page of a CI job or a comment on a change."""

import re

from l10n.gates.report import Remark, Report, Row
from l10n.messages import gettext as _
from l10n.messages import ngettext
from l10n.text.visible import visible

_SHOWN = 20
# What Markdown, or the HTML in it, would read as its own; a name after @ would be called.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~@&!$])")


def markdown(report: Report) -> str:
    """How the catalogs stand, whether the gate is open, and the first errors."""
    errors = report.errors
    lines = [f"## l10n: {_verdict(report)}", ""]
    if report.rows:
        lines += [f"| {_('Catalog')} | {_('Units')} | {_('Approved')} | {_('Share')} |"]
        lines += ["|---|---:|---:|---:|", *map(_row, report.rows), ""]
    lines += [f"- {_line(remark)}" for remark in errors[:_SHOWN]]
    if more := len(errors[_SHOWN:]):
        sentence = ngettext("… and {count} more error.", "… and {count} more errors.", more)
        lines += ["", sentence.format(count=more)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _verdict(report: Report) -> str:
    count = len(report.errors)
    if count:
        sentence = ngettext("{count} error", "{count} errors", count).format(count=count)
        if not report.gate:
            return sentence
        told = _("the gate {gate} is shut: {errors}")
        return told.format(gate=_plain(report.gate), errors=sentence)
    if report.gate:
        return _("the gate {gate} is open").format(gate=_plain(report.gate))
    return _("no errors")


def _row(row: Row) -> str:
    return f"| {_plain(row.name)} | {row.units} | {row.approved} | {row.share}% |"


def _line(remark: Remark) -> str:
    return f"{_plain(str(remark.location))}: **{_plain(remark.rule)}** {_plain(remark.message)}"


def _plain(text: str) -> str:
    """Text that stands for itself."""
    return _SIGNS.sub(r"\\\1", visible(text))
