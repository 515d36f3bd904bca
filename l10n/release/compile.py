"""Approved units → release files and their manifest. Nothing else gets out of here."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from l10n import __version__, files, plugins
from l10n.checks.checker import Checker
from l10n.errors import L10nError, StorageError
from l10n.model import Catalog, Entry, Finding, Severity, State
from l10n.project import globs
from l10n.project.config import Config
from l10n.release.folder import MANIFEST, Left, left_in, write
from l10n.text.locales import fallbacks


def shippable(catalog: Catalog, checker: Checker) -> tuple[Catalog, list[tuple[Entry, Finding]]]:
    """The approved entries alone, and the errors found in them, which keep them back.

    The approval's hash was checked against the words when the catalog was read; the checks run
    again, because terms and rules may have changed since.
    """
    held: list[tuple[Entry, Finding]] = []
    approved: list[Entry] = []
    for entry in catalog.entries:
        if entry.state is not State.APPROVED or entry.obsolete:
            continue
        errors = [
            finding
            for finding in checker.check(entry.unit, entry.target, entry)
            if finding.severity is Severity.ERROR
        ]
        if errors:
            held.extend((entry, finding) for finding in errors)
        else:
            approved.append(entry)
    return replace(catalog, entries=tuple(approved)), held


def compile_catalogs(
    config: Config, catalogs: Sequence[Catalog], checkers: Mapping[str, Checker]
) -> tuple[dict[PurePosixPath, bytes], list[tuple[Entry, Finding]], dict[str, Any]]:
    """The release's files by their path, what was held back, and the manifest's facts by locale.

    Strings that are not approved are left out, so that every runtime falls back to the source.
    """
    out: dict[PurePosixPath, bytes] = {}
    held: list[tuple[Entry, Finding]] = []
    facts: dict[str, Any] = {}
    formats = [plugins.pick("formats", name) for name in config.formats]
    for catalog in catalogs:
        ready, kept = shippable(catalog, checkers[catalog.locale])
        held.extend(kept)
        for form in formats:
            data = form.serialize(ready)
            for name in (catalog.locale, *config.aliases.get(catalog.locale, ())):
                path = form.path.format(locale=name, domain=catalog.domain)
                out[PurePosixPath(path)] = data
        states = Counter(str(entry.state) for entry in catalog.live())
        approvers = Counter(e.approval.by for e in ready.entries if e.approval)
        facts[catalog.locale] = {
            "units": len(catalog.live()),
            "shipped": len(ready.entries),
            "held_back": len({entry.unit.id for entry, _finding in kept}),
            "states": dict(sorted(states.items())),
            "approved_by": dict(sorted(approvers.items())),
            "fallback": list(fallbacks(catalog.locale, config.target_locales)),
            "models": sorted({e.provenance.by for e in ready.entries if e.provenance}),
        }
    return out, held, facts


def manifest(
    release: Mapping[PurePosixPath, bytes],
    facts: Mapping[str, Any],
    terms: Iterable[tuple[str, bytes]],
) -> bytes:
    """What the release holds, in one JSON file without a date: two compiles are the same bytes.

    Args:
        release: the files.
        facts: counts, approvers and models by locale.
        terms: the glossary files and their content.
    """
    content = {
        "l10n": __version__,
        "files": {
            str(path): {"sha256": sha256(data).hexdigest(), "bytes": len(data)}
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
        files: every file's bytes by path in the release folder, the manifest included.
        changed: the files that were written because they said something else.
        held: approved entries with an error by today's checks, which did not ship.
        facts: counts, approvers and models by locale.
    """

    files: dict[PurePosixPath, bytes]
    changed: list[Path]
    held: list[tuple[Entry, Finding]]
    facts: dict[str, Any]


def compile_to(
    config: Config, checkers: Mapping[str, Checker], found: Sequence[Catalog], folder: Path
) -> tuple[Result, list[L10nError]]:
    """Compile the catalogs into a folder, and what the disk refused.

    The manifest and the folder say the same: what an earlier compile left and this one does not
    make is removed; where only some locales are compiled, the others stay and stay listed.
    """
    out, held, facts = compile_catalogs(config, found, checkers)
    try:
        before = left_in(folder)
    except StorageError as error:
        return Result(out, [], held, facts), [error]
    gone = replace(before, files={p: data for p, data in before.files.items() if p not in out})
    whole = {catalog.locale for catalog in found} >= set(config.target_locales)
    kept, kept_facts = ({}, {}) if whole else (gone.files, before.facts)
    listed = manifest({**kept, **out}, {**kept_facts, **facts}, glossary_files(config))
    changed, refused = write(folder, out, listed, gone if whole else Left())
    out[PurePosixPath(MANIFEST)] = listed
    return Result(out, changed, held, facts), refused


def glossary_files(config: Config) -> list[tuple[str, bytes]]:
    """The glossary's files with their content, by path relative to the project."""
    paths = globs.matching(config.root, config.glossary)
    return [(globs.shown(config.root, path), files.read_bytes(path)) for path in paths]
