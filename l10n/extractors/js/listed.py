"""Keys that a comment lists for a call whose key is only whole when the program runs.

    // t("status.open")
    // t("status.closed")
    t(`status.${status}`)

The convention is that of i18next's own tools. A line counts where it holds calls and nothing else:
prose that speaks of a call, and code that was commented out, are none. The calls are read in
their place, so that a hook's namespace and prefix hold for them as well.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tree_sitter import Node

from l10n.extractors.js.syntax import bare, blank, constant, text

_QUOTED = rb"""'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`"""
_CALL = re.compile(rb"""[\w$.]*[\w$]\((?=\s*['"`\[])(?:%b|[^()'"`\n])*\)""" % _QUOTED)
# What may stand beside the calls of a line: the comment's own marks, and what parts them.
_BESIDE = re.compile(rb"[\s,;*/{}]*")
_BEGUN = re.compile(rb"""^[ \t*/{]*[\w$.]*[\w$]\([ \t]*['"`\[]""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Listed:
    """What the comments of a file list.

    Attributes:
        code: the calls, in their places, with everything else blanked out; b"" for none.
        lines: the lines of comments, and whether calls stand there.
    """

    code: bytes
    lines: Mapping[int, bool]

    def stands_by(self, node: Node) -> bool:
        """Whether calls are listed beside a place in the code, or right above it."""
        line = node.start_point.row + 1
        if self.lines.get(line):
            return True
        while (line := line - 1) in self.lines:
            if self.lines[line]:
                return True
        return False


def may_list(code: bytes) -> bool:
    """Whether it is worth while to look at a file's comments."""
    return (b"//" in code or b"/*" in code) and _BEGUN.search(code) is not None


def read(code: bytes, comments: Iterable[Node]) -> Listed:
    """The calls that the comments of a file list."""
    made = bytearray()
    lines: dict[int, bool] = {}
    for comment in comments:
        start = comment.start_byte
        for number, line in enumerate(
            code[start : comment.end_byte].split(b"\n"), comment.start_point.row + 1
        ):
            spans = _calls(line)
            lines[number] = bool(spans) or lines.get(number, False)
            for first, last in spans:
                made = made or bytearray(blank(code))
                made[start + first : start + last] = line[first:last]
                if made[start + last : start + last + 1] == b" ":
                    made[start + last] = ord(";")
            start += len(line) + 1
    return Listed(bytes(made), lines)


def pattern(node: Node) -> re.Pattern[str] | None:
    """What the keys look like that an expression puts together; None where nothing tells."""
    node = bare(node)
    if node.type == "template_string":
        parts = [
            ".+" if child.type == "template_substitution" else re.escape(text(child))
            for child in node.named_children
        ]
    elif node.type == "binary_expression":
        sides = (node.child_by_field_name(name) for name in ("left", "right"))
        parts = [_side(side) for side in sides if side is not None]
    else:
        return None
    return re.compile("".join(parts)) if any(part != ".+" for part in parts) else None


def _side(node: Node) -> str:
    if (said := constant(node)) is not None:
        return re.escape(said)
    inner = pattern(node)
    return inner.pattern if inner else ".+"


def _calls(line: bytes) -> list[tuple[int, int]]:
    """Where the calls of a line stand that holds nothing else; none of any other line."""
    found = [match.span() for match in _CALL.finditer(line)] if b"(" in line else []
    return found if found and _BESIDE.fullmatch(_CALL.sub(b"", line)) else []
