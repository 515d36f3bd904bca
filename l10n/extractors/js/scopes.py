"""What a `t` is where it is called: its namespace, the prefix of its keys, its other names."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tree_sitter import Node

from l10n.extractors.js.syntax import arguments, bare, callee, constant, properties, text

_BLOCKS = frozenset(("program", "statement_block", "function_body", "class_body"))


@dataclass(frozen=True, slots=True)
class Scope:
    """How the keys of a function are meant.

    Attributes:
        namespace: the resource file, "" for the default one.
        prefix: what stands before each key, with the dot.
        keys: whether its first argument is a key for certain, and never the text itself.
    """

    namespace: str = ""
    prefix: str = ""
    keys: bool = False


@dataclass(frozen=True, slots=True)
class _Binding:
    start: int
    end: int
    name: str
    scope: Scope


class Scopes:
    """The functions that hooks give to names in a file."""

    def __init__(self, calls: Iterable[Node]) -> None:
        self._bindings: list[_Binding] = []
        for call in calls:
            name = callee(call).rpartition(".")[2]
            if name in _HOOKS:
                self._bind(call, _HOOKS[name](call), name in _GIVES_FUNCTION)

    def of(self, name: str, position: int) -> Scope | None:
        """What the name means at a byte of the file; None where no hook gave it a meaning."""
        root = name.removesuffix(".t")
        found = [
            b for b in self._bindings if b.start <= position < b.end and b.name in {name, root}
        ]
        return max(found, key=lambda b: b.start).scope if found else None

    def _bind(self, call: Node, scope: Scope, gives_function: bool) -> None:
        declared = call.parent
        while declared is not None and declared.type in {"await_expression", "as_expression"}:
            declared = declared.parent
        if declared is None or declared.type != "variable_declarator":
            return
        block = declared
        while block.parent is not None and block.type not in _BLOCKS:
            block = block.parent
        target = declared.child_by_field_name("name")
        for name in _names(target, gives_function):
            self._bindings.append(_Binding(block.start_byte, block.end_byte, name, scope))


def _names(target: Node | None, gives_function: bool) -> Iterable[str]:
    """The names by which the function is called: `{t}`, `{t: tr}`, `[t]`, or one for the whole."""
    if target is None:
        return
    if target.type == "identifier":
        yield text(target)
    elif target.type == "object_pattern" and not gives_function:
        for child in target.named_children:
            if child.type == "shorthand_property_identifier_pattern" and text(child) == "t":
                yield "t"
            elif child.type == "pair_pattern" and text(child.child_by_field_name("key")) == "t":
                yield text(child.child_by_field_name("value"))
    elif target.type == "array_pattern" and target.named_children:
        yield text(target.named_children[0])


def _string(node: Node | None) -> str:
    """A constant, or the first one of a list."""
    if node is None:
        return ""
    node = bare(node)
    if node.type == "array":
        return _string(node.named_children[0]) if node.named_children else ""
    return constant(node) or ""


def _prefixed(prefix: str) -> str:
    return f"{prefix}." if prefix else ""


def _use_translation(call: Node) -> Scope:
    """i18next: `useTranslation(namespace, {keyPrefix})`."""
    given = arguments(call)
    prefix = _string(properties(given[1]).get("keyPrefix")) if len(given) > 1 else ""
    namespace = _string(given[0]) if given else ""
    return Scope(namespace, _prefixed(prefix), keys=bool(namespace or prefix))


def _fixed(call: Node) -> Scope:
    """i18next: `getFixedT(language, namespace, keyPrefix)`."""
    given = [*arguments(call), None, None, None]
    namespace, prefix = _string(given[1]), _string(given[2])
    return Scope(namespace, _prefixed(prefix), keys=bool(namespace or prefix))


def _use_translations(call: Node) -> Scope:
    """next-intl: `useTranslations("where")`, `getTranslations({namespace: "where"})`."""
    given = arguments(call)
    prefix = ""
    if given:
        prefix = _string(given[0]) or _string(properties(given[0]).get("namespace"))
    return Scope(prefix=_prefixed(prefix), keys=True)


def _plain(_call: Node) -> Scope:
    """vue-i18n: `useI18n()`."""
    return Scope()


_HOOKS = {
    "useTranslation": _use_translation,
    "getFixedT": _fixed,
    "useTranslations": _use_translations,
    "getTranslations": _use_translations,
    "useI18n": _plain,
}
# These give the function itself, not an object that holds it as `t`.
_GIVES_FUNCTION = frozenset(("getFixedT", "useTranslations", "getTranslations"))


def narrowed(scope: Scope, options: dict[str, Node]) -> Scope:
    """The scope with what a call's own options say of namespace and prefix."""
    if "ns" in options:
        scope = replace(scope, namespace=_string(options["ns"]) or scope.namespace, keys=True)
    if "keyPrefix" in options:
        scope = replace(scope, prefix=_prefixed(_string(options["keyPrefix"])), keys=True)
    return scope
