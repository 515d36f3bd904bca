"""Messages as objects (FormatJS, Lingui, Docusaurus), and Lingui's macros: all in ICU's syntax."""

from collections.abc import Callable, Iterator

from tree_sitter import Node

from l10n.extractors import found
from l10n.extractors.interface import Extracted, KeyUse
from l10n.extractors.js.scopes import Scope
from l10n.extractors.js.source import Source
from l10n.extractors.js.syntax import (
    arguments,
    bare,
    callee,
    constant,
    properties,
    text,
    unescaped,
    values,
)

ICU = ("icu-message-format",)
_TAGS = frozenset(("t", "msg", "defineMessage"))
# Functions that are given a message as an object.
_DESCRIBED = frozenset(
    ("t", "$t", "msg", "defineMessage", "formatMessage", "formatHTMLMessage", "translate", "_")
)
_CHOICES = {"plural": "plural", "select": "select", "selectOrdinal": "selectordinal"}
# The names of all functions that are read here.
NAMES = frozenset(n.encode() for n in (*_TAGS, *_DESCRIBED, *_CHOICES, "defineMessages"))
# As FormatJS, Docusaurus and Lingui call the words of a message.
_WORDS = ("defaultMessage", "message")
_NOTES = ("description", "comment")


def is_tagged(call: Node) -> bool:
    """Whether the call is a template with a function before it."""
    given = call.child_by_field_name("arguments")
    return given is not None and given.type == "template_string"


def read(call: Node, source: Source) -> Iterator[Extracted]:
    """The message of a macro or of an object, if the call is one that takes such."""
    name = callee(call).rpartition(".")[2]
    given = arguments(call)
    if is_tagged(call):
        yield from _tagged(call, name, source)
    elif name == "defineMessages" and given:
        for value in _described(given[0]):
            yield from described(value, source)
    elif name in _DESCRIBED and given:
        for branch in _objects(given[0]):
            yield from described(branch, source)
    elif name in _CHOICES and source.is_linguis(name) and not source.is_within(call):
        words = Words(source)
        words.choice(name, given)
        yield from source.unit(call, (str(words),), flags=ICU)


def _tagged(call: Node, name: str, source: Source) -> Iterator[Extracted]:
    """A template with a macro before it: Lingui's, or ttag's."""
    function, template = (call.child_by_field_name(n) for n in ("function", "arguments"))
    if function is not None and function.type == "call_expression":
        name = callee(function)  # t(i18n)`…`
    if name not in _TAGS or not (source.lingui or b"ttag" in source.code) or template is None:
        return
    words = Words(source)
    words.expression(template)
    yield from source.unit(call, (str(words),), flags=ICU if source.lingui else ())


def _described(node: Node) -> Iterator[Node]:
    """The messages of `defineMessages`: an object's values, or a list's."""
    node = bare(node)
    yield from node.named_children if node.type == "array" else properties(node).values()


def _objects(node: Node) -> Iterator[Node]:
    node = bare(node)
    if node.type == "ternary_expression":
        for name in ("consequence", "alternative"):
            if child := node.child_by_field_name(name):
                yield from _objects(child)
    elif node.type == "object":
        yield node


def described(node: Node, source: Source) -> Iterator[Extracted]:
    """The message that an object describes, by its `id`, words, notes and context."""
    yield from described_by(node, properties(node), source)


def described_by(node: Node, fields: dict[str, Node], source: Source) -> Iterator[Extracted]:
    """The message that these fields of an object, or attributes of an element, describe."""
    if not fields.keys() & {"id", *_WORDS}:
        return
    key = _said(fields, ("id",), source)
    notes = tuple(filter(None, (_said(fields, (name,), source) for name in _NOTES)))
    context = _said(fields, ("context",), source)
    written = next((fields[name] for name in _WORDS if name in fields), None)
    if written is None:
        yield from source.use(KeyUse(key, source.at(node), context=context, notes=notes))
        if not key:
            yield source.like(fields["id"], Scope())
            yield from source.unread(fields["id"], found.glued_key)
        return
    read_words = values(written, source.named)
    for string in read_words.strings:
        yield from message(node, string, source, key=key, context=context, notes=notes)
    for branch in read_words.unread:
        words = Words(source)
        if source.lingui and words.expression(branch):
            yield from message(node, str(words), source, key=key, context=context, notes=notes)
        else:
            yield from source.unread(branch)


def message(
    node: Node,
    words: str,
    source: Source,
    *,
    key: str = "",
    context: str = "",
    notes: tuple[str, ...] = (),
) -> Iterator[Extracted]:
    """A message in ICU's syntax; one with a key is a key's default text."""
    told = source.notes(node, notes)
    if key:
        yield from source.use(
            KeyUse(key, source.at(node), "", (words,), context, notes=told, flags=ICU)
        )
    else:
        yield from source.unit(node, (words,), context=context, notes=notes, flags=ICU)


def _said(fields: dict[str, Node], names: tuple[str, ...], source: Source) -> str:
    given = (fields[name] for name in names if name in fields)
    return next((c for node in given for c in values(node, source.named).strings), "")


class Words:
    """A message as Lingui's macros put it together: names and numbers for what is filled in."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._parts: list[str] = []
        self._unnamed = 0
        self._elements = 0

    def __str__(self) -> str:
        return "".join(self._parts)

    def add(self, words: str) -> None:
        """Words as they are."""
        self._parts.append(words)

    def expression(self, node: Node) -> bool:
        """What stands in a template or an element; False where it is nothing that has words."""
        node = bare(node)
        value = constant(node)
        if value is not None:
            self.add(value)
        elif node.type == "template_string":
            self._template(node)
        elif node.type == "call_expression" and callee(node) in _CHOICES:
            self._source.within.append((node.start_byte, node.end_byte))
            self.choice(callee(node), arguments(node))
        else:
            self.add(f"{{{self._name(node)}}}" if self._source.lingui else f"${{ {text(node)} }}")
            return False
        return True

    def choice(self, name: str, given: list[Node]) -> None:
        """`plural(n, {one: "…", other: "…"})` and its kin."""
        value = self._name(bare(given[0])) if given else "0"
        self.branches(name, value, properties(given[1]) if len(given) > 1 else {})

    def branches(
        self,
        name: str,
        value: str,
        branches: dict[str, Node],
        inside: Callable[[Node], object] | None = None,
    ) -> None:
        """ICU's plural and select; `offset` is no branch, and stands first."""
        self.add(f"{{{value}, {_CHOICES[name]},")
        if offset := branches.pop("offset", None):
            self.add(f" offset:{constant(offset) or text(offset)}")
        for case, words in branches.items():
            exact = case.removeprefix("_")
            self.add(f" ={exact} {{" if exact.isdigit() else f" {case} {{")
            (inside or self.expression)(words)
            self.add("}")
        self.add("}")

    def element(self) -> int:
        """The number of the next element."""
        self._elements += 1
        return self._elements - 1

    def _template(self, node: Node) -> None:
        end = node.start_byte + 1
        for child in node.children:
            if child.type == "template_substitution":
                self.add(self._raw(end, child.start_byte))
                inner = next((c for c in child.named_children if c.type != "comment"), None)
                if inner is not None and inner.type == "template_string":
                    self.add(f"{{{self._name(inner)}}}")
                elif inner is not None:
                    self.expression(inner)
                end = child.end_byte
        self.add(self._raw(end, node.end_byte - 1))

    def _raw(self, start: int, end: int) -> str:
        return unescaped(self._source.code[start:end].decode("utf-8", "replace"))

    def named(self, node: Node) -> str:
        """What a value is called in the message."""
        return self._name(bare(node))

    def _name(self, node: Node) -> str:
        if node.type == "identifier":
            return text(node)
        if node.type == "object" and len(names := properties(node)) == 1:
            return next(iter(names))
        self._unnamed += 1
        return str(self._unnamed - 1)
