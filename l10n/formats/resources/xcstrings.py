"""Apple's string catalogs (`.xcstrings`): JSON with all locales in one file.

A message without a text in the source locale is its own key. Variations by device and the
substitutions of a text are messages of their own, below it.
"""

from collections.abc import Collection, Iterator, Mapping

from l10n.formats.resources import json_write
from l10n.formats.resources.document import Document, document
from l10n.formats.resources.json_tree import Node, parse
from l10n.formats.resources.locale_names import dashed
from l10n.formats.resources.printf import printf_syntax
from l10n.formats.resources.resource import Key, Message, Resource, Value, forms_of
from l10n.messages import gettext as _

_UNIT, _VARIATIONS, _PLURAL = "stringUnit", "variations", "plural"
_BELOW = ("device", "substitutions")


class XcStrings:
    """`{"sourceLanguage": "en", "strings": {"Mute": {"localizations": {…}}}, "version": "1.0"}`."""

    name = "xcstrings"
    names = ("*.xcstrings",)

    def read(self, data: bytes, path: str, locale: str, source: Resource | None = None) -> Resource:
        """See `ResourceFormat.read`."""
        del source  # the file holds it
        text = document(data, path)
        root = parse(text)
        messages = [
            _message(text, name, member, key, value)
            for name, member, key, value in _values(text, root, locale)
        ]
        return Resource(path, locale, tuple(messages))

    def write(
        self, data: bytes, changes: Mapping[Key, Value], path: str, locale: str,
        source: Resource | None = None, remove: Collection[Key] = (),
    ) -> bytes:  # fmt: skip
        """See `ResourceFormat.write`; what is written counts as translated."""
        del source
        text = document(data, path)
        root = parse(text)
        there = {key: value for _name, _member, key, value in _values(text, root, locale)}
        texts: dict[Key, str | None] = {}
        for key in remove:
            texts |= dict.fromkeys(_places(root, key, locale))
        for key, value in changes.items():
            if there.get(key) == value:
                continue
            strings = root.child("strings")
            if strings is None or strings.child(key[0]) is None:
                raise text.error(
                    _("The catalog has no string {name!r}.").format(name=str(key[0])),
                    root.start,
                    _("Build the app in Xcode first: it adds what the code uses."),
                )
            texts |= dict.fromkeys(_places(root, key, locale))
            for category, form in forms_of(value).items():
                place = _place(root, key, locale, category)
                texts |= {(*place, "state"): "translated", (*place, "value"): form}
        return json_write.changed(text, texts, [])

    def locale_names(self, locale: str) -> tuple[str, ...]:
        """See `ResourceFormat.locale_names`."""
        return dashed(locale)


RESOURCE = XcStrings()


def _message(data: Document, name: str, node: Node, key: Key, value: Value) -> Message:
    comment, wanted = node.child("comment"), node.child("shouldTranslate")
    return Message(
        key,
        value,
        comment=comment.text if comment else "",
        translatable=wanted is None or data.text[wanted.start : wanted.end] != "false",
        line=data.line(node.start),
        syntax=printf_syntax(name, *forms_of(value).values()),
    )


def _values(data: Document, root: Node, locale: str) -> Iterator[tuple[str, Node, Key, Value]]:
    """The messages: the name and the node of the string, the key and the value."""
    strings = root.child("strings")
    if strings is None:
        raise data.error(
            _("The file is no string catalog: it has no {name!r}.").format(name="strings"),
            root.start,
            _("Name a file that Xcode wrote."),
        )
    code, is_source = _code(root, locale), _is_source(root, locale)
    for member in strings.members:
        name = str(member.name)
        localizations = member.node.child("localizations")
        here = localizations.child(code) if localizations else None
        found = list(_walk(here, (name,))) if here else []
        if not found and is_source and name:
            found = [((name,), name)]
        for key, value in found:
            yield name, member.node, key, value


def _walk(node: Node, key: Key) -> Iterator[tuple[Key, Value]]:
    """The texts below a localization."""
    variations = node.child(_VARIATIONS)
    plural = variations.child(_PLURAL) if variations else None
    if plural and plural.members:
        yield key, {str(m.name): _said(m.node) for m in plural.members}
    elif node.child(_UNIT):
        yield key, _said(node)
    for way, parent in zip(_BELOW, (variations, node), strict=True):
        below = parent.child(way) if parent else None
        for member in below.members if below else ():
            yield from _walk(member.node, (*key, way, str(member.name)))


def _is_new(node: Node) -> bool:
    """Whether Xcode only prepared the localization: it holds the source's words."""
    unit = node.child(_UNIT)
    state = unit.child("state") if unit else None
    return state is not None and state.text == "new"


def _said(node: Node) -> str:
    unit = node.child(_UNIT)
    value = unit.child("value") if unit else None
    return value.text if value else ""


def _is_source(root: Node, locale: str) -> bool:
    source = root.child("sourceLanguage")
    return bool(source and source.text in dashed(locale))


def _code(root: Node, locale: str) -> str:
    """The locale as the catalog writes it: as it is somewhere in it, or as is usual."""
    strings, names = root.child("strings"), dashed(locale)
    used = {
        str(code.name)
        for member in (strings.members if strings else ())
        for localizations in [member.node.child("localizations")]
        for code in (localizations.members if localizations else ())
    }
    return next((name for name in names if name in used), names[0])


def _base(root: Node, key: Key, locale: str) -> Key:
    """Where the localization of a message stands."""
    base: Key = ("strings", key[0], "localizations", _code(root, locale))
    for way, name in zip(key[1::2], key[2::2], strict=False):
        base += (_VARIATIONS, way, name) if way == "device" else (way, name)
    return base


def _place(root: Node, key: Key, locale: str, category: str) -> Key:
    inner = (_VARIATIONS, _PLURAL, category) if category else ()
    return (*_base(root, key, locale), *inner, _UNIT)


def _places(root: Node, key: Key, locale: str) -> Iterator[Key]:
    """All that says a message now."""
    base = _base(root, key, locale)
    node: Node | None = root
    for name in base:
        node = node.child(name) if node else None
    variations = node.child(_VARIATIONS) if node else None
    plural = variations.child(_PLURAL) if variations else None
    yield (*base, _UNIT)
    for member in plural.members if plural else ():
        yield (*base, _VARIATIONS, _PLURAL, member.name)
