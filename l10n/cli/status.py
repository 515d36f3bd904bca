"""`l10n status`: where each locale stands."""

import click

from l10n.cli import console
from l10n.messages import gettext as _
from l10n.model import State
from l10n.pipeline import catalogs
from l10n.pipeline.status import Status, status

_WORDS = {
    State.UNTRANSLATED: _("untranslated"),
    State.MACHINE: _("machine"),
    State.SUGGESTED: _("suggested"),
    State.OUTDATED: _("outdated"),
    State.APPROVED: _("approved"),
    State.REJECTED: _("rejected"),
}


@click.command(
    "status",
    help=_("Show how many units of each locale are approved, waiting, outdated, untranslated."),
    epilog=_("Example: `l10n status --list machine` names the units that wait for review."),
)
@console.locale_option
@click.option(
    "--list",
    "listed",
    type=click.Choice([str(state) for state in State]),
    help=_("List the units in this state, with their ids."),
)
@console.json_option
@click.pass_context
def command(
    context: click.Context, locales: tuple[str, ...], listed: str | None, as_json: bool
) -> None:
    """Count, or list."""
    settings = console.project(context)
    found, errors = catalogs.read_all(settings, console.chosen(settings, locales))
    rows = [status(catalog) for catalog in found]
    entries = [
        (catalog.locale, entry)
        for catalog in found
        for entry in catalog.live()
        if entry.state == listed
    ]
    if as_json:
        console.emit(
            {
                "locales": [_as_json(row) for row in rows],
                **(
                    {
                        "units": [
                            {
                                "id": e.unit.id,
                                "locale": locale,
                                "source": e.unit.source,
                                "target": e.target,
                            }
                            for locale, e in entries
                        ]
                    }
                    if listed
                    else {}
                ),
            }
        )
    elif listed:
        columns = [_("Unit"), _("Locale"), _("Source"), _("Target")]
        cells = [
            (e.unit.id, locale, e.unit.source[0], e.target[-1] if e.target else "")
            for locale, e in entries
        ]
        console.table(_WORDS[State(listed)], columns, cells)
    else:
        stands = [(words, *(row.states[state] for row in rows)) for state, words in _WORDS.items()]
        stands.append((_("units"), *(row.units for row in rows)))
        stands.append((_("approved share"), *(f"{row.approved_share:.0%}" for row in rows)))
        columns = [_("State"), *(row.locale for row in rows)]
        title = _("Where each locale stands")
        console.table(title, columns, stands, numeric=range(1, len(columns)))
    console.report(errors)
    console.finish(errors=bool(errors))


def _as_json(row: Status) -> dict[str, object]:
    return {
        "locale": row.locale,
        "catalog": row.path,
        "units": row.units,
        "states": {str(state): count for state, count in row.states.items()},
        "approved_share": round(row.approved_share, 4),
    }
