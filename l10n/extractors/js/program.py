"""A program's messages: its tree is made once, and what marks messages is read in its order."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from tree_sitter import Node, Tree

from l10n.errors import SourceError
from l10n.extractors.interface import Extracted
from l10n.extractors.js import calls, components, listed, macros, react_jsx
from l10n.extractors.js.scopes import HOOKS, Scopes
from l10n.extractors.js.source import Settings, Source
from l10n.extractors.js.syntax import arguments, callee, constant, parsed, text, values
from l10n.messages import gettext as _

# What else than a call of a known function stands in files that hold messages.
_MARKS = (
    *(b"useTranslation", b"getTranslations", b"getFixedT", b"useI18n", b"@lingui/", b"ttag"),
    *(b"<Trans", b"<Formatted", b"defineMessage", b"formatMessage", b"formatHTMLMessage"),
    b"translate(",
    *react_jsx.MARKS,
)
# What holds a name is understood, or holds no code.
_WHOLE = frozenset(
    (
        *("call_expression", "jsx_element", "jsx_self_closing_element", "comment", "string"),
        *("string_fragment", "jsx_text", "regex", "function_declaration", "method_definition"),
    )
)


def may_hold(code: bytes, names: frozenset[str]) -> bool:
    """Whether a file holds messages, as far as a look at its bytes can say: most need no parse.

    Args:
        names: the known functions; of dotted ones the last part counts.
    """
    return any(mark in code for mark in _MARKS) or any(s.search(code) for s in _searches(names))


@lru_cache(maxsize=32)
def _searches(names: frozenset[str]) -> tuple[re.Pattern[bytes], ...]:
    """The functions before a bracket or template: a pattern for those of the same ending.

    Each begins with its ending and looks around after that: the engine finds one letter as fast
    as memory is read, and one of many names fifty times more slowly.
    """
    all_names = sorted(_last_parts(names))
    endings = (n for n in all_names if not any(n != o and n.endswith(o) for o in all_names))
    return tuple(
        re.compile(
            re.escape(ending)
            + rb"(?=[ \t]*!?(?:\?\.)?[ \t]*[(<`])(?:"
            + b"|".join(
                rb"(?<=%b)(?<![\w$]%b)" % (re.escape(name), re.escape(name))
                for name in all_names
                if name.endswith(ending)
            )
            + rb")"
        )
        for ending in endings
    )


@lru_cache(maxsize=32)
def _last_parts(names: frozenset[str]) -> frozenset[bytes]:
    return frozenset(name.rpartition(".")[2].encode() for name in names | calls.T)


def read(code: bytes, path: str, dialect: str, settings: Settings) -> Iterator[Extracted]:
    """What a program holds, in its order, then the errors for places where it is no program.

    Args:
        code: UTF-8, line ends made LF.
        dialect: `js`, `ts` or `tsx`.
    """
    names = frozenset(settings.keywords)
    shown = any(b"<" + name.encode() in code for name in settings.components)
    if not shown and not may_hold(code, names):
        return
    noted = any(tag.encode() in code for tag in settings.tags) or listed.may_list(code)
    tree, nodes = parsed(code, dialect, comments=noted)
    if tree.root_node.has_error and dialect == "js":  # as with Flow's types
        tree, nodes = parsed(code, "tsx", comments=noted)
    called = [(_last_name(call, code), call) for call in nodes.get("call", [])]
    scopes = Scopes(call for name, call in called if name in HOOKS)
    known = _last_parts(names) | macros.NAMES | react_jsx.NAMES
    known |= {name.encode() for name in scopes.names}
    source = Source(
        path,
        code,
        settings,
        scopes,
        _comments(nodes.get("comment", [])),
        _named(code, tree),
        listed.read(code, nodes.get("comment", [])),
    )
    asked = list(_asked(source, dialect))
    # What ends with a bracket is called in another way: `(t as any)("…")`.
    marked = [call for name, call in called if name in known or name.endswith(b")")]
    marked += nodes.get("element", [])
    marked += asked
    marked.sort(key=lambda node: (node.start_byte, -node.end_byte))
    for node in marked:
        if node.type == "call_expression":
            described = list(macros.read(node, source))
            yield from described or (() if macros.is_tagged(node) else calls.read(node, source))
        else:
            yield from components.read(node, source)
    if tree.root_node.has_error:
        yield from _lost(tree.root_node, code, source)


def _asked(source: Source, dialect: str) -> Iterator[Node]:
    """The calls that comments list; their keys are known from then on."""
    if not source.listed.code:
        return
    _tree, nodes = parsed(source.listed.code, dialect, comments=False)
    for call in nodes.get("call", []):
        name = callee(call)
        if (
            name.rpartition(".")[2] not in calls.T
            and source.scopes.of(name, call.start_byte) is None
        ):
            continue
        for argument in arguments(call)[:1]:
            source.listed_keys.update(values(argument).strings)
        yield call


def _last_name(call: Node, code: bytes) -> bytes:
    """The name at the end of what is called, as it stands there."""
    function = call.child_by_field_name("function")
    if function is None:
        return b""
    written = code[max(function.start_byte, function.end_byte - 60) : function.end_byte]
    return written.rpartition(b".")[2].rstrip(b"! \t")


def _lost(root: Node, code: bytes, source: Source) -> Iterator[SourceError]:
    """Marked calls in a place that is no program to the grammar, one error a line.

    Elsewhere it finds its way again, and what it stumbles over without a message is not ours.
    """
    told, line, counted = 0, 1, 0
    searches = _searches(frozenset(source.settings.keywords))
    matches = (match for search in searches for match in search.finditer(code))
    for match in sorted(matches, key=lambda match: match.start()):
        line += code.count(b"\n", counted, match.start())
        counted = match.start()
        if line > told and _is_lost(root.descendant_for_byte_range(*match.span())):
            told = line
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
