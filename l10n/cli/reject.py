"""`l10n reject`: refuse translations, so that they do not come back."""

import click

from l10n.cli import console, deciding
from l10n.messages import gettext as _
from l10n.model import Catalog
from l10n.pipeline.review import Decided, reject


@click.command(
    "reject",
    help=_(
        "Reject the translations of units, named by id or source.\n\n"
        "The words stay to be seen, never ship, and no machine brings them back."
    ),
    epilog=_('Example: `l10n reject 3f9c --reason "wrong register"`'),
)
@click.argument("units", nargs=-1)
@console.locale_option
@click.option("--reason", required=True, help=_("What is wrong; the next translator reads it."))
@deciding.by_option
@console.json_option
@click.pass_context
def command(
    context: click.Context,
    units: tuple[str, ...],
    locales: tuple[str, ...],
    reason: str,
    by: str | None,
    as_json: bool,
) -> None:
    """Reject by name."""
    settings = console.project(context)
    chosen = deciding.named(units)
    person, at = deciding.person(by), deciding.now()

    def decision(catalog: Catalog) -> Decided:
        return reject(catalog, chosen, reason, person, at)

    changed, refused = deciding.decide(settings, locales, decision, _("rejected"), as_json=as_json)
    console.finish(findings=bool(refused) or not changed)
