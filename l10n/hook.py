"""The pre-commit entries: `l10n-check` and `l10n-extract-check`.

pre-commit stashes what is not staged before it calls, so the files on the disk are the staged
ones. Nothing here, nor behind it, imports an engine, the store or the web.
"""

import sys
from pathlib import Path

from l10n import config
from l10n.errors import L10nError
from l10n.messages import gettext as _
from l10n.pipeline import catalogs, glossary
from l10n.pipeline.check import Checker
from l10n.pipeline.extract import extract
from l10n.pipeline.merge import merge

CLEAN, FINDINGS, USAGE = 0, 1, 2


def check(settings: config.Config) -> int:
    """Errors in what would ship, or claims that it may, one line each."""
    found, errors = catalogs.read_all(settings)
    terms, unread = glossary.load(settings)
    blocked = 0
    for catalog in found:
        matcher = glossary.matcher(terms, settings.source_locale, catalog.locale)
        for item in Checker(settings, matcher, catalog.locale).check_catalog(catalog):
            if item.blocks:
                blocked += 1
                finding = item.finding
                _say(f"{finding.location}: [{finding.check}] {finding.message}")
    return _end(blocked, [*errors, *unread])


def extract_check(settings: config.Config) -> int:
    """Catalogs that are behind the sources, one line each."""
    units, errors = extract(settings)
    found, unreadable = catalogs.read_all(settings)
    behind = 0
    for catalog in found:
        merged, counts = merge(catalog, units)
        if catalogs.differs(settings, merged):
            behind += 1
            sentence = _(
                "{path}: not as `l10n update` leaves it ({new} new, {outdated} outdated, "
                "{obsolete} obsolete); run that and stage it."
            )
            numbers = {
                "new": counts.new,
                "outdated": counts.outdated,
                "obsolete": counts.obsolete,
            }
            _say(sentence.format(path=catalog.path, **numbers))
    return _end(behind, [*errors, *unreadable])


def _end(findings: int, errors: list[L10nError]) -> int:
    for error in errors:
        _say(str(error))
    return USAGE if errors else FINDINGS if findings else CLEAN


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


_ENTRIES = {"check": check, "extract-check": extract_check}


def main() -> None:
    """`l10n-hook check` or `l10n-hook extract-check`; file names that follow are not needed."""
    entry = _ENTRIES.get(sys.argv[1] if len(sys.argv) > 1 else "")
    if entry is None:
        _say(_("Usage: {command}").format(command=f"l10n-hook {' | '.join(_ENTRIES)}"))
        sys.exit(USAGE)
    try:
        sys.exit(entry(config.load(config.find(Path.cwd()))))
    except L10nError as error:
        _say(str(error))
        sys.exit(error.exit_code)
