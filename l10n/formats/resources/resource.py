"""The messages of a resource file, whichever format it has."""

from collections.abc import Mapping
from dataclasses import dataclass

from l10n.errors import ResourceError
from l10n.messages import gettext as _
from l10n.model import Syntax

Key = tuple[str | int, ...]
"""Where a message stands in its file: names from the outside in, positions in a list as numbers."""
Value = str | Mapping[str, str]
"""A text, or plural forms by CLDR's categories (`other` and its kin)."""


@dataclass(frozen=True, slots=True)
class Message:
    """One string of the file; `translatable` and `fuzzy`, to be read, are what it says itself."""

    key: Key
    value: Value
    context: str = ""
    comment: str = ""
    translatable: bool = True
    line: int = 0
    syntax: Syntax = Syntax.GENERIC
    limit: int = 0
    fuzzy: bool = False
    style: str = ""  # how the format writes it, where there are ways: for `write` to keep

    @property
    def name(self) -> str:
        """The key as code says it: its parts joined by dots."""
        return ".".join(map(str, self.key))


@dataclass(frozen=True, slots=True)
class Resource:
    """The messages of one locale in a file, in their order; `dialect` is the format's version."""

    path: str
    locale: str
    messages: tuple[Message, ...]
    dialect: str = ""

    def by_key(self) -> dict[Key, Message]:
        """The messages by their keys."""
        return {message.key: message for message in self.messages}


def forms_of(value: Value) -> dict[str, str]:
    """The plural forms, or the text under "" where there are none."""
    return {"": value} if isinstance(value, str) else dict(value)


def only_texts(changes: Mapping[Key, Value], path: str) -> dict[Key, str]:
    """The values of a format that has no plural forms of its own.

    Raises:
        ResourceError: for a value that has them.
    """
    for key, value in changes.items():
        if not isinstance(value, str):
            raise ResourceError(
                _("{key!r} has plural forms, which this format has no place for.").format(
                    key=".".join(map(str, key))
                ),
                path=path,
                remedy=_("Make it one text in the source."),
            )
    return {key: value for key, value in changes.items() if isinstance(value, str)}
