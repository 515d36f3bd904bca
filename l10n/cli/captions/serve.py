"""`l10n captions serve`: captions over HTTP, as LibreTranslate's clients ask for them."""

import click

from l10n.cli import console, listening, review_extra
from l10n.messages import gettext as _

# LibreTranslate's own.
_PORT = 5000
# How long what is in the queue may take when the server is to stop, in seconds.
_GRACE = 60


@click.command(
    "serve",
    help=_(
        "Translate captions over HTTP, as LibreTranslate does.\n\n"
        "Mastodon, Discourse, Weblate and every other client of LibreTranslate use it as they are; "
        "terms, locks and findings stand beside each answer. At its address is a page to try it."
        "\n\nOnly programs on this machine reach it, unless --host says otherwise. SIGTERM lets "
        "what was asked be answered first."
    ),
    epilog=_("Example: `l10n captions serve --api-key file:keys.txt`"),
)
@listening.options(_PORT)
@click.option(
    "--api-key",
    "keys",
    multiple=True,
    metavar="KEY",
    help=_(
        "A key that whoever asks must have; env:NAME or file:PATH names where keys stand. May be "
        "given more than once."
    ),
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help=_("A site whose pages may ask from the browser; * for every one."),
)
@click.option("--engine", help=_("The engine to use instead of the project's."))
def command(
    host: str, port: int, keys: tuple[str, ...], origins: tuple[str, ...], engine: str | None
) -> None:
    """Open the engine, listen, and serve until told to stop."""
    settings = console.project()
    serve, app, service, speaker, key_files = (
        review_extra.load(f"l10n.web.{name}")
        for name in ("serve", *(f"captions.{n}" for n in ("app", "service", "speaker", "keys")))
    )
    bulk = review_extra.load("l10n.captions.directions").in_bulk(settings)
    translators = review_extra.load("l10n.translation.translators")
    known = key_files.read(keys)
    globs = settings.caption_glossary
    with (
        translators.opened(bulk, engine, globs) as opened,
        translators.opened(bulk, engine, globs) as beside,
    ):
        speakers = [speaker.Speaker(settings, one) for one in (opened, beside)]
        for one in speakers:
            one.open_both()
        # With half a glossary it would answer as if it had all of it.
        console.report(opened.errors)
        console.finish(errors=opened.errors)
        for notice in opened.notices:
            console.warn(notice)
        with serve.listen(host, port) as open_socket:
            inside = serve.is_loopback(host)
            hosts = serve.names_of(host) if inside else ("*",)
            made = app.create(service.Service(*speakers, known, origins), hosts)
            told = _("Captions are served at {address}.")
            if inside:
                told = _("Captions are served at {address}, for programs on this machine only.")
            console.say(told.format(address=serve.address(open_socket)))
            if not (inside or known):
                console.warn(_("Whoever reaches this address may ask; --api-key says who may."))
            serve.run(serve.server(made, grace=_GRACE), open_socket)
