"""`l10n compile`: write the release."""

from pathlib import Path

import click

from l10n.cli import console
from l10n.messages import gettext as _
from l10n.model import Catalog
from l10n.pipeline import catalogs, glossary, release
from l10n.pipeline.check import checkers


@click.command(
    "compile",
    help=_(
        "Compile the approved translations, and nothing else, with a manifest.\n\n"
        "What is not approved falls back to the source. An approved translation that has an error "
        "by today's checks is held back and reported: exit code 1. Two compiles are the same bytes."
    ),
    epilog=_("Example: `l10n compile --output build/release`"),
)
@console.locale_option
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help=_("The release folder, instead of the project's."),
)
@console.json_option
@click.pass_context
def command(
    context: click.Context, locales: tuple[str, ...], output: Path | None, as_json: bool
) -> None:
    """Compile each locale that can be read."""
    settings = console.project(context)
    found, errors = catalogs.read_all(settings, console.chosen(settings, locales))
    folder = output or settings.root / settings.release
    terms, unread = glossary.load(settings)
    by_locale = checkers(settings, terms, found)
    result, failed = release.compile_to(settings, by_locale, found, folder)
    if as_json:
        console.emit(
            {
                "folder": str(folder),
                "changed": [str(path) for path in result.changed],
                "locales": result.facts,
                "held_back": [
                    {"unit": e.unit.id, "check": f.check, "message": f.message}
                    for e, f in result.held
                ],
            }
        )
    else:
        _show(found, result, folder)
    console.report([*errors, *unread, *failed])
    console.finish(findings=bool(result.held), errors=bool(errors or unread or failed))


def _show(found: list[Catalog], result: release.Result, folder: Path) -> None:
    """What was compiled, and what was held back."""
    paths = {catalog.locale: catalog.path for catalog in found}
    for entry, finding in result.held:
        console.warn(
            console.visible(
                _("held back: {source}: {check}: {message}").format(
                    source=entry.unit.source[0], check=finding.check, message=finding.message
                )
            )
        )
    rows = [
        (locale, facts["shipped"], facts["units"], facts["held_back"], paths[locale])
        for locale, facts in result.facts.items()
    ]
    columns = [_("Locale"), _("Shipped"), _("Units"), _("Held back"), _("Catalog")]
    console.table(_("Release"), columns, rows, numeric=[1, 2, 3])
    console.say(
        _("{count} files in {folder}, {changed} of them changed.").format(
            count=len(result.files), folder=folder, changed=len(result.changed)
        )
    )
