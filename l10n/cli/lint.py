"""`l10n lint`: text that users see and that nobody marked for translation."""

from collections import Counter
from collections.abc import Sequence
from difflib import unified_diff
from pathlib import Path

import click

from l10n import files
from l10n.cli import console, explain, grouping, linting, reporting
from l10n.lint import baseline as baselines
from l10n.messages import gettext as _
from l10n.messages import ngettext
from l10n.model import Finding
from l10n.project.config import Config
from l10n.text.visible import visible

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


@click.command(
    "lint",
    help=_(
        "Find text that users see and that nobody marked, sentences glued from pieces, plurals "
        "made by hand, and keys without a text or a use.\n\n"
        "The files are those of [[sources]] and of the table [lint]. What stands in the baseline "
        "file is not told again, so that a living project can begin today; an error that is new "
        "blocks: exit code 1. A comment `l10n: ignore` with a reason lets one finding stand.\n\n"
        '--fix puts right what is sure: `_("... %s" % x)` and the like, and text in JSX where the '
        "file has a call that marks words. --report tells CI."
    ),
    epilog=_(
        "Example: `l10n lint --write-baseline`, and from then on `l10n lint --report github=-`; "
        "`l10n lint --fix --dry-run`"
    ),
)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--write-baseline", is_flag=True, help=_("Take all findings of today as the baseline.")
)
@click.option("--no-baseline", is_flag=True, help=_("Show what the baseline lets stand, too."))
@click.option("--errors-only", is_flag=True, help=_("Show no warnings."))
@click.option("--all", "everything", is_flag=True, help=_("Show each of many findings."))
@click.option("--fix", is_flag=True, help=_("Put right what is sure, and tell of the rest."))
@click.option("--dry-run", is_flag=True, help=_("With --fix: show the changes, and write nothing."))
@reporting.option
@console.json_option
def command(
    paths: tuple[Path, ...],
    write_baseline: bool,
    no_baseline: bool,
    errors_only: bool,
    everything: bool,
    fix: bool,
    dry_run: bool,
    reports: tuple[str, ...],
    as_json: bool,
) -> None:
    """Print findings with file and line."""
    settings = console.project()
    if write_baseline and (paths or no_baseline or fix or reports):
        raise click.UsageError(_("--write-baseline is of the whole project, and stands alone."))
    if dry_run and (not fix or as_json):
        raise click.UsageError(_("--dry-run goes with --fix, and shows lines of text."))
    places = reporting.wanted(reports, as_json=as_json)
    looked = linting.look(settings, paths)
    if write_baseline:
        _write_baseline(settings, looked)
        return
    findings, gone = _beyond(settings, looked, kept=not no_baseline)
    if fix and (changes := linting.changes(looked, findings)):
        _tell(changes, dry=dry_run, quiet=as_json)
        if not dry_run:
            # What is left is told of the files as they are now.
            looked = linting.look(settings, paths)
            findings, gone = _beyond(settings, looked, kept=not no_baseline)
    shown = [finding for finding in findings if finding.blocks or not errors_only]
    if as_json:
        console.emit([_row(finding) for finding in shown])
    elif reporting.STANDARD_OUTPUT not in places.values():
        _print(shown, len(shown) if everything else grouping.FEW)
        _sum_up(findings, 0 if paths else gone)
    if places:
        _report(settings, looked, shown, places)
    console.report(looked.errors)
    console.finish(findings=any(finding.blocks for finding in findings), errors=looked.errors)


def _write_baseline(settings: Config, looked: linting.Looked) -> None:
    if not looked.errors:
        path = settings.lint.baseline
        files.write(settings.root / path, baselines.written(looked.findings))
        sentence = _("Findings in the baseline now: {count} ({path}).")
        console.say(sentence.format(count=len(looked.findings), path=path))
    console.report(looked.errors)
    console.finish(errors=looked.errors)


def _beyond(settings: Config, looked: linting.Looked, *, kept: bool) -> tuple[list[Finding], int]:
    """The findings that the baseline does not let stand, and how many of it are gone."""
    path = settings.lint.baseline
    place = settings.root / path
    if not kept or not place.is_file():
        return looked.findings, 0
    return baselines.new(looked.findings, baselines.read(files.read_bytes(place), path))


def _tell(changes: Sequence[linting.Change], *, dry: bool, quiet: bool) -> None:
    """Write the files that were put right, or show the patch that would do it."""
    for change in changes:
        if dry:
            before, after = (data.decode().split("\n") for data in (change.before, change.after))
            names = (f"a/{change.name}", f"b/{change.name}")
            for line in unified_diff(before, after, *names, lineterm=""):
                console.line(visible(line.rstrip("\r")), _COLOURS.get(line[:1], ""))
            continue
        files.write(change.path, change.after)
        if not quiet:
            sentence = ngettext(
                "{path}: {count} finding fixed.", "{path}: {count} findings fixed.", change.count
            )
            console.say(sentence.format(path=change.name, count=change.count))


def _report(
    settings: Config, looked: linting.Looked, shown: Sequence[Finding], places: dict[str, str]
) -> None:
    rules = {name: page[0] for name, page in explain.OTHERS.items() if name in linting.RULES}
    reporting.write(reporting.of_code(settings, shown, looked.errors, rules), places)


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
