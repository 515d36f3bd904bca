"""JavaScript and TypeScript: text and attributes of JSX, what calls show, sentences in strings."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from itertools import pairwise
from pathlib import PurePosixPath

from tree_sitter import Node, Parser, Query, QueryCursor

from l10n.extractors.js.scopes import HOOKS, Scopes
from l10n.extractors.js.syntax import attributes, callee, language, text
from l10n.lint import joined, names
from l10n.lint.interface import Marks, Rule, Text
from l10n.lint.spans import Spans
from l10n.lint.words import are_words, has_cjk, is_label, is_lone, is_sentence, shown

_QUERY = f"""
(string) @string (template_string) @string (call_expression) @call {joined.QUERY}
"""
_TEXTS = "[(jsx_element) (jsx_self_closing_element)] @element"
_DIALECTS = {".ts": "ts", ".mts": "ts", ".cts": "ts", ".tsx": "tsx"}
# Through these a string is still the value of what stands around.
_VALUE = frozenset(
    (
        *("parenthesized_expression", "as_expression", "satisfies_expression", "array"),
        *("non_null_expression", "template_substitution", "template_string", "await_expression"),
    )
)
_COMPARING = frozenset(("==", "===", "!=", "!==", "in", "instanceof", "<", ">"))
# Where a string is a name, or is compared with one.
_NAMES = frozenset(
    (
        *("import_statement", "export_statement", "subscript_expression", "switch_case"),
        *("literal_type", "import_attribute", "computed_property_name", "enum_assignment"),
    )
)
_LOCALE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4}){0,2}")
_DEEPEST = 200
_ASKING = frozenset(("includes", "indexOf", "startsWith", "endsWith", "replace", "split", "has"))


class Scripts:
    """`<p>Save</p>`, `title="Save"`, `toast("Saved.")`, and every "保存" that nothing marks."""

    name = "scripts"
    suffixes = (".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx")

    def lint(self, text: str, path: str, marks: Marks) -> Iterator[Text]:
        """See `Linter.lint`."""
        dialect = _DIALECTS.get(PurePosixPath(path).suffix.lower(), "js")
        yield from lint(text.encode(), dialect, marks)


LINTER = Scripts()


def lint(code: bytes, dialect: str, marks: Marks) -> Iterator[Text]:
    """What is unmarked in a program."""
    parser, query = _grammar(dialect)
    nodes = QueryCursor(query).captures(parser.parse(code).root_node)
    hooks = (call for call in nodes.get("call", []) if _last(call).encode() in HOOKS)
    marking = names.MARKING | marks.functions | Scopes(hooks).names
    aside = Spans(element for element in nodes.get("element", []) if _is_aside(element))
    marked = Spans(call for call in nodes.get("call", []) if _is_marking(call, marking))
    is_marking = joined.marks(marking)
    seen: set[int] = set()
    for element in nodes.get("element", []):
        if element not in aside:
            yield from _texts(element, code)
            yield from joined.glued_children(element, is_marking, code, seen)
    yield from _strings(nodes, aside, marked, marking)


def _strings(
    nodes: dict[str, list[Node]], aside: Spans, marked: Spans, marking: frozenset[str]
) -> Iterator[Text]:
    """What is unmarked, glued or made by hand in strings."""
    is_marking = joined.marks(marking)
    is_left = partial(_is_left, marked=marked, marking=marking)
    plurals: dict[int, Text] = {}
    for node in nodes.get("choice", []):
        in_call = is_left(node)
        is_shown = not in_call or _is_marked(node, marking, logged=False)
        if is_shown and (found := joined.by_hand(node, is_marking, in_call=in_call)):
            plurals[node.id] = found
    yield from plurals.values()
    whole: list[Node] = []  # what is told of in one piece
    chains = joined.chains(nodes.get("plus", []))
    # What stands in a chain stands where its top does, whose place is found sooner.
    tops: dict[int, Node] = {}
    for chain, operands in ((c, o) for c, o in chains if c not in aside and not is_left(c)):
        tops |= dict.fromkeys((operand.id for operand in operands), chain)
        if any(operand.id in plurals for operand in operands):
            whole += operands
        elif any(map(is_marking, operands)):
            yield from joined.glued(chain, operands, is_marking)
        elif (found := _chain(chain, operands)) is not None:
            whole += operands
            yield found
    told = Spans(whole)
    strings = ((node, tops.get(node.id, node)) for node in nodes.get("string", []))
    for node, top in ((node, top) for node, top in strings if not is_left(top)):
        yield from joined.glued_template(node, is_marking)
        if node not in aside and node not in told:
            yield from _string(node, top)


def _string(node: Node, top: Node) -> Iterator[Text]:
    raw = joined.said(node) or ""
    if (has_cjk(raw) or are_words(raw)) and (judged := _rule(top, raw)) is not None:
        rule, sure = judged
        yield Text(rule, " ".join(raw.split()), _line(node), sure)


def _is_left(node: Node, *, marked: Spans, marking: frozenset[str]) -> bool:
    """Whether a call around it marks it, or writes it for developers."""
    return node in marked and _is_marked(node, marking)


def _chain(chain: Node, operands: list[Node]) -> Text | None:
    """The finding about words that `+` joins to values; None where each is judged for itself."""
    raw = joined.raw_of(operands)
    if raw is None or not are_words(raw) or (judged := _rule(chain, raw)) is None:
        return None
    rule, sure = judged
    return Text(Rule.GLUED, " ".join(raw.split()), _line(chain), sure, rule)


@cache
def _grammar(dialect: str) -> tuple[Parser, Query]:
    spoken = language(dialect)
    return Parser(spoken), Query(spoken, _QUERY if dialect == "ts" else _QUERY + _TEXTS)


def _around(node: Node | None) -> Iterator[Node]:
    """A node and what stands around it, as deep as people nest."""
    for _level in range(_DEEPEST):
        if node is None:
            return
        yield node
        node = node.parent


def _line(node: Node) -> int:
    return node.start_point.row + 1


def _last(call: Node) -> str:
    return callee(call).rpartition(".")[2]


def _texts(element: Node, code: bytes) -> Iterator[Text]:
    """The text that stands in an element itself; the grammar cuts it up at every `&`."""
    opening, closing = (element.child_by_field_name(n) for n in ("open_tag", "close_tag"))
    if opening is None or closing is None:
        return
    end = opening.end_byte
    inside = [c for c in element.children if opening.end_byte <= c.start_byte < closing.start_byte]
    for child in (*inside, closing):
        if child.type in {"jsx_text", "html_character_reference", "ERROR"}:
            continue
        raw = code[end : child.start_byte].decode("utf-8", "replace")
        if are_words(raw):
            lead = raw[: len(raw) - len(raw.lstrip())]
            line = 1 + code.count(b"\n", 0, end) + lead.count("\n")
            yield Text(Rule.TEXT, shown(raw), line)
        end = child.end_byte


def _is_aside(element: Node) -> bool:
    """Whether what stands in an element is for machines, a picture, or a message's own."""
    opening = element.child_by_field_name("open_tag") or element
    last = text(opening.child_by_field_name("name")).rpartition(".")[2]
    if last in names.COMPONENTS | names.NOT_PROSE:
        return True
    return names.is_icon(last, text(attributes(element).get("className")))


def _is_marking(call: Node, marking: frozenset[str]) -> bool:
    """Whether a call marks its text, or writes it for developers."""
    name = callee(call)
    return name.rpartition(".")[2] in marking or names.logs(name)


def _rule(node: Node, raw: str) -> tuple[Rule, bool] | None:
    """By which rule a string is unmarked, and whether it is shown for certain; None for none."""
    child, parent = next(
        ((inner, outer) for inner, outer in pairwise(_around(node)) if not _passes(outer, inner)),
        (node, None),
    )
    if parent is None or parent.type in _NAMES or _is_compared(parent):
        return None
    by_place = _PLACES.get(parent.type, _anywhere)
    return by_place(parent, child, raw)


def _passes(parent: Node, child: Node) -> bool:
    """Whether what stands around has the child's value, or one made of it."""
    if parent.type == "ternary_expression":
        return child != parent.child_by_field_name("condition")
    if parent.type == "binary_expression":
        return text(parent.child_by_field_name("operator")) not in _COMPARING
    return parent.type in _VALUE


def _is_compared(parent: Node) -> bool:
    return (
        parent.type == "binary_expression"
        and text(parent.child_by_field_name("operator")) in _COMPARING
    ) or (parent.type == "ternary_expression")


def _is_marked(node: Node, marking: frozenset[str], *, logged: bool = True) -> bool:
    """Whether a call around it marks it; not the text of a function that the call is given.

    Args:
        logged: whether a call counts, too, that writes for developers.
    """
    for outer in _around(node):
        if outer.type in {"statement_block", "class_body"}:
            return False
        if outer.type == "call_expression" and _is_marking(outer, marking):
            return logged or not names.logs(callee(outer))
    return False


def _anywhere(_parent: Node, _child: Node, raw: str) -> tuple[Rule, bool] | None:
    return (Rule.LITERAL, has_cjk(raw)) if is_sentence(raw) else None


def _of_statement(_statement: Node, child: Node, raw: str) -> tuple[Rule, bool] | None:
    """A string for itself: in a template's braces it is shown, and else a directive."""
    is_directive = child.type == "string" and raw.startswith("use ")
    return None if is_directive or is_lone(raw) else (Rule.TEXT, True)


def _of_attribute(attribute: Node, _child: Node, raw: str) -> tuple[Rule, bool] | None:
    name = text(attribute.named_children[0])
    opening = attribute.parent
    tag = text(opening.child_by_field_name("name")) if opening is not None else ""
    if names.is_shown(name, of_html=tag.islower()) and are_words(raw) and not is_lone(raw):
        return Rule.ATTRIBUTE, True
    return (Rule.ATTRIBUTE, True) if has_cjk(raw) else None


def _of_expression(expression: Node, child: Node, raw: str) -> tuple[Rule, bool] | None:
    around = expression.parent
    if around is not None and around.type == "jsx_attribute":
        return _of_attribute(around, child, raw)
    return (Rule.TEXT, True) if are_words(raw) and not is_lone(raw) else None


def _of_name(named: Node, child: Node, raw: str) -> tuple[Rule, bool] | None:
    """A value that has a name: a field's, or a variable's."""
    fields = (named.child_by_field_name(name) for name in ("key", "left", "name"))
    field = next(filter(None, fields), None)
    if field is None or field == child:
        return None
    name = text(field).strip("'\"").rpartition(".")[2]
    if named.type == "pair" and _LOCALE.fullmatch(name):
        return None  # what a language calls itself, or a table of translations
    if names.is_label(name) and is_label(raw):
        return Rule.LITERAL, has_cjk(raw)
    if names.for_machines(name) and not has_cjk(raw):
        return None
    return _anywhere(named, child, raw)


def _of_call(given: Node, child: Node, raw: str) -> tuple[Rule, bool] | None:
    call = given.parent
    if call is None:
        return None
    if call.type == "new_expression":
        # What is thrown is for developers, as long as nobody wrote it in the users' language.
        return (Rule.LITERAL, True) if has_cjk(raw) else None
    name = callee(call)
    if name.rpartition(".")[2] in _ASKING:
        return None
    if names.shows(name) and (has_cjk(raw) or is_sentence(raw)):
        return Rule.MESSAGE, True
    return _anywhere(given, child, raw)


# By what a string stands in; in all else it is judged by its looks alone.
_PLACES: Mapping[str, Callable[[Node, Node, str], tuple[Rule, bool] | None]] = {
    "jsx_attribute": _of_attribute,
    "jsx_expression": _of_expression,
    "pair": _of_name,
    "assignment_expression": _of_name,
    "variable_declarator": _of_name,
    "public_field_definition": _of_name,
    "arguments": _of_call,
    "expression_statement": _of_statement,
}
