"""`l10n run`: the whole pipeline."""

import click

from l10n.cli import console
from l10n.messages import gettext as _
from l10n.pipeline import everything


@click.command(
    "run",
    help=_(
        "Extract, update, translate, check and compile, and tell what happened.\n\n"
        "What a machine wrote waits for review; the release holds approved text only. "
        "A second run changes no byte."
    ),
    epilog=_("Example: `l10n run && l10n status`"),
)
@click.option("--engine", help=_("The engine to use instead of the project's."))
@console.json_option
@click.pass_context
def command(context: click.Context, engine: str | None, as_json: bool) -> None:
    """Run all stages and print one table."""
    settings = console.project(context)
    with console.progress(_("translate")) as tell:
        done = everything.run(settings, engine, tell)
    if as_json:
        console.emit(
            {
                "units": done.units,
                "locales": {k: dict(v) for k, v in done.rows.items()},
                "release": str(done.release),
                "notices": done.notices,
            }
        )
    else:
        _show(done)
    console.report(done.errors)
    blocked = any(row["blocking"] or row["held_back"] for row in done.rows.values())
    console.finish(findings=blocked, errors=bool(done.errors))


def _show(done: everything.Done) -> None:
    """The stages a row each, a locale a column, and where the files are."""
    stages = {
        "new": _("New units"),
        "outdated": _("Outdated"),
        "obsolete": _("Obsolete"),
        "memory": _("From memory"),
        "glossary": _("From the glossary"),
        "machine": _("By machine"),
        "unanswered": _("Unanswered"),
        "findings": _("Errors in suggestions"),
        "blocking": _("Errors that block"),
        "approved": _("Approved"),
        "shipped": _("Shipped"),
    }
    columns = [_("Stage"), *done.rows]
    rows = [
        (label, *(str(row[name]) for row in done.rows.values())) for name, label in stages.items()
    ]
    console.table(
        _("{count} units from the sources").format(count=done.units),
        columns,
        rows,
        numeric=range(1, len(columns)),
    )
    for locale, path in done.catalogs.items():
        console.say(_("Catalog {locale}: {path}").format(locale=locale, path=path))
    console.say(_("Release: {path}").format(path=done.release))
    for notice in done.notices:
        console.warn(notice)
    waiting = sum(row["waiting"] for row in done.rows.values())
    if waiting:
        console.say(
            _(
                "{count} translations wait for review: `l10n status --list machine`, "
                "then `l10n approve`."
            ).format(count=waiting)
        )
