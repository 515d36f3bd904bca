r"""Java's and JavaScript's `.properties`.

After `java.util.Properties.load`. A file that is no UTF-8 is Latin-1, as Java had it. New text is
written in characters where the file has such, and else in `\u` escapes, which everybody reads.
moz.l10n reads these files too, but tells lines only; the tests hold our reading to its own.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from l10n.errors import ResourceError
from l10n.formats.resources.document import Document, document
from l10n.formats.resources.entries import Slot, distinct, rewritten
from l10n.formats.resources.locale_names import underscored
from l10n.formats.resources.resource import Key, Resource, Value, only_texts
from l10n.messages import gettext as _

_LINE = re.compile(
    r"[ \t\f]*(?:(?P<comment>[#!][^\r\n]*)"
    r"|(?>(?P<key>(?:\\(?:\r\n|.)|[^\\=: \t\f\r\n])*))(?P<sign>[ \t\f]*[=:]?[ \t\f]*)"
    r"(?>(?P<value>(?:\\(?:\r\n|.)|[^\\\r\n])*))\\?)(?P<end>\r\n|\r|\n|\Z)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(?:\r\n|\r|\n)[ \t\f]*|(.))", re.DOTALL)
_SIGNS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
_WRITTEN = {"\t": r"\t", "\n": r"\n", "\r": r"\r", "\f": r"\f", "\\": r"\\"}


class Properties:
    """`notes.title = My notes`."""

    name = "properties"
    names = ("*.properties",)
    all_locales = False

    def read(self, data: bytes, path: str, locale: str, source: Resource | None = None) -> Resource:
        """See `ResourceFormat.read`."""
        del source  # the file says all by itself
        text = _document(data, path)
        slots = distinct(list(_slots(text)))
        return Resource(path, locale, tuple(slot.message(text) for slot in slots.values()))

    def write(
        self, data: bytes, changes: Mapping[Key, Value], path: str, locale: str,
        source: Resource | None = None, remove: Collection[Key] = (),
    ) -> bytes:  # fmt: skip
        """See `ResourceFormat.write`."""
        del locale
        text = _document(data, path)
        slots = distinct(list(_slots(text)))
        mark = next((text.text[slot.head : slot.start] for slot in slots.values()), " = ")
        sign = re.search(r"[ \t]*[=:]?[ \t]*\Z", mark)
        escape = text.text.isascii() or text.encoding == "latin-1"

        def value(said: str) -> str:
            return _written(said, escape=escape)

        def line(key: Key, said: str) -> str:
            name = re.sub(r"[=:#! ]", r"\\\g<0>", _written(str(key[-1]), escape=escape))
            return f"{name}{sign[0] if sign and sign[0] else ' = '}{value(said)}"

        texts = only_texts(changes, path)
        return rewritten(text, slots, texts, remove, source, value=value, line=line)

    def locale_names(self, locale: str) -> tuple[str, ...]:
        """See `ResourceFormat.locale_names`."""
        return underscored(locale)


RESOURCE = Properties()


def _document(data: bytes, path: str) -> Document:
    try:
        return document(data, path)
    except ResourceError:
        return document(data, path, "latin-1")


def _slots(data: Document) -> Iterator[Slot]:
    said: list[str] = []
    position = first = 0
    while position < len(data.text):
        found = _LINE.match(data.text, position)
        assert found  # any line matches
        if found["comment"]:
            said.append(found["comment"].lstrip("#!").strip())
        elif found["key"] or found["sign"].strip():
            head = found.start()
            key = (_read(data, found["key"], head),)
            text = _read(data, found["value"], found.start("value"))
            note = "\n".join(said)
            lead = "" if found["sign"] else "="
            yield Slot(key, text, first, head, *found.span("value"), found.end(), note, lead)
            said, first = [], found.end()
        else:
            said, first = [], found.end()
        position = found.end()


def _read(data: Document, text: str, start: int) -> str:
    def character(found: re.Match[str]) -> str:
        if found[1]:
            return chr(int(found[1], 16))
        if found[2] == "u":
            raise data.error(
                _("An escape \\u has no four digits."),
                start + found.start(),
                _("Write it as \\u597d."),
            )
        return _SIGNS.get(found[2], found[2]) if found[2] else ""

    text = _ESCAPE.sub(character, text)
    # Two halves of a surrogate pair, escaped one by one, are one character.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def _written(text: str, *, escape: bool) -> str:
    text = re.sub(r"[\\\t\n\r\f]", lambda found: _WRITTEN[found[0]], text)
    text = re.sub(r"\A ", r"\\ ", text)
    wild = r"[^\x20-\x7e]" if escape else "[\x00-\x1f\x7f-\x9f\ud800-\udfff]"
    return re.sub(wild, _escaped, text)


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))
