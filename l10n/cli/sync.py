"""`l10n sync`: catalog files and review store in step, and caption pairs into the store."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from l10n.cli import console, deciding, review_extra
from l10n.errors import L10nError
from l10n.messages import gettext as _
from l10n.model import Kind

if TYPE_CHECKING:
    from l10n.pipeline.caption_units import TakenPairs
    from l10n.pipeline.sync import Synced


@click.command(
    "sync",
    help=_(
        "Bring catalogs and review store in step, and take caption pairs into the store.\n\n"
        "A hand edit in a catalog is a person's edit; where catalog and store both moved, neither "
        "is touched, and the review tool asks. Pairs are what `l10n captions` writes."
    ),
    epilog=_("Example: `l10n sync`, or `l10n sync build/pairs.jsonl`"),
)
@click.argument("pairs", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@console.locale_option
@review_extra.database_option
@console.json_option
@click.pass_context
def command(
    context: click.Context,
    pairs: tuple[Path, ...],
    locales: tuple[str, ...],
    database: str,
    as_json: bool,
) -> None:
    """Sync each locale, then take the pairs."""
    settings, store = review_extra.open_store(context, database)
    chosen = console.chosen(settings, locales)
    stage = review_extra.load("l10n.pipeline.sync")
    captions = review_extra.load("l10n.pipeline.caption_units")
    reference = review_extra.load("l10n.pipeline.reference").Reference(settings, store)
    upkeep = review_extra.load("l10n.pipeline.upkeep").Upkeep(settings, store, reference)
    done: list[Synced] = []
    taken: dict[Path, TakenPairs] = {}
    errors: list[L10nError] = []
    at = deciding.now()
    with store:
        with console.progress(_("glossary")) as tell:
            upkeep.catch_up(tell)
        for locale in chosen:
            checker = reference.checker_for(settings.source_locale, locale)
            with console.progress(locale) as tell:
                try:
                    done.append(stage.sync(settings, store, locale, checker, at, tell))
                except L10nError as error:
                    errors.append(error)
        for path in pairs:
            with console.progress(path.name) as tell, path.open("rb") as file:
                taken[path] = captions.take(
                    file, str(path), settings, store, reference, at, errors.append, tell
                )
        errors += reference.errors()
        if pairs and settings.captions.glossary:
            errors += reference.errors(Kind.CAPTION)
    _tell(done, taken, as_json=as_json)
    console.report(errors)
    console.finish(findings=any(one.conflicts for one in done), errors=bool(errors))


def _tell(done: "list[Synced]", taken: "dict[Path, TakenPairs]", *, as_json: bool) -> None:
    if as_json:
        pairs = [{"file": str(path), **asdict(one)} for path, one in taken.items()]
        said = ("locale", "added", "taken", "written", "gone", "conflicts")
        catalogs = [{name: getattr(one, name) for name in said} for one in done]
        console.emit({"catalogs": catalogs, "pairs": pairs})
        return
    rows = [(s.locale, s.added, s.taken, s.written, s.gone, s.conflicts) for s in done]
    names = [_("Added"), _("Taken"), _("Written"), _("Gone"), _("Conflicts")]
    console.table(_("Catalogs"), [_("Locale"), *names], rows, numeric=range(1, 6))
    if taken:
        found = [(path, t.added, t.suggested, t.outdated, t.same) for path, t in taken.items()]
        names = [_("Added"), _("Suggested"), _("Outdated"), _("Unchanged")]
        console.table(_("Captions"), [_("File"), *names], found, numeric=range(1, 5))
    if any(one.conflicts for one in done):
        console.say(_("Conflicts are settled in the review tool: `l10n review`."))
