"""TypeScript types of the source texts: every key, and the arguments that its text takes.

For i18next the texts themselves are the types of its resources (`CustomTypeOptions`), from which
it knows keys, plural forms and what is filled in. For every other runtime there is the plain map.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from l10n.formats.resources.branches import Branch, branch
from l10n.formats.resources.document import document
from l10n.formats.resources.json_tree import parse, strings
from l10n.formats.resources.resource import Message, Resource, forms_of
from l10n.model import Syntax
from l10n.text.arguments import Takes, arguments

_TYPES = {
    Takes.NUMBER: "number",
    Takes.DATE: "Date | number",
    Takes.TEXT: "string | number",
    Takes.CHOICE: "string",
    Takes.ELEMENT: "unknown",
}
_SPACED = re.compile(r"\{\{(-?)[ ]*([^{}]*?)[ ]*\}\}")
_HEAD = """\
// Written by `l10n types` from the source texts; run it again where they change.
"""


@dataclass(frozen=True, slots=True)
class Namespace:
    """A source file: what code calls it, what it says, and its bytes."""

    name: str
    texts: Resource
    data: bytes


def declarations(namespaces: Iterable[Namespace], default: str) -> str:
    """The whole file.

    Args:
        default: the namespace of calls that name none.

    Raises:
        ResourceError: where a file makes no sense.
    """
    spaces = list(namespaces)
    theirs = [one for one in spaces if _is_i18next(one.texts)]
    blocks = [_HEAD]
    if theirs:
        blocks.append('import "i18next";\n')
    blocks.append(
        "/** Each key with the arguments that its text takes. */\n"
        "export interface Arguments {\n" + "".join(_entries(spaces, default)) + "}\n"
    )
    blocks.append("export type Key = keyof Arguments;\n")
    if theirs:
        blocks.append(_resources(theirs))
        blocks.append(
            'declare module "i18next" {\n'
            "  interface CustomTypeOptions {\n"
            f"    defaultNS: {json.dumps(default)};\n"
            "    resources: Resources;\n"
            "  }\n"
            "}\n"
        )
    return "\n".join(blocks)


def _is_i18next(texts: Resource) -> bool:
    return any(message.syntax is Syntax.I18NEXT for message in texts.messages)


def _entries(spaces: list[Namespace], default: str) -> Iterator[str]:
    for space in spaces:
        for message in space.texts.messages:
            name = message.name
            # As code has to write it.
            name = name if space.name == default else f"{space.name}:{name}"
            yield f"  {_quoted(name)}: {_shape(message)};\n"


def _shape(message: Message) -> str:
    plural = not isinstance(message.value, str)
    takes: dict[str, Takes] = {}
    for text in forms_of(message.value).values():
        takes |= arguments(text, message.syntax, plural=plural)
    if not takes:
        return "Record<string, never>"
    fields = "; ".join(f"{_quoted(name)}: {_TYPES[kind]}" for name, kind in takes.items())
    return f"{{ {fields} }}"


def _resources(spaces: list[Namespace]) -> str:
    lines = ["export interface Resources {\n"]
    for space in spaces:
        found = strings(parse(document(space.data, space.texts.path)))
        tree = branch({key: node.text for key, node in found})
        lines += [f"  {_quoted(space.name)}: ", *_object(tree, 2), ";\n"]
    return "".join([*lines, "}\n"])


def _object(tree: Branch, depth: int) -> Iterator[str]:
    if not tree.names:
        # i18next's types read a name without the spaces that its runtime allows.
        yield _quoted(_SPACED.sub(r"{{\1\2}}", tree.text or ""))
        return
    indent = "  " * depth
    is_list = all(isinstance(name, int) for name in tree.names)
    yield "[\n" if is_list else "{\n"
    for name, inner in tree.names.items():
        yield indent if is_list else f"{indent}{_quoted(str(name))}: "
        yield from _object(inner, depth + 1)
        yield ",\n" if is_list else ";\n"
    yield f"{indent[:-2]}{']' if is_list else '}'}"


def _quoted(text: str) -> str:
    # JSON's strings are TypeScript's, the two line ends of Unicode among them since 2019.
    return json.dumps(text, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()
