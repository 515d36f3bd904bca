"""JSX: `<Trans>` of react-i18next and Lingui, `<FormattedMessage>`, `<Translate>`, `<Plural>`."""

from collections.abc import Iterator

from tree_sitter import Node

from l10n.extractors import found
from l10n.extractors.interface import Extracted
from l10n.extractors.js import calls, react_jsx
from l10n.extractors.js.jsx import children, tag
from l10n.extractors.js.macros import ICU, Words, described_by, message
from l10n.extractors.js.scopes import Scope, narrowed
from l10n.extractors.js.source import Source
from l10n.extractors.js.syntax import attributes, properties, text, values

# What react-i18next keeps as it is, where it has no attributes and holds text alone.
_KEPT = frozenset(("br", "strong", "i", "p"))
_CHOICES = {"Plural": "plural", "Select": "select", "SelectOrdinal": "selectOrdinal"}


def read(element: Node, source: Source) -> Iterator[Extracted]:
    """The message of an element, if it is of a component that has one."""
    name = tag(element)
    given = attributes(element)
    if source.is_within(element):
        return
    if name == "Trans":
        read_trans = _lingui if source.lingui and "i18nKey" not in given else _i18next
        yield from read_trans(element, given, source)
    elif name in {"FormattedMessage", "FormattedHTMLMessage"}:
        fields = {k: v for k, v in given.items() if v is not None}
        yield from described_by(element, fields, source)
    elif name == "Translate" and not react_jsx.is_its(given, source):
        yield from _translate(element, given, source)
    elif name in react_jsx.ELEMENTS or name in source.settings.components:
        yield from react_jsx.element(element, given, source)
    elif name in _CHOICES and source.is_linguis(name):
        words = Words(source)
        _choice(element, words, source)
        yield from source.unit(element, (str(words),), flags=ICU)


def _i18next(element: Node, given: dict[str, Node | None], source: Source) -> Iterator[Extracted]:
    words, unread = _numbered(element, source)
    t = given.get("t")
    bound = source.scopes.of(text(t) if t is not None else "t", element.start_byte)
    fields = {name: node for name, node in given.items() if node is not None}
    # `<Trans>` takes the hook's namespace only where it is given its `t`.
    scope = narrowed((bound if t is not None else None) or Scope(), fields)
    if "defaults" in fields:
        words = calls.first_string(fields["defaults"]) or words
    options = properties(fields["tOptions"]) if "tOptions" in fields else {}
    plural = "count" in fields or "count" in options
    context = calls.first_string(fields.get("context") or options.get("context"))
    if "i18nKey" not in fields:
        if unread and words:
            yield found.glued(text(element), source.at(element))
        keys = [] if unread or not words else [words]
        scope = Scope(scope.namespace)
    else:
        said = values(fields["i18nKey"], source.named)
        for node in said.unread:
            yield source.like(node, scope)
            yield from source.unread(node, found.glued_key)
        keys = list(said.strings)
    default = (words, words) if plural and words else (words,) if words else ()
    for key in keys:
        yield from calls.use(
            element, key, scope, source, default=default, context=context, plural=plural
        )


def _numbered(element: Node, source: Source) -> tuple[str, list[Node]]:
    """The text as react-i18next asks for it, each element by its place; and what is no text."""
    parts: list[str] = []
    unread: list[Node] = []
    for place, child in enumerate(children(element, source.code)):
        if isinstance(child, str):
            parts.append(child)
        elif child.type == "object":
            # `{{name}}` is React's own braces around an object.
            parts.append("".join(f"{{{{{name}}}}}" for name in properties(child)))
        elif child.type in {"jsx_element", "jsx_self_closing_element"}:
            inner, inner_unread = _numbered(child, source)
            unread += inner_unread
            name = tag(child)
            inside = list(children(child, source.code))
            plain = name in _KEPT and not attributes(child)
            if plain and not inside:
                parts.append(f"<{name}/>")
            elif plain and all(isinstance(c, str) for c in inside) and len(inside) == 1:
                parts.append(f"<{name}>{inner}</{name}>")
            else:
                parts.append(f"<{place}>{inner}</{place}>")
        else:
            unread.append(child)
    return "".join(parts), unread


def _lingui(element: Node, given: dict[str, Node | None], source: Source) -> Iterator[Extracted]:
    words = Words(source)
    _lettered(element, words, source)
    said = {name: calls.first_string(node) for name, node in given.items()}
    if said.get("id") and not str(words):
        yield from described_by(element, {"id": given["id"] or element}, source)
        return
    notes = tuple(filter(None, (said.get("comment", ""),)))
    yield from message(
        element,
        str(words) or said.get("message", ""),
        source,
        key=said.get("id", ""),
        context=said.get("context", ""),
        notes=notes,
    )


def _lettered(element: Node, words: Words, source: Source) -> None:
    """The text as Lingui's macro puts it together, each element by its number."""
    source.within.append((element.start_byte, element.end_byte))
    for child in children(element, source.code):
        if isinstance(child, str):
            words.add(child)
        elif child.type in {"jsx_element", "jsx_self_closing_element"}:
            if tag(child) in _CHOICES and source.is_linguis(tag(child)):
                _choice(child, words, source)
                continue
            if tag(child) == "Trans":
                _lettered(child, words, source)
                continue
            number = words.element()
            if any(True for _child in children(child, source.code)):
                words.add(f"<{number}>")
                _lettered(child, words, source)
                words.add(f"</{number}>")
            else:
                words.add(f"<{number}/>")
        elif child.type == "jsx_fragment":
            _lettered(child, words, source)
        else:
            words.expression(child)


def _choice(element: Node, words: Words, source: Source) -> None:
    """`<Plural value={n} one="…" other="…" />` and its kin; elements may stand in the branches."""
    source.within.append((element.start_byte, element.end_byte))
    given = {name: node for name, node in attributes(element).items() if node is not None}
    value = words.named(given["value"]) if "value" in given else "0"
    cases = {
        k: v for k, v in given.items() if k not in {"value", "id", "comment", "context", "render"}
    }

    def inside(node: Node) -> None:
        if node.type in {"jsx_element", "jsx_fragment"} and tag(node) in {"", "Trans"}:
            _lettered(node, words, source)
        elif node.type == "jsx_element":
            number = words.element()
            words.add(f"<{number}>")
            _lettered(node, words, source)
            words.add(f"</{number}>")
        else:
            words.expression(node)

    words.branches(_CHOICES[tag(element)], value, cases, inside)


def _translate(element: Node, given: dict[str, Node | None], source: Source) -> Iterator[Extracted]:
    """Docusaurus: the text is plain, with an id and a description at most."""
    said = {name: calls.first_string(node) for name, node in given.items()}
    inside = list(children(element, source.code))
    notes = tuple(filter(None, (said.get("description", ""),)))
    for child in inside:
        if isinstance(child, Node):
            yield from source.unread(child)
    if all(isinstance(child, str) for child in inside):
        words = "".join(child for child in inside if isinstance(child, str)).strip()
        yield from message(element, words, source, key=said.get("id", ""), notes=notes)
