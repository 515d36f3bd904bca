"""`l10n hook`: what git calls before a commit, and to merge catalogs."""

import click

from l10n.cli import console
from l10n.git import hooks
from l10n.messages import gettext as _
from l10n.project.config import Config


@click.group(
    "hook",
    cls=console.Group,
    help=_("Let git call l10n before each commit, and to merge catalogs."),
    epilog=_("Example: `l10n hook install --merge-driver`"),
)
def command() -> None:
    """The group; its commands follow."""


@command.command(
    "install",
    help=_(
        "Check what is staged before each commit of this repository.\n\n"
        "A hook of somebody else stays as it is; then the line to add is said. With "
        "--merge-driver git merges catalogs message by message, and JSON key by key: each person "
        "runs it once, for git keeps that in the settings of a clone."
    ),
    epilog=_("Example: `l10n hook install --merge-driver`"),
)
@click.option("--merge-driver", is_flag=True, help=_("Let l10n merge catalogs and JSON, too."))
def install_command(merge_driver: bool) -> None:
    """Write the hook, and what the driver needs."""
    settings = console.project()
    if merge_driver:
        path = hooks.install_merge_driver(settings.root, _patterns(settings))
        console.say(_("Catalogs are merged by l10n, says {path}; commit it.").format(path=path))
    console.say(_("Written: {path}").format(path=hooks.install(settings.root)))


@command.command(
    "uninstall",
    help=_("Remove the hook that `l10n hook install` wrote, and the merge driver's settings."),
    epilog=_("Example: `l10n hook uninstall`"),
)
def uninstall_command() -> None:
    """Remove what is ours."""
    path = hooks.uninstall(console.project().root)
    told = _("Removed: {path}").format(path=path) if path else _("No hook of ours stands here.")
    console.say(told)


def _patterns(settings: Config) -> list[str]:
    """The catalogs of all locales, and the team's own JSON, as .gitattributes names them."""
    named: list[str] = []
    for part in settings.parts():
        named.append(part.catalogs.format(locale="*", domain=part.domain))
        own = (part.files.format(locale="*"), part.source_file)
        named += [pattern for pattern in own if pattern.endswith(hooks.JSON)]
    return list(dict.fromkeys(named))
