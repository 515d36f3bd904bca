"""`l10n translate`: fill gaps from memory, glossary and machine, for review."""

from dataclasses import asdict

import click

from l10n.cli import console
from l10n.messages import gettext as _
from l10n.pipeline import catalogs, workshop
from l10n.pipeline.fill import FillCounts, fill


@click.command(
    "translate",
    help=_(
        "Fill untranslated units: from approved translations, from the glossary, by machine.\n\n"
        "What it writes is fuzzy and waits for a person; a person's words are never touched. "
        "What the machine said is kept, so that a killed run goes on where it was."
    ),
    epilog=_("Example: `l10n translate --locale zh_Hans`"),
)
@console.locale_option
@click.option("--engine", help=_("The engine to use instead of the project's."))
@console.json_option
@click.pass_context
def command(
    context: click.Context, locales: tuple[str, ...], engine: str | None, as_json: bool
) -> None:
    """Translate each locale's catalog and write it whole."""
    settings = console.project(context)
    found, errors = catalogs.read_all(settings, console.chosen(settings, locales))
    counts: dict[str, FillCounts] = {}
    with workshop.opened(settings, engine) as shop:
        errors += shop.errors
        for catalog in found:
            suggester = shop.suggester(settings.source_locale, catalog.locale, found)
            with console.progress(catalog.locale) as tell:
                filled, counts[catalog.locale] = fill(catalog, suggester, tell)
            catalogs.write(settings, filled)
    if as_json:
        console.emit(
            {"notices": shop.notices, "locales": {k: asdict(v) for k, v in counts.items()}}
        )
    else:
        columns = [
            _("Locale"),
            _("memory"),
            _("glossary"),
            _("machine"),
            _("copied"),
            _("unanswered"),
            _("of these doubtful"),
        ]
        rows = [(locale, *asdict(count).values()) for locale, count in counts.items()]
        console.table(_("Suggestions written, for review"), columns, rows, numeric=range(1, 7))
        for notice in shop.notices:
            console.warn(notice)
    console.report(errors)
    console.finish(errors=bool(errors))
