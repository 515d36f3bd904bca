"""Flutter's ARB: JSON of ICU messages, notes under `@name`."""

from collections.abc import Collection, Iterator, Mapping

from l10n.formats.resources import json_write
from l10n.formats.resources.document import document
from l10n.formats.resources.json_tree import Node, parse
from l10n.formats.resources.locale_names import underscored
from l10n.formats.resources.resource import Key, Message, Resource, Value, only_texts
from l10n.model import Syntax


class Arb:
    """`{"notes": "{n, plural, other{{n} notes}}", "@notes": {"description": "on the profile"}}`."""

    name = "arb"
    names = ("*.arb",)
    all_locales = False

    def read(self, data: bytes, path: str, locale: str, source: Resource | None = None) -> Resource:
        """See `ResourceFormat.read`."""
        del source  # the file says all by itself
        text = document(data, path)
        root = parse(text)
        messages = (
            Message(
                (name,),
                node.text,
                context=_fact(root, name, "context"),
                comment=_fact(root, name, "description"),
                line=text.line(node.start),
                syntax=Syntax.ICU,
            )
            for name, node in _texts(root)
        )
        return Resource(path, locale, tuple(messages))

    def write(
        self, data: bytes, changes: Mapping[Key, Value], path: str, locale: str,
        source: Resource | None = None, remove: Collection[Key] = (),
    ) -> bytes:  # fmt: skip
        """See `ResourceFormat.write`; a message that goes takes its notes along."""
        text = document(data, path)
        texts: dict[Key, str | None] = {}
        for key in remove:
            texts |= {key: None, (f"@{key[-1]}",): None}
        if changes and not data.strip():
            texts[("@@locale",)] = locale.replace("-", "_")
        texts |= only_texts(changes, path)
        keys = [message.key for message in source.messages] if source else []
        order = [place for key in keys for place in (key, (f"@{key[-1]}",))]
        return json_write.changed(text, texts, [("@@locale",), *order])

    def locale_names(self, locale: str) -> tuple[str, ...]:
        """See `ResourceFormat.locale_names`."""
        return underscored(locale)


RESOURCE = Arb()


def _texts(root: Node) -> Iterator[tuple[str, Node]]:
    last = {member.name: member for member in root.members}
    for member in root.members:
        name = str(member.name)
        if member.node.kind == '"' and last[name] is member and not name.startswith("@"):
            yield name, member.node


def _fact(root: Node, name: str, fact: str) -> str:
    notes = root.child(f"@{name}")
    found = notes.child(fact) if notes else None
    return found.text if found else ""
