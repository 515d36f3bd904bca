"""A project → its release: all files that `compile` would write, with a manifest of every unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from l10n import __version__
from l10n.checks.checker import Checker
from l10n.errors import ConfigError, L10nError
from l10n.messages import gettext as _
from l10n.model import Catalog, Entry, Finding
from l10n.project.config import Config
from l10n.release import absence, components, manifest, resources
from l10n.release.archive import is_inside
from l10n.release.compile import Leave, Made, compile_catalogs, glossary_files, standing_in
from l10n.release.folder import left_in, manifest_of
from l10n.release.whole import folders

SUMS = "SHA256SUMS"
_NAME = 16


@dataclass(frozen=True, slots=True)
class Bundle:
    """A release before it is published.

    Attributes:
        files: all of them by path, the manifest the last.
        held: approved entries with an error by today's checks, which do not ship.
        facts: counts, approvers and models by catalog.
    """

    files: Mapping[str, bytes]
    held: Sequence[tuple[Entry, Finding]]
    facts: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What the release is called: the beginning of the hash of all that it holds."""
        return sha256(self.files[SUMS]).hexdigest()[:_NAME]


@dataclass(slots=True)
class _Parts:
    """The files of all catalogs, what stands in the team's own, and what could not be made."""

    made: Made = field(default_factory=Made)
    said: dict[str, dict[str, str]] = field(default_factory=dict)
    refused: list[L10nError] = field(default_factory=list)


def bundle(
    config: Config, checkers: Mapping[str, Checker], found: Sequence[Catalog]
) -> tuple[Bundle | None, list[L10nError]]:
    """The release of all catalogs, or what keeps it from being whole.

    Args:
        config: the project.
        checkers: by locale.
        found: every catalog of the project.
    """
    parts = _Parts()
    by_folder = folders(config)
    for folder, group in by_folder.items():
        own = [c for c in found if c.domain in {part.called for part in group}]
        # Files of several release folders may have the same names.
        below = PurePosixPath(group[0].release if len(by_folder) > 1 else "")
        _compiled(config, checkers, own, folder, below, parts)
    for part in (part for part in config.parts() if part.resource):
        own = [catalog for catalog in found if catalog.domain == part.called]
        _filled(part, checkers, own, parts)
    if parts.refused:
        return None, parts.refused
    made = parts.made
    terms: dict[str, Any] = {}
    units = {
        name: manifest.units(ready, checkers[ready.locale], terms)
        for name, ready in made.ready.items()
    }
    for name, ready in made.ready.items():
        about = {"locale": ready.locale, "domain": config.of(ready.domain).domain}
        made.facts[name] = about | {"checks": checkers[ready.locale].version} | made.facts[name]
    listed = components.components(units)
    content = {
        "format": manifest.FORMAT,
        "l10n": __version__,
        "source_locale": config.source_locale,
        "aliases": {locale: list(names) for locale, names in sorted(config.aliases.items())},
        "files": {
            **{str(path): _file(parts, path) for path in sorted(made.files)},
            components.FILE: _sized(listed),
        },
        "locales": dict(sorted(made.facts.items())),
        "glossary": {name: sha256(data).hexdigest() for name, data in glossary_files(config)},
        "terms": dict(sorted(terms.items())),
        "keys": [key.told() for key in config.keys],
        "units": dict(sorted(units.items())),
    }
    files = {str(path): data for path, data in sorted(made.files.items())}
    return _whole(files | {components.FILE: listed}, content, made), []


def _whole(files: Mapping[str, bytes], content: Mapping[str, Any], made: Made) -> Bundle:
    told = manifest.dump(content)
    hashes = [(p, sha256(data).hexdigest()) for p, data in {**files, manifest.FILE: told}.items()]
    whole = {**files, SUMS: manifest.sums(hashes), manifest.FILE: told}
    return Bundle(whole, made.held, made.facts)


def _compiled(
    config: Config,
    checkers: Mapping[str, Checker],
    own: Sequence[Catalog],
    folder: Path,
    below: PurePosixPath,
    parts: _Parts,
) -> None:
    """The files that `compile` would write into a release folder."""
    try:
        before = left_in(folder, manifest_of(folder, config.root))
        parts.refused += absence.gone(config, own, before.facts)
        made = compile_catalogs(config, own, checkers, standing_in(folder, before, Leave()))
    except L10nError as error:
        parts.refused.append(error)
        return
    made.files = {below / path: data for path, data in made.files.items()}
    made.foreign = {below / path: count for path, count in made.foreign.items()}
    made.sources = {below / path: source for path, source in made.sources.items()}
    _join(parts, made)


def _filled(
    part: Config, checkers: Mapping[str, Checker], own: Sequence[Catalog], parts: _Parts
) -> None:
    """The team's own files, as `compile` would write them in place."""
    try:
        before = resources.remembered(part)
        filled = resources.fill_all(part, checkers, own, before, take_over=False)
    except L10nError as error:
        parts.refused.append(error)
        return
    parts.refused += filled.refused
    parts.said |= filled.said
    sources = {path: (tuple(filled.names[path]), part.resource) for path in filled.files}
    made = Made(filled.files, {}, sources, filled.ready, filled.held, filled.facts)
    _join(parts, made)


def _join(parts: _Parts, more: Made) -> None:
    whole = parts.made
    for path in more.files:
        if path in whole.files or not is_inside(str(path)):
            parts.refused.append(
                ConfigError(
                    _("Two catalogs are released as the same file, or out of the release."),
                    path=str(path),
                    remedy=_("Name other release folders, inside of the project."),
                )
            )
    whole.files |= more.files
    whole.foreign |= more.foreign
    whole.sources |= more.sources
    whole.ready |= more.ready
    whole.held += more.held
    whole.facts |= more.facts


def _file(parts: _Parts, path: PurePosixPath) -> dict[str, Any]:
    """What the manifest says of a file."""
    made = parts.made
    catalogs, form = made.sources[path]
    about = _sized(made.files[path]) | {"catalogs": list(catalogs), "format": form}
    about |= {"foreign": made.foreign[path]} if made.foreign.get(path) else {}
    said = {name: dict(sorted(parts.said[name].items())) for name in catalogs if name in parts.said}
    return about | ({"strings": said} if said else {})


def _sized(data: bytes) -> dict[str, Any]:
    return {"sha256": sha256(data).hexdigest(), "bytes": len(data)}
