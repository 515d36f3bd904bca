"""YAML as `ruamel.yaml` reads it, each value with its place in the text."""

import re
import warnings
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import accumulate

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from l10n.errors import ResourceError
from l10n.formats.resources.branches import Name
from l10n.formats.resources.document import Document
from l10n.formats.resources.resource import Key
from l10n.messages import gettext as _

_PREFIX = re.compile(r"(?>(?:[&!]\S*\s+)*)")
# Words that some reader of YAML takes for something else than text.
NO_TEXT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", ""})
_SYMBOL = re.compile(r":\w+")


def parse(data: Document) -> Node | None:
    """The outermost value, None where there is none.

    Raises:
        ResourceError: where the text is no YAML.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of an anchor given twice, YAML takes the last
            root: Node | None = YAML(typ="safe", pure=True).compose(data.text)
    except (YAMLError, ValueError, RecursionError) as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        told = error.problem if isinstance(error, MarkedYAMLError) else str(error).split("\n")[0]
        raise ResourceError(
            _("The file is no YAML: {reason}.").format(reason=told),
            path=data.path,
            line=mark.line + 1 if mark else 1,
            remedy=_("Repair the line, or the one before."),
        ) from error
    return root


# Asked again for each name in a container; few containers are open at a time.
@lru_cache(maxsize=32)
def members(node: Node) -> Mapping[Name, Node]:
    """The values in a container by name or position; those that only refer to others left out."""
    if isinstance(node, SequenceNode):
        starts = [node.start_mark.index - 1, *(item.start_mark.index for item in node.value)]
        latest = list(accumulate(starts, max))
        return {n: v for n, v in enumerate(node.value) if v.start_mark.index > latest[n]}
    if not isinstance(node, MappingNode):
        return {}
    return {
        key.value: value
        for key, value in node.value
        if isinstance(key, ScalarNode) and key.end_mark.index <= value.start_mark.index
    }


@lru_cache(maxsize=32)
def names(node: Node) -> Mapping[Name, Node]:
    """Where the names of a mapping stand."""
    pairs = node.value if isinstance(node, MappingNode) else []
    return {key.value: key for key, _value in pairs if isinstance(key, ScalarNode)}


def walk(node: Node) -> Iterator[Node]:
    """The value and all that stand in it."""
    yield node
    for inner in members(node).values():
        yield from walk(inner)


def texts(node: Node, path: Key = ()) -> Iterator[tuple[Key, ScalarNode]]:
    """The texts in a value, in their order, each with the way to it."""
    if isinstance(node, ScalarNode):
        plain = node.style is None and (node.value.lower() in NO_TEXT or _SYMBOL.match(node.value))
        if str(node.ctag) == "tag:yaml.org,2002:str" and not plain:
            yield path, node
        return
    for name, inner in members(node).items():
        yield from texts(inner, (*path, name))


def is_flow(node: Node) -> bool:
    """Whether a container stands in brackets."""
    return isinstance(node, CollectionNode) and bool(node.flow_style)


def span(data: Document, parent: Node, name: Name) -> tuple[int, int]:
    """Where a value stands, behind its anchor and tag; the lines that follow a block are no part.

    One that is not there is empty, and right behind its name's colon.
    """
    value, key = members(parent)[name], names(parent).get(name)
    start = int(value.start_mark.index)
    if isinstance(value, ScalarNode) and start == value.end_mark.index and key:
        start = data.text.index(":", key.end_mark.index) + 1
        return start, start
    if prefix := _PREFIX.match(data.text, start, value.end_mark.index):
        start = prefix.end()
    if isinstance(value, ScalarNode) and value.style in {"|", ">"}:
        return start, start + len(data.text[start : value.end_mark.index].rstrip())
    if isinstance(value, ScalarNode) or is_flow(value) or not members(value):
        return start, int(value.end_mark.index)
    return start, max(span(data, value, inner)[1] for inner in members(value))
