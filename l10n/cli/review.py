"""`l10n review`: open the review tool, for oneself or for a team."""

import threading
import webbrowser

import click

from l10n.cli import console, deciding, review_extra
from l10n.messages import gettext as _

_PORT = 8020


@click.command(
    "review",
    help=_(
        "Open the review tool in the browser.\n\n"
        "On this machine a link from the terminal opens it. On any other address people log in "
        "with a name and a password (see `l10n user`), over https."
    ),
    epilog=_("Example: `l10n review`, or `l10n review --host 0.0.0.0 --database postgresql://…`"),
)
@click.option("--host", default="127.0.0.1", show_default=True, help=_("The address to listen on."))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=_PORT,
    show_default=True,
    help=_("The port to listen on; 0 for any that is free."),
)
@review_extra.database_option
@click.option("--no-browser", is_flag=True, help=_("Print the link, and open no browser."))
@click.option(
    "--allow-http",
    is_flag=True,
    help=_("Let people log in without https: in a network that you trust, behind no proxy."),
)
@click.pass_context
def command(
    context: click.Context,
    host: str,
    port: int,
    database: str,
    no_browser: bool,
    allow_http: bool,
) -> None:
    """Open the store, the doors, and the browser; serve until told to stop."""
    settings, store = review_extra.open_store(context, database)
    web, desks = review_extra.load("l10n.web.app"), review_extra.load("l10n.web.desk")
    serve = review_extra.load("l10n.web.serve")
    with store, serve.listen(host, port) as listening:
        desk, address = desks.Desk(settings, store), serve.address(listening)
        with console.progress(_("Catalogs and store in step")) as progress:
            review_extra.load("l10n.web.step").in_step(desk, progress)
        if not serve.is_loopback(host):
            app = web.create(desk, web.Door(secure=not allow_http))
            console.say(_("The review tool is at {address}.").format(address=address))
            serve.run(serve.server(app, behind_proxy=True), listening)
            return

        def link(key: str) -> str:
            return f"{address}/enter?key={key}"

        def tell(key: str) -> None:
            console.say(_("Open {link}").format(link=link(key)))

        door = web.loopback(desk, deciding.person(None), tell, host)
        app = web.create(desk, door)
        key = door.links.offer()
        if not no_browser:
            # A browser in the terminal would hold up the server that it asks.
            threading.Thread(target=webbrowser.open, args=(link(key),), daemon=True).start()
        serve.run(serve.server(app), listening)
