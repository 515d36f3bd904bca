"""Files that are a list of entries, one below the other: values changed in place, lines added."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from l10n.formats.resources import placing
from l10n.formats.resources.document import Document, Edit
from l10n.formats.resources.resource import Key, Message, Resource
from l10n.model import Syntax


@dataclass(frozen=True, slots=True)
class Slot:
    """An entry: its value stands from `start` to `end`, it with its notes from `first` to `last`.

    `head` is where it begins without its notes, and `last` is past its line end; `lead` parts a
    new value from a key that has none.
    """

    key: Key
    text: str
    first: int
    head: int
    start: int
    end: int
    last: int
    comment: str = ""
    lead: str = ""

    def message(self, data: Document, syntax: Syntax = Syntax.GENERIC) -> Message:
        """The entry as a message."""
        return Message(
            self.key, self.text, comment=self.comment, line=data.line(self.head), syntax=syntax
        )


def distinct(slots: Sequence[Slot]) -> dict[Key, Slot]:
    """The entries by key; of two with one key the last counts, as for those who read such files."""
    return {slot.key: slot for slot in slots}


def rewritten(
    data: Document,
    slots: Mapping[Key, Slot],
    changes: Mapping[Key, str],
    remove: Collection[Key],
    source: Resource | None,
    *,
    value: Callable[[str], str],
    line: Callable[[Key, str], str],
) -> bytes:
    """The file with these texts.

    Args:
        value: writes a text in place of another.
        line: writes a new entry, without a line end.
    """
    edits = [
        Edit(slots[key].start, slots[key].end, slots[key].lead + value(text))
        for key, text in changes.items()
        if key in slots and slots[key].text != text
    ]
    gone = [slots[key] for key in remove if key in slots and key not in changes]
    edits += [Edit(slot.head, slot.last, "") for slot in gone]
    new = [key for key in changes if key not in slots]
    order = [message.key for message in source.messages] if source else []
    for anchor, keys in placing.after(new, list(slots), order).items():
        at = slots[anchor].last if anchor is not None else _head(data, slots)
        open_line = at and data.text[at - 1] not in "\r\n"
        text = "".join(line(key, changes[key]) + data.newline for key in keys)
        edits.append(Edit(at, at, data.newline + text.rstrip("\r\n") if open_line else text))
    return data.edited(edits) if edits else data.encode(data.text)


def _head(data: Document, slots: Mapping[Key, Slot]) -> int:
    return min((slot.first for slot in slots.values()), default=len(data.text))
