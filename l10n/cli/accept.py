"""`l10n accept`: let a finding stay, in these very words."""

import click

from l10n import plugins
from l10n.catalogs.approve import Decided, accept
from l10n.checks.checker import checkers
from l10n.cli import console, deciding, review_extra
from l10n.messages import gettext as _
from l10n.model import Catalog
from l10n.project import glossaries


@click.command(
    "accept",
    help=_(
        "Accept what CHECK finds in the words of UNITS, named by id or source: it is right so.\n\n"
        "The finding blocks no longer, and is counted. It is bound to the words like an approval: "
        "if source or target changes, or the check finds something else, it is void. What would "
        "break the program, such as words that do not parse, nobody can accept."
    ),
    epilog=_('Example: `l10n accept terms 3f9c --reason "Note is a name here"`'),
)
@click.argument("check")
@click.argument("units", nargs=-1)
@console.locale_option
@click.option("--reason", required=True, help=_("Why it may stay; it is kept with your name."))
@click.option(
    "--evidence",
    default="",
    help=_("Only the finding about these words, as `l10n check --json` shows them."),
)
@deciding.by_option
@console.json_option
def command(
    check: str,
    units: tuple[str, ...],
    locales: tuple[str, ...],
    reason: str,
    evidence: str,
    by: str | None,
    as_json: bool,
) -> None:
    """Accept by name."""
    if not reason.strip():
        raise click.UsageError(_("Say why the finding may stay; it is kept with your name."))
    settings = console.project()
    plugins.pick("checks", check)
    terms, errors = glossaries.load(settings)
    console.report(errors)
    console.finish(errors=errors)
    chosen = deciding.named(units)
    person, why, at = deciding.person(by), deciding.reason(reason), deciding.now()
    store = review_extra.store_at_hand(settings)

    def decision(catalog: Catalog) -> Decided:
        checker = checkers(settings, terms, [catalog])[catalog.locale]
        bar = review_extra.bar_approvals(settings, store, catalog.locale, person)
        return accept(catalog, chosen, checker, check, why, person, at, evidence, bar)

    changed, refused = deciding.decide(
        settings, locales, decision, _("accepted"), names=units, as_json=as_json
    )
    console.finish(findings=bool(refused) or not changed)
