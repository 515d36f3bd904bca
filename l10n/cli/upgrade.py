"""`l10n upgrade`: what an older l10n wrote, as it is written today."""

import click

from l10n import files
from l10n.catalogs import files as catalog_files
from l10n.catalogs.upgrade import Said, Upgraded, Vouch, upgrade
from l10n.cli import console, review_extra
from l10n.errors import L10nError
from l10n.formats.po import FORMAT as PO
from l10n.messages import gettext as _
from l10n.model import Approval
from l10n.project import globs
from l10n.project.config import Config
from l10n.text.visible import visible
from l10n.transitions import Action


@click.command(
    "upgrade",
    help=_(
        "Turn what an older l10n wrote into the catalogs into what is written today, once.\n\n"
        "Where the project has a review store, each approval and rejection is looked up in its "
        "ledger; one that the ledger does not know stays behind as a comment and does not count."
    ),
    epilog=_("Example: `l10n upgrade`, then look at `git diff` and commit."),
)
@console.locale_option
@console.json_option
def command(locales: tuple[str, ...], as_json: bool) -> None:
    """Upgrade each locale's catalog; one that can't be read is reported, the others go on."""
    settings = console.project()
    store = review_extra.store_if_any(settings)
    done: dict[str, Upgraded] = {}
    errors: list[L10nError] = []
    for part, locale in catalog_files.each(settings, console.chosen(settings, locales)):
        vouch = review_extra.vouching(store, locale)
        try:
            done[part.named(locale)] = _upgraded(part, locale, vouch)
        except L10nError as error:
            errors.append(error)
    _tell(done, asked=store is not None, as_json=as_json)
    console.report(errors)
    console.finish(findings=any(one.left for one in done.values()), errors=errors)


def _upgraded(settings: Config, locale: str, vouch: Vouch) -> Upgraded:
    path = settings.catalog_path(locale)
    shown = globs.shown(settings.root, path)
    if not path.exists():
        return Upgraded(catalog_files.read(settings, locale), 0, ())
    with catalog_files.held(settings, locale):
        text = files.read_text(path)
        made = upgrade(text, shown, locale, settings.domain, vouch)
        if made.turned:
            data = PO.serialize(made.catalog)
            files.write(path, catalog_files.as_written_there(path, data))
    return made


def _tell(done: dict[str, Upgraded], *, asked: bool, as_json: bool) -> None:
    if as_json:
        rows = {
            locale: {"turned": one.turned, "left": [_fact(*left) for left in one.left]}
            for locale, one in done.items()
        }
        console.emit({"ledger": asked, "locales": rows})
        return
    for locale, one in done.items():
        for source, said in one.left:
            sentence = _("{locale}: not in the ledger, and does not count: {source} ({name}, {at})")
            told = sentence.format(locale=locale, source=source, name=said.by, at=said.at)
            console.warn(visible(told))
    rows_ = [(locale, one.turned, len(one.left)) for locale, one in done.items()]
    columns = [_("Locale"), _("Upgraded entries"), _("Left behind")]
    console.table(_("Catalogs"), columns, rows_, numeric=[1, 2])
    if not asked:
        console.say(_("There is no review store here, so no ledger was asked."))


def _fact(source: str, said: Said) -> dict[str, str]:
    action = Action.APPROVE if isinstance(said, Approval) else Action.REJECT
    return {"source": source, "action": str(action), "by": said.by, "at": said.at}
