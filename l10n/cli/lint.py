"""`l10n lint`: text that users see and that nobody marked for translation."""

from collections import Counter
from collections.abc import Iterator
from glob import escape
from pathlib import Path

import click

from l10n import files
from l10n.catalogs.extract import SKIPPED
from l10n.cli import console, grouping
from l10n.errors import ConfigError, L10nError, SourceError
from l10n.extractors.keywords import keywords
from l10n.extractors.options import strings
from l10n.lint import baseline as baselines
from l10n.lint.interface import Marks
from l10n.lint.linter import ASIDE, Settings, allowing, known, lint, linter_of
from l10n.messages import gettext as _
from l10n.model import Finding
from l10n.project import globs, glossaries, walk
from l10n.project.config import Config
from l10n.project.tables import Sources
from l10n.text.visible import visible


@click.command(
    "lint",
    help=_(
        "Find text that users see and that nobody marked: hard-coded strings.\n\n"
        "The files are those of [[sources]] and of the table [lint]. What stands in the baseline "
        "file is not told again, so that a living project can begin today; an error that is new "
        "blocks: exit code 1. A comment `l10n: ignore` with a reason lets one finding stand."
    ),
    epilog=_("Example: `l10n lint --write-baseline`, and from then on `l10n lint`"),
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--write-baseline", is_flag=True, help=_("Take all findings of today as the baseline.")
)
@click.option("--no-baseline", is_flag=True, help=_("Show what the baseline lets stand, too."))
@click.option("--errors-only", is_flag=True, help=_("Show no warnings."))
@click.option("--all", "everything", is_flag=True, help=_("Show each of many findings."))
@console.json_option
def command(
    paths: tuple[Path, ...],
    write_baseline: bool,
    no_baseline: bool,
    errors_only: bool,
    everything: bool,
    as_json: bool,
) -> None:
    """Print findings with file and line."""
    settings = console.project()
    if write_baseline and (paths or no_baseline):
        raise click.UsageError(_("--write-baseline is of the whole project, and stands alone."))
    errors: list[L10nError] = []
    findings = list(_found(settings, paths, errors))
    place = settings.root / settings.lint.baseline
    gone = 0
    if write_baseline:
        if not errors:
            files.write(place, baselines.written(findings))
            sentence = _("Findings in the baseline now: {count} ({path}).")
            console.say(sentence.format(count=len(findings), path=settings.lint.baseline))
        console.report(errors)
        console.finish(errors=errors)
        return
    if not no_baseline and place.is_file():
        kept = baselines.read(files.read_bytes(place), settings.lint.baseline)
        findings, gone = baselines.new(findings, kept)
    shown = [finding for finding in findings if finding.blocks or not errors_only]
    if as_json:
        console.emit([_row(finding) for finding in shown])
    else:
        _print(shown, len(shown) if everything else grouping.FEW)
        _sum_up(findings, 0 if paths else gone)
    console.report(errors)
    console.finish(findings=any(finding.blocks for finding in findings), errors=errors)


def _found(settings: Config, paths: tuple[Path, ...], errors: list[L10nError]) -> Iterator[Finding]:
    """The findings of all files, and an error for each that can't be read."""
    try:
        said = Settings(
            Marks(_functions(settings), _attributes(settings)),
            known(settings.lint.disable),
            known(settings.lint.warn),
            allowing((*settings.lint.allow, *settings.check.copies, *_names(settings, errors))),
        )
    except ConfigError as error:
        raise ConfigError(error.message, path=settings.path, remedy=error.remedy) from error
    there = _files(settings)
    wanted = {globs.shown(settings.root, path.absolute()) for path in paths}
    chosen = sorted(name for name in there if not wanted or _is_in(name, wanted))
    with console.progress(_("lint")) as tell:
        for count, name in enumerate(chosen, 1):
            tell(count, len(chosen))
            linter = linter_of(name)
            if linter is None:
                continue
            try:
                text = files.read_text(there[name])
            except SourceError as error:
                errors.append(error)
                continue
            yield from lint(linter, text, name, said)


def _names(settings: Config, errors: list[L10nError]) -> Iterator[str]:
    """The glossary's terms that are the same in every language: a brand is not hard-coded."""
    terms, unread = glossaries.load(settings)
    errors += unread
    yield from (escape(term.source) for term in terms if term.source == term.target)


def _is_in(name: str, wanted: set[str]) -> bool:
    """Whether a file was named, or a folder that it stands in."""
    parts = name.split("/")
    return "." in wanted or any("/".join(parts[:n]) in wanted for n in range(1, len(parts) + 1))


def _functions(settings: Config) -> frozenset[str]:
    """The names of functions that mark their text in this project."""
    said = set(settings.lint.functions)
    for sources in _sources(settings):
        if "keywords" in sources.options:
            said |= {name.rpartition(".")[2] for name in keywords(sources.options)}
    return frozenset(said)


def _attributes(settings: Config) -> frozenset[str]:
    """The names of attributes that mark their element in this project's HTML."""
    said = (strings(sources.options, "attributes") for sources in _sources(settings))
    return frozenset(name for names in said for name in names)


def _sources(settings: Config) -> list[Sources]:
    return [sources for part in settings.parts() for sources in part.sources]


def _files(settings: Config) -> dict[str, Path]:
    """The files to look into, by the names that they are shown by.

    Raises:
        ConfigError: where no file is named.
    """
    aside = walk.excluded(settings.root, ASIDE)
    left_out = walk.excluded(settings.root, settings.lint.exclude)
    found: dict[str, Path] = {}
    for sources in (*_sources(settings), Sources("", settings.lint.include)):
        excluded = walk.excluded(settings.root, sources.exclude)
        for pattern in sources.include:
            for file in walk.files(settings.root, pattern, SKIPPED):
                if excluded.match(file.name) or left_out.match(file.name):
                    continue
                if not (sources.extractor and aside.match(file.name)):
                    found[file.name] = Path(file.path)
    if not found:
        raise ConfigError(
            _("No file is named to look into."),
            path=settings.path,
            remedy=_("Say [[sources]], or `include` in the table [lint]."),
        )
    return found


def _row(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.check,
        "severity": str(finding.severity),
        "message": finding.message,
        "text": finding.evidence,
        "file": finding.location.path,
        "line": finding.location.line,
    }


def _print(findings: list[Finding], few: int) -> None:
    by_file = sorted(findings, key=lambda one: (one.location.path, one.location.line))
    for finding, more in grouping.few_of_each(
        by_file, lambda one: (one.location.path, one.check, one.severity), few
    ):
        word = _("error") if finding.blocks else _("warning")
        line = f"{finding.location}: {word}[{finding.check}] {finding.message}"
        colour = "red" if finding.blocks else "yellow"
        console.line(visible(line), colour)
        if more:
            rest = _("… and {count} more such findings of {check}; --all shows them.")
            console.say(rest.format(count=more, check=finding.check))


def _sum_up(findings: list[Finding], gone: int) -> None:
    counted = Counter(finding.blocks for finding in findings)
    sentence = _("Errors: {errors}. Warnings: {warnings}.")
    console.say(sentence.format(errors=counted[True], warnings=counted[False]))
    if gone:
        sentence = _(
            "Of the baseline {count} stand no more; `l10n lint --write-baseline` takes them out."
        )
        console.say(sentence.format(count=gone))
