"""`l10n update`: bring the catalogs up to date with the sources."""

from dataclasses import asdict

import click

from l10n.cli import console
from l10n.messages import gettext as _
from l10n.pipeline import catalogs
from l10n.pipeline.extract import extract
from l10n.pipeline.merge import MergeCounts, merge


@click.command(
    "update",
    help=_(
        "Merge the sources' units into the catalogs.\n\n"
        "Unchanged entries stay byte for byte; a changed source makes its translation outdated; "
        "what is gone becomes obsolete; new units are empty, with the nearest old translation "
        "beside them as a hint. A second run changes nothing."
    ),
    epilog=_("Example: `l10n update --check` in CI fails where a catalog is behind."),
)
@console.locale_option
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help=_("Write nothing; exit 1 where something would change."),
)
@console.json_option
@click.pass_context
def command(
    context: click.Context, locales: tuple[str, ...], only_check: bool, as_json: bool
) -> None:
    """Merge each locale's catalog; one that can't be read is reported, the others go on."""
    settings = console.project(context)
    units, errors = extract(settings)
    found, unreadable = catalogs.read_all(settings, console.chosen(settings, locales))
    counts: dict[str, MergeCounts] = {}
    changed: list[str] = []
    # With a source missing its units would look gone: nothing is written until it can be read.
    for catalog in found if not errors else ():
        merged, counts[catalog.locale] = merge(catalog, units)
        if only_check:
            if catalogs.differs(settings, merged):
                changed.append(merged.path)
        elif catalogs.write(settings, merged):
            changed.append(merged.path)
    if as_json:
        console.emit({"changed": changed, "locales": {k: asdict(v) for k, v in counts.items()}})
    else:
        columns = [_("Locale"), _("kept"), _("new"), _("outdated"), _("obsolete"), _("revived")]
        rows = [(locale, *asdict(count).values()) for locale, count in counts.items()]
        if rows:
            console.table(_("Catalogs"), columns, rows, numeric=range(1, 6))
        label = _("Behind the sources: {paths}") if only_check else _("Written: {paths}")
        console.say(label.format(paths=", ".join(changed)) if changed else _("Nothing to change."))
    console.report([*errors, *unreadable])
    if errors:
        console.warn(_("No catalog was written: units of an unread file would look gone."))
    console.finish(findings=only_check and bool(changed), errors=bool(errors or unreadable))
