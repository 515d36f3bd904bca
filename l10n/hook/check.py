"""`l10n-check`: errors in what would ship, among what a commit changes.

The texts are those of git's index, whatever lies on the disk. Outside of git, and with `--all`,
whole catalogs are checked as they stand.
"""

from l10n.catalogs import files as catalog_files
from l10n.errors import CatalogError, L10nError
from l10n.git.index import Index
from l10n.glossary.term import Term
from l10n.hook import folder
from l10n.hook.report import end, say
from l10n.hook.staged import Staged
from l10n.messages import gettext as _
from l10n.model import Catalog, Entry, Finding
from l10n.project import config, glossaries, settings_file

_SHOWN = 60  # characters of a text in a line about its entry


def run(words: list[str]) -> int:
    """Print each finding with its entry and what to do; the exit code."""
    path = settings_file.find(folder(words))
    index = None if "--all" in words else Index.of(path.parent)
    if index is None:
        settings = config.load(path)
        catalogs, errors = catalog_files.read_all(settings)
        terms, unread = glossaries.load(settings)
        return _end(_blocked(settings, catalogs, terms), [*errors, *unread])
    staged = Staged(path, index)
    damage, catalogs, errors = staged.catalogs()
    for finding in damage:
        _tell(finding)
    if not any(catalog.entries for catalog in catalogs):
        return _end(len(damage), [*errors, *staged.glossary_errors()])
    terms, unread = staged.terms()
    return _end(len(damage) + _blocked(staged.settings, catalogs, terms), [*errors, *unread])


def _blocked(settings: config.Config, catalogs: list[Catalog], terms: list[Term]) -> int:
    """How many errors the entries have that keep the commit back; each is told."""
    # Where nothing is to be checked, no rule is read.
    from l10n.checks.checker import checkers  # noqa: PLC0415

    blocked = 0
    by_locale = checkers(settings, terms, catalogs)
    for catalog in catalogs:
        for item in by_locale[catalog.locale].check_catalog(catalog):
            if item.blocks:
                blocked += 1
                _tell(item.finding, item.entry)
    return blocked


def _tell(finding: Finding, entry: Entry | None = None) -> None:
    """A finding: its place, its rule, its sentence; and its entry."""
    say(f"{finding.location}: [{finding.check}] {finding.message}")
    if entry:
        say(f"    {_short(entry.unit.source[0])} → {_short(entry.target[-1])}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _end(findings: int, errors: list[L10nError]) -> int:
    if findings or any(isinstance(error, CatalogError) for error in errors):
        code = end(findings, errors)
        say(_("`l10n explain RULE` tells of a rule, with examples: the word between brackets."))
        return code
    return end(findings, errors)
