"""react-jsx-i18n: `Translate.string("…")`, `<Translate>` with `<Param>`, and `<PluralTranslate>`.

A parameter is `{name}`, and what stands in one is between `{name}` and `{/name}`; white space
counts once. The words are gettext's, with a context where one is given.
"""

import re
from collections.abc import Iterator

from tree_sitter import Node

from l10n.extractors import found
from l10n.extractors.interface import Extracted
from l10n.extractors.js.jsx import children, tag
from l10n.extractors.js.source import Source
from l10n.extractors.js.syntax import arguments, attributes, callee, constant, text, values
from l10n.model import Syntax

ELEMENTS = frozenset(("Translate", "PluralTranslate"))
MARKS = (b"Translate.string", b"<PluralTranslate")
NAMES = frozenset((b"string",))
# The arguments of the forms, and of the context: where that one is an object, there is none.
_CALLS = {"Translate.string": ((0,), 1), "PluralTranslate.string": ((0, 1), 3)}
_SPACE = re.compile(r"\s+")


def call(node: Node, source: Source) -> Iterator[Extracted]:
    """The message of a call, if it is one of these."""
    known = _CALLS.get(".".join(callee(node).split(".")[-2:]))
    given = arguments(node)
    if known is None or len(given) < len(known[0]):
        return
    places, beside = known
    forms = [values(given[place], source.named) for place in places]
    for unread in (one for form in forms for one in form.unread):
        yield from source.unread(unread)
    context = constant(given[beside]) if len(given) > beside else None
    for strings in zip(*(form.strings for form in forms), strict=False):
        words = tuple(map(_once, strings))
        yield from source.unit(node, words, context=_once(context or ""), flags=_flags(words))


def is_its(given: dict[str, Node | None], source: Source) -> bool:
    """Whether a `<Translate>` is this library's: Docusaurus has one of that name, too."""
    return b"@docusaurus/" not in source.code and not {"id", "description"}.intersection(given)


def element(node: Node, given: dict[str, Node | None], source: Source) -> Iterator[Extracted]:
    """The message of `<Translate>` or `<PluralTranslate>`."""
    whole = [node]
    if tag(node) == "PluralTranslate":
        inside = [one for one in children(node, source.code) if isinstance(one, Node)]
        by_name = {tag(one): one for one in inside}
        whole = [by_name[name] for name in ("Singular", "Plural") if name in by_name]
        if len(whole) < 2:
            yield found.opaque(text(node), source.at(node))
            return
    unread: list[Node] = []
    forms = tuple(_once(_words(one, source, unread)) for one in whole)
    for one in unread:
        yield from source.unread(one)
    if not unread:
        beside = given.get("context")
        context = constant(beside) if beside is not None else None
        yield from source.unit(node, forms, context=context or "", flags=_flags(forms))


def _flags(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Parameters are written as in Python's format strings."""
    return tuple(flag for flag in found.python_flags(forms) if flag == Syntax.BRACE)


def _words(element: Node, source: Source, unread: list[Node]) -> str:
    """The text in an element; what is neither text nor a parameter goes into `unread`."""
    parts: list[str] = []
    for child in children(element, source.code):
        if isinstance(child, str):
            parts.append(child)
        elif tag(child) == "Param" and (name := _name(child)):
            inside = _words(child, source, unread)
            parts.append(f"{{{name}}}{inside}{{/{name}}}" if inside else f"{{{name}}}")
        else:
            unread.append(child)
    return "".join(parts)


def _name(parameter: Node) -> str:
    given = attributes(parameter).get("name")
    return constant(given) or "" if given is not None else ""


def _once(words: str) -> str:
    return _SPACE.sub(" ", words).strip()
