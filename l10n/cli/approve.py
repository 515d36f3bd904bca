"""`l10n approve`: stand by translations, bound to their very words."""

import click

from l10n.cli import console, deciding
from l10n.messages import gettext as _
from l10n.model import Catalog, Entry, State
from l10n.pipeline import glossary
from l10n.pipeline.check import Checker
from l10n.pipeline.review import Decided, approve

_WAITING = frozenset({State.MACHINE, State.SUGGESTED})


@click.command(
    "approve",
    help=_(
        "Approve units, named by id or source. Words with an error are refused.\n\n"
        "An approval holds the hash of locale, context, source and target: if one of them changes, "
        "it is void, and the words don't ship."
    ),
    epilog=_(
        'Example: `l10n approve 3f9c "Save draft"`; '
        '`l10n approve --all-passing --reason "imported from the old app"`'
    ),
)
@click.argument("units", nargs=-1)
@console.locale_option
@click.option(
    "--all-passing",
    is_flag=True,
    help=_("All units that wait for review and have no error; needs --reason."),
)
@click.option("--reason", default="", help=_("Why so many at once; it is kept with the name."))
@deciding.by_option
@console.json_option
@click.pass_context
def command(
    context: click.Context,
    units: tuple[str, ...],
    locales: tuple[str, ...],
    all_passing: bool,
    reason: str,
    by: str | None,
    as_json: bool,
) -> None:
    """Approve by name, or all that pass."""
    if all_passing and not reason.strip():
        raise click.UsageError(_("--all-passing needs a --reason; it is kept with your name."))
    settings = console.project(context)
    terms, errors = glossary.load(settings)
    console.report(errors)
    console.finish(errors=bool(errors))
    person = deciding.person(by) + (f" ({' '.join(reason.split())})" if reason.strip() else "")
    at = deciding.now()

    def decision(catalog: Catalog) -> Decided:
        matcher = glossary.matcher(terms, settings.source_locale, catalog.locale)
        checker = Checker(settings, matcher, catalog.locale)
        return approve(catalog, chosen, checker, person, at)

    def waiting(entry: Entry) -> bool:
        return entry.state in _WAITING

    chosen = waiting if all_passing else deciding.named(units)
    changed, refused = deciding.decide(
        settings, locales, decision, _("approved"), names=units, as_json=as_json
    )
    # Among all that wait, some will not pass: that is no finding. A unit that was named is.
    console.finish(findings=not all_passing and (bool(refused) or not changed))
