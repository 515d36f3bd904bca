"""Vue's single-file components: script, interpolations, bindings, `v-t` and `<i18n-t>`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from tree_sitter import Node

from l10n.errors import SourceError
from l10n.extractors import found
from l10n.extractors.html import Program, elements, tag_name
from l10n.extractors.interface import Extracted, KeyUse
from l10n.extractors.javascript import settings
from l10n.extractors.js.calls import is_key
from l10n.extractors.js.scopes import Scope
from l10n.extractors.js.source import Settings
from l10n.extractors.js.syntax import blank, text
from l10n.files import decode
from l10n.messages import gettext as _
from l10n.model import Location

# A tag with its attributes, whose values may hold a `>`.
_TAG = re.compile(
    rb"""<(?P<end>/?)(?P<name>[A-Za-z][\w-]*)"""
    rb"""(?P<said>(?:"[^"]*"|'[^']*'|[^"'>])*?)(?P<whole>/?)>|<!--.*?-->""",
    re.DOTALL,
)
_LANGUAGE = re.compile(rb"""\blang\s*=\s*["']?([\w-]+)""")
INTERPOLATION = re.compile(rb"\{\{(.*?)\}\}", re.DOTALL)
# `v-t` alone names a key; of the other directives only these hold code.
_BINDING = re.compile(r":|@|#|v-(?!t(?:\.|$)|pre$|cloak$|once$|else$)")
_HANDLER = re.compile(r"@|v-on:")
# The elements that show a message, and the attribute that names it (vue-i18n 9, and 8).
_COMPONENTS = {"i18n-t": "keypath", "i18n": "path"}
_PATH = re.compile(r"""^\s*(?:\{.*?\bpath\s*:\s*)?(['"])(?P<key>.*?)\1""", re.DOTALL)


class Vue:
    """`$t("key")` in template and script, `v-t="'key'"`, `<i18n-t keypath="key">`."""

    name = "vue"
    suffixes = (".vue",)

    def extract(
        self, file: IO[bytes], path: str, options: Mapping[str, Any]
    ) -> Iterator[Extracted]:
        """See `Extractor.extract`. The options are those of `javascript`."""
        yield from found.whole(_items(file.read(), path, settings(options)))


def _items(data: bytes, path: str, said: Settings) -> Iterator[Extracted]:
    """What a component holds.

    Raises:
        SourceError: where it is no text.
    """
    document = decode(data, path).encode()
    code = Program(document)
    dialect = "ts"
    for block in blocks(document):
        if block.name == "script":
            code.statements(block.start, block.end)
            dialect = "tsx" if block.language in {"tsx", "jsx"} else dialect
        elif block.language in {"", "html"}:
            expressions, there = template(block, document)
            for expression in expressions:
                expression.put(code)
            for tag, given in there:
                if (key := _key(tag, given)) is not None:
                    yield from _use(key, Location(path, tag.start_point.row + 1), said)
        else:
            yield _unread(block, document, path)
    yield from code.read(path, dialect, said)


@dataclass(frozen=True, slots=True)
class Block:
    """A script or template: where its content begins and ends."""

    name: str
    language: str
    start: int
    end: int


def blocks(document: bytes) -> Iterator[Block]:
    """The blocks at the top of a component; a template may hold templates."""
    position = 0
    while tag := _TAG.search(document, position):
        position = tag.end()
        if not tag["name"] or tag["end"] or tag["whole"]:
            continue
        name, depth = tag["name"].lower(), 1
        ending = re.compile(rb"<(/?)%b(?=[\s>/])" % re.escape(name), re.IGNORECASE)
        for found_there in ending.finditer(document, position):
            whole = _TAG.match(document, found_there.start())
            nested = name == b"template" and not (whole and whole["whole"])
            depth += -1 if found_there[1] else 1 if nested else 0
            if depth == 0:
                position = found_there.start()
                break
        else:
            position = len(document)
        if name in {b"script", b"template"}:
            language = _LANGUAGE.search(tag["said"])
            yield Block(
                name.decode(), language[1].decode() if language else "", tag.end(), position
            )


def _unread(block: Block, document: bytes, path: str) -> SourceError:
    return SourceError(
        _("The template is written in {language}, which is not read.").format(
            language=block.language
        ),
        path=path,
        line=document.count(b"\n", 0, block.start) + 1,
        remedy=_("Write it as HTML, or leave the file out of the sources."),
    )


@dataclass(frozen=True, slots=True)
class Expression:
    """Code in a template: of a binding, by its attribute's name, or "" between braces."""

    name: str
    start: int
    end: int

    def put(self, code: Program) -> None:
        """Make it a part of a program."""
        around = {"opening": b"{", "closing": b"}"} if _HANDLER.match(self.name) else {}
        code.expression(self.start, self.end, **around)


def template(
    block: Block, document: bytes
) -> tuple[list[Expression], list[tuple[Node, dict[str, Node | None]]]]:
    """The expressions of a template, and its elements with their attributes."""
    start, end = block.start, block.end
    markup = bytearray(blank(document[:start]) + document[start:end])
    found: list[Expression] = []
    for shown in INTERPOLATION.finditer(document, start, end):
        found.append(Expression("", *shown.span(1)))
        # A `<` in it is no tag.
        markup[shown.start() : shown.end()] = blank(shown[0])
    there = list(elements(bytes(markup)))
    for _tag, given in there:
        found += [
            Expression(name, value.start_byte, value.end_byte)
            for name, value in given.items()
            if value is not None and _BINDING.match(name)
        ]
    return found, there


def _key(tag: Node, given: Mapping[str, Node | None]) -> str | None:
    """The key that an element names without code; None where it names none."""
    directives = (value for name, value in given.items() if name.partition(".")[0] == "v-t")
    if (directive := next(directives, None)) is not None:
        return path["key"] if (path := _PATH.match(text(directive))) else None
    component = _COMPONENTS.get(tag_name(tag))
    named = given.get(component) if component else None
    if named is not None:
        return text(named)
    bound = given.get(f":{component}") if component else None
    return path["key"] if bound is not None and (path := _PATH.match(text(bound))) else None


def _use(key: str, at: Location, said: Settings) -> Iterator[Extracted]:
    default = () if is_key(key, Scope(), said.keys) else (key,)
    if key:
        yield found.fit(KeyUse(key, at, default=default))


EXTRACTOR = Vue()
