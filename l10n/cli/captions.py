"""`l10n captions`: posts and comments into zh/en pairs."""

from collections.abc import Iterator
from pathlib import Path

import click

from l10n import files, plugins
from l10n.cli import console
from l10n.config import Config
from l10n.errors import ConfigError, L10nError
from l10n.extractors.interface import Extractor
from l10n.messages import gettext as _
from l10n.pipeline import captions, glossary, workshop
from l10n.pipeline.check import Checker

_LOCALES = {"zh": "zh_Hans", "en": "en"}


@click.command(
    "captions",
    help=_(
        "Translate posts (JSONL) or comments (CSV), Chinese to English and English to Chinese.\n\n"
        "Each caption becomes one line of JSON: id, source, target, quality, findings. The input "
        "is a stream; what the machine said is kept, so that a killed run goes on quickly."
    ),
    epilog=_("Example: `l10n captions examples/posts.jsonl --output build/pairs.jsonl`"),
)
@click.argument(
    "inputs", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("The file of pairs."),
)
@click.option("--engine", help=_("The engine to use instead of the project's."))
@console.json_option
@click.pass_context
def command(
    context: click.Context,
    inputs: tuple[Path, ...],
    output: Path,
    engine: str | None,
    as_json: bool,
) -> None:
    """Stream the pairs into a file that appears whole."""
    settings = console.project(context)
    readers = {path: _extractor(path) for path in inputs}
    counts = captions.CaptionCounts()
    errors: list[L10nError] = []
    words = settings.captions.glossary
    with (
        workshop.opened(settings, engine, words) as shop,
        console.progress(_("captions")) as tell,
    ):
        directions = _directions(settings, shop)

        def lines() -> Iterator[bytes]:
            for path, extractor in readers.items():
                with path.open("rb") as file:
                    units = captions.read(extractor, file, str(path), errors.append)
                    for pair in captions.pairs(units, directions, counts):
                        tell(counts.pairs.total(), 0)
                        yield captions.as_line(pair)

        with files.replacing(output) as out:
            out.writelines(lines())
        errors += shop.errors
    _tell(counts, output, shop.notices, as_json=as_json)
    console.report(errors)
    console.finish(errors=bool(errors))


def _extractor(path: Path) -> Extractor:
    for extractor in plugins.room("extractors").values():
        if path.suffix.lower() in extractor.suffixes and extractor.name in {"jsonl", "csv"}:
            found: Extractor = extractor
            return found
    raise ConfigError(
        _("Posts come as .jsonl or .csv."),
        path=path,
        remedy=_("Convert the file, or give it the suffix it deserves."),
    )


def _directions(settings: Config, shop: workshop.Workshop) -> dict[str, captions.Direction]:
    made: dict[str, captions.Direction] = {}
    for source, target in (("zh", "en"), ("en", "zh")):
        locales = _LOCALES[source], _LOCALES[target]
        checker = Checker(settings, glossary.matcher(shop.terms, *locales), locales[1])
        made[source] = captions.Direction(shop.suggester(*locales, ()), checker)
    return made


def _tell(
    counts: captions.CaptionCounts, output: Path, notices: list[str], *, as_json: bool
) -> None:
    if as_json:
        console.emit(
            {
                "output": str(output),
                "pairs": dict(counts.pairs),
                "unanswered": counts.unanswered,
                "other_language": counts.other_language,
                "with_errors": counts.with_errors,
            }
        )
        return
    rows = [
        (_("Chinese to English"), counts.pairs["zh"]),
        (_("English to Chinese"), counts.pairs["en"]),
        (_("without an answer, for a person"), counts.unanswered),
        (_("with an error, for a person"), counts.with_errors),
        (_("in no language of ours"), counts.other_language),
    ]
    console.table(_("Captions"), [_("Captions"), _("Count")], rows, numeric=[1])
    console.say(_("Pairs: {path}").format(path=output))
    for notice in notices:
        console.warn(notice)
