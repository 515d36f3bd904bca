"""A team's file with what is approved: value by value, in place.

The files are the team's: what no catalog knows stays, and so does every byte that says the same. A
value is replaced only where it is the one that was last written here or taken in, or one that the
catalog knows; any other was written since by somebody, and `l10n adopt` takes it in first. What is
no longer approved leaves the file, so that the app falls back to the source; the catalog keeps it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from l10n import files
from l10n.catalogs import resources
from l10n.formats.resources.resource import Key, Resource, Value, forms_of
from l10n.formats.resources.units import targets, unit_key, value
from l10n.model import Catalog, Entry, content_hash, digest
from l10n.project import globs
from l10n.project.config import Config

_SAME = 16
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
        taken_out: keys of words that leave the file, because they are not approved.
    """

    path: Path
    data: bytes = b""
    said: Said = field(default_factory=dict)
    edited: list[str] = field(default_factory=list)
    taken_out: list[str] = field(default_factory=list)


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
            done.taken_out.append(name)
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
