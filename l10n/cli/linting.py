"""What `l10n lint` finds in a project: its linters' findings, and those of extraction."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from l10n import files
from l10n.catalogs.extract import SKIPPED, Extraction, extract
from l10n.catalogs.keys import CHECK as TEXTLESS
from l10n.catalogs.source_file import change
from l10n.cli import console
from l10n.errors import ConfigError, L10nError, SourceError
from l10n.extractors import declared
from l10n.extractors.found import CHECK as NOT_CONSTANT
from l10n.extractors.keywords import keywords
from l10n.extractors.options import strings
from l10n.lint.fixes import fixed
from l10n.lint.interface import Marks
from l10n.lint.linter import ASIDE, Settings, allowing, known, lint, linter_of, told
from l10n.lint.rules import ABOUT, OF_SOURCES, UNUSED
from l10n.messages import gettext as _
from l10n.model import Finding, Location, Severity, Unit
from l10n.project import globs, glossaries, walk
from l10n.project.config import Config
from l10n.project.tables import Sources


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked into.

    Attributes:
        there: the files by the names that they are shown by.
        said: what the project says.
        findings: all of them, those that the baseline lets stand among them.
    """

    there: Mapping[str, Path]
    said: Settings
    findings: list[Finding]
    errors: list[L10nError]


@dataclass(frozen=True, slots=True)
class Change:
    """A file that can be put right, with how many findings are."""

    name: str
    path: Path
    before: bytes
    after: bytes
    count: int


RULES = ABOUT.keys() | OF_SOURCES


def look(settings: Config, paths: tuple[Path, ...]) -> Looked:
    """The findings of the project, or of some of its files, and an error for what can't be read.

    Raises:
        ConfigError: where the settings name no file, or make no sense.
    """
    errors: list[L10nError] = []
    said = _said(settings, errors)
    there = _files(settings)
    wanted = {globs.shown(settings.root, path.absolute()) for path in paths}
    chosen = {name: there[name] for name in sorted(there) if not wanted or _is_in(name, wanted)}
    found = list(_of_files(chosen, said, errors))
    of_sources: list[Finding] = []
    for part in settings.parts():
        if part.sources:
            of_sources += _of_sources(part, wanted, set(chosen), errors)
    for path, mine in _by_path(of_sources).items():
        place = chosen.get(path)
        text = declared.decoded(files.read_bytes(place), path) if place is not None else ""
        found += told(mine, text, said)
    order = {name: number for number, name in enumerate(chosen)}
    found.sort(key=lambda one: (order.get(one.location.path, len(order)), one.location.line))
    return Looked(chosen, said, list(dict.fromkeys(found)), _once(errors))


def changes(looked: Looked, findings: Iterable[Finding]) -> list[Change]:
    """The files with what is sure put right, of these findings alone."""
    found: list[Change] = []
    for name, mine in _by_path(findings).items():
        if (path := looked.there.get(name)) is not None:
            before = files.read_bytes(path)
            if (after := fixed(before, name, mine)) is not None:
                found.append(Change(name, path, before, after.data, after.count))
    return found


def _said(settings: Config, errors: list[L10nError]) -> Settings:
    try:
        return Settings(
            Marks(_functions(settings), _attributes(settings)),
            known(settings.lint.disable),
            known(settings.lint.warn),
            allowing((*settings.lint.allow, *settings.check.copies, *_names(settings, errors))),
        )
    except ConfigError as error:
        raise ConfigError(error.message, path=settings.path, remedy=error.remedy) from error


def _of_files(
    chosen: Mapping[str, Path], said: Settings, errors: list[L10nError]
) -> Iterator[Finding]:
    with console.progress(_("lint")) as tell:
        for count, (name, path) in enumerate(chosen.items(), 1):
            tell(count, len(chosen))
            linter = linter_of(name)
            if linter is None:
                continue
            try:
                text = declared.decoded(files.read_bytes(path), name)
            except SourceError as error:
                errors.append(error)
                continue
            yield from lint(linter, text, name, said)


def _of_sources(
    part: Config, wanted: set[str], chosen: set[str], errors: list[L10nError]
) -> Iterator[Finding]:
    """What extraction finds in the chosen files: messages that are none, and keys without a pair.

    Of some files only those are read, as long as no key has to be looked for in all others.
    """
    has_texts = bool(part.resource) or any(one.extractor == "resource" for one in part.sources)
    some = bool(wanted) and not has_texts
    paths = {part.root / name for name in chosen}
    with console.progress(_("extract")) as tell:
        made = extract(
            part, tell, (lambda path: path in paths) if some else _all, remember=not some
        )
    errors += [
        error
        for error in made.errors
        if not wanted or (error.place and str(error.place.path) in chosen)
    ]
    for finding in made.findings:
        is_ours = finding.check == NOT_CONSTANT and finding.blocks
        is_ours |= finding.check == TEXTLESS and has_texts
        if is_ours and finding.location.path in chosen:
            yield finding
    if part.resource and not made.errors:
        try:
            yield from (one for one in _unused(part, made) if _is_wanted(one, wanted))
        except L10nError as error:
            errors.append(error)


def _unused(part: Config, made: Extraction) -> Iterator[Finding]:
    """The keys of the source file that no call asks for, as long as that can be said.

    Raises:
        L10nError: where the source file can't be read.
    """
    compared = change(part, made, prune=False)
    if compared.open:
        return  # some call may ask for any key
    lines = {unit.key: _line(unit, compared.shown) for unit in made.units}
    sentence = _("No call asks for the key {key}; `l10n extract --write-source --prune` drops it.")
    for name in compared.unused:
        place = Location(compared.shown, lines.get(name, 0))
        said = sentence.format(key=name)
        yield Finding(UNUSED, Severity.WARNING, said, evidence=name, location=place)


def _line(unit: Unit, path: str) -> int:
    return next((place.line for place in unit.locations if place.path == path), 0)


def _all(_path: Path) -> bool:
    return True


def _is_wanted(finding: Finding, wanted: set[str]) -> bool:
    return not wanted or _is_in(finding.location.path, wanted)


def _by_path(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.location.path, []).append(finding)
    return found


def _once(errors: Iterable[L10nError]) -> list[L10nError]:
    """Each error once: a file that can't be read is met by linters and extractors."""
    return list({(error.place, error.message): error for error in errors}.values())


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
