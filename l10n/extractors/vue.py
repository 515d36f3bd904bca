"""Vue's single-file components: script, interpolations, bindings, `v-t` and `<i18n-t>`."""

import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from tree_sitter import Node

from l10n.errors import SourceError
from l10n.extractors import found
from l10n.extractors.html import Program, blank, elements, tag_name
from l10n.extractors.interface import Extracted, KeyUse
from l10n.extractors.javascript import settings
from l10n.extractors.js.calls import is_key
from l10n.extractors.js.scopes import Scope
from l10n.extractors.js.source import Settings
from l10n.extractors.js.syntax import text
from l10n.files import decode
from l10n.messages import gettext as _
from l10n.model import Location

_BLOCK = re.compile(
    rb"^<(?P<name>script|template)(?P<said>(?:\s[^>]*)?)>(?P<body>.*?)^</(?P=name)\s*>",
    re.MULTILINE | re.DOTALL,
)
_LANGUAGE = re.compile(rb"""\blang\s*=\s*["']?([\w-]+)""")
_INTERPOLATION = re.compile(rb"\{\{(.*?)\}\}", re.DOTALL)
# `v-t` alone names a key; of the other directives only these hold code.
_BINDING = re.compile(r":|@|#|v-(?!t$|pre$|cloak$|once$|else$)")
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
        said = settings(options)
        try:
            document = decode(file.read(), path).encode()
        except SourceError as error:
            yield error
            return
        code = Program(document)
        dialect = "ts"
        for block in _BLOCK.finditer(document):
            language = _LANGUAGE.search(block["said"])
            named = language[1].decode() if language else ""
            if block["name"] == b"script":
                code.statements(*block.span("body"))
                dialect = "tsx" if named in {"tsx", "jsx"} else dialect
            elif named in {"", "html"}:
                yield from _template(block, document, path, code, said)
            else:
                yield SourceError(
                    _("The template is written in {language}, which is not read.").format(
                        language=named
                    ),
                    path=path,
                    line=document.count(b"\n", 0, block.start()) + 1,
                    remedy=_("Write it as HTML, or leave the file out of the sources."),
                )
        yield from code.read(path, dialect, said)


def _template(
    block: re.Match[bytes], document: bytes, path: str, code: Program, said: Settings
) -> Iterator[Extracted]:
    """Put a template's expressions into the program; the keys that stand outside of code."""
    start, end = block.span("body")
    markup = bytearray(blank(document[:start]) + document[start:end])
    for shown in _INTERPOLATION.finditer(document, start, end):
        code.expression(*shown.span(1))
        # A `<` in it is no tag.
        markup[shown.start() : shown.end()] = blank(shown[0])
    for tag, given in elements(bytes(markup)):
        key = _key(tag, given)
        if key is not None:
            yield from _use(key, Location(path, tag.start_point.row + 1), said)
        for name, value in given.items():
            if value is None or not _BINDING.match(name):
                continue
            around = {"opening": b"{", "closing": b"}"} if _HANDLER.match(name) else {}
            code.expression(value.start_byte, value.end_byte, **around)


def _key(tag: Node, given: Mapping[str, Node | None]) -> str | None:
    """The key that an element names without code; None where it names none."""
    if directive := given.get("v-t"):
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
