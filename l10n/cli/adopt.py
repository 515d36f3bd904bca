"""`l10n adopt`: take in what a team translated before it had l10n."""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import click

from l10n.adoption.adopt import Adopted, Standing, Trust, Voucher, adopt
from l10n.adoption.bring import Brought, bring, of_catalog, of_xliff, xliff_locale
from l10n.adoption.resources import adopt_files
from l10n.catalogs import files as catalog_files
from l10n.catalogs import resources
from l10n.catalogs.extract import extract
from l10n.catalogs.update import refuse_to_void
from l10n.checks.checker import Checker, checkers
from l10n.cli import adoption_report, console, deciding, signing
from l10n.errors import ConfigError, L10nError
from l10n.files import read_bytes, read_text
from l10n.formats.po import FORMAT as PO
from l10n.formats.resources.resource import Resource
from l10n.messages import gettext as _
from l10n.model import Catalog, Unit
from l10n.progress import Progress
from l10n.project import glossaries
from l10n.project.config import Config
from l10n.release.filling import Said
from l10n.release.resources import remember, remembered
from l10n.text.plurals import language
from l10n.text.visible import visible

_XLIFF = frozenset({".xlf", ".xliff"})


@click.command(
    "adopt",
    help=_(
        "Take in what a team translated before it had l10n, once.\n\n"
        "Translations that are not fuzzy and pass the checks are approved as they came in; fuzzy "
        "ones become suggestions, which no bulk approval takes; where a check finds an error, the "
        "words stay, as a suggestion that is first in the queue: exit code 1. Nothing is removed, "
        "and a second run changes nothing.\n\n"
        "With FILES (PO, XLIFF), their translations fill what has none here, told apart in the "
        "same way."
    ),
    epilog=_(
        "Example: `l10n adopt --dry-run`, then `l10n adopt`; "
        "`l10n adopt old/zh.po --locale zh_Hans`"
    ),
)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@console.locale_option
@click.option(
    "--trust",
    type=click.Choice([str(trust) for trust in Trust]),
    help=_(
        "Which translations are approved: all, those that are not fuzzy, or none. "
        "Default: unfuzzy; asked for on a terminal."
    ),
)
@deciding.by_option
@click.option("--reason", default="", help=_("Why; it is kept with the name."))
@click.option("--dry-run", is_flag=True, help=_("Tell what would happen, and write nothing."))
@console.json_option
def command(
    files: tuple[Path, ...],
    locales: tuple[str, ...],
    trust: str | None,
    by: str | None,
    reason: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Adopt each catalog; one that can't be read is reported, the others go on."""
    settings = console.project()
    brought = _brought(settings, files, locales)
    named = tuple(brought) if files else console.chosen(settings, locales)
    chosen = catalog_files.each(settings, named)
    terms, errors = glossaries.load(settings)
    console.report(errors)
    console.finish(errors=errors)
    trusted = Trust(trust) if trust else _asked(quiet=as_json or dry_run)
    reason = reason or ", ".join(_("from {name}").format(name=file.name) for file in files)
    who, eyes = deciding.person(by), settings.review.four_eyes
    sign = signing.approval_signer(settings, who)
    voucher = Voucher(who, deciding.now(), deciding.reason(reason), trusted, eyes, sign)
    done: dict[str, Adopted] = {}
    team = _TeamFiles()
    gone: dict[str, int] = {}
    for part, locale in chosen:
        try:
            # Where nothing stands there is nothing to adopt, and no file to be made.
            if not part.resource and not part.catalog_path(locale).exists():
                continue
            before = catalog_files.read(part, locale)
            _warn_of_language(before)
            checker = checkers(settings, terms, [before])[locale]
            with console.progress(part.named(locale)) as tell:
                if part.resource and locale not in brought:
                    way = team.way(part, locale, checker, voucher, tell)
                else:
                    way = _way(locale, checker, voucher, brought, tell)
                done[part.named(locale)] = _adopted(part, before, way, dry_run=dry_run)
        except L10nError as error:
            errors.append(error)
    for part in settings.parts():
        gone.update(_gone(part, {n: one for n, one in done.items() if _is_of(part, one)}))
    if done or not errors:
        adoption_report.tell(done, gone, dry_run=dry_run, as_json=as_json)
        if eyes and not as_json and any(one.counts[Standing.SUGGESTED] for one in done.values()):
            console.say(_("Four eyes: what came in since is for another person to approve."))
    console.report(errors)
    console.finish(findings=any(one.broken for one in done.values()), errors=errors)


def _warn_of_language(catalog: Catalog) -> None:
    """Say so where a catalog's header names another language than its place."""
    said = dict(catalog.header).get("Language", "")
    with suppress(ConfigError):
        if said and language(said) != language(catalog.locale):
            sentence = _("{path}: the header says {named}; it is taken as {locale}.")
            told = sentence.format(path=catalog.path, named=said, locale=catalog.locale)
            console.warn(visible(told))


def _brought(
    settings: Config, files: Sequence[Path], locales: Sequence[str]
) -> dict[str, list[Brought]]:
    """The words that files bring, by locale: the one asked for, or the one that a file names."""
    found: dict[str, list[Brought]] = {}
    for file in files:
        asked = console.chosen(settings, locales) if locales else ()
        if file.suffix in _XLIFF:
            data, source = read_bytes(file), settings.source_locale
            said = asked[0] if len(asked) == 1 else ""
            said = said or xliff_locale(data, str(file), asked or settings.target_locales)
            words = of_xliff(data, str(file), source, said) if said else []
        else:
            catalog = PO.parse(read_text(file), str(file), settings.target_locales[0], "")
            named = dict(catalog.header).get("Language", "").replace("-", "_")
            known = {name.replace("-", "_"): name for name in settings.target_locales}
            said = asked[0] if len(asked) == 1 else known.get(named, "") * (not asked)
            words = of_catalog(catalog)
        if not said:
            raise click.UsageError(
                _("{path} names no target locale of the project; say which with --locale.").format(
                    path=file
                )
            )
        found.setdefault(said, []).extend(words)
    return found


def _asked(*, quiet: bool) -> Trust:
    """Which translations the person vouches for: asked where somebody can answer."""
    if quiet or not (sys.stdout.isatty() and sys.stdin.isatty()):
        return Trust.UNFUZZY
    choice = click.Choice([str(trust) for trust in Trust])
    question = _("Which translations are approved as they are")
    return Trust(click.prompt(question, type=choice, default=str(Trust.UNFUZZY)))


class _TeamFiles:
    """The source files of the catalogs that stand in a team's own, each read once."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[list[Unit], Resource, dict[str, Said]]] = {}

    def way(
        self, part: Config, locale: str, checker: Checker, voucher: Voucher, tell: Progress
    ) -> Callable[[Catalog], Adopted]:
        """How a catalog is adopted from the team's file."""
        if part.called not in self._read:
            made = extract(part, tell)
            if made.errors:
                raise made.errors[0]
            self._read[part.called] = made.units, resources.source(part), remembered(part)
        units, texts, said = self._read[part.called]
        before = said.get(part.named(locale), {})
        return lambda catalog: adopt_files(part, catalog, units, texts, checker, voucher, before)


def _way(
    locale: str,
    checker: Checker,
    voucher: Voucher,
    brought: dict[str, list[Brought]],
    tell: Progress,
) -> Callable[[Catalog], Adopted]:
    """How a catalog is adopted: from files that are named, or as it stands."""
    if locale in brought:

        def from_files(catalog: Catalog) -> Adopted:
            refuse_to_void(catalog)
            return bring(catalog, brought[locale], checker, voucher)

        return from_files
    return lambda catalog: adopt(catalog, checker, voucher, tell)


def _adopted(
    part: Config, before: Catalog, way: Callable[[Catalog], Adopted], *, dry_run: bool
) -> Adopted:
    made = way(before)
    if not dry_run:

        def change(catalog: Catalog) -> Catalog:
            nonlocal made
            if catalog != before:  # somebody saved it meanwhile
                made = way(catalog)
            return made.catalog

        catalog_files.edit(part, before.locale, change)
        # After the catalog, which has to hold the words before they may leave the file.
        if made.seen:
            remember(part, before.locale, made.seen)
    return made


def _is_of(part: Config, adopted: Adopted) -> bool:
    return adopted.catalog.domain == part.called


def _gone(part: Config, done: dict[str, Adopted]) -> dict[str, int]:
    """How many translated entries of each catalog no source has any more."""
    if part.resource or not (done and part.sources):  # those of files are obsolete by now
        return {}
    with console.progress(_("extract")) as tell:
        made = extract(part, tell)
    if made.errors:  # units of an unread file would look gone
        return {}
    there = {unit.identity for unit in made.units}
    return {
        name: sum(any(e.target) and e.unit.identity not in there for e in adopted.catalog.live())
        for name, adopted in done.items()
    }
