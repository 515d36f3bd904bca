"""`l10n-extract-check`: whether the catalogs are as the sources want them.

The files are those that git knows, as they are staged; others lie around, and are no part of a
commit. Where the commit changes neither sources nor catalogs nor settings, nothing is read.
"""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from l10n.catalogs import files as catalog_files
from l10n.catalogs.resources import sources_of
from l10n.errors import L10nError, StorageError
from l10n.git.index import Index
from l10n.hook import folder
from l10n.hook.report import CLEAN, end, say
from l10n.messages import gettext as _
from l10n.project import config, settings_file

# How many findings about the sources are told.
_SHOWN = 10


def run(words: list[str]) -> int:
    """Catalogs that are behind the sources that git knows, and messages that none can hold."""
    path = settings_file.find(folder(words))
    index = None if "--all" in words else Index.of(path.parent)
    if index is None:
        return _compared(config.load(path), _Staged())
    settings = config.parse(index.text(path), path)
    tables = chain.from_iterable(sources_of(part) for part in settings.parts())
    patterns = [pattern for table in tables for pattern in table.include]
    each = catalog_files.each(settings)
    catalogs = [part.catalog_path(locale) for part, locale in each]
    changed = any(index.change(place) for place in (path, *catalogs))
    # Without a commit, as in `pre-commit run --all-files`, all is compared.
    if not (changed or index.is_idle or index.concerns(settings.root, patterns)):
        return CLEAN
    with _laid_out(index, settings.root, patterns, catalogs) as staged:
        return _compared(settings, staged)


@dataclass(frozen=True, slots=True)
class _Staged:
    """Files that say something else on the disk than is staged, as staged, in a folder.

    Attributes:
        project: stands there for the project's folder; None where nothing is laid out.
    """

    top: Path | None = None
    project: Path | None = None
    index: Index | None = None

    def place(self, path: Path) -> Path:
        """Where the text of a file of the project stands that is to be committed."""
        if self.top and self.index and (name := self.index.below(path)):
            return self.top / name if (self.top / name).is_file() else path
        return path


@contextmanager
def _laid_out(
    index: Index, root: Path, patterns: list[str], paths: list[Path]
) -> Iterator[_Staged]:
    found = dict(index.unstaged(root, patterns, paths))
    if not found:
        yield _Staged()
        return
    with ExitStack() as stack:
        try:
            top = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="l10n-staged-")))
            for file, data in found.items():
                path = top / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        except OSError as error:
            raise StorageError(
                _("The staged files can't be laid out: {reason}.").format(reason=error.strerror),
                remedy=_("Make room in the folder for temporary files, or let TMPDIR name one."),
            ) from error
        yield _Staged(top, top / (index.below(root) or "."), index)


def _compared(settings: config.Config, staged: _Staged) -> int:
    """Tell which catalogs are behind, and what no catalog can hold; the exit code."""
    # Where a commit has nothing to do with sources, no parser is loaded.
    from l10n.catalogs.extract import extract  # noqa: PLC0415
    from l10n.catalogs.merge import merge  # noqa: PLC0415
    from l10n.catalogs.tracked import by_git  # noqa: PLC0415

    known, instead = by_git(settings.root), staged.project
    read = {part.called: extract(part, known=known, instead=instead) for part in settings.parts()}
    errors = [error for made in read.values() for error in made.errors]
    faults = [finding for made in read.values() for finding in made.faults]
    behind = 0
    for part, locale in catalog_files.each(settings):
        place = staged.place(part.catalog_path(locale))
        try:
            catalog = catalog_files.read(part, locale, place)
        except L10nError as error:
            errors.append(error)
            continue
        merged, counts = merge(catalog, read[part.called].units, part.references)
        if catalog_files.differs(settings, merged, place):
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
    return end(behind + len(faults), errors)
