"""Sources → units."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePath

from l10n import plugins
from l10n.catalogs.tracked import Known, everything
from l10n.errors import ConfigError, L10nError, SourceError
from l10n.extractors.reading import read
from l10n.messages import gettext as _
from l10n.model import Unit
from l10n.progress import Progress, silent
from l10n.project import globs
from l10n.project.config import Config
from l10n.project.tables import Sources

# Folders that hold no sources of the project's own.
SKIPPED = frozenset({".git", ".venv", "venv", "node_modules", "__pycache__", ".tox", "build"})


def _named(config: Config, pattern: str) -> Iterator[Path]:
    """The files that a pattern names; folders of `SKIPPED` only where it names them outright."""
    skipped = SKIPPED.difference(PurePath(pattern).parts)
    for path in globs.matching(config.root, [pattern]):
        folders = PurePath(globs.shown(config.root, path)).parts
        if path.is_file() and not skipped.intersection(folders):
            yield path


def extract(
    config: Config, progress: Progress = silent, known: Known = everything
) -> tuple[list[Unit], list[L10nError]]:
    """All units of a catalog's sources, equal ones joined, and what couldn't be read.

    A table that names no file is an error like a file that can't be read: what it named before
    would look gone. So is a pattern of one, unless another of the table names files in the same
    folders: of `*.js` and `*.ts` there one has none yet.

    Args:
        known: which of the files count.
    """
    found: list[Unit] = []
    errors: list[L10nError] = []
    jobs: list[tuple[Sources, Path]] = []
    for sources in config.sources:
        named = {pattern: set(_named(config, pattern)) for pattern in sources.include}
        excluded = globs.matching(config.root, sources.exclude)
        paths = sorted(set().union(*named.values()).difference(excluded))
        jobs += [(sources, path) for path in paths if known(path)]
        folders = {PurePath(pattern).parent for pattern, there in named.items() if there}
        idle = [one for one, there in named.items() if not (there or _stands(one, folders))]
        if idle or not paths:
            errors.append(_nothing_named(config, sources, idle or sources.include))
    for number, (sources, path) in enumerate(jobs, 1):
        progress(number, len(jobs))
        extractor = plugins.pick("extractors", sources.extractor)
        name = globs.shown(config.root, path)
        try:
            for unit in read(extractor, path, name, sources.options):
                if isinstance(unit, L10nError):
                    errors.append(unit)
                else:
                    found.append(unit)
        except ConfigError as error:
            raise ConfigError(error.message, path=config.path, remedy=error.remedy) from error
    if config.part:
        found = [replace(unit, domain=config.part) for unit in found]
    return joined(found), errors


def _stands(pattern: str, folders: set[PurePath]) -> bool:
    """Whether a pattern that names no file is right all the same: only its kind is missing."""
    path = PurePath(pattern)
    return path.parent in folders and "*" in path.name


def _nothing_named(config: Config, sources: Sources, patterns: Iterable[str]) -> SourceError:
    return SourceError(
        _("No file is named by the sources of {extractor}, include = {patterns}.").format(
            extractor=sources.extractor, patterns=list(patterns)
        ),
        path=config.path,
        remedy=_("Correct the patterns, or take the table out; see docs/configuration.md."),
    )


def joined(units: Iterable[Unit]) -> list[Unit]:
    """Units with the same identity made one, with all its locations, notes and flags.

    The order is that of first appearance. A unit that is plural in one place and singular in
    another is plural, as gettext has it.
    """
    by_identity: dict[tuple[str, str], Unit] = {}
    for unit in units:
        known = by_identity.get(unit.identity)
        by_identity[unit.identity] = unit if known is None else _join(known, unit)
    return list(by_identity.values())


def _join(one: Unit, other: Unit) -> Unit:
    return replace(
        one,
        source=max(one.source, other.source, key=len),
        locations=one.locations + other.locations,
        notes=tuple(dict.fromkeys(one.notes + other.notes)),
        flags=tuple(dict.fromkeys(one.flags + other.flags)),
        limit=min(filter(None, (one.limit, other.limit)), default=0),
    )
