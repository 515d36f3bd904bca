"""The keys of the code → the team's source file: new ones in, those that nobody uses named.

Nothing else in the file changes: the format splices what is new into the bytes that are there. A
new key stands where a sorted file has it, and else after the key that the code asks for before it.
"""

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from l10n import files
from l10n.catalogs.extract import Extraction
from l10n.catalogs.keys import holding, is_natural, names
from l10n.catalogs.resources import format_of, source, source_place
from l10n.errors import ConfigError
from l10n.extractors.interface import ANY_KEY, KeysLike, KeyUse
from l10n.formats.resources.resource import Key, Message, Resource, Value, forms_of
from l10n.messages import gettext as _
from l10n.model import Syntax
from l10n.project import globs
from l10n.project.config import Config
from l10n.text.plurals import CATEGORIES, whole_categories

# Formats in which a point of a key leads one level down.
_NESTED = frozenset(("i18next", "vue-i18n", "yaml"))
# A text that shows another one: `$t(key)` of i18next, `@:key` of vue-i18n.
_LINKED = re.compile(r"\$t\(\s*([^,)\s]+)|@(?:\.\w+)?:\(?([\w.]+)")
_SORTS: tuple[Callable[[str], str], ...] = (str, str.casefold)


@dataclass(frozen=True, slots=True)
class Change:
    """What a source file is to become.

    Attributes:
        shown: the file as it is shown.
        data: what it holds then.
        added, unused: names of keys; the unused ones are gone where they were to be pruned.
        elsewhere: uses of keys in a namespace that is not known to be this file's.
        open: calls that may ask for any key, so that nothing can be pruned.
    """

    path: Path
    shown: str
    data: bytes
    added: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    elsewhere: tuple[KeyUse, ...] = ()
    open: tuple[KeysLike, ...] = ()


def change(part: Config, made: Extraction, *, prune: bool) -> Change:
    """What the source file of a catalog is to become.

    Args:
        made: what the catalog's sources hold.
        prune: whether unused keys go; none goes while there are calls that may ask for any.

    Raises:
        ConfigError: where the catalog has no source file, or names no code beside it.
        SourceError: where the file can't be read, or a key has no place in it.
    """
    if not part.resource or not part.sources:
        raise ConfigError(
            _("The catalog {name} has no source file, or names no code that uses it.").format(
                name=part.called
            ),
            path=part.path,
            remedy=_("Say `resource` and `files`, and the code as [[catalogs.sources]]."),
        )
    texts = source(part)
    path = source_place(part)
    data = files.read_bytes(path)
    known = {message.name: message.key for message in texts.messages}
    there = {*known, *(holder for name in known for holder in holding(name))}
    uses = [use for use in made.uses if there.isdisjoint(names(use))]
    here = [use for use in uses if not use.namespace or part.namespaces]
    new = _new(here, texts, nested=_is_nested(texts, part.resource))
    unused = _unused(texts, made, part.namespaces)
    may_be_any = tuple(like for like in made.likes if like.look == ANY_KEY)
    gone = [known[name] for name in unused] if prune and not may_be_any else []
    order = replace(texts, messages=tuple(_ordered(texts, new, made.uses)))
    written = data
    if new or gone:
        written = format_of(part).write(
            data, {k: m.value for k, m in new.items()}, texts.path, texts.locale, order, gone
        )
    return Change(
        path,
        globs.shown(part.root, path),
        written,
        tuple(message.name for message in new.values()),
        tuple(unused),
        tuple(use for use in uses if use not in here),
        may_be_any,
    )


def _new(uses: Iterable[KeyUse], texts: Resource, *, nested: bool) -> dict[Key, Message]:
    """The keys that the file lacks and the code gives a text for, in the order of the code."""
    found: dict[Key, Message] = {}
    for use in uses:
        if not use.default:
            continue
        name = names(replace(use, namespace=""))[0]
        key: Key = tuple(name.split(".")) if nested and not is_natural(use) else (name,)
        found.setdefault(key, Message(key, _value(use, texts.locale)))
    return found


def _value(use: KeyUse, locale: str) -> Value:
    """The text that the call gives, in the plural forms of the source's locale."""
    one, many = use.default[0], use.default[-1]
    # Where forms stand in the message itself, the text is one.
    if not use.plural or str(Syntax.ICU) in use.flags:
        return one
    taken = {*whole_categories(locale), "other"}
    return {name: one if name == "one" else many for name in CATEGORIES if name in taken}


def _is_nested(texts: Resource, format_name: str) -> bool:
    """Whether a point in a key leads one level down in this file."""
    if any(len(message.key) > 1 for message in texts.messages):
        return True
    has_points = any("." in str(message.key[0]) for message in texts.messages if message.key)
    return not has_points and format_name in _NESTED


def _unused(texts: Resource, made: Extraction, namespaces: Iterable[str]) -> list[str]:
    """The names in the file that no call asks for, as far as anybody can say."""
    # Where a context has no text, i18next shows the one without.
    asked = {name for use in made.uses for name in (use.key, *names(use))}
    shown = (text for message in texts.messages for text in forms_of(message.value).values())
    for link in (link for text in shown for link in _LINKED.findall(text)):
        asked.add((link[0] or link[1]).rpartition(":")[2].strip("'\"").rstrip("."))
    looks = [re.compile(like.look, re.DOTALL) for like in made.likes if like.look != ANY_KEY]
    return [
        message.name
        for message in texts.messages
        if message.translatable
        and asked.isdisjoint((message.name, *holding(message.name)))
        and not any(
            look.fullmatch(name)
            for look in looks
            for name in (message.name, *(f"{one}:{message.name}" for one in namespaces))
        )
    ]


def _ordered(texts: Resource, new: dict[Key, Message], uses: Iterable[KeyUse]) -> Iterator[Message]:
    """All messages in the order in which they are to stand."""
    by_key = texts.by_key() | new
    # The names right below each path.
    below: dict[Key, list[str | int]] = {}
    for key in texts.by_key():
        for depth, name in enumerate(key):
            if name not in (there := below.setdefault(key[:depth], [])):
                there.append(name)
    sorts = {path: _sort(there) for path, there in below.items()}
    placed = {message.name: message.key for message in by_key.values()}
    last: Key = ()
    for use in uses:
        key = next((placed[name] for name in names(use) if name in placed), ())
        for depth, name in enumerate(key):
            there = below.setdefault(key[:depth], [])
            if name not in there:
                before = last[depth : depth + 1] if last[:depth] == key[:depth] else ()
                there.insert(_position(name, there, sorts.get(key[:depth]), before), name)
        last = key or last
    waiting: list[Key] = [()]
    while waiting:
        path = waiting.pop()
        if path in by_key:
            yield by_key[path]
        waiting += [(*path, name) for name in reversed(below.get(path, []))]


def _position(
    name: str | int, there: Sequence[str | int], sort: Callable[[str], str] | None, before: Key
) -> int:
    """Where a new name goes among those of its level: where it is sorted to, or after the last."""
    if sort is not None:
        return bisect([sort(str(one)) for one in there], sort(str(name)))
    return there.index(before[0]) + 1 if before and before[0] in there else len(there)


def _sort(names_there: Sequence[str | int]) -> Callable[[str], str] | None:
    """By what the names of a level are sorted; None where they are not."""
    for sort in _SORTS:
        said = [sort(str(name)) for name in names_there]
        if len(said) > 1 and all(one <= following for one, following in pairwise(said)):
            return sort
    return None
