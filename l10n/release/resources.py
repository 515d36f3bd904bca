"""Approved units → the team's own files in place, and what is remembered of them.

`filling.py` makes one file; here all files of a catalog are made, written, and told in a manifest
beside the catalogs, so that the next compile knows which words there are its own.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from l10n import __version__, files
from l10n.catalogs import files as catalog_files
from l10n.catalogs import resources
from l10n.checks.checker import Checker
from l10n.errors import L10nError, StorageError
from l10n.messages import gettext as _
from l10n.model import Catalog, Entry, Finding
from l10n.project import globs
from l10n.project.config import Config
from l10n.release.compile import Result, facts_of, shippable
from l10n.release.filling import Said, fill

# Keys that an error names.
_NAMED = 5


def folder(part: Config, output: Path | None = None) -> Path:
    """The folder that all files of a catalog stand in, or are to be written below."""
    return output or _fixed(part, part.files)


def _fixed(part: Config, pattern: str) -> Path:
    """The folder that all files of a pattern stand in, or below."""
    start = pattern.partition("{")[0]
    return part.root / (start if start.endswith("/") else str(PurePosixPath(start).parent))


@dataclass(slots=True)
class Filled:
    """The team's files of a catalog as they are to be, before they are written.

    Attributes:
        files: their bytes by path in the project.
        places: where they stand.
        names: what the catalogs in each are called.
        said: what stands there of ours, by catalog and key.
        ready: the catalogs' entries that ship.
        held: approved entries with an error by today's checks, which do not ship.
        facts: counts, approvers and models by catalog.
        taken_out: keys of what is not approved and leaves its file, by the file's path.
        refused: what could not be read or filled.
    """

    files: dict[PurePosixPath, bytes] = field(default_factory=dict)
    places: dict[PurePosixPath, Path] = field(default_factory=dict)
    names: dict[PurePosixPath, list[str]] = field(default_factory=dict)
    said: dict[str, Said] = field(default_factory=dict)
    ready: dict[str, Catalog] = field(default_factory=dict)
    held: list[tuple[Entry, Finding]] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    taken_out: dict[PurePosixPath, list[str]] = field(default_factory=dict)
    refused: list[L10nError] = field(default_factory=list)


def fill_all(
    part: Config,
    checkers: Mapping[str, Checker],
    found: Sequence[Catalog],
    before: Mapping[str, Said],
    *,
    take_over: bool,
) -> Filled:
    """The team's files with what is approved; one that can't be filled is told, and the rest made.

    Args:
        part: the catalog's settings.
        checkers: by locale.
        found: the catalog in its locales.
        before: what was last written there, see `remembered`.
        take_over: as for `fill`.

    Raises:
        L10nError: where the source file can't be read.
    """
    texts = resources.source(part)
    filled = Filled()
    for catalog in found:
        ready, kept, accepted = shippable(catalog, checkers[catalog.locale])
        filled.held += kept
        name = part.named(catalog.locale)
        try:
            shown = PurePosixPath(globs.shown(part.root, resources.place(part, catalog.locale)))
            last = before.get(name, {})
            there = filled.files.get(shown, b"")  # a file that holds several locales
            done = fill(part, catalog, ready, texts, last, there, take_over=take_over)
        except L10nError as error:
            filled.refused.append(error)
            filled.said[name] = before.get(name, {})
            continue
        if done.data:
            filled.files[shown] = done.data
            filled.places[shown] = done.path
            filled.names.setdefault(shown, []).append(name)
        filled.ready[name] = ready
        filled.facts[name] = facts_of(catalog, ready, kept, accepted)
        filled.said[name] = done.said
        if done.taken_out:
            filled.taken_out.setdefault(shown, []).extend(done.taken_out)
        if done.edited:
            filled.refused.append(_edited(shown, done.edited))
    return filled


def write(
    part: Config,
    checkers: Mapping[str, Checker],
    found: Sequence[Catalog],
    output: Path | None,
    *,
    take_over: bool,
) -> tuple[Result, list[L10nError]]:
    """Write what is approved into the team's files; the manifest last.

    Args:
        part: the catalog's settings.
        checkers: by locale.
        found: the catalog in its locales.
        output: a folder to write below, in place of the project's.
        take_over: as for `fill`.
    """
    changed: list[Path] = []
    try:
        last = _listed(part)
        before = {name: one["written"] for name, one in last.items()}
        filled = fill_all(part, checkers, found, before, take_over=take_over)
    except L10nError as error:
        return Result({}, [], [], {}), [error]
    for shown, data in filled.files.items():
        place = output / shown if output else filled.places[shown]
        try:
            changed += [place] * files.write(place, data)
        except L10nError as error:
            filled.refused.append(error)
            filled.taken_out.pop(shown, None)
            for name in filled.names[shown]:
                filled.said[name] = before.get(name, {})
                filled.facts.pop(name, None)
    news = False
    if not output:
        # Of a catalog that is not compiled now stays what was said of it.
        own = {part.named(locale) for locale in part.target_locales}
        facts = {name: one for name, one in last.items() if name in own} | filled.facts
        listed = manifest(facts, before | filled.said)
        news = files.write(manifest_place(part), listed)
    left = {} if output else {str(shown): keys for shown, keys in filled.taken_out.items()}
    return Result(filled.files, changed, filled.held, filled.facts, news, left), filled.refused


def _edited(shown: PurePosixPath, keys: Sequence[str]) -> L10nError:
    named = ", ".join(keys[:_NAMED]) + (", …" if len(keys) > _NAMED else "")
    return StorageError(
        _("{count} texts were edited in the file, and stay as they are: {keys}.").format(
            count=len(keys), keys=named
        ),
        path=str(shown),
        remedy=_("Run `l10n adopt` to take them in; `l10n compile --take-over` replaces them."),
    )


def manifest_place(part: Config) -> Path:
    """Where is remembered what was written: beside the catalogs, in git with them."""
    return _fixed(part, part.catalogs) / f"{part.called}.manifest.json"


def remembered(part: Config) -> dict[str, Said]:
    """What was last written into the team's files, or taken in from them, by locale and key.

    Raises:
        StorageError: where the file is none of ours.
    """
    return {name: one["written"] for name, one in _listed(part).items()}


def remember(part: Config, locale: str, seen: Said) -> None:
    """Keep in mind what a team's file says, now that its catalog has it.

    Raises:
        StorageError: where the file is none of ours, or the disk refuses.
    """
    # No catalog has the source locale: its lock is free for what all of them share.
    with catalog_files.held(part, part.source_locale):
        facts = _listed(part)
        written = {name: one["written"] for name, one in facts.items()}
        data = manifest(facts, written | {part.named(locale): seen})
        files.write(manifest_place(part), data)


def _listed(part: Config) -> dict[str, dict[str, Any]]:
    """The manifest's facts by locale."""
    place = manifest_place(part)
    if not place.exists():
        return {}
    try:
        found: Any = json.loads(files.read_bytes(place))
        return {
            str(n): one | {"written": dict(one["written"])} for n, one in found["locales"].items()
        }
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise StorageError(
            _("This is no manifest of l10n's."),
            path=place,
            remedy=_("Restore it from git, or remove it; then adopt again."),
        ) from error


def manifest(facts: Mapping[str, Mapping[str, Any]], written: Mapping[str, Said]) -> bytes:
    """What the team's files hold of ours: without a date, two compiles are the same bytes."""
    names = sorted({*facts, *written})
    locales = {
        name: {**facts.get(name, {}), "written": dict(sorted(written.get(name, {}).items()))}
        for name in names
    }
    content = {"l10n": __version__, "locales": locales}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
