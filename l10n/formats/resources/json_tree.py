"""JSON as a tree that knows where in the text each value stands, and gives the text back.

No library tells places, so this reads the brackets and commas; Python's `json` reads strings and
numbers. Of names that stand twice in an object the last counts, as for every runtime.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from l10n.formats.resources.document import Document
from l10n.formats.resources.resource import Key
from l10n.messages import gettext as _

# Deeper than people nest; it bounds the work on hostile input.
MAX_DEPTH = 100
_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
_SCALAR = re.compile(
    r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)\b"
)


@dataclass(frozen=True, slots=True)
class Node:
    """A value; `kind` is the character it begins with, for numbers and words ""."""

    kind: str
    start: int
    end: int
    text: str = ""
    members: tuple["Member", ...] = ()

    def child(self, name: str | int) -> "Node | None":
        """The value under a name or at a position."""
        return next((m.node for m in reversed(self.members) if m.name == name), None)


@dataclass(frozen=True, slots=True)
class Member:
    """A value in its container, from `start`: there its name begins, or, in a list, it itself."""

    name: str | int
    start: int
    node: Node


def parse(document: Document) -> Node:
    """The whole text's value.

    Raises:
        ResourceError: at the first place that is no JSON.
    """
    start = _space(document.text, 0)
    try:
        root = _node(document, start, 0)
    except json.JSONDecodeError as error:
        raise _wrong(document, error.pos) from error
    if _space(document.text, root.end) != len(document.text):
        raise _wrong(document, _space(document.text, root.end))
    return root


def strings(node: Node, path: Key = ()) -> Iterator[tuple[Key, Node]]:
    """The strings in a value, in their order, each with the way to it."""
    if node.kind == '"':
        yield path, node
    last = {member.name: member for member in node.members}
    for member in node.members:
        if last[member.name] is member:
            yield from strings(member.node, (*path, member.name))


def _space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    assert found  # it may be empty
    return found.end()


def _node(document: Document, start: int, depth: int) -> Node:
    text, kind = document.text, document.text[start : start + 1]
    if depth > MAX_DEPTH:
        raise document.error(
            _("The values are nested more than {count} deep.").format(count=MAX_DEPTH),
            start,
            _("Make the file flatter."),
        )
    if kind == '"':
        value, end = _DECODER.raw_decode(text, start)
        return Node(kind, start, end, value)
    if kind in {"{", "["} and kind:
        return _container(document, kind, start, depth)
    found = _SCALAR.match(text, start)
    if found is None:
        raise _wrong(document, start)
    return Node("", start, found.end())


def _container(document: Document, kind: str, start: int, depth: int) -> Node:
    text, closing = document.text, "}" if kind == "{" else "]"
    members: list[Member] = []
    position = _space(text, start + 1)
    while text[position : position + 1] != closing or members:
        at, name = position, len(members)
        if kind == "{":
            member_name, position = _name(document, position)
        node = _node(document, position, depth + 1)
        members.append(Member(member_name if kind == "{" else name, at, node))
        position = _space(text, node.end)
        if text[position : position + 1] == closing:
            break
        if text[position : position + 1] != ",":
            raise _wrong(document, position)
        position = _space(text, position + 1)
    return Node(kind, start, position + 1, members=tuple(members))


def _name(document: Document, position: int) -> tuple[str, int]:
    """A member's name and where its value begins."""
    text = document.text
    if text[position : position + 1] != '"':
        raise _wrong(document, position)
    name, position = _DECODER.raw_decode(text, position)
    position = _space(text, position)
    if text[position : position + 1] != ":":
        raise _wrong(document, position)
    return name, _space(text, position + 1)


def _wrong(document: Document, position: int) -> Exception:
    found = document.text[position : position + 1]
    return document.error(
        _("The file is no JSON: {found!r} is not expected here.").format(found=found)
        if found
        else _("The file is no JSON: it ends too early."),
        position,
        _("Repair it; a comma, bracket or quotation mark may be missing just before."),
    )
