"""Python: sentences glued by `+` and f-strings, and plurals made by hand."""

import ast
from collections.abc import Iterator

from l10n.lint import plurals
from l10n.lint.pieces import Kind, Piece, literal

_OPERATORS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Gt: ">",
    ast.Lt: "<",
    ast.GtE: ">=",
    ast.LtE: "<=",
}


def is_chain(node: ast.AST) -> bool:
    """Whether `+` joins something to something."""
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add)


def operands(chain: ast.AST) -> list[ast.AST]:
    """What a chain joins, in order."""
    found: list[ast.AST] = []
    waiting = [chain]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            waiting += (node.right, node.left)
        else:
            found.append(node)
    return found


def pieces(parts: list[ast.AST], marking: frozenset[str]) -> Iterator[Piece]:
    """What the parts of a chain or an f-string are."""
    for part in parts:
        node = part.value if isinstance(part, ast.FormattedValue) else part
        if (message := marked(node, marking)) is not None:
            yield Piece(Kind.MARKED, message)
        elif (said := words(node)) is not None:
            yield from literal(said)
        else:
            yield Piece(Kind.VALUE, code_of(node))


def code_of(node: ast.AST) -> str:
    """The code of a node; "" for one too deep to be written.

    All quotes are single ones: which of them it writes goes by the Python, and a baseline holds it.
    """
    try:
        return ast.unparse(node).replace("\\'", "'").replace('"', "'")
    except RecursionError:
        return ""


def marked(node: ast.AST, marking: frozenset[str]) -> str | None:
    """The message of a call that marks one, "" for one that nobody can read; None for no call."""
    if not isinstance(node, ast.Call):
        return None
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    name = node.func.id if isinstance(node.func, ast.Name) else name
    if name not in marking:
        return None
    return (words(node.args[0]) or "") if node.args else ""


def words(node: ast.AST) -> str | None:
    """The words of a string, with a hole for each value; None for what is none."""
    if isinstance(node, ast.JoinedStr):
        return "".join(words(part) or "{}" for part in node.values)
    if is_chain(node):
        parts = [words(part) for part in operands(node)]
        return None if all(p is None for p in parts) else "".join(p or "{}" for p in parts)
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if is_text else None  # type: ignore[attr-defined]


def is_by_hand(choice: ast.IfExp, marking: frozenset[str], *, in_call: bool) -> bool:
    """Whether a conditional chooses a plural form.

    Args:
        in_call: whether it stands in a call that marks it.
    """
    counted = list(_asked(choice.test))
    if not counted:
        return False
    is_count = any(map(plurals.is_count, counted))
    sides = (choice.body, choice.orelse)
    said = [words(side) for side in sides]
    if said[0] is not None and said[1] is not None:
        if plurals.are_endings(said[0], said[1]) or (in_call and is_count):
            return True
        return plurals.are_forms(said[0], said[1]) and (is_count or in_call)
    messages = [marked(side, marking) for side in sides]
    if messages[0] is None or messages[1] is None or messages[0] == messages[1]:
        return False
    return is_count or plurals.are_forms(messages[0], messages[1])


def _asked(condition: ast.AST) -> Iterator[str]:
    """The code of what a condition compares with one."""
    waiting = [condition]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.BoolOp):
            waiting += node.values
        elif isinstance(node, ast.Compare) and len(node.ops) == 1:
            sign = _OPERATORS.get(type(node.ops[0]), "")
            left, right = node.left, node.comparators[0]
            for value, number, first in ((left, right, False), (right, left, True)):
                if plurals.asks_for_one(sign, code_of(number), number_first=first):
                    yield code_of(value)
