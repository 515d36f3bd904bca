"""GitHub's workflow commands, which it shows as annotations beside the lines."""

from l10n.gates.report import Level, Remark, Report
from l10n.text.visible import visible

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
# As its runner reads them back; a property ends at a colon or a comma besides.
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def github(report: Report) -> str:
    """A line for each remark that nobody accepted, the errors first: it shows the first ten."""
    order = list(Level)
    left = [remark for remark in report.remarks if not remark.accepted]
    return "".join(map(_line, sorted(left, key=lambda remark: order.index(remark.level))))


def _line(remark: Remark) -> str:
    facts = {"file": remark.location.path, "title": f"l10n {remark.rule}"}
    if remark.location.line:
        facts["line"] = str(remark.location.line)
    properties = ",".join(f"{name}={_escaped(fact, _PROPERTY)}" for name, fact in facts.items())
    message = _escaped(visible(remark.message), _DATA)
    return f"::{_COMMANDS[remark.level]} {properties}::{message}\n"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(char, char) for char in text)
