"""Approved units → release files and their manifest. Nothing else gets out of here."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from l10n import __version__, files, plugins
from l10n.batches import ahead, batched
from l10n.checks.checker import AHEAD, BATCH, Checker, of_entries
from l10n.errors import L10nError
from l10n.model import Catalog, Entry, Finding, State
from l10n.project import globs
from l10n.project.config import Config
from l10n.release import absence
from l10n.release.folder import Left, in_the_way, left_in, manifest_of, write
from l10n.text.locales import fallbacks
from l10n.workers import Workers


def shippable(
    catalog: Catalog, checker: Checker
) -> tuple[Catalog, list[tuple[Entry, Finding]], int]:
    """The approved entries alone, the errors found in others, which keep them back, and a count.

    The count is of the findings in the former that a person accepted.

    The approval's hash was checked against the words when the catalog was read; the checks run
    again, because terms and rules may have changed since.
    """
    held: list[tuple[Entry, Finding]] = []
    approved: list[Entry] = []
    accepted = 0
    stand = [entry for entry in catalog.live() if entry.state is State.APPROVED]
    with Workers(checker, len(stand)) as workers:
        begun = ((batch, workers.begin(of_entries, batch)) for batch in batched(stand, BATCH))
        for batch, job in ahead(begun, AHEAD):
            findings = workers.result(job)
            for entry, found in zip(batch, findings, strict=True):
                if errors := [finding for finding in found if finding.blocks]:
                    held.extend((entry, finding) for finding in errors)
                else:
                    approved.append(entry)
                    accepted += sum(finding.accepted is not None for finding in found)
    return replace(catalog, entries=tuple(approved)), held, accepted


@dataclass(frozen=True, slots=True)
class Standing:
    """A file of ours that stands where the release puts it, and whether all in it is ours."""

    place: Path
    data: bytes
    ours: bool


@dataclass(slots=True)
class Made:
    """A release before it is written.

    Attributes:
        files: their bytes by path in the release folder.
        foreign: how many strings of a file are none of the catalogs', where there are any.
        sources: the catalogs that each file was made of, and its format.
        ready: the catalogs' entries that ship.
        held: approved entries with an error by today's checks, which do not ship.
        facts: counts, approvers and models by catalog.
    """

    files: dict[PurePosixPath, bytes] = field(default_factory=dict)
    foreign: dict[PurePosixPath, int] = field(default_factory=dict)
    sources: dict[PurePosixPath, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    ready: dict[str, Catalog] = field(default_factory=dict)
    held: list[tuple[Entry, Finding]] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)


def compile_catalogs(
    config: Config,
    catalogs: Sequence[Catalog],
    checkers: Mapping[str, Checker],
    there: Callable[[PurePosixPath], Standing | None] = lambda _path: None,
) -> Made:
    """The release of the catalogs.

    Strings that are not approved are left out, so that every runtime falls back to the source.

    Args:
        config: the project.
        catalogs: those to compile.
        checkers: by locale.
        there: the file of ours that stands in a path's place.

    Raises:
        CatalogError: where such a file can't be read.
    """
    made = Made()
    for catalog in catalogs:
        part = config.of(catalog.domain)
        ready, kept, accepted = shippable(catalog, checkers[catalog.locale])
        made.held.extend(kept)
        for form in (plugins.pick("formats", name) for name in part.formats):
            for name in (catalog.locale, *config.aliases.get(catalog.locale, ())):
                path = PurePosixPath(form.path.format(locale=name, domain=part.domain))
                made.sources[path] = ((part.named(catalog.locale),), form.name)
                found = there(path) if hasattr(form, "filled") else None
                if found is None:
                    made.files[path] = form.serialize(ready)
                    continue
                known = None if found.ours else catalog
                made.files[path] = form.filled(ready, known, found.data, str(found.place))
                made.foreign[path] = form.foreign(catalog, made.files[path], str(found.place))
        facts = facts_of(catalog, ready, kept, accepted)
        facts["fallback"] = list(fallbacks(catalog.locale, config.target_locales))
        made.facts[part.named(catalog.locale)] = facts
        made.ready[part.named(catalog.locale)] = ready
    return made


def facts_of(
    catalog: Catalog, ready: Catalog, kept: Iterable[tuple[Entry, Finding]], accepted: int
) -> dict[str, Any]:
    """Counts, approvers and models of a catalog, as the manifest has them."""
    states = Counter(str(entry.state) for entry in catalog.live())
    approvers = Counter(e.approval.by for e in ready.entries if e.approval)
    return {
        "units": len(catalog.live()),
        "shipped": len(ready.entries),
        "held_back": len({entry.unit.id for entry, _finding in kept}),
        "accepted_findings": accepted,
        "states": dict(sorted(states.items())),
        "approved_by": dict(sorted(approvers.items())),
        "models": sorted({e.provenance.by for e in ready.entries if e.provenance}),
    }


def manifest(
    release: Mapping[PurePosixPath, bytes],
    foreign: Mapping[PurePosixPath, int],
    facts: Mapping[str, Any],
    terms: Iterable[tuple[str, bytes]],
) -> bytes:
    """What the release holds, in one JSON file without a date: two compiles are the same bytes.

    Args:
        release: the files.
        foreign: how many strings of a file are none of the catalogs', where there are any.
        facts: counts, approvers and models by locale.
        terms: the glossary files and their content.
    """
    content = {
        "l10n": __version__,
        "files": {
            str(path): {"sha256": sha256(data).hexdigest(), "bytes": len(data)}
            | ({"foreign": foreign[path]} if foreign.get(path) else {})
            for path, data in sorted(release.items())
        },
        "locales": dict(sorted(facts.items())),
        "glossary": {name: sha256(data).hexdigest() for name, data in sorted(terms)},
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


@dataclass(frozen=True, slots=True)
class Result:
    """A release as it was written.

    Attributes:
        files: every file's bytes by path in the release folder.
        changed: the files that were written because they said something else.
        held: approved entries with an error by today's checks, which did not ship.
        facts: counts, approvers and models by locale.
        news: whether the manifest says something else.
        taken_out: keys of what is not approved and left a file of the team's, by its path.
    """

    files: dict[PurePosixPath, bytes]
    changed: list[Path]
    held: list[tuple[Entry, Finding]]
    facts: dict[str, Any]
    news: bool = False
    taken_out: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Leave:
    """What a person lets a compile do to files that others write too.

    Attributes:
        take_over: to replace files that no release made, and to call them its own from then on.
        prune: to drop the strings in its own files that no catalog knows.
    """

    take_over: bool = False
    prune: bool = False


def compile_to(
    config: Config,
    checkers: Mapping[str, Checker],
    found: Sequence[Catalog],
    folder: Path,
    parts: Iterable[Config],
    leave: Leave = Leave(),
) -> tuple[Result, list[L10nError]]:
    """Compile the catalogs into a folder, and what was refused.

    The manifest and the folder say the same: what an earlier compile left and this one does not
    make is removed; where only some catalogs are compiled, the others stay and stay listed. Where
    a file stands in the way that no release made, nothing is written.

    Args:
        config: the project.
        checkers: by locale.
        found: those of the project's catalogs that go into this folder and can be read.
        folder: the release folder.
        parts: the catalogs that belong into the folder, for all locales.
        leave: what it may do to files that others write too.
    """
    place = manifest_of(folder, config.root)
    made = Made()
    try:
        before = left_in(folder, place)
        if lost := list(absence.gone(config, found, before.facts)):
            return Result({}, [], [], {}), [*lost]
        made = compile_catalogs(config, found, checkers, standing_in(folder, before, leave))
        own = {config.of(c.domain).catalog_path(c.locale) for c in found}
        if refused := in_the_way(folder, made.files, before, own, take_over=leave.take_over):
            return Result({}, [], made.held, made.facts), refused
    except L10nError as error:
        return Result({}, [], made.held, made.facts), [error]
    gone = {path: data for path, data in before.files.items() if path not in made.files}
    wanted = {(part.called, locale) for part in parts for locale in config.target_locales}
    whole = {(catalog.domain, catalog.locale) for catalog in found} >= wanted
    kept, kept_facts = ({}, {}) if whole else (gone, before.facts)
    foreign = {
        path: about.get("foreign", 0) for path, about in before.about.items() if path in kept
    }
    listed = manifest(
        {**kept, **made.files},
        foreign | made.foreign,
        {**kept_facts, **made.facts},
        glossary_files(config),
    )
    changed, refused = write(folder, made.files, place, listed, before, gone if whole else {})
    written = [path for path in changed if path != place]
    return Result(made.files, written, made.held, made.facts, place in changed), refused


def standing_in(
    folder: Path, before: Left, leave: Leave
) -> Callable[[PurePosixPath], Standing | None]:
    """Finds the files of ours in a release folder, as `compile_catalogs` asks for them.

    Args:
        folder: the release folder.
        before: what an earlier compile left in it.
        leave: as for `compile_to`.
    """

    def there(path: PurePosixPath) -> Standing | None:
        file = folder / path
        if not file.is_file() or not (leave.take_over or path in before.files):
            return None
        return Standing(file, files.read_bytes(file), leave.prune or before.is_whole(path))

    return there


def glossary_files(config: Config) -> list[tuple[str, bytes]]:
    """The glossary's files with their content, by path relative to the project."""
    paths = globs.matching(config.root, config.glossary)
    return [(globs.shown(config.root, path), files.read_bytes(path)) for path in paths]
