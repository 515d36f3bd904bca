"""YAML, as Rails and others keep strings: nested, with lists.

Rails has the locale as the only name outermost, which is no part of the keys. A mapping whose names
are plural categories, `other` among them, is one message.
"""

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePath

from ruamel.yaml.nodes import Node

from l10n.formats.resources import yaml_tree, yaml_write
from l10n.formats.resources.document import document
from l10n.formats.resources.locale_names import dashed
from l10n.formats.resources.resource import Key, Message, Resource, Value, forms_of
from l10n.text.plurals import CATEGORIES

RAILS, PLAIN = "rails", "plain"


class Yaml:
    """`en: {notes: {one: "%{count} note", other: "%{count} notes"}}`, on lines of their own."""

    name = "yaml"
    names = ("*.yml", "*.yaml")
    all_locales = False

    def read(self, data: bytes, path: str, locale: str, source: Resource | None = None) -> Resource:
        """See `ResourceFormat.read`."""
        text = document(data, path)
        root = yaml_tree.parse(text)
        head = _head(root, locale)
        messages = [
            Message(key, value, line=node.start_mark.line + 1)
            for key, (value, node) in _values(root, head).items()
        ]
        dialect = RAILS if head else (source.dialect if source and root is None else PLAIN)
        return Resource(path, locale, tuple(messages), dialect)

    def write(
        self, data: bytes, changes: Mapping[Key, Value], path: str, locale: str,
        source: Resource | None = None, remove: Collection[Key] = (),
    ) -> bytes:  # fmt: skip
        """See `ResourceFormat.write`."""
        text = document(data, path)
        root = yaml_tree.parse(text)
        head = _head(root, locale)
        if root is None and source and source.dialect == RAILS:
            head = (_rails_name(path, locale),)
        values = _values(root, head)
        texts: dict[Key, str | None] = {}
        for key in (*remove, *changes):
            if key in values and key not in changes:
                texts[(*head, *key)] = None
            elif key in values and not isinstance(changes[key], str):
                texts |= {(*head, *_place(key, form)): None for form in forms_of(values[key][0])}
        for key, value in changes.items():
            for category, form in forms_of(value).items():
                texts[(*head, *_place(key, category))] = form
        order = [(*head, *place) for place in _order(source)]
        return yaml_write.changed(text, texts, order)

    def locale_names(self, locale: str) -> tuple[str, ...]:
        """See `ResourceFormat.locale_names`."""
        return dashed(locale)


RESOURCE = Yaml()


def _head(root: Node | None, locale: str) -> Key:
    """The locale's name where it is the only one outermost."""
    names = list(yaml_tree.names(root)) if root else []
    if len(names) == 1 and str(names[0]) in dashed(locale):
        return (names[0],)
    return ()


def _rails_name(path: str, locale: str) -> str:
    """The name that a new file begins with: the one in its path, where Rails looks for it."""
    names = dashed(locale)
    parts = PurePath(path).name.split(".")
    return next((name for name in names if name in parts), names[0])


def _values(root: Node | None, head: Key) -> dict[Key, tuple[Value, Node]]:
    """The messages below a name, plural ones whole."""
    found: dict[Key, tuple[Value, Node]] = {}
    plural: dict[Key, dict[str, str]] = {}
    places = [(p[len(head) :], node) for p, node in yaml_tree.texts(root)] if root else []
    whole = {path[:-1] for path, _node in places if path[1:] and path[-1] == "other"}
    odd = {path[:-1] for path, _node in places if path[:-1] in whole and path[-1] not in CATEGORIES}
    odd |= {path[:depth] for path, _node in places for depth in range(len(path) - 1)}
    for path, node in places:
        if path[:-1] in whole - odd:
            forms = plural.setdefault(path[:-1], {})
            forms[str(path[-1])] = node.value
            found.setdefault(path[:-1], (forms, node))
        else:
            found[path] = (node.value, node)
    return found


def _place(key: Key, category: str) -> Key:
    return (*key, category) if category else key


def _order(source: Resource | None) -> Iterator[Key]:
    for message in source.messages if source else ():
        yield message.key
        if isinstance(message.value, Mapping):
            yield from ((*message.key, category) for category in CATEGORIES)
