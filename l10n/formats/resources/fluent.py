"""Fluent (`.ftl`): messages, terms and their attributes; the text is Fluent's own, as written.

`fluent.syntax` reads, and tells the places. A text that is one selector over CLDR's categories is
a message with plural forms; where a locale has one form, the text alone says it. An attribute is a
message below its own: `login.title`.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from fluent.syntax import FluentParser, ast

from l10n.errors import ResourceError
from l10n.formats.resources import placing
from l10n.formats.resources.document import Document, Edit, document
from l10n.formats.resources.fluent_text import pattern_of, value_of
from l10n.formats.resources.locale_names import dashed
from l10n.formats.resources.resource import Key, Message, Resource, Value
from l10n.messages import gettext as _
from l10n.model import Syntax

_Entry = ast.Message | ast.Term


@dataclass(frozen=True, slots=True)
class _Place:
    """A text, from behind its `=` to its end, and the whole that goes with it."""

    value: Value
    selector: str
    start: int
    end: int
    whole: ast.BaseNode
    entry: _Entry


class Fluent:
    """`notes = { $n -> [one] { $n } note *[other] { $n } notes }`."""

    name = "fluent"
    names = ("*.ftl",)
    all_locales = False

    def read(self, data: bytes, path: str, locale: str, source: Resource | None = None) -> Resource:
        """See `ResourceFormat.read`."""
        text = document(data, path)
        found = _places(text, _entries(text), source)
        messages = (
            Message(
                key,
                place.value,
                comment=(place.entry.comment and place.entry.comment.content) or "",
                line=text.line(place.start),
                syntax=Syntax.FLUENT,
                style=place.selector,
            )
            for key, place in found.items()
        )
        return Resource(path, locale, tuple(messages))

    def write(
        self, data: bytes, changes: Mapping[Key, Value], path: str, locale: str,
        source: Resource | None = None, remove: Collection[Key] = (),
    ) -> bytes:  # fmt: skip
        """See `ResourceFormat.write`."""
        del locale
        text = document(data, path)
        return _Writer(text, source).changed(changes, remove)

    def locale_names(self, locale: str) -> tuple[str, ...]:
        """See `ResourceFormat.locale_names`."""
        return dashed(locale)


RESOURCE = Fluent()


def _entries(data: Document) -> dict[str, _Entry]:
    """The messages and terms by name; of two the first counts, as for Fluent's runtimes."""
    found: dict[str, _Entry] = {}
    for entry in FluentParser().parse(data.text).body:
        if isinstance(entry, ast.Junk):
            said = entry.annotations[0] if entry.annotations else None
            raise data.error(
                _("The file is no Fluent: {reason}.").format(
                    reason=(said and (said.message or "").rstrip(".")) or "?"
                ),
                _span(entry).start,
                _("Repair the message."),
            )
        if isinstance(entry, ast.Message | ast.Term):
            found.setdefault(_name(entry), entry)
    return found


def _name(entry: _Entry) -> str:
    return ("-" if isinstance(entry, ast.Term) else "") + entry.id.name


def _span(node: ast.BaseNode) -> ast.Span:
    span = node.span if isinstance(node, ast.SyntaxNode) else None
    assert span  # the parser was asked for them
    return span


def _places(
    data: Document, entries: Mapping[str, _Entry], source: Resource | None
) -> dict[Key, _Place]:
    plural = {m.key for m in source.messages if not isinstance(m.value, str)} if source else set()
    found: dict[Key, _Place] = {}
    for name, entry in entries.items():
        parts: list[tuple[Key, _Entry | ast.Attribute]] = [((name,), entry)]
        parts += [((name, attribute.id.name), attribute) for attribute in entry.attributes]
        for key, part in parts:
            if part.value is None:
                continue
            value, selector = value_of(part.value, data.text)
            if key in plural and isinstance(value, str):
                value = {"other": value}
            start = data.text.index("=", _span(part.id).end) + 1
            found[key] = _Place(value, selector, start, _span(part.value).end, part, entry)
    return found


class _Writer:
    """Splices texts into one file."""

    def __init__(self, data: Document, source: Resource | None) -> None:
        self._data = data
        self._entries = _entries(data)
        self._places = _places(data, self._entries, source)
        self._selectors = {m.key: m.style for m in source.messages} if source else {}
        self._order = [str(m.key[0]) for m in source.messages] if source else []

    def changed(self, changes: Mapping[Key, Value], remove: Collection[Key]) -> bytes:
        """The file with these values, and without these keys."""
        gone = {key for key in remove if key not in changes}
        edits = list(self._removed(gone))
        new: dict[str, dict[Key, Value]] = {}
        for key, value in changes.items():
            place = self._places.get(key)
            if place is None:
                new.setdefault(str(key[0]), {})[key] = value
            elif place.value != value:
                edits.append(Edit(place.start, place.end, self._pattern(key, value)))
        edits += self._added(new, gone)
        return self._data.edited(edits) if edits else self._data.encode(self._data.text)

    def _pattern(self, key: Key, value: Value) -> str:
        place = self._places.get(key)
        selector = (place and place.selector) or self._selectors.get(key, "")
        written = pattern_of(value, selector)
        if not written:
            raise ResourceError(
                _("The text of {key!r} is no Fluent.").format(key=".".join(map(str, key))),
                path=self._data.path,
                remedy=_("Balance its braces, and write a brace itself as {example}.").format(
                    example='{ "{" }'
                ),
            )
        return written.replace("\n", self._data.newline)

    def _removed(self, keys: Collection[Key]) -> Iterator[Edit]:
        """The texts taken out; a message goes whole where nothing of it is left."""
        for name, entry in self._entries.items():
            there = {key for key in self._places if key[0] == name}
            gone = there & {*keys}
            if gone and gone == there:
                yield Edit(_span(entry).start, self._past(_span(entry).end), "")
                continue
            for key in gone:
                whole = self._places[key].whole
                start = self._places[key].start
                if isinstance(whole, ast.Attribute):
                    start = self._data.text.rindex("\n", 0, _span(whole).start)
                    start -= self._data.text[start - 1] == "\r"
                yield Edit(start, self._places[key].end, "")

    def _past(self, end: int) -> int:
        return end + len(self._data.newline if self._data.text[end : end + 1] else "")

    def _added(
        self, new: Mapping[str, Mapping[Key, Value]], gone: Collection[Key]
    ) -> Iterator[Edit]:
        for name in new.keys() & self._entries.keys():
            entry = self._entries[name]
            for key, value in new[name].items():
                if key[1:]:
                    yield Edit(_span(entry).end, _span(entry).end, self._part(key, value))
                else:
                    at = self._data.text.index("=", _span(entry.id).end) + 1
                    yield Edit(at, at, self._pattern(key, value))
        fresh = [name for name in new if name not in self._entries]
        left = {key[0] for key in self._places if key not in gone}
        stays = [name for name in self._entries if name in left]
        for anchor, names in placing.after(fresh, stays, self._order).items():
            texts = [name + self._entry(new[name]) for name in names]
            yield self._lines(anchor, texts)

    def _entry(self, values: Mapping[Key, Value]) -> str:
        parts = sorted(values.items(), key=lambda pair: len(pair[0]))
        return (" =" if parts[0][0][1:] else "") + "".join(self._part(*pair) for pair in parts)

    def _part(self, key: Key, value: Value) -> str:
        pattern = self._pattern(key, value)
        return f"{self._data.newline}    .{key[1]} ={pattern}" if key[1:] else f" ={pattern}"

    def _lines(self, anchor: str | None, texts: list[str]) -> Edit:
        """New entries behind another one, or else before the first."""
        newline, text = self._data.newline, self._data.text
        lines = newline.join(texts)
        if anchor is not None:
            at = _span(self._entries[anchor]).end
            return Edit(at, at, newline + lines)
        at = min((_span(entry).start for entry in self._entries.values()), default=len(text))
        open_line = at and text[at - 1] not in "\r\n"
        return Edit(at, at, (newline if open_line else "") + lines + newline)
