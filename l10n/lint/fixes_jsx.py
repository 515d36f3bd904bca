"""JSX: `<p>Save it</p>` becomes `<p>{t("Save it")}</p>`, where the file has such a call already.

Only where the words are their own key: the file calls a function of one name with words, never
with keys, and the name means that function where the text stands.
"""

import re
from collections.abc import Iterator

from tree_sitter import Node, Parser, Query, QueryCursor, Tree

from l10n.extractors.js.calls import is_key
from l10n.extractors.js.scopes import HOOKS, Scope, Scopes
from l10n.extractors.js.syntax import arguments, callee, constant, language, text
from l10n.lint.edits import Edit, Told
from l10n.lint.interface import Rule
from l10n.lint.names import MARKING
from l10n.lint.words import has_cjk

_QUERY = """
(call_expression) @call [(jsx_element) (jsx_attribute)] @shown
(import_specifier) @imported (variable_declarator) @declared
(formal_parameters) @parameters (arrow_function parameter: (identifier) @parameters)
"""
_FAULTS = "[(ERROR) (MISSING)] @fault"
# What the quotes of a string, or a library's own signs in it, would make another text of.
_UNFIT = re.compile(r"[\"'\\{}&<>`\n]")
_SEPARATORS = re.compile(r"[.:]")
_DIALECTS = {".tsx": "tsx"}


def faults(code: bytes, suffix: str) -> int:
    """In how many places the grammar can't parse a file, as at an `&` in a text."""
    grammar = language(_DIALECTS.get(suffix, "js"))
    found = QueryCursor(Query(grammar, _FAULTS)).captures(_parsed(code, suffix).root_node)
    return len(found.get("fault", []))


def edits(code: bytes, suffix: str, told: Told) -> Iterator[Edit]:
    """The edits of a file with LF line ends."""
    tree = _parsed(code, suffix)
    query = Query(language(_DIALECTS.get(suffix, "js")), _QUERY)
    nodes = QueryCursor(query).captures(tree.root_node)
    called = _Called(nodes)
    for node in nodes.get("shown", []):
        found = _of_attribute(node) if node.type == "jsx_attribute" else _of_element(node, code)
        if found is None:
            continue
        rule, start, said = found
        line = 1 + code.count(b"\n", 0, start)
        if (rule, line) in told and not _UNFIT.search(said):
            name = called.at(start, said)
            if name:
                new = f"{{{name}({called.quote}{said}{called.quote})}}".encode()
                end = start + len(said.encode())
                around = rule is Rule.ATTRIBUTE  # its quotes go
                yield Edit(start - around, end + around, new)


class _Called:
    """The one function that a file marks its words with, and where its name means it."""

    def __init__(self, nodes: dict[str, list[Node]]) -> None:
        calls = nodes.get("call", [])
        hooks = [c for c in calls if callee(c).rpartition(".")[2].encode() in HOOKS]
        self._scopes = Scopes(hooks)
        self.quote = '"'
        said: dict[str, list[str]] = {}
        for call in calls:
            name = callee(call)
            given = arguments(call)
            words = constant(given[0]) if given else None
            if words is not None and name in MARKING | self._scopes.names:
                said.setdefault(name, []).append(words)
                self.quote = text(given[0])[:1] if given[0].type == "string" else self.quote
        natural = [name for name, texts in said.items() if _are_words(texts)]
        self._name = natural[0] if len(said) == 1 and natural else ""
        self._is_imported = any(
            text(one.child_by_field_name("alias") or one.child_by_field_name("name")) == self._name
            for one in nodes.get("imported", [])
        )
        named = re.compile(rf"(?<![\w$]){re.escape(self._name)}(?![\w$])")
        declared = (one.child_by_field_name("name") for one in nodes.get("declared", []))
        # Of a name that is given anew somewhere nobody knows here what it means.
        bound = [d for d in declared if named.search(text(d))]
        self._is_plain = len(bound) == sum(self._is_hook(d) for d in bound) and not any(
            named.search(text(one)) for one in nodes.get("parameters", [])
        )

    def at(self, place: int, words: str) -> str:
        """The function's name, if it marks these words there; "" if not."""
        if not self._name or not self._is_plain:
            return ""
        scope = self._scopes.of(self._name, place)
        if scope is None:
            return self._name if self._is_imported and self._name not in {"t", "$t"} else ""
        is_fit = scope == Scope() and not _SEPARATORS.search(words)
        return self._name if is_fit and not is_key(words, scope, None) else ""

    def _is_hook(self, name: Node | None) -> bool:
        value = name.parent.child_by_field_name("value") if name and name.parent else None
        return value is not None and callee(value).rpartition(".")[2].encode() in HOOKS


def _are_words(texts: list[str]) -> bool:
    """Whether these arguments are words, and none is a key."""
    if any(is_key(one, Scope(), None) for one in texts):
        return False
    return any(" " in one.strip() or has_cjk(one) for one in texts)


def _of_attribute(attribute: Node) -> tuple[Rule, int, str] | None:
    value = attribute.named_children[-1] if len(attribute.named_children) > 1 else None
    if value is None or value.type != "string":
        return None
    return Rule.ATTRIBUTE, value.start_byte + 1, text(value)[1:-1]


def _of_element(element: Node, code: bytes) -> tuple[Rule, int, str] | None:
    """The text of an element that holds nothing else."""
    opening, closing = (element.child_by_field_name(n) for n in ("open_tag", "close_tag"))
    if opening is None or closing is None or len(element.named_children) != 3:
        return None
    if element.named_children[1].type != "jsx_text":
        return None
    raw = code[opening.end_byte : closing.start_byte].decode()
    said = raw.strip()
    lead = raw[: len(raw) - len(raw.lstrip())]
    return Rule.TEXT, opening.end_byte + len(lead.encode()), said


def _parsed(code: bytes, suffix: str) -> Tree:
    return Parser(language(_DIALECTS.get(suffix, "js"))).parse(code)
