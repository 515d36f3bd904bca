"""JSX elements: their names, and what stands in them as React sees it."""

import html
from collections.abc import Iterator

from tree_sitter import Node

from l10n.extractors.js.syntax import bare, constant, text


def tag(element: Node) -> str:
    """The element's name; "" for a fragment."""
    opening = element.child_by_field_name("open_tag") or element
    return text(opening.child_by_field_name("name"))


def children(element: Node, code: bytes) -> Iterator[str | Node]:
    """What stands in an element as React sees it: text without the indentation, and the rest."""
    opening, closing = (element.child_by_field_name(n) for n in ("open_tag", "close_tag"))
    if opening is None or closing is None:
        return
    end = opening.end_byte
    inner = [c for c in element.children if opening.end_byte <= c.start_byte < closing.start_byte]
    for child in (*inner, closing):
        # A bare `&` is an error to the grammar, and text to everybody else.
        if child.type in {"jsx_text", "html_character_reference", "ERROR"}:
            continue
        if words := _shown(code[end : child.start_byte].decode("utf-8", "replace")):
            yield words
        end = child.end_byte
        if child.type == "jsx_expression":
            inside = next((c for c in child.named_children if c.type != "comment"), None)
            if inside is None:
                continue
            value = constant(inside)
            yield bare(inside) if value is None else value
        elif child is not closing:
            yield child


def _shown(raw: str) -> str:
    """JSX text as it is shown: lines joined, without the white space around line ends."""
    first, *others = raw.split("\n")
    if others:
        *between, last = others
        inner = (line.strip(" \t") for line in between)
        lines = [first.rstrip(" \t"), *inner, last.lstrip(" \t")]
        return html.unescape(" ".join(filter(None, lines)))
    return html.unescape(first)
