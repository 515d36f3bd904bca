"""Apple's string catalogs (`.xcstrings`): JSON with all locales in one file.

A message without a text in the source locale is its own key. Variations by device and the
substitutions of a text are messages of their own, below it.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from l10n.formats.resources import json_write
from l10n.formats.resources.document import Document, document
from l10n.formats.resources.json_tree import Node, parse
from l10n.formats.resources.locale_names import dashed
from l10n.formats.resources.printf import printf_syntax
from l10n.formats.resources.resource import Key, Message, Resource, Value, forms_of
from l10n.messages import gettext as _

_LOCALES = "localizations"
_UNIT, _VARIATIONS, _PLURAL = "stringUnit", "variations", "plural"
_BELOW = ("device", "substitutions")


class XcStrings:
    """`{"sourceLanguage": "en", "strings": {"Mute": {"localizations": {…}}}, "version": "1.0"}`."""

    name = "xcstrings"
    names = ("*.xcstrings",)
    all_locales = True

    def read(self, data: bytes, path: str, locale: str, source: Resource | None = None) -> Resource:
        """See `ResourceFormat.read`."""
        del source  # the file holds it
        text = document(data, path)
        catalog = _Catalog.of(text, locale)
        messages = (
            _message(text, name, catalog.strings[name], key, value, fuzzy=catalog.is_fuzzy(name))
            for name, key, value in catalog.values()
        )
        return Resource(path, locale, tuple(messages))

    def write(
        self, data: bytes, changes: Mapping[Key, Value], path: str, locale: str,
        source: Resource | None = None, remove: Collection[Key] = (),
    ) -> bytes:  # fmt: skip
        """See `ResourceFormat.write`; what is written counts as translated."""
        del source
        text = document(data, path)
        catalog = _Catalog.of(text, locale)
        there = {key: value for _name, key, value in catalog.values()}
        texts: dict[Key, str | None] = {}
        for key in remove:
            texts |= dict.fromkeys(catalog.all_of(key) if key not in changes else ())
        for key, value in changes.items():
            if there.get(key) == value:
                continue
            if key[0] not in catalog.strings:
                raise text.error(
                    _("The catalog has no string {name!r}.").format(name=str(key[0])),
                    0,
                    _("Build the app in Xcode first: it adds what the code uses."),
                )
            texts |= dict.fromkeys(catalog.places(key))
            for category, form in forms_of(value).items():
                place = catalog.place(key, category)
                texts |= {(*place, "state"): "translated", (*place, "value"): form}
        return json_write.changed(text, texts, [])

    def locale_names(self, locale: str) -> tuple[str, ...]:
        """See `ResourceFormat.locale_names`."""
        return dashed(locale)


RESOURCE = XcStrings()


def _message(
    data: Document, name: str, node: Node, key: Key, value: Value, *, fuzzy: bool
) -> Message:
    comment, wanted = node.child("comment"), node.child("shouldTranslate")
    return Message(
        key,
        value,
        comment=comment.text if comment else "",
        translatable=wanted is None or data.text[wanted.start : wanted.end] != "false",
        line=data.line(node.start),
        syntax=printf_syntax(name, *forms_of(value).values()),
        fuzzy=fuzzy,
    )


@dataclass(frozen=True, slots=True)
class _Catalog:
    """One locale in a catalog.

    Attributes:
        strings: what the catalog holds under each key.
        code: the locale as the catalog writes it.
    """

    strings: dict[str, Node]
    code: str
    is_source: bool

    @classmethod
    def of(cls, data: Document, locale: str) -> "_Catalog":
        """Read the file.

        Raises:
            ResourceError: where it is no catalog.
        """
        root = parse(data)
        listed, source = root.child("strings"), root.child("sourceLanguage")
        if listed is None:
            raise data.error(
                _("The file is no string catalog: it has no {name!r}.").format(name="strings"),
                root.start,
                _("Name a file that Xcode wrote."),
            )
        strings = {str(member.name): member.node for member in listed.members}
        names, used = dashed(locale), set[str]()
        for node in strings.values():
            localizations = node.child(_LOCALES)
            used.update(str(m.name) for m in (localizations.members if localizations else ()))
        code = next((name for name in names if name in used), names[0])
        return cls(strings, code, bool(source and source.text in names))

    def values(self) -> Iterator[tuple[str, Key, Value]]:
        """The messages: the string that each belongs to, its key and value."""
        for name in self.strings:
            here = self._localization(name)
            found = list(_walk(here, (name,))) if here else []
            if here and not self.is_source and _is_new(here):
                found = []
            if not found and self.is_source and name:
                found = [((name,), name)]
            for key, value in found:
                yield name, key, value

    def is_fuzzy(self, name: str) -> bool:
        """Whether a localization, or a form of it, waits for somebody to read it."""
        here = self._localization(name)
        return here is not None and not self.is_source and _waits(here)

    def place(self, key: Key, category: str) -> Key:
        """Where a form stands, the whole text where it has no category."""
        inner = (_VARIATIONS, _PLURAL, category) if category else ()
        return (*self._base(key), *inner, _UNIT)

    def all_of(self, key: Key) -> Iterator[Key]:
        """What goes with a message: the localization, where it says nothing else."""
        here = self._localization(str(key[0]))
        if here and [said for said, _value in _walk(here, (str(key[0]),))] == [key]:
            yield self._base(key)[:4]
        else:
            yield from self.places(key)

    def places(self, key: Key) -> Iterator[Key]:
        """All that says a message now."""
        base = self._base(key)
        node = self._localization(str(key[0]))
        for name in base[4:]:
            node = node.child(name) if node else None
        variations = node.child(_VARIATIONS) if node else None
        plural = variations.child(_PLURAL) if variations else None
        yield (*base, _UNIT)
        for member in plural.members if plural else ():
            yield (*base, _VARIATIONS, _PLURAL, member.name)

    def _localization(self, name: str) -> Node | None:
        node = self.strings.get(name)
        localizations = node.child(_LOCALES) if node else None
        return localizations.child(self.code) if localizations else None

    def _base(self, key: Key) -> Key:
        """Where the localization of a message stands."""
        base: Key = ("strings", key[0], _LOCALES, self.code)
        for way, name in zip(key[1::2], key[2::2], strict=False):
            base += (_VARIATIONS, way, name) if way == "device" else (way, name)
        return base


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


def _waits(node: Node) -> bool:
    return _state(node) == "needs_review" or any(_waits(one.node) for one in node.members)


def _is_new(node: Node) -> bool:
    """Whether Xcode only prepared the localization: it holds the source's words."""
    return _state(node) == "new"


def _state(node: Node) -> str:
    unit = node.child(_UNIT)
    state = unit.child("state") if unit else None
    return state.text if state else ""


def _said(node: Node) -> str:
    unit = node.child(_UNIT)
    value = unit.child("value") if unit else None
    return value.text if value else ""
