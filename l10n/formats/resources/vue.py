"""vue-i18n's JSON: nested, plural forms in one text with `|` between.

After vue-i18n's guide ("Pluralization"): two forms are those of 1 and of the others, three those
of 0, 1 and the others, and four, by the rule that the guide gives for Slavic languages, those of
0, one, few and many. A `|` that parts nothing is written `{'|'}`.
"""

import re
from collections.abc import Collection, Mapping

from l10n.formats.resources import json_write
from l10n.formats.resources.document import document
from l10n.formats.resources.json_tree import Node, parse, strings
from l10n.formats.resources.locale_names import dashed
from l10n.formats.resources.resource import Key, Message, Resource, Value
from l10n.model import Syntax
from l10n.text.plurals import categories
from l10n.text.vue import parts

_FORMS = {2: ("one", "other"), 3: ("zero", "one", "other"), 4: ("zero", "one", "few", "many")}
_PIECE = re.compile(r"\{[^{}]*\}|\||[^{|]+|\{")


class Vue:
    """`{"notes": "no notes | {n} note | {n} notes"}`; `@:common.app` links to another message."""

    name = "vue-i18n"
    names = ("*.json",)
    all_locales = False

    def read(self, data: bytes, path: str, locale: str, source: Resource | None = None) -> Resource:
        """See `ResourceFormat.read`."""
        text = document(data, path)
        values = _values(parse(text), locale, source)
        messages = (
            Message(k, value, line=text.line(at), syntax=Syntax.VUE)
            for k, (value, at) in values.items()
        )
        return Resource(path, locale, tuple(messages))

    def write(
        self, data: bytes, changes: Mapping[Key, Value], path: str, locale: str,
        source: Resource | None = None, remove: Collection[Key] = (),
    ) -> bytes:  # fmt: skip
        """See `ResourceFormat.write`."""
        text = document(data, path)
        there = _values(parse(text), locale, source) if data.strip() else {}
        texts: dict[Key, str | None] = {key: None for key in remove if key in there}
        for key, value in changes.items():
            if key not in there or there[key][0] != value:
                texts[key] = _text(value)
        return json_write.changed(text, texts, [m.key for m in source.messages] if source else [])

    def locale_names(self, locale: str) -> tuple[str, ...]:
        """See `ResourceFormat.locale_names`."""
        return dashed(locale)


RESOURCE = Vue()


def _values(root: Node, locale: str, source: Resource | None) -> dict[Key, tuple[Value, int]]:
    """The values and where they stand; one text is a plural message where the source says so."""
    plurals = {m.key for m in source.messages if not isinstance(m.value, str)} if source else set()
    found: dict[Key, tuple[Value, int]] = {}
    for key, node in strings(root):
        value = _value(node.text, locale)
        if key in plurals and isinstance(value, str):
            value = {"other": value}
        found[key] = (value, node.start)
    return found


def _value(text: str, locale: str) -> Value:
    found = parts(text)
    if len(found) not in _FORMS or not all(found):
        return text
    forms = dict(zip(_FORMS[len(found)], found, strict=True))
    forms["other"] = found[-1]
    for name in ("zero", "one"):
        # What stands there only to keep the others' places is no form of its own.
        if forms.get(name) == forms["other"] and name not in categories(locale):
            del forms[name]
    return forms if len(forms) > 1 else forms["other"]


def _text(value: Value) -> str:
    if isinstance(value, str):
        return _marked(value)
    forms = {name: _marked(form) for name, form in value.items()}
    last = forms.get("other") or forms.get("many") or next(iter(forms.values()))
    names: tuple[str, ...] = ("one",) if "one" in forms else ()
    if "zero" in forms:
        names = ("zero", "one")
    if "few" in forms:
        names = ("zero", "one", "few")
        last = forms.get("many", last)
    return " | ".join([*(forms.get(name, last) for name in names), last])


def _marked(text: str) -> str:
    return "".join("{'|'}" if piece == "|" else piece for piece in _PIECE.findall(text))
