"""Syntax trees of JavaScript and its kin, and the constant values in them."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from tree_sitter import Language, Node, Parser, Query, QueryCursor, Tree

# What the extractors look at; comments are asked for only where one may be for translators.
_LOOKED_AT = "(call_expression) @call"
_ELEMENTS = "[(jsx_element) (jsx_self_closing_element)] @element"
_COMMENTS = "(comment) @comment"

_BLANK = re.compile(rb"[^\n]")
_ESCAPE = re.compile(
    r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(\r\n|[\s\S]))"
)
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "v": "\v", "f": "\f", "0": "\0"}
_LINE_ENDS = frozenset(("\n", "\r\n", "\r", "\u2028", "\u2029"))
# Wrappings that change no value: `(x)`, `x!`, `x as T`, `x satisfies T`, `<T>x`.
_WRAPPED = frozenset(("parenthesized_expression", "non_null_expression"))
_TYPED = frozenset(("as_expression", "satisfies_expression"))


@cache
def language(dialect: str) -> Language:
    """The grammar of a dialect: `js`, `ts` or `tsx`."""
    import tree_sitter_javascript  # noqa: PLC0415 - a project without such files loads none
    import tree_sitter_typescript  # noqa: PLC0415

    pointer = {
        "js": tree_sitter_javascript.language,
        "ts": tree_sitter_typescript.language_typescript,
        "tsx": tree_sitter_typescript.language_tsx,
    }[dialect]()
    return Language(pointer)


@cache
def _grammar(dialect: str) -> tuple[Parser, Query, Query]:
    """The parser of a dialect, and the queries for code alone and for code with comments."""
    grammar = language(dialect)
    looked_at = _LOOKED_AT if dialect == "ts" else f"{_LOOKED_AT}\n{_ELEMENTS}"
    return (
        Parser(grammar),
        Query(grammar, looked_at),
        Query(grammar, f"{looked_at}\n{_COMMENTS}"),
    )


def parsed(code: bytes, dialect: str, *, comments: bool) -> tuple[Tree, dict[str, list[Node]]]:
    """The tree, and the nodes in it that are looked at, by `call`, `element` and `comment`."""
    parser, query, with_comments = _grammar(dialect)
    tree = parser.parse(code)
    return tree, QueryCursor(with_comments if comments else query).captures(tree.root_node)


def blank(code: bytes) -> bytes:
    """As many spaces, on the same lines."""
    return _BLANK.sub(b" ", code)


def text(node: Node | None) -> str:
    """The node's code."""
    return node.text.decode("utf-8", "replace") if node and node.text else ""


def unescaped(raw: str) -> str:
    """What is between the quotes of a string, as the program sees it."""
    if "\\" not in raw:
        return raw
    value = _ESCAPE.sub(_unescape, raw)
    try:  # halves of one character, written one by one, are whole
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    except UnicodeError:
        return value


def _unescape(found: re.Match[str]) -> str:
    if digits := found[1] or found[2] or found[3]:
        number = int(digits, 16)
        return chr(number) if number <= 0x10FFFF else "\ufffd"
    return "" if found[4] in _LINE_ENDS else _NAMED.get(found[4], found[4])


def bare(node: Node) -> Node:
    """The expression without brackets and types around it."""
    while True:
        if node.type in _WRAPPED or node.type in _TYPED:
            inner = next((c for c in node.named_children if c.type != "comment"), None)
        elif node.type == "type_assertion":
            inner = node.named_children[-1] if node.named_children else None
        else:
            return node
        if inner is None:
            return node
        node = inner


def constant(node: Node) -> str | None:
    """The string that an expression always is; None where that takes running the program."""
    node = bare(node)
    if node.type == "string":
        raw = text(node)[1:-1]
        # In JSX an attribute's string has references instead of escapes.
        is_attribute = node.parent is not None and node.parent.type == "jsx_attribute"
        return html.unescape(raw) if is_attribute else unescaped(raw)
    if node.type == "template_string":
        if any(child.type == "template_substitution" for child in node.children):
            return None
        return unescaped(text(node)[1:-1].replace("\r\n", "\n"))
    if node.type == "binary_expression" and text(node.child_by_field_name("operator")) == "+":
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        parts = [constant(side) for side in (left, right) if side is not None]
        return None if None in parts else "".join(filter(None, parts))
    return None


@dataclass(frozen=True, slots=True)
class Values:
    """What an expression may be: constant strings, and code that is none."""

    strings: tuple[str, ...] = ()
    unread: tuple[Node, ...] = ()


def values(node: Node, named: Callable[[str], str | None] = lambda _name: None) -> Values:
    """All constants that an expression may turn out to be, and the rest of it.

    Args:
        named: the string that a constant of the file holds.
    """
    strings: list[str] = []
    unread: list[Node] = []
    for branch in _branches(node):
        value = constant(branch)
        if value is None and branch.type == "identifier":
            value = named(text(branch))
        if value is not None:
            strings.append(value)
        elif branch.type not in {"null", "undefined", "false", "number"}:
            unread.append(branch)
    return Values(tuple(strings), tuple(unread))


def _branches(node: Node) -> Iterator[Node]:
    """The expressions one of which it is: of a conditional, of `a || b`, of a list of keys."""
    node = bare(node)
    if node.type == "ternary_expression":
        for name in ("consequence", "alternative"):
            yield from _field(node, name)
    elif node.type == "binary_expression":
        operator = text(node.child_by_field_name("operator"))
        if operator in {"||", "??"}:
            yield from _field(node, "left")
            yield from _field(node, "right")
        elif operator == "&&":
            yield from _field(node, "right")
        else:
            yield node
    elif node.type == "array":
        for child in node.named_children:
            if child.type != "comment":
                yield from _branches(child)
    else:
        yield node


def _field(node: Node, name: str) -> Iterator[Node]:
    child = node.child_by_field_name(name)
    if child is not None:
        yield from _branches(child)


def words_in(node: Node) -> str:
    """The constant words of an expression that is glued together; "" where it has none."""
    node = bare(node)
    if node.type == "template_string":
        return "".join(text(c) for c in node.children if c.type == "string_fragment")
    if node.type == "binary_expression":
        sides = (node.child_by_field_name(name) for name in ("left", "right"))
        return "".join(constant(s) or words_in(s) for s in sides if s is not None)
    return ""


def arguments(call: Node) -> list[Node]:
    """The call's arguments; none for a tagged template."""
    listed = call.child_by_field_name("arguments")
    if listed is None or listed.type != "arguments":
        return []
    return [child for child in listed.named_children if child.type != "comment"]


def properties(node: Node | None) -> dict[str, Node]:
    """An object's values by their names, as far as they stand there."""
    found: dict[str, Node] = {}
    node = bare(node) if node is not None else None
    if node is None or node.type != "object":
        return found
    for child in node.named_children:
        if child.type == "pair":
            key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
            name = text(key)
            if key is not None and key.type == "string":
                name = constant(key) or ""
            if value is not None:
                found[name] = value
        elif child.type == "shorthand_property_identifier":
            found[text(child)] = child
    return found


def attributes(element: Node) -> dict[str, Node | None]:
    """A JSX element's attributes: a string or the expression in the braces; None for a bare one."""
    opening = element.child_by_field_name("open_tag") or element
    found: dict[str, Node | None] = {}
    for child in opening.named_children:
        if child.type != "jsx_attribute":
            continue
        name, *rest = child.named_children
        value = rest[-1] if rest else None
        if value is not None and value.type == "jsx_expression":
            value = next((c for c in value.named_children if c.type != "comment"), None)
        found[text(name)] = value
    return found


def callee(call: Node) -> str:
    """The dotted name of what is called: `i18n.global.t`; only the last part after other code."""
    function = call.child_by_field_name("function")
    return dotted(function) if function is not None else ""


def dotted(node: Node) -> str:
    """A name, or the names of members, joined by dots; "" for what has no name at its end."""
    parts: list[str] = []
    node = bare(node)
    while node.type == "member_expression":
        parts.append(text(node.child_by_field_name("property")))
        inner = node.child_by_field_name("object")
        if inner is None:
            break
        node = bare(inner)
    if node.type in {"identifier", "this"}:
        parts.append(text(node))
    elif node.type == "await_expression" or not parts:
        return ".".join(reversed(parts))
    else:
        parts.append("")
    return ".".join(reversed(parts))
