"""XLIFF 1.2 and 2 as an app's own resource file (Angular, Xcode): source and target in one file.

The source locale's messages are the sources, any other's the targets that are there. A target that
the file calls new is none. `l10n.formats.xliff` is the way to hand a catalog to a translator.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from l10n.errors import ResourceError
from l10n.formats.resources import placing, xml_text
from l10n.formats.resources.document import Document, Edit
from l10n.formats.resources.locale_names import dashed, is_language_of
from l10n.formats.resources.resource import Key, Message, Resource, Value, only_texts
from l10n.formats.resources.xml_tree import Element, parse, quoted, xml_document
from l10n.messages import gettext as _

MARKUP = "markup"
APPROVED = "approved"
_NEW = frozenset({"new", "needs-translation", "needs-l10n", "needs-adaptation", "initial"})
_FINAL = frozenset({"final", "signed-off"})


@dataclass(frozen=True, slots=True)
class _Place:
    """A source, its target if there is one, the element of both and the unit that this is in."""

    key: Key
    source: Element
    target: Element | None
    parent: Element
    unit: Element


class Xliff:
    """`<trans-unit id="mute"><source>Mute</source><target>静音</target></trans-unit>`."""

    name = "xliff"
    names = ("*.xlf", "*.xliff")
    all_locales = False

    def read(self, data: bytes, path: str, locale: str, source: Resource | None = None) -> Resource:
        """See `ResourceFormat.read`."""
        del source  # the file holds it
        text = xml_document(data, path)
        root = _root(text)
        is_source = _is_source(text, root, locale)
        messages: list[Message] = []
        for place in _places(root):
            element = place.source if is_source else place.target
            if element is None or (not is_source and _state(place) in _NEW):
                continue
            said, in_markup = xml_text.decoded(text.text[element.inner : element.close])
            notes = [text.text[n.inner : n.close].strip() for n in _notes(place.unit)]
            messages.append(
                Message(
                    place.key,
                    said,
                    comment="\n".join(xml_text.decoded(note)[0] for note in notes),
                    translatable=place.unit.attributes.get("translate") != "no",
                    line=text.line(place.unit.start),
                    fuzzy=not is_source and _is_fuzzy(place),
                    style=MARKUP if in_markup else "",
                )
            )
        return Resource(path, locale, tuple(messages), root.attributes.get("version", ""))

    def write(
        self, data: bytes, changes: Mapping[Key, Value], path: str, locale: str,
        source: Resource | None = None, remove: Collection[Key] = (),
    ) -> bytes:  # fmt: skip
        """See `ResourceFormat.write`; a target that goes leaves its source there."""
        text = xml_document(data, path)
        if not text.text.strip():
            raise ResourceError(
                _("A new XLIFF file has to hold the sources."),
                path=path,
                remedy=_("Copy the source file there first."),
            )
        root = _root(text)
        texts = only_texts(changes, path)
        writer = _Writer(text, {place.key: place for place in _places(root)}, source)
        return text.edited(writer.edits(texts, remove, is_source=_is_source(text, root, locale)))

    def locale_names(self, locale: str) -> tuple[str, ...]:
        """See `ResourceFormat.locale_names`."""
        return dashed(locale)


RESOURCE = Xliff()


def is_for(data: bytes, path: str, locale: str) -> bool:
    """Whether a file names the locale as its target, in whatever spelling.

    Raises:
        ResourceError: where it is no XLIFF.
    """
    root = _root(xml_document(data, path))
    file = root.first("file")
    named = root.attributes.get("trgLang") or (file.attributes if file else {}).get(
        "target-language", ""
    )
    return named in dashed(locale)


def states(data: bytes, path: str) -> dict[Key, str]:
    """What a file says of its targets: `approved`, or the state of the format's own.

    Raises:
        ResourceError: where it is no XLIFF.
    """
    places = list(_places(_root(xml_document(data, path))))
    return {
        place.key: APPROVED if _is_approved(place) else _state(place)
        for place in places
        if place.target is not None
    }


def _is_approved(place: _Place) -> bool:
    """Whether somebody approved the target: `approved="yes"` in 1.2, `final` in both."""
    said = place.unit.attributes.get("approved")
    return said == "yes" or (said is None and _state(place) in _FINAL)


def _root(data: Document) -> Element:
    root = parse(data)
    if root.name != "xliff":
        raise data.error(
            _("The file is no XLIFF: it begins with <{name}>.").format(name=root.name),
            root.start,
            _("Name a file of version 1.2, 2.0 or 2.1."),
        )
    return root


def _is_source(data: Document, root: Element, locale: str) -> bool:
    file = root.first("file")
    facts = file.attributes if file else {}
    named = root.attributes.get("srcLang") or facts.get("source-language")
    if named in dashed(locale):
        return True
    target = root.attributes.get("trgLang") or facts.get("target-language", "")
    if not is_language_of(target, locale):
        raise data.error(
            _("The file is in {named}, not in {locale}.").format(named=target, locale=locale),
            root.start,
            _("Correct its target language, or its path."),
        )
    return False


def _places(root: Element) -> Iterator[_Place]:
    files = list(root.elements("file"))
    for file in files:
        outer: Key = (file.attributes.get("original", ""),) if len(files) > 1 else ()
        for unit in file.walk():
            key = (*outer, unit.attributes.get("id", ""))
            if unit.name == "trans-unit" and (source := unit.first("source")):
                yield _Place(key, source, unit.first("target"), unit, unit)
            elif unit.name == "unit":
                segments = list(unit.elements("segment"))
                for number, segment in enumerate(segments):
                    if source := segment.first("source"):
                        own = (*key, number) if len(segments) > 1 else key
                        yield _Place(own, source, segment.first("target"), segment, unit)


def _is_fuzzy(place: _Place) -> bool:
    """Whether a target waits for somebody to read it, as XLIFF 1.2 says it in two ways."""
    refused = place.unit.attributes.get("approved") == "no"
    return refused or _state(place).startswith("needs-review")


def _state(place: _Place) -> str:
    states = [
        element.attributes.get("state", "") for element in (place.target, place.parent) if element
    ]
    return next(filter(None, states), "")


def _notes(unit: Element) -> Iterator[Element]:
    for child in unit.children:
        if child.name in {"note", "notes"}:
            yield from ([child] if child.name == "note" else child.elements("note"))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Finds the edits of one file."""

    data: Document
    places: Mapping[Key, _Place]
    source: Resource | None

    def edits(
        self, changes: Mapping[Key, str], remove: Collection[Key], *, is_source: bool
    ) -> Iterator[Edit]:
        for key in remove:
            place = self.places.get(key)
            if place and place.target and key not in changes and not is_source:
                yield Edit(place.source.end, place.target.end, "")
        new = [key for key in changes if key not in self.places]
        for key, text in changes.items():
            if key in self.places:
                yield from self._text(self.places[key], text, is_source=is_source)
        order = [message.key for message in self.source.messages] if self.source else []
        for anchor, keys in placing.after(new, list(self.places), order).items():
            near = self.places[anchor].unit if anchor else self._first(keys[0])
            before = self._before(near)
            units = [self._unit(near.name, key, changes[key]) for key in keys]
            at = near.end if anchor else near.start - len(before)
            yield Edit(at, at, "".join(before + unit for unit in units))

    def _text(self, place: _Place, text: str, *, is_source: bool) -> Iterator[Edit]:
        element = place.source if is_source else place.target
        if element is None:
            before = self._before(place.source)
            said = self._content(place, text)
            yield Edit(place.source.end, place.source.end, f"{before}<target>{said}</target>")
            yield from self._done(place)
            return
        said, in_markup = xml_text.decoded(self.data.text[element.inner : element.close])
        if said != text:
            content = self._content(place, text, in_markup=in_markup)
            if element.close == element.end:  # <target/>
                tag = self.data.text[element.start : element.end - 2].rstrip()
                yield Edit(element.start, element.end, f"{tag}>{content}</{element.name}>")
            else:
                yield Edit(element.inner, element.close, content)
        if not is_source:
            yield from self._done(place)

    def _done(self, place: _Place) -> Iterator[Edit]:
        """What calls the target new, changed."""
        for element in filter(None, (place.target, place.parent)):
            if element.attributes.get("state") in _NEW:
                tag = self.data.text[element.start : element.inner]
                found = re.search(r"(?<=\sstate=[\"'])[^\"']*", tag)
                if found and element.close != element.end:
                    start = element.start
                    yield Edit(start + found.start(), start + found.end(), "translated")

    def _content(self, place: _Place, text: str, *, in_markup: bool = False) -> str:
        source = self.data.text[place.source.inner : place.source.close]
        return xml_text.encoded(text, in_markup=in_markup or xml_text.decoded(source)[1])

    def _before(self, element: Element) -> str:
        """The line break and spaces before an element."""
        return self.data.gap(element.start)

    def _first(self, key: Key) -> Element:
        if not self.places:
            raise self.data.error(
                _("The file has no unit {name!r}, nor another to put it beside.").format(
                    name=".".join(map(str, key))
                ),
                0,
                _("Copy the source file there first."),
            )
        return next(iter(self.places.values())).unit

    def _unit(self, tag: str, key: Key, text: str) -> str:
        """A new unit, with its source as the source file has it."""
        known = self.source.by_key().get(key) if self.source else None
        if known is None or isinstance(known.value, Mapping) or isinstance(key[-1], int):
            raise self.data.error(
                _("The file has no unit {name!r}.").format(name=".".join(map(str, key))),
                0,
                _("Bring the file up to date with the source first."),
            )
        in_markup = known.style == MARKUP
        pair = "".join(
            f"<{name}>{xml_text.encoded(said, in_markup=in_markup)}</{name}>"
            for name, said in (("source", known.value), ("target", text))
        )
        inner = f"<segment>{pair}</segment>" if tag == "unit" else pair
        return f"<{tag} id={quoted(str(key[-1]))}>{inner}</{tag}>"
