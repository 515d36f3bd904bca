"""Android's `strings.xml` with some of its texts changed, added or removed."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from l10n.formats.resources import android_text, placing
from l10n.formats.resources.android_places import ARRAY, PLURALS, STRING, Place, places, root_of
from l10n.formats.resources.document import Document, Edit
from l10n.formats.resources.printf import unplaced
from l10n.formats.resources.resource import Key, Resource, Value, forms_of
from l10n.formats.resources.xml_tree import Element, quoted
from l10n.messages import gettext as _
from l10n.text.plurals import CATEGORIES

_EMPTY = '<?xml version="1.0" encoding="utf-8"?>\n<resources>\n</resources>\n'
_XLIFF = "urn:oasis:names:tc:xliff:document:1.2"
_BEHIND = re.compile(r"[ \t]*<!--[^\n]*?-->(?=[ \t]*\r?\n)")
# One element of `<resources>`: the key of its message, that of an array's first one.
Outer = tuple[str | int, ...]


class Writer:
    """Splices texts into one file."""

    def __init__(self, data: Document, source: Resource | None) -> None:
        self._original = data
        if not data.text.strip():
            data = replace(data, text=_EMPTY)
        self._data = data
        self._root = root_of(data)
        if self._root.close == self._root.end:  # <resources />
            end = self._root.end
            text = f"{data.text[: end - 2].rstrip()}>\n</resources>{data.text[end:]}"
            self._data = replace(data, text=text)
            self._root = root_of(self._data)
        self._styles = {m.key: m.style for m in source.messages} if source else {}
        self._order = [_outer(m.key) for m in source.messages] if source else []
        self._entities = re.findall(r"<!ENTITY\s+([^\s%]+)", data.text[: self._root.start])
        self._places: dict[Key, dict[str, Place]] = {}
        for place in places(self._data, self._root, list(self._styles)):
            self._places.setdefault(place.key, {})[place.category] = place

    def changed(self, changes: Mapping[Key, Value], remove: Collection[Key]) -> bytes:
        """The file with these values, and without these keys."""
        gone = [key for key in remove if key in self._places and key not in changes]
        edits = [self._removed(self._outer_of(key), key) for key in gone]
        new: dict[Outer, dict[Key, Value]] = {}
        for key, value in changes.items():
            found = self._places.get(key)
            if found is None or ("" in found) != isinstance(value, str):
                if found is not None:
                    edits.append(self._removed(self._outer_of(key), key))
                new.setdefault(_outer(key), {})[key] = value
            else:
                edits += self._forms(key, forms_of(value), found)
        edits += self._added(new)
        if not edits:
            return self._original.encode(self._original.text)
        return self._data.edited([*self._namespaces(edits), *edits])

    def _forms(self, key: Key, forms: dict[str, str], found: dict[str, Place]) -> Iterator[Edit]:
        """The texts of a message in place of those that are there."""
        for category, text in forms.items():
            if category in found:
                yield from self._text(key, text, found[category])
        for category in found.keys() - forms.keys():
            yield self._without(found[category].element, found[category].outer)
        new = [category for category in CATEGORIES if category in forms and category not in found]
        for anchor, categories in placing.after(new, list(found), CATEGORIES).items():
            outer = self._outer_of(key)
            element = found[anchor].element if anchor is not None else None
            at = element.end if element else outer.inner
            before = self._before(element or outer.children[0], outer)
            items = (self._item(key, forms[c], f' quantity="{c}"') for c in categories)
            yield Edit(at, at, "".join(before + item for item in items))

    def _text(self, key: Key, text: str, place: Place) -> Iterator[Edit]:
        element = place.element
        said, style = android_text.decoded(place.content(self._data))
        if said == text:
            return
        content = self._content(key, text, style)
        if element.close == element.end:  # <string name="empty" />
            start = element.end - 2
            yield Edit(start, element.end, f">{content}</{element.name}>")
        else:
            yield Edit(element.inner, element.close, content)

    def _content(self, key: Key, text: str, style: str = "") -> str:
        return android_text.encoded(text, style or self._styles.get(key, ""), self._entities)

    def _item(self, key: Key, text: str, attributes: str = "") -> str:
        return f"<item{attributes}>{self._content(key, text)}</item>"

    def _outer_of(self, key: Key) -> Element:
        return next(iter(self._places[key].values())).outer

    def _removed(self, outer: Element, key: Key) -> Edit:
        if outer.name == ARRAY:
            return self._without(self._places[key][""].element, outer)
        return self._without(outer, self._root)

    def _without(self, element: Element, parent: Element) -> Edit:
        """The element and the line break and spaces before it taken out."""
        return Edit(element.start - len(self._before(element, parent)), element.end, "")

    def _before(self, element: Element, parent: Element) -> str:
        """The line break and spaces before an element."""
        return self._data.gap(element.start, parent.inner)

    def _added(self, new: Mapping[Outer, Mapping[Key, Value]]) -> Iterator[Edit]:
        """The new messages, each where the source has it."""
        outers = {_outer(key): self._outer_of(key) for key in self._places}
        fresh: list[Outer] = []
        for outer, values in new.items():
            if outer in outers and outer[-1] == 0:
                yield self._longer(outers[outer], values)
            else:
                fresh.append(outer)
        first = next(iter(self._root.children), None)
        before = self._before(first, self._root) if first else self._data.newline + " " * 4
        staying = [outer for outer in outers if outer not in new]
        for anchor, names in placing.after(fresh, staying, self._order).items():
            at = self._past(outers[anchor]) if anchor is not None else self._root.inner
            texts = (before + self._outermost(name, new[name], before) for name in names)
            yield Edit(at, at, "".join(texts))

    def _past(self, element: Element) -> int:
        """The end of an element and of a comment that stands behind it in its line."""
        found = _BEHIND.match(self._data.text, element.end)
        return found.end() if found else element.end

    def _outermost(self, outer: Outer, values: Mapping[Key, Value], before: str) -> str:
        """A new element of `<resources>`."""
        product = next((part for part in outer[1:] if part not in {0, PLURALS}), "")
        attributes = f" name={quoted(str(outer[0]))}"
        attributes += f" product={quoted(str(product))}" if product else ""
        inner = before + before.strip("\r\n") if before else ""
        (key, value), *_more = values.items()
        if isinstance(key[-1], int):
            kind, items = ARRAY, [self._item(*pair) for pair in self._listed(values, 0)]
        elif isinstance(value, str):
            # Without it aapt2 refuses a text with two arguments that no number tells apart.
            attributes += ' formatted="false"' if unplaced(value) > 1 else ""
            return f"<{STRING}{attributes}>{self._content(key, value)}</{STRING}>"
        else:
            kind, forms = PLURALS, forms_of(value)
            items = [self._item(key, forms[c], f' quantity="{c}"')
                     for c in CATEGORIES if c in forms]  # fmt: skip
        return f"<{kind}{attributes}>{''.join(inner + item for item in items)}{before}</{kind}>"

    def _longer(self, outer: Element, values: Mapping[Key, Value]) -> Edit:
        """More items at the end of an array."""
        items = list(outer.elements("item"))
        before = self._before(items[-1], outer)
        new = (before + self._item(*pair) for pair in self._listed(values, len(items)))
        return Edit(items[-1].end, items[-1].end, "".join(new))

    def _listed(self, values: Mapping[Key, Value], start: int) -> list[tuple[Key, str]]:
        """The items of an array in their order.

        Raises:
            ResourceError: where a position is left out, or an item has plural forms.
        """
        pairs = sorted(values.items(), key=lambda pair: int(pair[0][-1]))
        numbers = [key[-1] for key, _value in pairs]
        if numbers != list(range(start, start + len(pairs))):
            raise self._data.error(
                _("The array {name!r} can't have items {numbers} without those before.").format(
                    name=pairs[0][0][0], numbers=", ".join(map(str, numbers))
                ),
                self._root.start,
                _("Translate the whole array."),
            )
        return [(key, value) for key, value in pairs if isinstance(value, str)]

    def _namespaces(self, edits: list[Edit]) -> Iterator[Edit]:
        """The declaration of `xliff:`, where a text brings the first tag of it."""
        if "xmlns:xliff" not in self._root.attributes and any("<xliff:" in e.text for e in edits):
            at = self._root.start + len("<resources")
            yield Edit(at, at, f' xmlns:xliff="{_XLIFF}"')


def _outer(key: Key) -> Outer:
    return (*key[:-1], 0) if isinstance(key[-1], int) else key
