"""Approved units → release files and their manifest. Nothing else gets out of here."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from l10n import files, plugins
from l10n.config import Config
from l10n.errors import L10nError
from l10n.model import Catalog, Entry, Finding, State
from l10n.pipeline.check import Checker

MANIFEST = "manifest.json"


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
            if finding.severity == "error"
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
            path = form.path.format(locale=catalog.locale, domain=catalog.domain)
            out[PurePosixPath(path)] = form.serialize(ready)
        states = Counter(str(entry.state) for entry in catalog.live())
        approvers = Counter(e.approval.by for e in ready.entries if e.approval)
        facts[catalog.locale] = {
            "units": len(catalog.live()),
            "shipped": len(ready.entries),
            "held_back": len({entry.unit.id for entry, _finding in kept}),
            "states": dict(sorted(states.items())),
            "approved_by": dict(sorted(approvers.items())),
            "models": sorted({e.provenance.by for e in ready.entries if e.provenance}),
        }
    return out, held, facts


def manifest(
    release: Mapping[PurePosixPath, bytes],
    facts: Mapping[str, Any],
    glossary: Iterable[tuple[str, bytes]],
    models: Mapping[str, str],
    version: str,
) -> bytes:
    """What the release holds, in one JSON file without a date: two compiles are the same bytes.

    Args:
        release: the files.
        facts: counts, approvers and models by locale.
        glossary: the glossary files and their content.
        models: SHA-256 by model name.
        version: of l10n.
    """
    content = {
        "l10n": version,
        "files": {
            str(path): {"sha256": sha256(data).hexdigest(), "bytes": len(data)}
            for path, data in sorted(release.items())
        },
        "locales": dict(sorted(facts.items())),
        "glossary": {name: sha256(data).hexdigest() for name, data in sorted(glossary)},
        "models": dict(sorted(models.items())),
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def write(
    folder: Path, release: Mapping[PurePosixPath, bytes]
) -> tuple[list[Path], list[L10nError]]:
    """Write the files, each whole; returns those that changed and those the disk refused."""
    changed: list[Path] = []
    errors: list[L10nError] = []
    for path, data in sorted(release.items()):
        try:
            if files.write(folder / path, data):
                changed.append(folder / path)
        except L10nError as error:
            errors.append(error)
    return changed, errors


def glossary_files(config: Config) -> list[tuple[str, bytes]]:
    """The glossary's files with their content, by path relative to the project."""
    paths = sorted({path for form in config.glossary for path in config.root.glob(form)})
    return [(path.relative_to(config.root).as_posix(), files.read_bytes(path)) for path in paths]
