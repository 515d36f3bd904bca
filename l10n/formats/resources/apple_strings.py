"""Apple's `.strings`: pairs of quoted texts, in UTF-8 or UTF-16.

No library keeps the places or the notes of such files, so that they are read here; the tests hold
the reading to translate-toolkit's. Xcode's other spellings, property lists in XML or binary, are
refused.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from l10n.errors import ResourceError
from l10n.formats.resources.document import Document, document
from l10n.formats.resources.entries import Slot, distinct, rewritten
from l10n.formats.resources.locale_names import dashed
from l10n.formats.resources.printf import printf_syntax
from l10n.formats.resources.resource import Key, Resource, Value, only_texts
from l10n.messages import gettext as _

_SPACE = r"(?>(?:[\s\ufeff]|/\*(?>(?:[^*]|\*(?!/))*)\*/|//[^\r\n]*)*)"
_STRING = r"\"(?>(?:[^\"\\]|\\.)*)\"|'(?>(?:[^'\\]|\\.)*)'|[\w$./:-]++"
_NOTES = re.compile(_SPACE)
_NOTE = re.compile(r"/\*((?>(?:[^*]|\*(?!/))*))\*/|//([^\r\n]*)")
_PAIR = re.compile(
    rf"(?P<key>{_STRING}){_SPACE}(?:={_SPACE}(?P<value>{_STRING}){_SPACE})?;"
    r"[ \t]*(?://[^\r\n]*|/\*[^\r\n*]*\*/)?[ \t]*(?:\r\n|\r|\n)?",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:[Uu]([0-9A-Fa-f]{4})|([0-7]{3})|(.))", re.DOTALL)
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_WRITTEN = {"\n": r"\n", "\t": r"\t", "\r": r"\r", '"': r"\"", "\\": r"\\"}


class AppleStrings:
    """`"profile.mute" = "Mute %@";`."""

    name = "apple-strings"
    names = ("*.strings",)
    all_locales = False

    def read(self, data: bytes, path: str, locale: str, source: Resource | None = None) -> Resource:
        """See `ResourceFormat.read`."""
        del source  # the file says all by itself
        text = _document(data, path)
        slots = distinct(list(_slots(text)))
        messages = (slot.message(text, printf_syntax(slot.text)) for slot in slots.values())
        return Resource(path, locale, tuple(messages))

    def write(
        self, data: bytes, changes: Mapping[Key, Value], path: str, locale: str,
        source: Resource | None = None, remove: Collection[Key] = (),
    ) -> bytes:  # fmt: skip
        """See `ResourceFormat.write`."""
        del locale
        text = _document(data, path)
        slots = distinct(list(_slots(text)))
        texts = only_texts(changes, path)
        return rewritten(text, slots, texts, remove, source, value=_quoted, line=_line)

    def locale_names(self, locale: str) -> tuple[str, ...]:
        """See `ResourceFormat.locale_names`."""
        return dashed(locale)


RESOURCE = AppleStrings()


def _document(data: bytes, path: str) -> Document:
    if data.lstrip().startswith((b"bplist", b"<?xml", b"<!DOCTYPE", b"<plist")):
        raise ResourceError(
            _("The file is a property list, not a list of strings."),
            path=path,
            line=1,
            remedy=_("Convert it: plutil -convert strings FILE, or name its .stringsdict."),
        )
    if b"\0" in data[:4] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return document(data, path, "utf-16-be" if data[:1] == b"\0" else "utf-16-le")
    return document(data, path)


def _slots(data: Document) -> Iterator[Slot]:
    position = 0
    while True:
        notes = _NOTES.match(data.text, position)
        assert notes  # it may be empty
        if notes.end() == len(data.text):
            return
        found = _PAIR.match(data.text, notes.end())
        if found is None:
            raise data.error(
                _("The line is no pair of strings."),
                notes.end(),
                _('Write it as "key" = "text"; with both quotation marks and the semicolon.'),
            )
        span = found.span("value") if found["value"] else (found.end("key"), found.end("key"))
        # The notes of an entry have no empty line between them and it.
        *_above, near = re.split(r"\n[ \t\r]*\n", notes[0])
        said = [" ".join((n[1] or n[2] or "").split()) for n in _NOTE.finditer(near)]
        yield Slot(
            (_read(found["key"]),),
            _read(found["value"] or found["key"]),
            first=notes.end() - len(near.lstrip("\r\n")),
            head=notes.end() - len(near) + len(near.rstrip(" \t")),
            start=span[0],
            end=span[1],
            last=found.end(),
            comment="\n".join(filter(None, said)),
            lead="" if found["value"] else " = ",
        )
        position = found.end()


def _read(text: str) -> str:
    def character(found: re.Match[str]) -> str:
        if found[1] or found[2]:
            return chr(int(found[1], 16) if found[1] else int(found[2], 8))
        return _SIGNS.get(found[3], found[3])

    if text[0] not in {'"', "'"}:
        return text
    text = _ESCAPE.sub(character, text[1:-1])
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def _quoted(text: str) -> str:
    marked = re.sub(r'[\n\t\r"\\]', lambda found: _WRITTEN[found[0]], text)
    wild = "[\x00-\x1f\x7f\ud800-\udfff]"
    return '"' + re.sub(wild, lambda found: f"\\U{ord(found[0]):04x}", marked) + '"'


def _line(key: Key, text: str) -> str:
    return f"{_quoted(str(key[-1]))} = {_quoted(text)};"
