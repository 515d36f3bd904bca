"""XML as a tree that knows where in the text each element stands.

Expat reads and tells the places. Entities that the file declares are left as they are written, and
no other file is ever opened. `l10n.formats.xml_safe` reads exchange files, which need no places.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from l10n.errors import ResourceError
from l10n.formats.resources.document import Document, document
from l10n.messages import gettext as _

COMMENT = "#comment"
MAX_DEPTH = 100
_TAG = re.compile(r"<[^\s/>]+(?>(?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>")
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


@dataclass(slots=True)
class Element:
    """An element, or a comment: `start` and `end` hold it all, `inner` to `close` its content."""

    name: str
    start: int
    inner: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    close: int = 0
    end: int = 0

    def elements(self, *names: str) -> Iterator["Element"]:
        """The children of these names."""
        return (child for child in self.children if child.name in names)

    def first(self, name: str) -> "Element | None":
        """The first child of a name."""
        return next(self.elements(name), None)

    def walk(self) -> Iterator["Element"]:
        """The element and all below it, in their order."""
        yield self
        for child in self.children:
            yield from child.walk()


def xml_document(data: bytes, path: str) -> Document:
    """The text of an XML file, in the encoding that it names."""
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf")[:200])
    text = document(data, path, declared[1].decode().lower() if declared else "utf-8")
    return replace(text, is_xml=True)


def parse(data: Document) -> Element:
    """The root element; comments beside it are left out.

    Raises:
        ResourceError: where the text is no XML, or nested beyond reason.
    """
    reader = _Reader(data)
    try:
        return reader.read()
    except expat.ExpatError as error:
        raise ResourceError(
            _("The file is not valid XML: {reason}.").format(reason=error),
            path=data.path,
            line=error.lineno,
            remedy=_("Repair it."),
        ) from error


class _Reader:
    """Expat's events, built into a tree."""

    def __init__(self, data: Document) -> None:
        self._data = data
        self._bytes = data.text.encode()
        self._at = (0, 0)  # the same place in bytes and in characters
        self._open: list[Element] = []
        self._root: Element | None = None
        self._expat = expat.ParserCreate("utf-8")
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CommentHandler = self._comment
        # A handler of the rest keeps expat from putting entities in.
        self._expat.DefaultHandler = lambda _text: None

    def read(self) -> Element:
        self._expat.Parse(self._bytes, True)
        assert self._root  # expat wants one
        return self._root

    def _place(self) -> int:
        """Where expat is, in characters."""
        in_bytes, in_text = self._at
        here = self._expat.CurrentByteIndex
        in_text += len(self._bytes[in_bytes:here].decode())
        self._at = (here, in_text)
        return in_text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        place = self._place()
        if len(self._open) > MAX_DEPTH:
            raise self._data.error(
                _("The elements are nested more than {count} deep.").format(count=MAX_DEPTH),
                place,
                _("Make the file flatter."),
            )
        tag = _TAG.match(self._data.text, place)
        assert tag  # expat has read it
        element = Element(name, place, tag.end(), attributes)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, _name: str) -> None:
        element, text = self._open.pop(), self._data.text
        if text[element.inner - 2] == "/":
            element.close = element.end = element.inner
        else:
            element.close = self._place()
            element.end = text.index(">", element.close) + 1

    def _comment(self, _text: str) -> None:
        if self._open:
            place = self._place()
            end = self._data.text.index("-->", place + 4) + 3
            comment = Element(COMMENT, place, place + 4, {}, [], end - 3, end)
            self._open[-1].children.append(comment)


def unescaped(text: str) -> str:
    """The text with characters in place of the references that XML itself knows."""

    def character(found: re.Match[str]) -> str:
        if found[3]:
            return _NAMED[found[3]]
        return chr(int(found[1]) if found[1] else int(found[2], 16))

    return _REFERENCE.sub(character, text)


def escaped(text: str) -> str:
    """The text as the content of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")


def quoted(text: str) -> str:
    """The text as the value of an attribute, with its quotation marks."""
    marked = escaped(text).replace('"', "&quot;")
    return '"' + marked.replace("\n", "&#10;").replace("\t", "&#9;") + '"'
