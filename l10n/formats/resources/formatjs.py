"""JSON of ICU messages: FormatJS (flat, or with descriptions beside), next-intl (nested).

An object with a `defaultMessage` is one message, as `formatjs extract` writes it; a translation
may be the text alone. Plural forms stand inside the ICU message, so that its text is one.
"""

from collections.abc import Collection, Iterator, Mapping

from l10n.formats.resources import json_write
from l10n.formats.resources.document import document
from l10n.formats.resources.json_tree import Node, parse, strings
from l10n.formats.resources.locale_names import dashed
from l10n.formats.resources.resource import Key, Message, Resource, Value, only_texts
from l10n.model import Syntax

# What the text is called in an object: by FormatJS, and by the services it writes files for.
_TEXT = ("defaultMessage", "translation", "message", "string")
_NOTES = ("description", "developer_comment", "context", "notes")


class FormatJs:
    """`{"notes": "{n, plural, one {# note} other {# notes}}"}`."""

    name = "formatjs"
    names = ("*.json",)
    all_locales = False

    def read(self, data: bytes, path: str, locale: str, source: Resource | None = None) -> Resource:
        """See `ResourceFormat.read`."""
        del source  # the file says all by itself
        text = document(data, path)
        messages = (
            Message(key, node.text, comment=note, line=text.line(node.start), syntax=Syntax.ICU)
            for key, _place, node, note in _found(parse(text))
        )
        return Resource(path, locale, tuple(messages))

    def write(
        self, data: bytes, changes: Mapping[Key, Value], path: str, locale: str,
        source: Resource | None = None, remove: Collection[Key] = (),
    ) -> bytes:  # fmt: skip
        """See `ResourceFormat.write`."""
        del locale
        text = document(data, path)
        found = _found(parse(text)) if data.strip() else ()
        places = {key: place for key, place, _node, _note in found}
        # A file of objects gets new ones like them.
        within = {place[len(key) :] for key, place in places.items()}
        below = within.pop() if len(within) == 1 else ()
        texts: dict[Key, str | None] = {key: None for key in remove if key in places}
        texts |= {
            places.get(k, (*k, *below)): said for k, said in only_texts(changes, path).items()
        }
        return json_write.changed(text, texts, [m.key for m in source.messages] if source else [])

    def locale_names(self, locale: str) -> tuple[str, ...]:
        """See `ResourceFormat.locale_names`."""
        return dashed(locale)


RESOURCE = FormatJs()


def _found(root: Node) -> Iterator[tuple[Key, Key, Node, str]]:
    """Each message: its key, where its text stands, that itself, and the note beside it."""
    described = dict(_objects(root, ()))
    for place, node in strings(root):
        around = described.get(place[:-1])
        if around is None:
            yield place, place, node, ""
        elif around[0] == place[-1]:
            yield place[:-1], place, node, around[1]


def _objects(node: Node, path: Key) -> Iterator[tuple[Key, tuple[str, str]]]:
    """The objects that are one message: the name of its text, and the note."""
    said = {m.name: m.node.text for m in node.members if m.node.kind == '"'}
    if node.kind == "{" and path and (name := next((n for n in _TEXT if n in said), "")):
        note = next((said[n] for n in _NOTES if n in said), "")
        if name == _TEXT[0] or note:
            yield path, (name, note)
    for member in node.members:
        yield from _objects(member.node, (*path, member.name))
