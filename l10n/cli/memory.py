"""`l10n memory`: translation memories of other tools, in and out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from pathlib import Path

import click

from l10n import files
from l10n.catalogs import files as catalog_files
from l10n.cli import console, outputs
from l10n.errors import L10nError, StorageError
from l10n.formats import memory_files, tmx
from l10n.formats.tmx import Remembered
from l10n.messages import gettext as _
from l10n.model import Catalog, State
from l10n.project import memories
from l10n.project.config import Config
from l10n.text.visible import visible

_FOLDER = "memory"
# Files that are named one by one.
_NAMED = 5


@click.group(
    "memory",
    cls=console.Group,
    help=_("Take in translation memories of other tools, and give ours out."),
    epilog=_("Example: `l10n memory import old.tmx`"),
)
def command() -> None:
    """The group; its commands follow."""


@command.command(
    "import",
    help=_(
        "Put a memory of another tool among the project's; see the file, then commit.\n\n"
        "TMX, Weblate's JSON, CSV with a column a language or with source and target, XLIFF, PO, "
        "or a ZIP of these. Who, when, where from and in what state is kept as far as the file "
        "says it. From then on `l10n translate` offers what it holds, for review: people's words "
        "go before a machine's, and nothing of it is approved."
    ),
    epilog=_("Example: `l10n memory import old.tmx`, `l10n memory import weblate-memory.json`"),
)
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-l", "--locale", default="", help=_("The target locale, where the file names none."))
def import_command(path: Path, locale: str) -> None:
    """Read it whole first, and say how much of it is of use here."""
    settings = console.project()
    locale = locale and console.known_locale(settings, locale)
    data = files.read_bytes(path)
    errors: list[L10nError] = []
    if path.suffix.lower() == memory_files.ZIP:
        said = (settings.source_locale, locale, settings.target_locales)
        texts, errors, others = memory_files.of_zip(data, path.name, *said)
        if others:
            shown = ", ".join(others[:_NAMED]) + (", …" if len(others) > _NAMED else "")
            told = _("No memory, and left out: {count} files ({names})")
            console.warn(visible(told.format(count=len(others), names=shown)))
    else:
        texts = memory_files.parse(data, str(path), settings.source_locale, locale)
    useful = Counter(
        {
            target: len(memories.of_direction(texts, settings.source_locale, target))
            for target in settings.target_locales
        }
    )
    target = settings.root / _FOLDER / f"{path.stem}{tmx.SUFFIX}"
    if target.exists() and not target.samefile(path):
        raise StorageError(
            _("A memory of that name is there already."),
            path=target,
            remedy=_("Rename the file, or remove the one that is there."),
        )
    if texts:
        is_tmx = path.suffix.lower() == tmx.SUFFIX
        files.write(target, data if is_tmx else _as_tmx(texts, settings.source_locale))
        console.say(_("Wrote {path}.").format(path=target))
    for name, count in useful.items():
        console.say(_("{locale}: {count} texts.").format(locale=name, count=count))
    console.report(errors)
    console.finish(findings=not useful.total(), errors=errors)


def _as_tmx(texts: Iterable[Remembered], source_locale: str) -> bytes:
    """The texts in the one format that the project keeps memories in."""
    kept = [one for one in texts if all(map(tmx.holds, astuple(one)))]
    return tmx.serialize(kept, _tag(source_locale))


@command.command(
    "export",
    help=_("Write what people approved in the catalogs as one TMX file, for other tools."),
    epilog=_("Example: `l10n memory export --output project.tmx`"),
)
@console.locale_option
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("The file to write."),
)
def export_command(locales: tuple[str, ...], output: Path) -> None:
    """Obsolete entries too: who approved them stands by them."""
    settings = console.project()
    outputs.guard(output, "tmx")
    found, errors = catalog_files.read_all(settings, console.chosen(settings, locales))
    texts = list(_approved(settings, found))
    files.write(output, tmx.serialize(texts, _tag(settings.source_locale)))
    console.say(_("{count} texts written to {path}.").format(count=len(texts), path=output))
    console.report(errors)
    console.finish(errors=errors)


def _approved(settings: Config, found: Iterable[Catalog]) -> Iterator[Remembered]:
    """Approved words; of a plural, the last form of the source with the last of the target."""
    language = _tag(settings.source_locale)
    for catalog in found:
        for entry in catalog.entries:
            source, target = entry.unit.source[-1], (entry.target or ("",))[-1]
            approval = entry.approval if entry.state is State.APPROVED else None
            if approval is None or not all(map(tmx.holds, (source, target, entry.unit.context))):
                continue
            about = (entry.unit.context, approval.by, approval.at)
            yield Remembered(language, source, _tag(catalog.locale), target, *about)


def _tag(locale: str) -> str:
    return locale.replace("_", "-")
