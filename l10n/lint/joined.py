"""JavaScript: sentences glued by `+`, templates and JSX, and plurals made by hand."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from tree_sitter import Node

from l10n.extractors.js.syntax import arguments, bare, callee, constant, properties, text, unescaped
from l10n.lint import plurals
from l10n.lint.interface import Rule, Text
from l10n.lint.pieces import END, SEPARATES, Kind, Piece, is_glued, literal
from l10n.lint.words import are_words, has_cjk

QUERY = """
(binary_expression operator: "+") @plus (ternary_expression) @choice
"""
# Elements that a sentence goes on through.
_INLINE = frozenset(("a", "b", "strong", "em", "i", "u", "mark", "small", "code", "Link", ""))
_VALUES = frozenset(("identifier", "member_expression", "number", "subscript_expression"))
# Values that are no words in a row: what a component was given to show.
_ELEMENTS = ("children", "icon", "element", "node", "component", "content", "button", "slot")
_DEEPEST = 20

Marks = Callable[[Node], bool]


def chains(pluses: Iterable[Node]) -> Iterator[tuple[Node, list[Node]]]:
    """What `+` joins, each chain once and whole, with its operands in order."""
    within: set[int] = set()
    for top in sorted(pluses, key=lambda node: (node.start_byte, -node.end_byte)):
        if top.id in within:
            continue
        operands: list[Node] = []
        waiting = [top]
        while waiting:
            node = bare(waiting.pop())
            if node.type == "binary_expression" and _operator(node) == "+":
                within.add(node.id)
                sides = (node.child_by_field_name(name) for name in ("right", "left"))
                waiting += [side for side in sides if side is not None]
            else:
                operands.append(node)
        yield top, operands


def raw_of(operands: Iterable[Node]) -> str | None:
    """The words that a chain joins, with a hole for each value; None where there is no value."""
    parts = [said(node) for node in operands]
    holes = [part for part in parts if part is None]
    raw = "".join("{}" if part is None else part for part in parts)
    # Words with no space around them are a name: `"user:" + id`.
    return raw if holes and (" " in raw.strip() or has_cjk(raw)) else None


def glued(top: Node, operands: list[Node], is_marked: Marks) -> Iterator[Text]:
    """The finding about a chain that makes a sentence of marked calls and more."""
    if is_glued(chain.from_iterable(_piece(operand, is_marked) for operand in operands)):
        yield _finding(Rule.GLUED, top)


def glued_template(template: Node, is_marked: Marks) -> Iterator[Text]:
    """The same of a template: `${t("a")} ${name} ${t("b")}`."""
    if is_glued(_of_template(template, is_marked)):
        yield _finding(Rule.GLUED, template)


def glued_children(element: Node, is_marked: Marks, code: bytes, seen: set[int]) -> Iterator[Text]:
    """The same of what stands in a JSX element.

    Args:
        seen: the elements that were read as part of others.
    """
    if element.id in seen:
        return
    pieces = list(_children(element, is_marked, seen, 0))
    if is_glued(pieces):
        marked = [child for child in element.named_children if child.type == "jsx_expression"]
        first = marked[0] if marked else element
        last = marked[-1] if marked else element
        written = code[first.start_byte : last.end_byte].decode("utf-8", "replace")
        yield Text(Rule.GLUED, " ".join(written.split()), first.start_point.row + 1)


def by_hand(choice: Node, is_marked: Marks, *, in_call: bool) -> Text | None:
    """The finding about a conditional that chooses a plural form; None where it chooses none.

    Args:
        in_call: whether it stands in a call that marks it.
    """
    sides = [choice.child_by_field_name(n) for n in ("condition", "consequence", "alternative")]
    condition, one, other = (bare(side) if side is not None else None for side in sides)
    if condition is None or one is None or other is None:
        return None
    counted = list(_asked(condition))
    if not counted:
        return None
    is_count = any(map(plurals.is_count, counted))
    words = [_words(side) for side in (one, other)]
    if None not in words:
        first, second = (str(said) for said in words)
        found = plurals.are_forms(first, second) and (is_count or in_call or are_words(second))
        found |= plurals.are_endings(first, second)
        found |= in_call and is_count
    else:
        marked = [_singular(side) if is_marked(side) else None for side in (one, other)]
        found = None not in marked and (is_count or plurals.are_forms(*map(str, marked)))
        found = found and marked[0] != marked[1]
    return _finding(Rule.PLURAL, choice) if found else None


def _finding(rule: Rule, node: Node) -> Text:
    return Text(rule, " ".join(text(node).split()), node.start_point.row + 1)


def _operator(node: Node) -> str:
    return text(node.child_by_field_name("operator"))


def _asked(condition: Node) -> Iterator[str]:
    """The code of what a condition compares with one."""
    waiting = [condition]
    while waiting:
        node = bare(waiting.pop())
        if node.type != "binary_expression":
            continue
        left, right = (node.child_by_field_name(name) for name in ("left", "right"))
        if left is None or right is None:
            continue
        if _operator(node) in {"&&", "||"}:
            waiting += (left, right)
            continue
        for value, number, first in ((left, right, False), (right, left, True)):
            if plurals.asks_for_one(_operator(node), text(number), number_first=first):
                yield text(value)


def _words(node: Node) -> str | None:
    """The words of a string, a template or a chain, with holes; None for what is none."""
    if node.type == "binary_expression" and _operator(node) == "+":
        _top, operands = next(chains([node]))
        parts = [said(operand) for operand in operands]
        return None if all(p is None for p in parts) else "".join(p or "{}" for p in parts)
    return said(node)


def said(node: Node) -> str | None:
    """The words of a string, with a hole for each value in a template; None for what is none."""
    if node.type == "template_string":
        return "".join(
            "{}" if child.type == "template_substitution" else unescaped(text(child))
            for child in node.named_children
        )
    return constant(node) if node.type == "string" else None


def _message(call: Node) -> str | None:
    """The constant that a call marks; "" where nobody can say."""
    given = arguments(call)
    return (constant(given[0]) or "") if given else ""


def _singular(call: Node) -> str | None:
    """The constant that a call marks; None where the call is given the count itself."""
    given = arguments(call)
    is_counted = any("count" in properties(node) for node in given[1:])
    is_plural = "ngettext" in callee(call).lower()
    return None if is_counted or is_plural else _message(call)


def _piece(node: Node, is_marked: Marks) -> Iterator[Piece]:
    node = bare(node)
    if is_marked(node):
        yield Piece(Kind.MARKED, _message(node) or "")
    elif (words := said(node)) is not None:
        yield from literal(words)
    else:
        yield END if SEPARATES.search(text(node)) else Piece(Kind.VALUE, text(node))


def _of_template(template: Node, is_marked: Marks) -> Iterator[Piece]:
    for child in template.named_children:
        if child.type == "template_substitution":
            for inner in child.named_children[:1]:
                yield from _piece(inner, is_marked)
        else:
            yield from literal(unescaped(text(child)))


def _children(element: Node, is_marked: Marks, seen: set[int], depth: int) -> Iterator[Piece]:
    opening, closing = (element.child_by_field_name(n) for n in ("open_tag", "close_tag"))
    seen.add(element.id)
    if opening is None or closing is None or depth > _DEEPEST:
        yield END
        return
    for child in element.children:
        if child.start_byte < opening.end_byte or child.start_byte >= closing.start_byte:
            continue
        if child.type in {"jsx_text", "html_character_reference"}:
            yield from literal(text(child))
        elif child.type == "jsx_expression":
            yield from _expression(child, is_marked)
        elif child.type == "jsx_element" and _tag(child) in _INLINE:
            yield from _children(child, is_marked, seen, depth + 1)
        else:
            yield END


def _expression(braces: Node, is_marked: Marks) -> Iterator[Piece]:
    inside = [child for child in braces.named_children if child.type != "comment"]
    if not inside:
        return
    node = bare(inside[0])
    for piece in _piece(node, is_marked):
        is_plain = node.type in _VALUES and not text(node).lower().endswith(_ELEMENTS)
        yield piece if is_plain or piece.kind is not Kind.VALUE else END


def _tag(element: Node) -> str:
    opening = element.child_by_field_name("open_tag")
    return text(opening.child_by_field_name("name")) if opening is not None else ""


def marks(marking: frozenset[str]) -> Marks:
    """Whether a node is a call that marks its text, by the names of functions that do."""
    return lambda node: (
        node.type == "call_expression" and callee(node).rpartition(".")[2] in marking
    )
