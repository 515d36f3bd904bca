"""Android's `strings.xml`: strings, plurals and arrays of them.

A message in an array has its position in its key. What the app keeps for itself
(`translatable="false"`, references such as `@string/name`) is no message to translate.

moz.l10n reads these files too, but tells no places, and takes `%%` and white space apart in a way
that can't be written back; the tests hold our reading to its own.
"""

import re
from collections.abc import Collection, Mapping

from l10n.formats.resources import android_text
from l10n.formats.resources.android_places import Place, places, root_of
from l10n.formats.resources.android_write import Writer
from l10n.formats.resources.document import Document
from l10n.formats.resources.locale_names import android
from l10n.formats.resources.printf import printf_syntax
from l10n.formats.resources.resource import Key, Message, Resource, Value
from l10n.formats.resources.xml_tree import COMMENT, Element, xml_document

_REFERENCE = re.compile(r"[@?](?:\w+:)?(?:\w+/)?\w+")


class Android:
    """`<string name="mute">Mute</string>`, `<plurals>` and `<string-array>`."""

    name = "android"
    names = ("strings.xml", "values*/*.xml")
    all_locales = False

    def read(self, data: bytes, path: str, locale: str, source: Resource | None = None) -> Resource:
        """See `ResourceFormat.read`."""
        text = xml_document(data, path)
        root = root_of(text)
        comments = _comments(text, root)
        grouped: dict[Key, list[Place]] = {}
        known = [message.key for message in source.messages] if source else ()
        for place in places(text, root, known):
            grouped.setdefault(place.key, []).append(place)
        messages = (_message(text, key, found, comments) for key, found in grouped.items())
        return Resource(path, locale, tuple(messages))

    def write(
        self, data: bytes, changes: Mapping[Key, Value], path: str, locale: str,
        source: Resource | None = None, remove: Collection[Key] = (),
    ) -> bytes:  # fmt: skip
        """See `ResourceFormat.write`."""
        del locale
        return Writer(xml_document(data, path), source).changed(changes, remove)

    def locale_names(self, locale: str) -> tuple[str, ...]:
        """See `ResourceFormat.locale_names`."""
        return android(locale)


RESOURCE = Android()


def _message(data: Document, key: Key, found: list[Place], comments: Mapping[int, str]) -> Message:
    outer = found[-1].outer
    # Of two elements of one name the last counts; a build takes no such file.
    texts = {p.category: android_text.decoded(p.content(data)) for p in found if p.outer is outer}
    forms = {category: text for category, (text, _style) in texts.items()}
    plain = forms.get("")
    style = next((style for _text, style in texts.values() if style), "")
    raw = [place.content(data).strip() for place in found]
    kept = outer.attributes.get("translatable") == "false" or (
        plain is not None and all(map(_REFERENCE.fullmatch, raw))
    )
    return Message(
        key,
        forms if plain is None else plain,
        comment=comments.get(outer.start, ""),
        translatable=not kept,
        line=data.line(found[-1].element.start),
        syntax=printf_syntax(*forms.values()),
        style=style,
    )


def _comments(data: Document, root: Element) -> dict[int, str]:
    """The comments that stand right above an element, by its place."""
    found: dict[int, str] = {}
    said: list[str] = []
    end = root.inner
    for child in root.children:
        if data.text[end : child.start].count("\n") > 1:
            said = []
        if child.name == COMMENT:
            said.append(" ".join(data.text[child.inner : child.close].split()))
        else:
            found[child.start] = "\n".join(filter(None, said))
            said = []
        end = child.end
    return found
