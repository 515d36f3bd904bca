"""`l10n extract`: the units that stand in the sources."""

from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click

from l10n import files
from l10n.cli import console
from l10n.formats.po import FORMAT as PO
from l10n.messages import gettext as _
from l10n.model import Catalog
from l10n.pipeline.extract import extract
from l10n.pipeline.merge import header_for, merge


@click.command(
    "extract",
    help=_("List the units that stand in the sources. No catalog is touched; see `l10n update`."),
    epilog=_("Example: `l10n extract --output messages.pot`"),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Write a PO template, for other tools."),
)
@console.json_option
@click.pass_context
def command(context: click.Context, output: Path | None, as_json: bool) -> None:
    """Print counts by file, or everything as JSON."""
    settings = console.project(context)
    units, errors = extract(settings)
    if output:
        locale = settings.source_locale
        empty = Catalog(locale, settings.domain, str(output), header_for(locale, settings.domain))
        files.write(output, PO.serialize(merge(empty, units)[0]))
    if as_json:
        console.emit([{"id": unit.id, **asdict(unit)} for unit in units])
    else:
        counted = Counter(location.path for unit in units for location in unit.locations)
        console.table(
            _("Units by file"), [_("File"), _("Units")], sorted(counted.items()), numeric=[1]
        )
        console.say(
            _("{count} units in {files} files.").format(count=len(units), files=len(counted))
        )
    console.report(errors)
    console.finish(errors=bool(errors))
