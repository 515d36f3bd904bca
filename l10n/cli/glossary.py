"""`l10n glossary`: lint, import, export and mine terms."""

from collections.abc import Callable
from pathlib import Path

import click

from l10n import files
from l10n.cli import console
from l10n.engines.argos import speller
from l10n.errors import L10nError
from l10n.formats import glossary_csv, glossary_tbx
from l10n.glossary.candidates import mine
from l10n.glossary.lint import lint
from l10n.messages import gettext as _
from l10n.model import Severity
from l10n.pipeline import glossary
from l10n.pipeline.extract import extract
from l10n.placeables import parse
from l10n.terms import Term

_file = click.Path(exists=True, dir_okay=False, path_type=Path)
_output = click.Path(dir_okay=False, path_type=Path)


@click.group(
    "glossary",
    cls=console.Group,
    help=_("Lint, import, export and mine terms."),
    epilog=_("Example: `l10n glossary lint`"),
)
def command() -> None:
    """The group; its commands follow."""


@command.command(
    "lint",
    help=_("Find duplicates, contradictions, nested terms and terms that can't match."),
    epilog=_("Example: `l10n glossary lint glossary/social.zh-en.csv`"),
)
@click.argument("paths", nargs=-1, type=_file)
@console.json_option
@click.pass_context
def lint_command(context: click.Context, paths: tuple[Path, ...], as_json: bool) -> None:
    """Lint files, or the project's glossary."""
    if paths:
        terms = [term for path in paths for term in glossary.read(path)]
        errors: list[L10nError] = []
    else:
        terms, errors = glossary.load(console.project(context))
    found = lint(terms, _can_spell(terms))
    if as_json:
        console.emit(
            [
                {
                    "rule": f.rule,
                    "severity": str(f.severity),
                    "message": f.message,
                    "file": f.location.path,
                    "line": f.location.line,
                }
                for f in found
            ]
        )
    else:
        for finding in found:
            words = _("error") if finding.severity is Severity.ERROR else _("warning")
            line = f"{finding.location}: {words}[{finding.rule}] {finding.message}"
            console.say(console.visible(line))
        console.say(
            _("{terms} terms, {findings} findings.").format(terms=len(terms), findings=len(found))
        )
    console.report(errors)
    console.finish(findings=any(f.severity is Severity.ERROR for f in found), errors=bool(errors))


def _can_spell(terms: list[Term]) -> Callable[[str, str], bool]:
    """Whether the model for a language can write a text; where there is none, nothing is said."""
    pairs = sorted({(term.source_language, term.target_language) for term in terms})
    spellers = {target: spells for source, target in pairs if (spells := speller(source, target))}
    return lambda text, target: target not in spellers or spellers[target](text)


@command.command(
    "import",
    help=_(
        "Turn a TBX or CSV file into a glossary file of the project; see the file, then commit."
    ),
    epilog=_("Example: `l10n glossary import terms.tbx --output glossary/terms.csv`"),
)
@click.argument("path", type=_file)
@click.option("-o", "--output", required=True, type=_output, help=_("The glossary file to write."))
def import_command(path: Path, output: Path) -> None:
    """Read by suffix, write by suffix."""
    _convert([path], output)


@command.command(
    "export",
    help=_("Write the project's glossary as one TBX or CSV file, for other tools."),
    epilog=_("Example: `l10n glossary export --output terms.tbx`"),
)
@click.option("-o", "--output", required=True, type=_output, help=_("The file to write."))
@click.pass_context
def export_command(context: click.Context, output: Path) -> None:
    """Write by suffix."""
    terms, errors = glossary.load(console.project(context))
    _write(terms, output)
    console.report(errors)
    console.finish(errors=bool(errors))


@command.command(
    "candidates",
    help=_("Mine the sources for words that are said often and are no terms yet."),
    epilog=_("Example: `l10n glossary candidates --at-least 5`"),
)
@click.option(
    "--at-least",
    default=3,
    show_default=True,
    type=click.IntRange(1),
    help=_("How often a candidate stands in the sources."),
)
@click.option(
    "--most", default=40, show_default=True, type=click.IntRange(1), help=_("How many to show.")
)
@console.json_option
@click.pass_context
def candidates_command(context: click.Context, at_least: int, most: int, as_json: bool) -> None:
    """Rank by C-value."""
    settings = console.project(context)
    units, errors = extract(settings)
    terms, unread = glossary.load(settings)
    texts = (parse(text, unit.syntax) for unit in units for text in unit.source)
    found = mine(texts, (term.source for term in terms), at_least)[:most]
    if as_json:
        console.emit(
            [
                {"text": c.text, "count": c.count, "value": c.value, "example": c.example}
                for c in found
            ]
        )
    else:
        rows = [(c.text, c.count, f"{c.value:.1f}", c.example) for c in found]
        columns = [_("Candidate"), _("Count"), _("C-value"), _("Example")]
        console.table(_("Term candidates"), columns, rows, numeric=[1, 2])
    console.report([*errors, *unread])
    console.finish(errors=bool(errors or unread))


def _convert(paths: list[Path], output: Path) -> None:
    _write([term for path in paths for term in glossary.read(path)], output)


def _write(terms: list[Term], output: Path) -> None:
    suffix = output.suffix.lower()
    is_tbx = suffix in glossary.TBX_SUFFIXES
    if not is_tbx and suffix != ".csv":
        raise click.UsageError(
            _("A glossary is written as .csv or .tbx, not as {name}.").format(name=output.name)
        )
    files.write(output, (glossary_tbx if is_tbx else glossary_csv).serialize(terms))
    console.say(_("{count} terms written to {path}.").format(count=len(terms), path=output))
