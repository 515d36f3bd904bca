"""i18next's JSON, versions 3 and 4, nested or flat.

Version 4 ends plural forms in `_one`, `_other` (ordinals in `_ordinal_one`), version 3 in nothing
and `_plural` where a locale has two forms, else in `_0`, `_1`. A key such as `reason_other` may be
no plural at all: it is one where the source says so, or else a second form or `{{count}}` does. A
context (`friend_male`) can't be told from a longer name, so that it stays a part of the key.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from l10n.formats.resources import json_write
from l10n.formats.resources.document import document
from l10n.formats.resources.json_tree import Node, parse, strings
from l10n.formats.resources.locale_names import dashed
from l10n.formats.resources.resource import Key, Message, Resource, Value, forms_of
from l10n.model import Syntax
from l10n.text.plurals import CATEGORIES, whole_categories

V3, V4 = "3", "4"
_SUFFIX = re.compile(rf"(.+)_(?:({'|'.join(CATEGORIES)})|(plural)|(\d))")
_COUNT = re.compile(r"\{\{-?\s*count\b")


class I18next:
    """`{"notes_one": "{{count}} note", "notes_other": "{{count}} notes"}`."""

    name = "i18next"
    names = ("*.json",)
    all_locales = False

    def read(self, data: bytes, path: str, locale: str, source: Resource | None = None) -> Resource:
        """See `ResourceFormat.read`."""
        text = document(data, path)
        found = dict(strings(parse(text)))
        groups = _groups(found, locale, source)
        first = {next(iter(paths.values())): key for key, paths in groups.items()}
        rest = {path for paths in groups.values() for path in paths.values()} - first.keys()
        messages: list[Message] = []
        for place, node in found.items():
            if place in rest:
                continue
            key, value = place, node.text
            forms = {}
            if place in first:
                key = first[place]
                forms = {name: found[p].text for name, p in groups[key].items()}
            messages.append(
                Message(key, forms or value, line=text.line(node.start), syntax=Syntax.I18NEXT)
            )
        return Resource(path, locale, tuple(messages), _dialect(groups, source))

    def write(
        self, data: bytes, changes: Mapping[Key, Value], path: str, locale: str,
        source: Resource | None = None, remove: Collection[Key] = (),
    ) -> bytes:  # fmt: skip
        """See `ResourceFormat.write`."""
        text = document(data, path)
        groups: dict[Key, dict[str, Key]] = {}
        version = source.dialect if source else ""
        if data.strip():
            found = dict(strings(parse(text)))
            groups = _groups(found, locale, source)
            version = _dialect(groups, source)
        texts: dict[Key, str | None] = {}
        for key in (*remove, *changes):
            texts.update(dict.fromkeys(groups.get(key, {"": key}).values()))
        for key, value in changes.items():
            old = groups.get(key, {})
            for category, form in forms_of(value).items():
                place = old.get(category) or _place(key, category, locale, version)
                texts[place] = form
        return json_write.changed(text, texts, list(_order(source)))

    def locale_names(self, locale: str) -> tuple[str, ...]:
        """See `ResourceFormat.locale_names`."""
        return dashed(locale)


RESOURCE = I18next()


def _groups(
    found: Mapping[Key, Node], locale: str, source: Resource | None
) -> dict[Key, dict[str, Key]]:
    """The plural messages: the path of each category."""
    known = {message.key: message.value for message in source.messages} if source else {}
    maybe: dict[tuple[Key, str], dict[str, Key]] = {}
    for path in found:
        name = path[-1] if path else 0
        match = _SUFFIX.fullmatch(name) if isinstance(name, str) else None
        if match is None or isinstance(known.get(path), str):
            continue
        base = (*path[:-1], match[1])
        if match[2]:
            maybe.setdefault((base, V4), {})[match[2]] = path
        elif match[3]:
            maybe.setdefault((base, V3), {})["other"] = path
            if base in found:
                maybe[base, V3]["one"] = base
        elif category := _numbered(int(match[4]), locale):
            maybe.setdefault((base, V3), {})[category] = path
    groups: dict[Key, dict[str, Key]] = {}
    for (base, version), paths in maybe.items():
        told = isinstance(known.get(base), Mapping)
        counted = any(_COUNT.search(found[path].text) for path in paths.values())
        is_plural = _is_whole(paths, locale, version) and (counted or _is_telling(paths.values()))
        if base not in groups and (told or is_plural):
            groups[base] = {c: paths[c] for c in CATEGORIES if c in paths}
    return groups


def _numbered(number: int, locale: str) -> str:
    """The category of version 3's number, "" where it has none."""
    whole = whole_categories(locale)
    return whole[number] if number < len(whole) != 2 else ""


def _is_whole(paths: Mapping[str, Key], locale: str, version: str) -> bool:
    """Whether the forms are those that a plural message can't do without."""
    return "other" in paths if version == V4 else {*whole_categories(locale)} <= {*paths}


def _is_telling(paths: Collection[Key]) -> bool:
    """Whether names alone make a plural: more than one, and none that only counts steps."""
    return len(paths) > 1 and not any(str(path[-1])[-1].isdigit() for path in paths)


def _dialect(groups: Mapping[Key, Mapping[str, Key]], source: Resource | None) -> str:
    """The version that the plural messages are written in, "" where none tells."""
    for base, paths in groups.items():
        written = all(p[-1] == f"{base[-1]}_{category}" for category, p in paths.items())
        return V4 if written else V3
    return source.dialect if source else ""


def _place(key: Key, category: str, locale: str, version: str) -> Key:
    """Where a form is written; the whole message where it has no category."""
    whole = whole_categories(locale)
    if not category:
        return key
    suffix = category
    if version == V3:
        number = whole.index(category) if category in whole else len(whole) - 1
        suffix = ("", "plural")[number] if len(whole) == 2 else str(number)
    return (*key[:-1], f"{key[-1]}_{suffix}" if suffix else key[-1])


def _order(source: Resource | None) -> Iterator[Key]:
    """The places of the source's messages and of all plural forms that they may have."""
    for message in source.messages if source else ():
        yield message.key
        if isinstance(message.value, Mapping):
            *outer, last = message.key
            for suffix in ("plural", *map(str, range(6)), *CATEGORIES):
                yield (*outer, f"{last}_{suffix}")
