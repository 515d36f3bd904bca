"""Python: what calls and fields show, and every string in Chinese, outside of marked calls."""

import ast
import re
import warnings
from collections.abc import Iterator

from l10n.extractors.keywords import GETTEXT
from l10n.lint import names
from l10n.lint.interface import Marks, Rule, Text
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
            continue
        if isinstance(node, ast.Expr) and _is_text(node.value):
            continue  # a docstring
        if isinstance(node, _NO_VALUE) or (isinstance(node, ast.Call) and _left(node, marking)):
            continue
        for field, child in _children(node):
            waiting.append((child, _rule(node, field, child, shown)))


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
    words = _words(node)
    line = getattr(node, "lineno", 1)
    if shown is Rule.MESSAGE and is_sentence(words):
        yield Text(Rule.MESSAGE, " ".join(words.split()), line)
    elif shown is Rule.ATTRIBUTE and are_words(words):
        yield Text(Rule.ATTRIBUTE, " ".join(words.split()), line)
    elif has_cjk(words):
        yield Text(Rule.LITERAL, " ".join(words.split()), line)


def _words(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part) if _is_text(part) else "{}" for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else ""
