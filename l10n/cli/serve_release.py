"""`l10n serve-release`: releases over HTTP, for apps that fetch their strings."""

from pathlib import Path

import click

from l10n.cli import console, listening, review_extra
from l10n.cli.release import folder as releases_of
from l10n.errors import ConfigError
from l10n.messages import gettext as _
from l10n.release import publish

_PORT = 8030


@click.command(
    "serve-release",
    help=_(
        "Serve the releases of a folder over HTTP, so that running apps fetch their strings.\n\n"
        "/latest.json names the latest release and its files; a file's own address never changes "
        "and is kept by browsers for ever; /latest/zh_Hans/messages.json is asked for each time. "
        "Manifests, which name people, are not given out. Put a proxy with https in front."
    ),
    epilog=_("Example: `l10n serve-release build/releases --origin https://app.example.org`"),
)
@click.argument(
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=False,
)
@listening.options(_PORT)
@click.option(
    "--origin",
    "origins",
    multiple=True,
    metavar="URL",
    help=_("A site whose pages may fetch; may stand more than once. Default: all."),
)
def command(folder: Path | None, host: str, port: int, origins: tuple[str, ...]) -> None:
    """Serve until told to stop."""
    folder = releases_of(folder)
    if not publish.latest(folder):
        raise ConfigError(
            _("There is no release in this folder."),
            path=folder,
            remedy=_("Run `l10n release`, or name the folder of all releases."),
        )
    serve, releases = review_extra.load("l10n.web.serve"), review_extra.load("l10n.web.releases")
    with serve.listen(host, port) as open_socket:
        address = serve.address(open_socket)
        console.say(
            _("The latest release is at {address}.").format(address=f"{address}/latest.json")
        )
        app = releases.create(folder.absolute(), origins or ("*",))
        serve.run(serve.server(app, behind_proxy=not serve.is_loopback(host)), open_socket)
