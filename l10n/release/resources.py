"""Approved units → the team's own files, value by value, in place.

The files are the team's: what no catalog knows stays, and so does every byte that says the same. A
value is replaced only where it is the one that was last written here or taken in, or one that the
catalog knows; any other was written since by somebody, and `l10n adopt` takes it in first. What is
no longer approved leaves the file, so that the app falls back to the source; the catalog keeps it.
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
from l10n.formats.resources.resource import Key, Resource, Value, forms_of
from l10n.formats.resources.units import targets, unit_key, value
from l10n.messages import gettext as _
from l10n.model import Catalog, Entry, Finding, content_hash, digest
from l10n.project import globs
from l10n.project.config import Config
from l10n.release.compile import Result, facts_of, shippable

_SAME = 16
# Keys that an error names.
_NAMED = 5
Said = dict[str, str]
"""A short hash of a value by its key's name."""


@dataclass(slots=True)
class Written:
    """What became of the team's file of a locale.

    Attributes:
        path: the file.
        data: as it is to be; nothing where it was not to be made.
        said: what stands there of ours, by key.
        edited: keys with words that were edited in the file, and stay as they are.
    """

    path: Path
    data: bytes = b""
    said: Said = field(default_factory=dict)
    edited: list[str] = field(default_factory=list)


def folder(part: Config, output: Path | None = None) -> Path:
    """The folder that all files of a catalog stand in, or are to be written below."""
    return output or _fixed(part, part.files)


def _fixed(part: Config, pattern: str) -> Path:
    """The folder that all files of a pattern stand in, or below."""
    start = pattern.partition("{")[0]
    return part.root / (start if start.endswith("/") else str(PurePosixPath(start).parent))


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
    written: dict[str, Said] = {}
    facts: dict[str, Any] = {}
    held: list[tuple[Entry, Finding]] = []
    made: dict[PurePosixPath, bytes] = {}
    changed: list[Path] = []
    refused: list[L10nError] = []
    try:
        texts, before = resources.source(part), remembered(part)
    except L10nError as error:
        return Result({}, [], [], {}), [error]
    for catalog in found:
        ready, kept, accepted = shippable(catalog, checkers[catalog.locale])
        held += kept
        name = part.named(catalog.locale)
        try:
            last = before.get(name, {})
            shown = PurePosixPath(globs.shown(part.root, resources.place(part, catalog.locale)))
            there = made.get(shown, b"")  # a file that holds several locales
            done = fill(part, catalog, ready, texts, last, there, take_over=take_over)
            place = output / shown if output else done.path
            if done.data:
                made[shown] = done.data
                changed += [place] * files.write(place, done.data)
        except L10nError as error:
            refused.append(error)
            written[name] = before.get(name, {})
            continue
        facts[name] = facts_of(catalog, ready, kept, accepted)
        written[name] = done.said
        if done.edited:
            refused.append(_edited(shown, done.edited))
    if not output:
        others = {name: said for name, said in before.items() if name not in written}
        listed = manifest(facts, others | written)
        news = files.write(manifest_place(part), listed)
    else:
        news = False
    return Result(made, changed, held, facts, news), refused


def _edited(shown: PurePosixPath, keys: Sequence[str]) -> L10nError:
    named = ", ".join(keys[:_NAMED]) + (", …" if len(keys) > _NAMED else "")
    return StorageError(
        _("{count} texts were edited in the file, and stay as they are: {keys}.").format(
            count=len(keys), keys=named
        ),
        path=str(shown),
        remedy=_("Run `l10n adopt` to take them in; `l10n compile --take-over` replaces them."),
    )


def fill(
    part: Config,
    catalog: Catalog,
    ready: Catalog,
    texts: Resource,
    before: Mapping[str, str],
    made: bytes,
    *,
    take_over: bool,
) -> Written:
    """The team's file of a locale with what is approved.

    Args:
        part: the catalog's settings.
        catalog: all entries.
        ready: those that ship.
        texts: the source file.
        before: what was last written there.
        made: the file as it is to be already, with another locale; nothing as it stands.
        take_over: whether words that somebody wrote into the file give way.

    Raises:
        SourceError: where the file can't be read, or can't hold a value.
    """
    locale = catalog.locale
    there = resources.read(part, locale, texts)
    entries = {entry.unit.key: entry for entry in catalog.live() if entry.unit.key}
    approved = {entry.unit.key: entry.target for entry in ready.entries if entry.unit.key}
    standing = targets(there, texts) if there else {}
    # A value without a text says nothing: it is filled, or stays as it is.
    said = there.messages if there else ()
    values = {one.key: one for one in said if any(forms_of(one.value).values())}
    done = Written(resources.place(part, locale))
    changes: dict[Key, Value] = {}
    remove: set[Key] = set()
    for message in (one for one in texts.messages if one.translatable):
        name, old = unit_key(message), values.get(message.key)
        if name not in entries:
            continue
        new = value(message, part.source_locale, locale, approved)
        # As units see it: forms that the catalog has no place for count for nothing.
        today = value(message, part.source_locale, locale, standing)
        kept = old is not None and new is not None and _is_same(old.value, today, new)
        if old is not None and today is None and new is None:
            continue  # empty, or a plural without all of its forms: no words of ours
        if not (
            old is None
            or today is None
            or kept
            or take_over
            or before.get(name) in {short(old.value), short(today)}
            or is_known(entries[name], standing[name], locale)
        ):
            done.edited.append(name)
            done.said |= {name: before[name]} if name in before else {}
            continue
        if new is not None:
            done.said[name] = short(new)
            changes |= {} if kept else {message.key: new}
        elif old is not None:
            remove.add(message.key)
    done.data = made or (files.read_bytes(done.path) if there else b"")
    if changes or remove:
        shown = globs.shown(part.root, done.path)
        form = resources.format_of(part)
        done.data = form.write(done.data, changes, shown, locale, texts, remove)
    return done


def short(said: Value) -> str:
    """A value as the manifest remembers it."""
    return digest(sorted(forms_of(said).items()))[:_SAME]


def shorts(there: Resource, texts: Resource) -> Said:
    """What a file says for the source's messages, by key, as the manifest remembers it."""
    values = there.by_key()
    return {unit_key(m): short(values[m.key].value) for m in texts.messages if m.key in values}


def is_known(entry: Entry, target: tuple[str, ...], locale: str) -> bool:
    """Whether words are an entry's, or such as somebody rejected there: nothing to take in."""
    said = content_hash(locale, entry.unit, target)
    return target == entry.target or any(past.hash == said for past in entry.rejections)


def _is_same(old: Value, today: Value | None, new: Value) -> bool:
    """Whether the file says already what is approved; one text is not what plural forms are."""
    kinds = isinstance(old, str) == isinstance(new, str)
    return kinds and today is not None and forms_of(today) == forms_of(new)


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
