"""Sources → units."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path, PurePath

from l10n import plugins
from l10n.catalogs import key_texts, unnamed
from l10n.catalogs.extracted import Cache
from l10n.catalogs.keys import resolved
from l10n.catalogs.resources import sources_of
from l10n.catalogs.rows import unpacked
from l10n.catalogs.tracked import Known, everything
from l10n.catalogs.workers import Job, done
from l10n.errors import ConfigError, L10nError, SourceError
from l10n.extractors.found import CHECK as NOT_CONSTANT
from l10n.extractors.interface import Extracted, KeysLike, KeyUse
from l10n.messages import gettext as _
from l10n.model import Finding, Severity, Unit, digest
from l10n.progress import Progress, silent
from l10n.project.config import Config
from l10n.project.tables import Sources
from l10n.project.walk import File, excluded, files

# Folders that hold no sources of the project's own.
SKIPPED = frozenset({".git", ".venv", "venv", "node_modules", "__pycache__", ".tox", "build"})


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the sources hold.

    Attributes:
        units: equal ones joined.
        errors: what couldn't be read; units of it would look gone.
        findings: messages that nobody can translate as they are written, or not well.
        uses: the keys that the code asks for.
        likes: what keys look like that the code puts together.
    """

    units: list[Unit] = field(default_factory=list)
    errors: list[L10nError] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    uses: list[KeyUse] = field(default_factory=list)
    likes: list[KeysLike] = field(default_factory=list)

    @property
    def faults(self) -> list[Finding]:
        """The findings that are errors: words that are never translated."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]


def extract(
    config: Config,
    progress: Progress = silent,
    known: Known = everything,
    *,
    instead: Path | None = None,
    remember: bool = True,
) -> Extraction:
    """All units of a catalog's sources, what couldn't be read, and what can't be translated.

    A table that names no file is an error like a file that can't be read: what it named before
    would look gone. So is a pattern of one, unless another of the table names files in the same
    folders: of `*.js` and `*.ts` there one has none yet.

    Args:
        known: which of the files count.
        instead: a folder whose files are read in place of those that stand there in the project.
        remember: whether what was read is written down for the next time.
    """
    made = Extraction()
    jobs = to_read(config, made.errors, known, instead)
    by_file = _contents(config, jobs, progress, remember=remember)
    kept = list(_kept(chain.from_iterable(by_file), made, config.namespaces))
    own = {job.file.name for job in jobs if job.extractor == "resource"}
    made.errors.extend(_clashing([unit for unit in kept if isinstance(unit, Unit)], own))
    doubled = key_texts.findings(kept, own)
    units, textless = resolved(kept, named=not config.namespaces)
    if config.part:
        units = [replace(unit, domain=config.part) for unit in units]
    units = joined(units)
    # A key put together at run time is one of those that the team's file has.
    told = [one for one in made.findings if not (config.resource and one.check == NOT_CONSTANT)]
    told += [*textless, *doubled, *unnamed.findings(units)]
    return replace(made, units=units, findings=told)


def _contents(
    config: Config, jobs: list[Job], progress: Progress, *, remember: bool
) -> list[Iterable[Extracted]]:
    """What each file holds, from the last time where it is as it was.

    Raises:
        ConfigError: where the options of a source say something impossible.
    """
    cache = Cache.load(config.root, config.part)
    by_file: list[Iterable[Extracted]] = [()] * len(jobs)
    waiting: dict[int, Job] = {}
    for number, job in enumerate(jobs):
        rows = cache.rows(job.reading, job.file)
        if rows is None:
            waiting[number] = job
        else:
            by_file[number] = unpacked(rows, job.file.name)
    numbers = {id(job): number for number, job in waiting.items()}
    try:
        for count, (job, found) in enumerate(done(list(waiting.values())), 1):
            progress(count, len(waiting))
            by_file[numbers[id(job)]] = found.items
            if found.rows is not None:
                cache.keep(job.reading, job.file, found.content, found.rows)
    except ConfigError as error:
        raise ConfigError(error.message, path=config.path, remedy=error.remedy) from error
    if remember:
        cache.save()
    return by_file


def _kept(
    items: Iterable[Extracted], made: Extraction, namespaces: Collection[str]
) -> Iterator[Unit | KeyUse]:
    """The units and uses of keys; the rest is put where it belongs, and others' keys are left."""
    for item in items:
        if isinstance(item, L10nError):
            made.errors.append(item)
        elif isinstance(item, Finding):
            made.findings.append(item)
        elif isinstance(item, Unit):
            yield item
        elif not namespaces or item.namespace in namespaces:
            if isinstance(item, KeysLike):
                made.likes.append(item)
            else:
                made.uses.append(item)
                yield item


def _clashing(units: Iterable[Unit], resources: Collection[str]) -> Iterator[SourceError]:
    """Keys that have one text in a resource file and another text in the next."""
    first: dict[str, Unit] = {}
    for unit in units:
        place = next((where for where in unit.locations if where.path in resources), None)
        if not unit.key or place is None:
            continue
        if first.setdefault(unit.key, unit).source != unit.source:
            yield SourceError(
                _("Two files have texts with the key {key!r}.").format(key=unit.key),
                path=place.path,
                line=place.line,
                remedy=_("Give each file a [[catalogs]] of its own, or rename one of the keys."),
            )


def to_read(
    config: Config,
    errors: list[L10nError],
    known: Known = everything,
    instead: Path | None = None,
) -> list[Job]:
    """The files to read, those of each table in order; an error for what names none."""
    jobs: list[Job] = []
    for sources in sources_of(config):
        plugins.pick("extractors", sources.extractor)
        left_out = excluded(config.root, sources.exclude)
        named: dict[str, File] = {}
        other: dict[str, File] = {}
        there_is: dict[str, bool] = {}
        for pattern in sources.include:
            there = list(files(config.root, pattern, SKIPPED))
            laid = list(_laid(instead, pattern))
            there_is[pattern] = bool(there or laid)
            named |= {file.name: file for file in there if not left_out.match(file.name)}
            other |= {file.name: file for file in laid if not left_out.match(file.name)}
        reading = digest(sources.extractor, sources.options)[:8]
        jobs += [
            Job(file, sources.extractor, sources.options, reading)
            for name, file in sorted({**named, **other}.items())
            if name in other or known(Path(file.path))
        ]
        folders = {PurePath(pattern).parent for pattern, some in there_is.items() if some}
        idle = [one for one, some in there_is.items() if not (some or _stands(one, folders))]
        if idle or not (named or other):
            errors.append(_nothing_named(config, sources, idle or sources.include))
    return jobs


def _laid(instead: Path | None, pattern: str) -> Iterator[File]:
    """The files of another folder that a relative pattern names there."""
    if instead is not None and not Path(pattern).is_absolute():
        yield from files(instead, pattern, SKIPPED)


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
    another is plural, as gettext has it. Of several texts under one key the first counts.
    """
    by_identity: dict[tuple[str, str], list[Unit]] = {}
    for unit in units:
        by_identity.setdefault(unit.identity, []).append(unit)
    return [alike[0] if len(alike) == 1 else _as_one(alike) for alike in by_identity.values()]


def _as_one(alike: list[Unit]) -> Unit:
    return replace(
        alike[0],
        source=max((u.source for u in alike if u.source[0] == alike[0].source[0]), key=len),
        locations=tuple(chain.from_iterable(unit.locations for unit in alike)),
        notes=tuple(dict.fromkeys(chain.from_iterable(unit.notes for unit in alike))),
        flags=tuple(dict.fromkeys(chain.from_iterable(unit.flags for unit in alike))),
        limit=min((unit.limit for unit in alike if unit.limit), default=0),
    )
