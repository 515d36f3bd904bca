"""Sources → units."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from l10n import plugins
from l10n.errors import ConfigError, L10nError
from l10n.extractors.reading import read
from l10n.model import Unit
from l10n.progress import Progress, silent
from l10n.project import globs
from l10n.project.config import Config, Sources

# Folders that hold no sources of the project's own.
SKIPPED = frozenset({".git", ".venv", "venv", "node_modules", "__pycache__", ".tox", "build"})


def files_of(config: Config, sources: Sources) -> Iterator[Path]:
    """The files that a `[[sources]]` table names, sorted by path."""
    excluded = set(globs.matching(config.root, sources.exclude))
    for path in globs.matching(config.root, sources.include):
        folders = Path(globs.shown(config.root, path)).parts
        if path not in excluded and path.is_file() and not SKIPPED.intersection(folders):
            yield path


def extract(config: Config, progress: Progress = silent) -> tuple[list[Unit], list[L10nError]]:
    """All units of the project's sources, equal ones joined, and what couldn't be read."""
    found: list[Unit] = []
    errors: list[L10nError] = []
    jobs = [(sources, path) for sources in config.sources for path in files_of(config, sources)]
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
    return joined(found), errors


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
