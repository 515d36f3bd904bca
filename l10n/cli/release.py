"""`l10n release`: a release that can be proved, its predecessors, and what changes between two."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from l10n import files, messages
from l10n.catalogs import files as catalog_files
from l10n.checks.checker import checkers
from l10n.cli import console, deciding, outputs, signing
from l10n.cli.compile import show_held, table_of
from l10n.errors import StorageError
from l10n.messages import gettext as _
from l10n.messages import ngettext
from l10n.project import glossaries
from l10n.release import diff as diffing
from l10n.release import publish
from l10n.release.bundle import Bundle, bundle
from l10n.release.verify import verify
from l10n.text.visible import visible

_FOLDER = Path("build/releases")
releases_option = click.option(
    "--releases",
    type=click.Path(file_okay=False, path_type=Path),
    help=_("The folder of all releases. Default: build/releases in the project."),
)


def folder(named: Path | None) -> Path:
    """The folder of all releases: the one that is named, or the project's."""
    return named or console.project().root / _FOLDER


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
    context: click.Context, releases: Path | None, sign: bool, by: str | None, as_json: bool
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
    done = publish.publish(folder(releases), made, signer)
    if as_json:
        console.emit(_as_json(made, done))
    else:
        show_held(made.held)
        table_of(made.facts)
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
    help=_(
        "Let `latest` lead to another release that stands there: the way back.\n\n"
        "One that was changed since it was released is refused."
    ),
    epilog=_("Example: `l10n release use 20d1c0ffee12ab34`"),
)
@click.argument("name")
@releases_option
def use_command(name: str, releases: Path | None) -> None:
    """Go to a release that is still what was released."""
    place = publish.there(folder(releases), name)
    if faults := verify(place, None).findings:
        raise StorageError(
            _("This is not what was released: {file}: {fault}").format(
                file=faults[0].file, fault=faults[0].message
            ),
            path=place,
            remedy=_("`l10n verify` names all; its archive may have the right files."),
        )
    news = publish.use(folder(releases), name)
    sentence = (
        _("The latest release is {name} now.")
        if news
        else _("The latest release is {name} already.")
    )
    console.say(sentence.format(name=place.resolve().name))


@command.command(
    "diff",
    help=_(
        "Show what users will see change from one release to another.\n\n"
        "A release is named by what `l10n release` called it, `latest`, or the path of its folder "
        "or archive."
    ),
    epilog=_("Example: `l10n release diff 20d1c0ffee12ab34 latest --html changes.html`"),
)
@click.argument("before")
@click.argument("after", default=publish.LATEST)
@releases_option
@click.option(
    "--html",
    "output",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Write a page to look at, too."),
)
@console.json_option
def diff_command(
    before: str, after: str, releases: Path | None, output: Path | None, as_json: bool
) -> None:
    """Compare two."""
    if output:
        outputs.guard(output, "changes")
    one, other = (_place(releases, name) for name in (before, after))
    changes = diffing.diff(one, other)
    if output:
        language = messages.language().replace("_", "-")
        page = diffing.page(changes, one.resolve().name, other.resolve().name, language)
        files.write(output, page.encode())
    if as_json:
        console.emit([asdict(change) | {"kind": str(change.kind)} for change in changes])
        return
    colors = {diffing.Kind.ADDED: "green", diffing.Kind.REMOVED: "red"}
    for change, line in diffing.lines(changes):
        color = colors.get(change.kind, "yellow")
        console.line(visible(line), color)
    sentence = ngettext("{count} string changes.", "{count} strings change.", len(changes))
    console.say(sentence.format(count=len(changes)))


def _place(releases: Path | None, name: str) -> Path:
    """The release of a name, or at a path."""
    if publish.is_name(name) or name == publish.LATEST:
        return publish.there(folder(releases), name)
    return Path(name)
