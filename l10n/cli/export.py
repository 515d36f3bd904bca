"""`l10n export`: units of the review store as a file, for people who work elsewhere."""

from pathlib import Path

import click

from l10n import files
from l10n.cli import console, review_extra
from l10n.messages import gettext as _
from l10n.model import Kind, State

_FORMATS = ("xliff", "csv", "po", "jsonl")


@click.command(
    "export",
    help=_(
        "Write units of the review store as XLIFF, CSV or PO, for people who work elsewhere.\n\n"
        "What they send back is taken by `l10n import`. JSON lines (`jsonl`) are for the app: they "
        "hold approved text only."
    ),
    epilog=_(
        "Example: `l10n export -l zh_Hans --state machine -o work.xlf`; "
        "`l10n export -l en --kind caption --format jsonl -o posts.en.jsonl`"
    ),
)
@click.option("-l", "--locale", default="", help=_("The target locale."))
@click.option("--kind", type=click.Choice([str(kind) for kind in Kind]), help=_("Only this kind."))
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([str(state) for state in State]),
    help=_("Only this state; may stand more than once."),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="xliff",
    show_default=True,
    help=_("The format of the file."),
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("The file to write."),
)
@review_extra.database_option
@click.pass_context
def command(
    context: click.Context,
    locale: str,
    kind: str | None,
    states: tuple[str, ...],
    form: str,
    output: Path,
    database: str,
) -> None:
    """Write the file whole, or not at all."""
    settings, store = review_extra.open_store(context, database)
    handout = review_extra.load("l10n.pipeline.handout")
    queue = review_extra.load("l10n.store.queue")
    wanted = queue.Filter(
        locale=locale and console.known_locale(settings, locale),
        kind=Kind(kind) if kind else None,
        states=tuple(State(state) for state in states),
    )
    with store, store.reading() as connection:
        made = handout.hand_out(connection, settings, wanted, form)
    files.write(output, made.data)
    console.say(_("{count} units written to {path}.").format(count=made.units, path=output))
