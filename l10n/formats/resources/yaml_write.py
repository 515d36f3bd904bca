"""YAML with some of its texts changed, added or removed, and the rest as it stands."""

import re
from collections.abc import Iterator, Sequence

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from l10n.formats.resources import placing, yaml_tree
from l10n.formats.resources.branches import Branch, Name, Texts, branch, siblings
from l10n.formats.resources.document import Document, Edit
from l10n.formats.resources.resource import Key
from l10n.formats.resources.yaml_text import name as quoted_name
from l10n.formats.resources.yaml_text import scalar
from l10n.messages import gettext as _


def changed(data: Document, texts: Texts, order: Sequence[Key]) -> bytes:
    """The file with these texts.

    Args:
        order: all paths as the source file has them, to find a place for the new ones.

    Raises:
        ResourceError: where the text is no YAML, or has no room for a new name.
    """
    root = yaml_tree.parse(data)
    if not texts:
        return data.encode(data.text)
    writer = _Writer(data, root, order)
    if root is None or not isinstance(root, MappingNode):
        if isinstance(root, ScalarNode | SequenceNode):
            raise data.error(
                _("The file holds no names."), 0, _("Begin it with a name and a colon.")
            )
        text = "\n" if data.text and not data.text.endswith("\n") else ""
        body = writer.block(branch(texts), (), "").lstrip("\r\n")
        return data.encode(data.text + text + body + data.newline)
    return data.edited(writer.edits(root, branch(texts), ()))


class _Writer:
    """Finds the edits of one file."""

    def __init__(self, data: Document, root: Node | None, order: Sequence[Key]) -> None:
        self._data = data
        self._siblings = siblings(order)
        self._step = _step(root)

    def edits(self, node: Node, changes: Branch, path: Key) -> Iterator[Edit]:
        """What changes in a container."""
        there = yaml_tree.members(node)
        for name, inner in changes.names.items():
            if name in there:
                yield from self._value(node, name, inner, (*path, name))
        new = changes.new(there)
        if not new:
            return
        known = self._siblings.get(path, {})
        for anchor, names in placing.after(new, list(there), known).items():
            yield self._insertion(node, anchor, names, changes, path)

    def _value(self, node: Node, name: Name, change: Branch, path: Key) -> Iterator[Edit]:
        value = yaml_tree.members(node)[name]
        start, end = yaml_tree.span(self._data, node, name)
        indent = self._indent(node)
        if change.text is not None:
            style = None
            if isinstance(value, ScalarNode):
                if value.value == change.text and str(value.ctag).endswith(":str"):
                    return
                style = value.style
            said = scalar(change.text, style, indent + self._step, self._data.newline)
            if not isinstance(value, ScalarNode) and not yaml_tree.is_flow(value):
                start = yaml_tree.names(node)[name].end_mark.index  # in the line of the name
                said = f": {said}"
            elif start and self._data.text[start - 1] == ":":
                said = f" {said}"
            yield Edit(start, end, said)
        elif not change.holds_text() and not change.names:
            yield self._removed(node, name)
        elif isinstance(value, MappingNode | SequenceNode) and value.value:
            yield from self.edits(value, change, path)
        elif change.holds_text():
            yield Edit(start, end, self.block(change, path, indent + self._step))

    def block(self, change: Branch, path: Key, indent: str) -> str:
        """New names and their values, each on a line of its own."""
        known = self._siblings.get(path, {})
        names = sorted(change.new(()), key=lambda name: known.get(name, len(known)))
        if names and all(isinstance(name, int) for name in names):
            names = list(range(1 + max(int(name) for name in names)))  # what has no text is null
        lines = (self._entry(name, change.names.get(name), (*path, name), indent) for name in names)
        return "".join(self._data.newline + indent + line for line in lines)

    def _entry(self, name: Name, change: Branch | None, path: Key, indent: str) -> str:
        inner = indent + self._step
        head = "-" if isinstance(name, int) else f"{quoted_name(name)}:"
        if change is None:
            return head
        if change.text is None:
            return head + self.block(change, path, inner)
        return f"{head} {scalar(change.text, None, inner, self._data.newline)}"

    def _insertion(
        self, node: Node, anchor: Name | None, names: list[Name], changes: Branch, path: Key
    ) -> Edit:
        """New names below the one that they follow, or else above the first."""
        self._refuse_flow(node, path)
        indent, newline = self._indent(node), self._data.newline
        lines = [self._entry(name, changes.names[name], (*path, name), indent) for name in names]
        if anchor is None:
            at = int(node.start_mark.index)
            return Edit(at, at, "".join(line + newline + indent for line in lines))
        at = self._line_end(yaml_tree.span(self._data, node, anchor)[1])
        return Edit(at, at, "".join(newline + indent + line for line in lines))

    def _removed(self, node: Node, name: Name) -> Edit:
        """A name and its value taken out, with the lines they stand on."""
        self._refuse_flow(node, (name,))
        text, value = self._data.text, yaml_tree.members(node)[name]
        if anchor := next((inner.anchor for inner in yaml_tree.walk(value) if inner.anchor), None):
            raise self._data.error(
                _("Others refer to the value of {name!r}, as &{anchor}.").format(
                    name=str(name), anchor=anchor
                ),
                int(value.start_mark.index),
                _("Write it out where it is referred to."),
            )
        head = yaml_tree.names(node).get(name, yaml_tree.members(node)[name])
        start = text.rfind("\n", 0, head.start_mark.index) + 1
        end = self._line_end(yaml_tree.span(self._data, node, name)[1])
        past = re.compile(r"\r?\n|").match(text, end)
        return Edit(start, past.end() if past else end, "")

    def _line_end(self, position: int) -> int:
        found = re.compile(r"\r?\n|\Z").search(self._data.text, position)
        assert found  # the text's end at last
        return found.start()

    def _indent(self, node: Node) -> str:
        return " " * int(node.start_mark.column)

    def _refuse_flow(self, node: Node, path: Key) -> None:
        if yaml_tree.is_flow(node):
            raise self._data.error(
                _("{name!r} is written in brackets, where no names are added or taken out.").format(
                    name=".".join(map(str, path))
                ),
                int(node.start_mark.index),
                _("Write it as lines."),
            )


def _step(root: Node | None) -> str:
    """One step of indentation, as the first nested mapping has it."""
    for value in yaml_tree.members(root).values() if root else ():
        if isinstance(value, MappingNode) and not value.flow_style and value.value:
            return " " * max(int(value.start_mark.column), 2)
    return "  "
