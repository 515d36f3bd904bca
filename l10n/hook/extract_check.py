"""`l10n-extract-check`: whether the catalogs are as the sources want them.

pre-commit stashes what is not staged of the files that git tracks, so these are as they are staged;
others lie around still, and are no part of a commit.
"""

from l10n.catalogs import files as catalog_files
from l10n.catalogs.extract import extract
from l10n.catalogs.merge import merge
from l10n.catalogs.tracked import by_git
from l10n.hook import folder
from l10n.hook.report import end, say
from l10n.messages import gettext as _
from l10n.project import config, settings_file

# How many findings about the sources are told.
_SHOWN = 10


def run(words: list[str]) -> int:
    """Catalogs that are behind the sources that git knows, and messages that none can hold."""
    settings = config.load(settings_file.find(folder(words)))
    known = by_git(settings.root)
    read = {part.called: extract(part, known=known) for part in settings.parts()}
    errors = [error for made in read.values() for error in made.errors]
    faults = [finding for made in read.values() for finding in made.faults]
    found, unreadable = catalog_files.read_all(settings)
    behind = 0
    for catalog in found:
        units = read[catalog.domain].units
        merged, counts = merge(catalog, units, settings.of(catalog.domain).references)
        if catalog_files.differs(settings, merged):
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
            say(sentence.format(path=catalog.path, **numbers))
    for finding in faults[:_SHOWN]:
        say(f"{finding.location}: [{finding.check}] {finding.message}")
    if more := len(faults[_SHOWN:]):
        sentence = _("Findings not shown: {count}; `l10n extract --verbose` lists all.")
        say(sentence.format(count=more))
    return end(behind + len(faults), [*errors, *unreadable])
