"""`l10n release`: a release that can be proved, its predecessors, and what changes between two."""

from pathlib import Path
from typing import Any

import click

from l10n.catalogs import files as catalog_files
from l10n.checks.checker import checkers
from l10n.cli import console, deciding, signing
from l10n.cli.compile import show_held, table_of
from l10n.messages import gettext as _
from l10n.project import glossaries
from l10n.release import publish
from l10n.release.bundle import Bundle, bundle

FOLDER = Path("build/releases")
releases_option = click.option(
    "-o",
    "--output",
    "releases",
    type=click.Path(file_okay=False, path_type=Path),
    default=FOLDER,
    show_default=True,
    help=_("The folder of all releases."),
)


class _Group(console.Group):
    """A group that does something by itself, and says how its commands are called."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """See `click.Command.format_usage`."""
        formatter.write_usage(ctx.command_path, _("[OPTIONS] [COMMAND]"))


@click.group(
    "release",
    cls=_Group,
    invoke_without_command=True,
    help=_(
        "Build a release that can be proved: a folder and a .tar.gz of all that is approved.\n\n"
        "The same project gives the same bytes wherever it is built. The release is named by the "
        "hash of what it holds, stands beside the former ones, and `latest` leads to it; "
        "manifest.json tells who approved each unit. One that can't be whole is not made; "
        "approved words that are held back by today's checks are told: exit code 1."
    ),
    epilog=_("Example: `l10n release`, `l10n verify build/releases/latest`"),
)
@releases_option
@click.option("--sign", is_flag=True, help=_("Sign it with your key, see `l10n key`."))
@deciding.by_option
@console.json_option
@click.pass_context
def command(
    context: click.Context, releases: Path, sign: bool, by: str | None, as_json: bool
) -> None:
    """Build and publish."""
    if context.invoked_subcommand:
        return
    settings = console.project()
    found, errors = catalog_files.read_all(settings)
    terms, unread = glossaries.load(settings)
    refused = [*errors, *unread]
    made = None
    signer = signing.release_signer(settings, deciding.person(by)) if sign else None
    if not refused:
        made, refused = bundle(settings, checkers(settings, terms, found), found)
    if made is None:
        console.report(refused)
        console.warn(_("No release was made: it would not be whole."))
        console.finish(errors=refused)
        return
    done = publish.publish(settings.root / releases, made, signer)
    if as_json:
        console.emit(_as_json(made, done))
    else:
        show_held(made.held)
        paths = {settings.of(c.domain).named(c.locale): c.path for c in found}
        table_of(made.facts, paths)
        _tell(made, done)
    console.finish(findings=bool(made.held))


def _as_json(made: Bundle, done: publish.Published) -> dict[str, Any]:
    return {
        "release": made.name,
        "folder": str(done.folder),
        "archive": str(done.archive),
        "former": done.former,
        "changed": done.news,
        "locales": made.facts,
        "held_back": [
            {"unit": e.unit.id, "check": f.check, "message": f.message} for e, f in made.held
        ],
    }


def _tell(made: Bundle, done: publish.Published) -> None:
    if not done.news:
        console.say(_("Nothing changed: {folder} stands.").format(folder=done.folder))
        return
    sentence = _("Release {name}: {count} files in {folder}, and {archive}.")
    console.say(
        sentence.format(
            name=made.name, count=len(made.files), folder=done.folder, archive=done.archive
        )
    )
    if done.former:
        console.say(
            _("Before it was {name}; `l10n release use {name}` goes back to it.").format(
                name=done.former
            )
        )


@command.command(
    "use",
    help=_("Let `latest` lead to another release that stands there: the way back."),
    epilog=_("Example: `l10n release use 20d1c0ffee12ab34`"),
)
@click.argument("name")
@releases_option
def use_command(name: str, releases: Path) -> None:
    """Go to a release."""
    if publish.use(releases, name):
        console.say(_("The latest release is {name} now.").format(name=name))
    else:
        console.say(_("The latest release is {name} already.").format(name=name))
