"""`--report FORMAT=FILE`: what a check found, written for those who read it elsewhere."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from l10n import files, plugins
from l10n.checks.checker import Found
from l10n.cli import outputs
from l10n.errors import L10nError, Place
from l10n.gates import judge
from l10n.gates.github import github
from l10n.gates.junit import junit
from l10n.gates.markdown import markdown
from l10n.gates.report import Level, Remark, Report, Row, placed, remark_of, remark_of_code
from l10n.gates.sarif import sarif
from l10n.git.ask import ask
from l10n.messages import gettext as _
from l10n.model import Finding, Location
from l10n.project import globs
from l10n.project.config import Config

FORMATS: dict[str, Callable[[Report], str]] = {
    "sarif": sarif,
    "junit": junit,
    "github": github,
    "markdown": markdown,
}
STANDARD_OUTPUT = "-"
UNREAD = "unread"

option = click.option(
    "--report",
    "reports",
    metavar="FORMAT=FILE",
    multiple=True,
    help=_(
        "Write a report: sarif, junit, github (annotations) or markdown, into a file, or on "
        "standard output for -, in place of the lines; may stand more than once."
    ),
)


def wanted(reports: Sequence[str], *, as_json: bool) -> dict[str, str]:
    """The files of the reports, by format.

    Args:
        as_json: whether standard output is taken.

    Raises:
        click.BadParameter: for another format, or two that go to one place.
        click.UsageError: where a file would take the place of something else.
    """
    found: dict[str, str] = {}
    for said in reports:
        form, _equals, file = said.partition("=")
        taken = file in found.values() or (as_json and file == STANDARD_OUTPUT)
        if taken:
            raise click.BadParameter(
                _("Something else goes to {file} already: give {said!r} another place.").format(
                    file=file, said=said
                )
            )
        if form not in FORMATS or form in found or not file:
            raise click.BadParameter(
                _("{said!r} is no report of its own; say FORMAT=FILE, with one of {names}.").format(
                    said=said, names=", ".join(FORMATS)
                )
            )
        found[form] = file
        if file != STANDARD_OUTPUT:
            outputs.guard(Path(file), form)
    return found


def report(
    settings: Config,
    gate: str,
    rows: Sequence[Row],
    items: Sequence[Found],
    shut: Sequence[Remark],
    unread: Sequence[L10nError],
    *,
    strict: bool,
) -> Report:
    """What was found, with its places as seen from the top of the repository.

    Args:
        shut: what keeps the gate shut.
        unread: what could not be checked at all.
        strict: whether errors in suggestions count as errors.
    """
    prefix = _prefix(settings)
    there = [replace(row, path=placed(Location(row.path), prefix).path) for row in rows]
    remarks = [remark_of(item, prefix, strict=strict) for item in items]
    remarks += [replace(one, location=placed(one.location, prefix)) for one in shut]
    remarks += _unread(settings, unread, prefix)
    known = {name: check.summary for name, check in plugins.room("checks").items()}
    known[UNREAD] = _("Every catalog and glossary file can be read.")
    known |= judge.RULES if gate else {}
    return Report(tuple(there), tuple(remarks), known, gate)


def of_code(
    settings: Config,
    findings: Sequence[Finding],
    unread: Sequence[L10nError],
    rules: Mapping[str, str],
) -> Report:
    """What was found in code, with its places as seen from the top of the repository.

    Args:
        rules: what each rule holds, by its name.
    """
    prefix = _prefix(settings)
    remarks = [remark_of_code(finding, prefix) for finding in findings]
    remarks += _unread(settings, unread, prefix)
    return Report((), tuple(remarks), {**rules, UNREAD: _("Every file can be read.")})


def _prefix(settings: Config) -> str:
    """The project's folder as seen from the top of its repository."""
    said = ask(settings.root, "rev-parse", "--show-prefix") or b""
    return said.decode(errors="replace").strip("\n")


def _unread(settings: Config, errors: Sequence[L10nError], prefix: str) -> Iterator[Remark]:
    for error in errors:
        place = error.place or Place("")
        shown = globs.shown(settings.root, settings.root / place.path)
        location = placed(Location(shown, place.line), prefix)
        message = f"{error.message} {error.remedy}".strip()
        yield Remark(UNREAD, Level.ERROR, message, location)


def write(report: Report, places: dict[str, str]) -> None:
    """Write each report whole.

    Raises:
        StorageError: where a file can't be written.
    """
    for form, file in places.items():
        text = FORMATS[form](report)
        if file == STANDARD_OUTPUT:
            click.echo(text, nl=False)
        else:
            files.write(Path(file), text.encode())
