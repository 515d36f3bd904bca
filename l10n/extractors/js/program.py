"""A program's messages: its tree is made once, and what marks messages is read in its order."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from tree_sitter import Node, Tree

from l10n.errors import SourceError
from l10n.extractors.interface import Extracted
from l10n.extractors.js import calls, components, macros
from l10n.extractors.js.scopes import Scopes
from l10n.extractors.js.source import Settings, Source
from l10n.extractors.js.syntax import constant, parsed, text
from l10n.messages import gettext as _

# What else than a known function's name can lead to messages: hooks, components, macros.
_MARKS = (
    rb"useTranslations?\b|getTranslations\b|getFixedT\b|useI18n\b|<(?:Trans|Translate|Formatted\w*"
    rb"|Plural|Select\w*)\b|\b(?:defineMessages?|formatMessage|formatHTMLMessage|translate|msg"
    rb"|plural|select\w*)\s*[(`]"
)

# What holds a name is understood, or holds no code.
_WHOLE = frozenset(
    (
        *("call_expression", "jsx_element", "jsx_self_closing_element", "comment", "string"),
        *("string_fragment", "jsx_text", "regex", "function_declaration", "method_definition"),
    )
)


@lru_cache(maxsize=32)
def prefilter(names: frozenset[str]) -> re.Pattern[bytes]:
    """What stands in every file that holds messages; looking is a hundred times as fast as parsing.

    Args:
        names: the known functions; of dotted ones the last part counts.
    """
    last = {name.rpartition(".")[2] for name in names | calls.T}
    listed = b"|".join(re.escape(name.encode()) for name in sorted(last, key=len, reverse=True))
    return re.compile(rb"(?<![\w$])(?:" + listed + rb")\s*!?(?:\?\.)?\s*[(<`]|" + _MARKS)


def read(code: bytes, path: str, dialect: str, settings: Settings) -> Iterator[Extracted]:
    """What a program holds, in its order; an error for the first place where it is no program.

    Args:
        code: UTF-8, line ends made LF.
        dialect: `js`, `ts` or `tsx`.
    """
    if not prefilter(frozenset(settings.keywords)).search(code):
        return
    noted = any(tag.encode() in code for tag in settings.tags)
    tree, nodes = parsed(code, dialect, comments=noted)
    found_calls = nodes.get("call", [])
    source = Source(
        path,
        code,
        settings,
        Scopes(found_calls),
        _comments(nodes.get("comment", [])),
        _named(code, tree),
    )
    marked = [*found_calls, *nodes.get("element", [])]
    marked.sort(key=lambda node: (node.start_byte, -node.end_byte))
    items: list[Extracted] = []
    for node in marked:
        if node.type == "call_expression":
            described = list(macros.read(node, source))
            items += described or (() if macros.is_tagged(node) else calls.read(node, source))
        else:
            items += components.read(node, source)
    yield from items
    if tree.root_node.has_error:
        yield from _lost(tree.root_node, code, source)


def _lost(root: Node, code: bytes, source: Source) -> Iterator[SourceError]:
    """Marked calls in a place that is no program to the grammar, one error a line.

    Elsewhere it finds its way again, and what it stumbles over without a message is not ours.
    """
    told = set[int]()
    for match in prefilter(frozenset(source.settings.keywords)).finditer(code):
        line = code.count(b"\n", 0, match.start()) + 1
        if line not in told and _is_lost(root.descendant_for_byte_range(*match.span())):
            told.add(line)
            yield SourceError(
                _("The code can't be parsed here, and a message may be lost."),
                path=source.path,
                line=line,
                remedy=_("Repair it, or leave the file out of the sources."),
            )


def _is_lost(node: Node | None) -> bool:
    while node is not None and node.type not in _WHOLE:
        if node.is_error:
            return True
        node = node.parent
    return False


def _comments(nodes: list[Node]) -> dict[int, list[str]]:
    """The lines of comments by their numbers, without what makes them comments."""
    found: dict[int, list[str]] = {}
    for node in nodes:
        for number, line in enumerate(text(node).split("\n"), node.start_point.row + 1):
            words = re.sub(r"^\s*(?://+|/?\*+)|\*+/\s*$", "", line).strip()
            found.setdefault(number, []).append(words)
    return found


def _named(code: bytes, tree: Tree) -> Callable[[str], str | None]:
    """Looks up constants of the file that hold a string and have their name for themselves."""
    known: dict[str, str | None] = {}

    def look_up(name: str) -> str | None:
        if name not in known:
            pattern = rb"\bconst\s+" + re.escape(name.encode()) + rb"\b[^=;\n]*=\s*(?=[\"'`])"
            places = list(re.finditer(pattern, code))
            known[name] = None
            if len(places) == 1:
                node = tree.root_node.descendant_for_byte_range(places[0].end(), places[0].end())
                while node is not None and node.type not in {"string", "template_string"}:
                    node = node.parent
                known[name] = constant(node) if node is not None else None
        return known[name]

    return look_up
