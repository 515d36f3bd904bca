"""JSON with some of its strings changed, added or removed, and the rest as it stands.

A new member takes the spacing of its neighbours. Where none tells, it is indented as the file is.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from l10n.formats.resources import placing
from l10n.formats.resources.branches import Branch, Name, Texts, branch, siblings
from l10n.formats.resources.document import Document
from l10n.formats.resources.json_tree import Node, parse
from l10n.formats.resources.resource import Key
from l10n.messages import gettext as _

# Of what JSON need not escape; halves of surrogate pairs it has to.
_ESCAPED = re.compile(r"\\u(?![dD])[0-9a-fA-F]{4}")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A member as it will stand: the spacing before it, itself, the spacing up to the comma."""

    name: Name
    before: str
    text: str
    after: str = ""


def changed(data: Document, texts: Texts, order: Sequence[Key]) -> bytes:
    """The file with these texts.

    Args:
        order: all paths as the source file has them, to find a place for the new ones.

    Raises:
        ResourceError: where the text is no JSON, or a path leads through a string.
    """
    if not texts:
        return data.encode(data.text)
    if not data.text.strip():
        data = replace(data, text="{}\n")
    root = parse(data)
    if root.kind != "{":
        raise data.error(_("The file holds no JSON object."), root.start, _("Begin it with {."))
    written = _Writer(data, root, order).container(root, branch(texts), (), 0)
    return data.encode(data.text[: root.start] + written + data.text[root.end :])


class _Writer:
    """Writes containers again, each member from its own text or from what changes in it."""

    def __init__(self, data: Document, root: Node, order: Sequence[Key]) -> None:
        self._data = data
        self._ascii = data.text.isascii() and _ESCAPED.search(data.text)
        self._indent, self._colon = _spacing(data, root)
        self._siblings = siblings(order)

    def container(self, node: Node, branch: Branch, path: Key, depth: int) -> str:
        text = self._data.text
        pieces = self._kept(node, branch, path, depth)
        last = node.members[-1].node.end if node.members else node.start + 1
        tail = text[last : node.end - 1]
        new = branch.new(member.name for member in node.members)
        if new and not node.members:
            tail = self._break(depth)
        grown = self._grown(pieces, new, branch, path, depth + 1)
        inside = ",".join(piece.before + piece.text + piece.after for piece in grown)
        return text[node.start] + inside + tail + text[node.end - 1]

    def _kept(self, node: Node, branch: Branch, path: Key, depth: int) -> list[_Piece]:
        """The members that stay, and their spacing."""
        text, pieces, start = self._data.text, list[_Piece](), node.start + 1
        last = {member.name: member for member in node.members}
        for member in node.members:
            end = member.node.end
            comma = text.index(",", end) if member is not node.members[-1] else end
            before, after = text[start : member.start], text[end:comma]
            start = comma + 1
            said: str | None = text[member.node.start : end]
            inner = branch.names.get(member.name) if last[member.name] is member else None
            if inner is not None:
                said = self._value(member.node, inner, (*path, member.name), depth + 1)
            if said is not None:
                body = text[member.start : member.node.start] + said
                pieces.append(_Piece(member.name, before, body, after))
        return pieces

    def _value(self, node: Node, branch: Branch, path: Key, depth: int) -> str | None:
        """A value with its changes; None where it goes."""
        if branch.names:
            if not node.members and node.kind not in {"{", "["}:
                raise self._data.error(
                    _("{name!r} holds a text, so that nothing can stand below it.").format(
                        name=".".join(map(str, path))
                    ),
                    node.start,
                    _("Rename one of the two keys."),
                )
            return self.container(node, branch, path, depth)
        if branch.text is None:
            return None
        if node.kind == '"' and node.text == branch.text:
            return self._data.text[node.start : node.end]
        if node.kind in {"{", "["}:
            raise self._data.error(
                _("{name!r} holds other keys, so that it can't be a text.").format(
                    name=".".join(map(str, path))
                ),
                node.start,
                _("Rename one of the two keys."),
            )
        return self._quoted(branch.text)

    def _grown(
        self, pieces: list[_Piece], new: list[Name], branch: Branch, path: Key, depth: int
    ) -> list[_Piece]:
        """The members with the new ones among them, each where the source has it."""
        order = self._siblings.get(path, {})
        following = placing.after(new, [piece.name for piece in pieces], order)
        before = pieces[0].before if pieces else self._break(depth)
        grown: list[_Piece] = []
        for piece in (None, *pieces):
            if piece is not None:
                grown.append(piece)
                before = piece.before
            for name in following.pop(piece.name if piece else None, ()):
                said = self._made(branch.names[name], (*path, name), depth)
                colon = "" if isinstance(name, int) else f"{self._quoted(name)}{self._colon}"
                grown.append(_Piece(name, before, colon + said))
        return grown

    def _made(self, branch: Branch, path: Key, depth: int) -> str:
        """A new value: a text, or an object or list of new ones."""
        if not branch.names:
            return self._quoted(branch.text or "")
        pieces = self._grown([], branch.new(()), branch, path, depth + 1)
        inside = ",".join(piece.before + piece.text for piece in pieces) + self._break(depth)
        return f"[{inside}]" if isinstance(pieces[0].name, int) else f"{{{inside}}}"

    def _break(self, depth: int) -> str:
        return self._data.newline + self._indent * depth if self._indent is not None else ""

    def _quoted(self, text: str) -> str:
        quoted = json.dumps(text, ensure_ascii=bool(self._ascii))
        # A half of a surrogate pair has no bytes of its own.
        return re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", quoted)


def _spacing(data: Document, root: Node) -> tuple[str | None, str]:
    """One step of indentation (None in a file of one line), and what parts name and value."""
    if not root.members:
        return "  ", ": "
    first = root.members[0]
    before = data.text[root.start + 1 : first.start]
    colon = re.search(r"\s*:\s*\Z", data.text[first.start : first.node.start])
    assert colon  # a member of an object
    return (re.split(r"[\r\n]", before)[-1] if re.search(r"[\r\n]", before) else None), colon[0]
