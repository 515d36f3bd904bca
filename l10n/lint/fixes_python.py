"""Python: `_("…%s" % x)` becomes `_("…%s") % x`, and `format` and f-strings likewise.

Only calls of functions that translate at once: of a lazy one's result nobody knows here when it is
filled in. Each new expression is parsed, and must be the tree that was meant.
"""

import ast
import re
import warnings
from collections.abc import Iterator

from l10n.lint.edits import Edit, Told

_RULE = "not-constant"
_NAMES = frozenset(("_", "gettext", "ugettext"))
# Modules whose functions of these names translate at once.
_EAGER = frozenset(("gettext", "django.utils.translation", "flask_babel", "flask_babelplus"))
_OPEN = re.compile(rb"\s*\(\s*")
_CLOSE = re.compile(rb"\s*,?\s*\)")
_PREFIX = re.compile(rb"(?:[fF]|(?P<raw>[rR])[fF]|[fF](?P<other>[rR]))(?=[\"'])")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
# Where an operator needs no brackets around it.
_WHOLE = (ast.Assign, ast.AnnAssign, ast.Return, ast.Expr, ast.keyword, ast.List, ast.Set)


def faults(code: bytes, _suffix: str) -> int:
    """How many faults keep Python from parsing a file: the first, or none."""
    return int(_parsed(code) is None)


def edits(code: bytes, _suffix: str, told: Told) -> Iterator[Edit]:
    """The edits of a file with LF line ends."""
    tree = _parsed(code)
    if tree is None:
        return
    anywhere, in_functions = _functions(tree)
    text = _Text(code)
    for call, parent, is_inside in _calls(tree):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        is_known = name in anywhere or (name in in_functions and is_inside)
        if not is_known or (_RULE, call.lineno) not in told:
            continue
        begin, end = text.span(call)
        first, last = text.span(call.args[0])
        before, after = code[begin + len(name) : first], code[last:end]
        if not _OPEN.fullmatch(before) or not _CLOSE.fullmatch(after):
            continue  # comments or brackets stand between
        for new, meant in _made(call.func, call.args[0], code[first:last], text):
            if not _is(new, meant):
                continue
            is_whole = isinstance(parent, _WHOLE) or _is_argument(call, parent)
            is_open = isinstance(meant, ast.BinOp) and not is_whole
            yield Edit(begin, end, b"(%b)" % new if is_open or b"\n" in new else new)


class _Text:
    """Where nodes stand in a file."""

    def __init__(self, code: bytes) -> None:
        self._starts = [0]
        for line in code.split(b"\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)

    def span(self, node: ast.expr) -> tuple[int, int]:
        """The first byte, and the one behind the last."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        begin = self._starts[node.lineno - 1] + node.col_offset
        return begin, self._starts[node.end_lineno - 1] + node.end_col_offset


def _made(
    func: ast.expr, argument: ast.expr, written: bytes, text: _Text
) -> Iterator[tuple[bytes, ast.expr]]:
    """The new code of a call, and the tree that it has to be."""
    name = ast.unparse(func).encode()
    first = text.span(argument)[0]
    if isinstance(argument, ast.BinOp) and isinstance(argument.op, ast.Mod):
        left = argument.left
        sign = written.find(b"%", text.span(left)[1] - first)
        if _is_text(left):
            said, rest = written[:sign].rstrip(), written[sign:]
            yield (
                name + b"(" + said + b") " + rest,
                ast.BinOp(_call(func, left), ast.Mod(), argument.right),
            )
    elif isinstance(argument, ast.Call) and isinstance(argument.func, ast.Attribute):
        left = argument.func.value
        point = written.find(b".", text.span(left)[1] - first)
        if argument.func.attr == "format" and _is_text(left):
            said, rest = written[:point].rstrip(), written[point:]
            filled = ast.Attribute(_call(func, left), "format", ast.Load())
            called = ast.Call(filled, argument.args, argument.keywords)
            yield name + b"(" + said + b")" + rest, called
    elif isinstance(argument, ast.JoinedStr) and (fields := _plain_fields(argument)) is not None:
        template, names = fields
        if (prefix := _PREFIX.match(written)) is not None and names:
            said = (prefix["raw"] or prefix["other"] or b"") + written[prefix.end() :]
            given = ", ".join(f"{one}={one}" for one in names).encode()
            filled = ast.Attribute(_call(func, ast.Constant(template)), "format", ast.Load())
            keywords = [ast.keyword(one, ast.Name(one, ast.Load())) for one in names]
            yield name + b"(" + said + b").format(" + given + b")", ast.Call(filled, [], keywords)


def _plain_fields(text: ast.JoinedStr) -> tuple[str, list[str]] | None:
    """An f-string's template and the names in it; None where a field is more than a name."""
    parts: list[str] = []
    names: dict[str, None] = {}
    for value in text.values:
        if isinstance(value, ast.Constant):
            parts.append(str(value.value).replace("{", "{{").replace("}", "}}"))
        elif (
            isinstance(value, ast.FormattedValue)
            and isinstance(value.value, ast.Name)
            and value.conversion == -1
            and value.format_spec is None
        ):
            names[value.value.id] = None
            parts.append(f"{{{value.value.id}}}")
        else:
            return None
    return "".join(parts), list(names)


def _call(func: ast.expr, argument: ast.expr) -> ast.Call:
    return ast.Call(func, [argument], [])


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is(new: bytes, meant: ast.expr) -> bool:
    """Whether new code is the tree that was meant."""
    made = _parsed(b"(" + new + b"\n)", mode="eval")
    return isinstance(made, ast.Expression) and ast.dump(made.body) == ast.dump(meant)


def _is_argument(call: ast.Call, parent: ast.AST) -> bool:
    return isinstance(parent, ast.Call) and call in parent.args


def _calls(tree: ast.AST) -> Iterator[tuple[ast.Call, ast.AST, bool]]:
    """Calls with one argument, what they stand in, and whether a function is around them."""
    waiting: list[tuple[ast.AST, ast.AST, bool]] = [(tree, tree, False)]
    while waiting:
        node, parent, is_inside = waiting.pop()
        if isinstance(node, ast.JoinedStr) and not isinstance(parent, ast.Call):
            continue  # quotes within quotes
        if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
            yield node, parent, is_inside
        is_inside = is_inside or isinstance(node, _FUNCTIONS)
        waiting += [(child, node, is_inside) for child in ast.iter_child_nodes(node)]


def _functions(tree: ast.AST) -> tuple[frozenset[str], frozenset[str]]:
    """The names of functions that translate at once wherever they are called, or in functions.

    What a module of the project's own brings may be lazy outside of a request; a name that is
    given again is left.
    """
    eager, inside, other = {"_"}, set[str](), set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for one in node.names:
                is_lazy = re.search(r"lazy|noop|^N_", one.name) or one.name not in _NAMES
                kind = eager if node.module in _EAGER else inside
                (other if is_lazy else kind).add(one.asname or one.name)
        elif isinstance(node, ast.Assign):
            is_eager = re.search(r"\bu?gettext$", ast.unparse(node.value))
            names = {one.id for one in node.targets if isinstance(one, ast.Name)}
            (eager if is_eager else other).update(names)
        elif isinstance(node, ast.FunctionDef):
            other.add(node.name)
        elif isinstance(node, ast.arg):
            other.add(node.arg)
    return frozenset(eager - inside - other), frozenset(inside - other)


def _parsed(code: bytes, mode: str = "exec") -> ast.AST | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(code, mode=mode)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
