"""Python: what calls and fields show, and every string in Chinese, outside of marked calls."""

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import replace

from l10n.extractors.keywords import GETTEXT
from l10n.lint import joined_python as joined
from l10n.lint import names
from l10n.lint.interface import Marks, Rule, Text
from l10n.lint.pieces import is_glued
from l10n.lint.words import are_words, has_cjk, is_sentence

# Functions whose text is shown: Django's and Flask's messages, errors of forms.
_SHOWS = re.compile(
    r"(?:^|\.)(?:flash|messages\.(?:debug|info|success|warning|error|add_message)"
    r"|ValidationError|StopValidation|message_user|showinfo|showwarning|showerror|messagebox\.\w+"
    r"|QMessageBox\.\w+|setText|setWindowTitle|setToolTip|setPlaceholderText)$"
)
# Arguments whose text is shown, of whatever is called.
_FIELDS = frozenset(
    (
        *("label", "help_text", "verbose_name", "verbose_name_plural", "placeholder"),
        *("short_description", "tooltip", "empty_label"),
    )
)
_NO_VALUE = (ast.Compare, ast.Subscript)


class Python:
    """`flash("Saved.")`, `label="Name"`, and every "保存" that nothing marks."""

    name = "python"
    suffixes = (".py",)

    def lint(self, text: str, path: str, marks: Marks) -> Iterator[Text]:
        """See `Linter.lint`."""
        del path
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return
        yield from _walk(tree, frozenset(GETTEXT) | marks.functions)


LINTER = Python()


def _walk(tree: ast.AST, marking: frozenset[str]) -> Iterator[Text]:
    waiting: list[tuple[ast.AST, Rule | None]] = [(tree, None)]
    while waiting:
        node, shown = waiting.pop()
        if isinstance(node, ast.JoinedStr) or _is_text(node):
            yield from _judged(node, shown)
            if isinstance(node, ast.JoinedStr):
                yield from _in_fields(node, marking)
            continue
        if isinstance(node, ast.Call) and _left(node, marking):
            yield from _in_call(node, marking)
            continue
        if isinstance(node, _NO_VALUE) or (isinstance(node, ast.Expr) and _is_text(node.value)):
            continue  # a docstring, or what is compared
        if isinstance(node, ast.IfExp):
            yield from _plurals(node, marking)
        if joined.is_chain(node):
            yield from _chain(node, marking, shown, waiting)
            continue
        for field, child in _children(node):
            waiting.append((child, _rule(node, field, child, shown)))


def _chain(
    chain: ast.AST,
    marking: frozenset[str],
    shown: Rule | None,
    waiting: list[tuple[ast.AST, Rule | None]],
) -> Iterator[Text]:
    """The finding about what `+` joins; what is left to be looked into waits."""
    parts = joined.operands(chain)
    rest = [(part, None if isinstance(part, ast.Call) else shown) for part in reversed(parts)]
    is_message = any(joined.marked(part, marking) is not None for part in parts)
    texts = [joined.words(part) for part in parts]
    if any(list(_plurals(part, marking)) for part in parts):
        pass  # it is told when its turn comes
    elif is_message or None not in texts:
        if is_glued(joined.pieces(parts, marking)):
            yield _told(Rule.GLUED, chain)
    elif found := list(_judged(chain, shown)):
        rest = [pair for pair, said in zip(rest, reversed(texts), strict=True) if said is None]
        yield from (replace(one, rule=Rule.GLUED) for one in found)
    waiting += rest


def _in_call(call: ast.Call, marking: frozenset[str]) -> Iterator[Text]:
    """The plurals that a marked call is given; what is written to a log is nobody's."""
    if not names.logs(_name(call.func)):
        yield from _plurals(call, marking, in_call=True)


def _in_fields(text: ast.JoinedStr, marking: frozenset[str]) -> Iterator[Text]:
    """What is glued, or made by hand, in the fields of an f-string."""
    if is_glued(joined.pieces(list(text.values), marking)):
        yield _told(Rule.GLUED, text)
    for field in text.values:
        if isinstance(field, ast.FormattedValue):
            yield from _plurals(field.value, marking)


def _plurals(node: ast.AST, marking: frozenset[str], *, in_call: bool = False) -> Iterator[Text]:
    """The plurals that a conditional, or those in a marked call, make by hand."""
    for inner in ast.walk(node) if in_call else (node,):
        if isinstance(inner, ast.IfExp) and joined.is_by_hand(inner, marking, in_call=in_call):
            yield _told(Rule.PLURAL, inner)


def _told(rule: Rule, node: ast.AST) -> Text:
    return Text(rule, joined.code_of(node), getattr(node, "lineno", 1))


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _children(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    for field, value in ast.iter_fields(node):
        if field == "keys" and isinstance(node, ast.Dict):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield field, child


def _rule(node: ast.AST, field: str, child: ast.AST, shown: Rule | None) -> Rule | None:
    """Whether what stands there is shown, and by which rule it is judged."""
    if isinstance(node, ast.Call):
        is_shown = field == "args" and _SHOWS.search(_name(node.func))
        return Rule.MESSAGE if is_shown else None
    if isinstance(node, ast.keyword):
        return Rule.ATTRIBUTE if node.arg in _FIELDS else None
    passes = isinstance(node, ast.IfExp | ast.BinOp | ast.BoolOp | ast.Tuple | ast.List)
    return shown if passes and field != "test" and not isinstance(child, ast.Call) else None


def _left(call: ast.Call, marking: frozenset[str]) -> bool:
    """Whether a call marks its text, or writes it for developers."""
    name = _name(call.func)
    last = name.rpartition(".")[2]
    return last in marking or names.logs(name) or last == "getLogger"


def _name(node: ast.AST) -> str:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    parts.append(node.id if isinstance(node, ast.Name) else "")
    return ".".join(reversed(parts))


def _judged(node: ast.AST, shown: Rule | None) -> Iterator[Text]:
    words = joined.words(node) or ""
    line = getattr(node, "lineno", 1)
    if shown is Rule.MESSAGE and is_sentence(words):
        yield Text(Rule.MESSAGE, " ".join(words.split()), line)
    elif shown is Rule.ATTRIBUTE and are_words(words):
        yield Text(Rule.ATTRIBUTE, " ".join(words.split()), line)
    elif has_cjk(words):
        yield Text(Rule.LITERAL, " ".join(words.split()), line)
