"""HTML and Vue's single-file components: the code in them, read as one program in its places.

What is no code becomes spaces, and line ends stay, so that every message has its true line.
"""

import html
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import IO, Any

from tree_sitter import Language, Node, Parser

from l10n.extractors import declared, found
from l10n.extractors.interface import Extracted, KeyUse
from l10n.extractors.javascript import OPTIONS, settings
from l10n.extractors.js import program
from l10n.extractors.js.calls import is_key
from l10n.extractors.js.scopes import Scope
from l10n.extractors.js.source import Settings
from l10n.extractors.js.syntax import blank, text
from l10n.extractors.options import only, strings
from l10n.model import Location

_FOR_ATTRIBUTE = re.compile(r"(?:\[([^\]]*)\])?(.*)", re.DOTALL)
_SCRIPT = re.compile(
    r"(?:text|application)/(?:javascript|ecmascript|babel)|module|jsx?|tsx?|", re.IGNORECASE
)


@cache
def parser() -> Parser:
    """HTML's; what is broken in a document, it reads around."""
    import tree_sitter_html  # noqa: PLC0415 - a project without such files loads none

    return Parser(Language(tree_sitter_html.language()))


def elements(code: bytes) -> Iterator[tuple[Node, dict[str, Node | None]]]:
    """The elements of a document in their order, with their attributes."""
    waiting = [parser().parse(code).root_node]
    while waiting:
        node = waiting.pop()
        waiting += reversed(node.named_children)
        if node.type in {"start_tag", "self_closing_tag"}:
            yield node, attributes(node)


def attributes(tag: Node) -> dict[str, Node | None]:
    """The values of a tag's attributes, as the nodes between the quotes; None for a bare one."""
    read: dict[str, Node | None] = {}
    for attribute in tag.named_children:
        if attribute.type == "attribute":
            name, *rest = attribute.named_children
            value = rest[0] if rest else None
            if value is not None and value.type == "quoted_attribute_value":
                value = value.named_children[0] if value.named_children else None
            read[text(name)] = value
    return read


def tag_name(tag: Node) -> str:
    """The element's name, in small letters."""
    return text(tag.named_children[0]).lower() if tag.named_children else ""


class Program:
    """The code of a document: a program with everything else blanked out."""

    def __init__(self, document: bytes) -> None:
        self._document = document
        self._made = bytearray(blank(document))

    def statements(self, start: int, end: int) -> None:
        """A whole script."""
        self._made[start:end] = self._document[start:end]

    def expression(
        self, start: int, end: int, *, opening: bytes = b";(", closing: bytes = b")"
    ) -> None:
        """An expression, in brackets that stand where its delimiters did."""
        self.statements(start, end)
        self._made[start - len(opening) : start] = opening
        self._made[end : end + len(closing)] = closing

    @property
    def code(self) -> bytes:
        """The program."""
        return bytes(self._made)

    def read(self, path: str, dialect: str, said: Settings) -> Iterator[Extracted]:
        """The messages in it."""
        return program.read(self.code, path, dialect, said)


class Html:
    """`data-i18n="key"` and the like, and JavaScript in `<script>` and `on…` attributes."""

    name = "html"
    suffixes = (".html", ".htm")

    def extract(
        self, file: IO[bytes], path: str, options: Mapping[str, Any]
    ) -> Iterator[Extracted]:
        """See `Extractor.extract`.

        Options: those of `javascript`, and `attributes`: names of attributes whose value is a
        message, or for an empty value or `yes` the element's text (`["data-i18n"]`).
        """
        only(options, {*OPTIONS, "attributes"})
        said = settings({k: v for k, v in options.items() if k != "attributes"})
        marked = strings(options, "attributes")
        yield from found.whole(_items(file.read(), path, said, marked))


def _items(data: bytes, path: str, said: Settings, marked: Collection[str]) -> Iterator[Extracted]:
    """What a document holds.

    Raises:
        SourceError: where it is no text.
    """
    document = declared.html(data, path).encode()
    code = Program(document)
    for tag, given in elements(document):
        if tag_name(tag) == "script":
            _script(tag, given, code)
        for name, value in given.items():
            if name.startswith("on") and value is not None:
                code.expression(value.start_byte, value.end_byte, opening=b"{", closing=b"}")
            elif name in marked:
                at = Location(path, tag.start_point.row + 1)
                yield from _marked(text(value), _inner(tag, document), at, said)
    yield from code.read(path, "js", said)


def _marked(value: str, inner: str, at: Location, said: Settings) -> Iterator[Extracted]:
    """What a marked element says: its text, or keys, one or more: `title.key;[alt]alt.key`."""
    # As HTML's own `translate` says it: the value is no key.
    said_so = value.strip().lower() in {"", "yes", "true"}
    if said_so:
        yield from found.unit((inner,), at)
    if said_so or value.strip().lower() in {"no", "false"}:
        return
    for part in filter(None, (part.strip() for part in html.unescape(value).split(";"))):
        attribute, key = _FOR_ATTRIBUTE.fullmatch(part).groups()  # type: ignore[union-attr]
        default = inner if not attribute and inner else ""
        if not default and not is_key(key, Scope(), said.keys):
            default = key
        yield found.fit(KeyUse(key, at, default=(default,) if default else ()))


def _script(tag: Node, given: Mapping[str, Node | None], code: Program) -> None:
    kind = text(given.get("type") or given.get("lang"))
    raw = tag.next_named_sibling
    if raw is not None and raw.type == "raw_text" and _SCRIPT.fullmatch(kind):
        code.statements(raw.start_byte, raw.end_byte)


def _inner(tag: Node, document: bytes) -> str:
    """The text of an element that holds nothing else."""
    around = tag.parent
    if around is None or any(child.type == "element" for child in around.named_children):
        return ""
    last = around.named_children[-1]
    end = last.start_byte if last.type == "end_tag" else last.end_byte
    raw = document[tag.end_byte : end].decode("utf-8", "replace")
    return html.unescape(" ".join(raw.split()))


EXTRACTOR = Html()
