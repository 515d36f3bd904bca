"""`l10n check`: find what is wrong with translations."""

import click

from l10n.cli import console
from l10n.messages import gettext as _
from l10n.model import Severity
from l10n.pipeline import catalogs, glossary
from l10n.pipeline.check import Checker, Found


@click.command(
    "check",
    help=_(
        "Check every translation that stands in the catalogs.\n\n"
        "An error in an approved translation, or in one that is not fuzzy, blocks: exit code 1. "
        "Errors in suggestions are shown for their reviewer and block nothing, "
        "unless --strict is given."
    ),
    epilog=_("Example: `l10n check --locale zh_Hans --json`"),
)
@console.locale_option
@click.option("--strict", is_flag=True, help=_("Errors in suggestions block too."))
@click.option("--errors-only", is_flag=True, help=_("Show no warnings."))
@console.json_option
@click.pass_context
def command(
    context: click.Context, locales: tuple[str, ...], strict: bool, errors_only: bool, as_json: bool
) -> None:
    """Print findings with file and line."""
    settings = console.project(context)
    found, errors = catalogs.read_all(settings, console.chosen(settings, locales))
    terms, unread = glossary.load(settings)
    items: list[Found] = []
    for catalog in found:
        matcher = glossary.matcher(terms, settings.source_locale, catalog.locale)
        checker = Checker(settings, matcher, catalog.locale)
        with console.progress(catalog.locale) as tell:
            items.extend(checker.check_catalog(catalog, tell))
    if errors_only:
        items = [item for item in items if item.finding.severity is Severity.ERROR]
    if as_json:
        console.emit([as_json_row(item) for item in items])
    else:
        _print(items)
    console.report([*errors, *unread])
    blocked = any(
        item.blocks or (strict and item.finding.severity is Severity.ERROR) for item in items
    )
    console.finish(findings=blocked, errors=bool(errors or unread))


def as_json_row(item: Found) -> dict[str, object]:
    """A finding for machines."""
    finding = item.finding
    return {
        "check": finding.check,
        "severity": str(finding.severity),
        "blocks": item.blocks,
        "message": finding.message,
        "evidence": finding.evidence,
        "unit": finding.unit_id,
        "file": finding.location.path,
        "line": finding.location.line,
        "state": str(item.entry.state),
        "source": item.entry.unit.source,
        "target": item.entry.target,
    }


def _print(items: list[Found]) -> None:
    for item in items:
        finding = item.finding
        colour = "red" if item.blocks else "yellow" if finding.severity == "error" else "dim"
        words = _("error") if finding.severity is Severity.ERROR else _("warning")
        line = f"{finding.location}: {words}[{finding.check}] {finding.message}"
        console.out.print(console.visible(line), style=colour, markup=False)
    blocking = sum(item.blocks for item in items)
    errors = sum(item.finding.severity is Severity.ERROR for item in items) - blocking
    console.say(
        _("Errors that block: {blocking}. In suggestions: {errors}. Warnings: {warnings}.").format(
            blocking=blocking, errors=errors, warnings=len(items) - blocking - errors
        )
    )
