"""HTML, with Jinja2's or Django's tags in it or without: text and attributes."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from l10n.extractors.html import attributes, parser, tag_name
from l10n.extractors.js.syntax import blank
from l10n.extractors.js.syntax import text as code_of
from l10n.lint import names, templates
from l10n.lint.interface import Marks, Rule, Text
from l10n.lint.words import are_words, has_cjk, is_lone, shown

# What templates mark, hide, or show as it is, and then every tag of theirs.
_MARKED = re.compile(
    rb"\{%-?\+?\s*(?P<name>trans|blocktrans(?:late)?|comment|verbatim|raw)\b(?:(?!%\}).){0,2000}%\}.{0,20000}?"
    rb"\{%-?\s*end(?P=name)\s*-?%\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)
_MARKS = re.compile(
    r"(?:data-)?i18n|(?:data-)?l10n|v-t(?:ext|ml)?$|v-html|data-translate|translate$"
)


class Markup:
    """`<p>Save</p>` and `<input placeholder="Search">`, outside of `{% trans %}` and its kin."""

    name = "markup"
    suffixes = (".html", ".htm", ".djhtml", ".jinja", ".jinja2", ".j2")

    def lint(self, text: str, path: str, marks: Marks) -> Iterator[Text]:
        """See `Linter.lint`."""
        del path
        document = _MARKED.sub(lambda found: blank(found[0]), text.encode())
        yield from lint(document, marks)
        yield from templates.lint(text)


LINTER = Markup()


def lint(document: bytes, marks: Marks) -> Iterator[Text]:
    """What is unmarked in markup."""
    waiting = [parser().parse(document).root_node]
    while waiting:
        node = waiting.pop()
        if node.type == "text":
            said = code_of(node)
            if are_words(said) and not is_lone(said):
                yield Text(Rule.TEXT, shown(said), node.start_point.row + 1)
            continue
        if node.type == "element":
            tag = node.named_children[0]
            given = attributes(tag)
            yield from _attributes(tag, given)
            if _is_aside(tag, given, marks):
                continue
        elif node.type in {"script_element", "style_element", "comment"}:
            continue
        waiting += reversed(node.named_children)


def _is_aside(tag: Node, given: dict[str, Node | None], marks: Marks) -> bool:
    """Whether what stands in an element is marked, or is no prose."""
    name = tag_name(tag)
    if name in names.COMPONENTS or name in names.NOT_PROSE - {"template"}:
        return True
    if names.is_icon(name, code_of(given.get("class"))):
        return True
    return any(_MARKS.match(one) or one in marks.attributes for one in given)


def _attributes(tag: Node, given: dict[str, Node | None]) -> Iterator[Text]:
    is_own = "-" in tag_name(tag) or code_of(tag)[1:2].isupper()
    button = code_of(given.get("type")) in {"submit", "button", "reset"}
    for name, value in given.items():
        said = code_of(value)
        shows = names.is_shown(name, of_html=not is_own) or (name == "value" and button)
        in_han = has_cjk(said) and not re.match(r"[:@#]|v-|on", name)
        if (shows and are_words(said) and not is_lone(said)) or in_han:
            place = value if value is not None else tag
            yield Text(Rule.ATTRIBUTE, shown(said), place.start_point.row + 1)
