"""Sources → units."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from l10n import plugins
from l10n.catalogs.keys import resolved
from l10n.errors import ConfigError, L10nError, SourceError
from l10n.extractors.interface import KeyUse
from l10n.extractors.reading import read
from l10n.messages import gettext as _
from l10n.model import Finding, Severity, Unit
from l10n.progress import Progress, silent
from l10n.project import globs
from l10n.project.config import Config, Sources

# Folders that hold no sources of the project's own.
SKIPPED = frozenset({".git", ".venv", "venv", "node_modules", "__pycache__", ".tox", "build"})


def _named(config: Config, pattern: str) -> Iterator[Path]:
    """The files that a pattern names; folders of `SKIPPED` only where it names them outright."""
    skipped = SKIPPED.difference(PurePath(pattern).parts)
    for path in globs.matching(config.root, [pattern]):
        folders = PurePath(globs.shown(config.root, path)).parts
        if path.is_file() and not skipped.intersection(folders):
            yield path


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the sources hold.

    Attributes:
        units: equal ones joined.
        errors: what couldn't be read; units of it would look gone.
        findings: messages that nobody can translate as they are written.
    """

    units: list[Unit] = field(default_factory=list)
    errors: list[L10nError] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def blocks(self) -> bool:
        """Whether one of the findings is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def extract(config: Config, progress: Progress = silent) -> Extraction:
    """All units of the project's sources, what couldn't be read, and what can't be translated.

    A table, or a pattern of one, that names no file is an error like a file that can't be read:
    what it named before would look gone.
    """
    found: list[Unit | KeyUse] = []
    made = Extraction()
    jobs: list[tuple[Sources, Path]] = []
    for sources in config.sources:
        named = {pattern: set(_named(config, pattern)) for pattern in sources.include}
        excluded = globs.matching(config.root, sources.exclude)
        paths = sorted(set().union(*named.values()).difference(excluded))
        jobs += [(sources, path) for path in paths]
        idle = [pattern for pattern, found_there in named.items() if not found_there]
        if idle or not paths:
            made.errors.append(_nothing_named(config, sources, idle or sources.include))
    for number, (sources, path) in enumerate(jobs, 1):
        progress(number, len(jobs))
        extractor = plugins.pick("extractors", sources.extractor)
        name = globs.shown(config.root, path)
        try:
            for item in read(extractor, path, name, sources.options):
                if isinstance(item, L10nError):
                    made.errors.append(item)
                elif isinstance(item, Finding):
                    made.findings.append(item)
                else:
                    found.append(item)
        except ConfigError as error:
            raise ConfigError(error.message, path=config.path, remedy=error.remedy) from error
    units, textless = resolved(found)
    return replace(made, units=joined(units), findings=[*made.findings, *textless])


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
