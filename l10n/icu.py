"""A reader of ICU MessageFormat: arguments, and plural and select choices with their branches.

Grammar and quoting after the ICU User Guide, "Formatting Messages" (apostrophe mode
DOUBLE_OPTIONAL): `''` is an apostrophe, `'{` starts a quotation that the next `'` ends.
"""

import re
from dataclasses import dataclass

# Deeper nesting than people write; it bounds the recursion on hostile input.
MAX_DEPTH = 16

CHOICE_TYPES = frozenset({"plural", "select", "selectordinal"})
_LOOKS_LIKE_CHOICE = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,")
_NAME = re.compile(r"\s*([^\s{},'#=<>]+)\s*")
_KEY = re.compile(r"\s*(=\d+|[^\s{},'#=]+)\s*\{")
_OFFSET = re.compile(r"\s*offset:\s*(\d+)")


class IcuError(ValueError):
    """The message is not valid; `position` counts characters from 0."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(f"{message} at character {position + 1}")
        self.position = position


@dataclass(frozen=True, slots=True)
class Argument:
    """`{name}` or `{name, type, style}`, or the `#` of a plural branch."""

    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A plural, select or selectordinal argument: `head` and the branches make up `text`."""

    text: str
    name: str
    type: str
    head: str
    branches: tuple[tuple[str, "Message"], ...]

    def rebuild(self, branches: dict[str, str]) -> str:
        """The choice with other words in its branches, keys in their order."""
        return self.head + " ".join(f"{k} {{{text}}}" for k, text in branches.items()) + "}"


Message = tuple[str | Argument | Choice, ...]


def looks_like_icu(text: str) -> bool:
    """Whether the text holds a plural or select argument."""
    return _LOOKS_LIKE_CHOICE.search(text) is not None


def parse(text: str) -> Message:
    """The message's parts in order; joined texts give the message back.

    Raises:
        IcuError: with the position where reading stopped.
    """
    message, end = _message(text, 0, 0, in_plural=False)
    if end != len(text):
        raise IcuError("a closing brace without an opening one", end)
    return message


def _message(text: str, start: int, depth: int, *, in_plural: bool) -> tuple[Message, int]:
    """Parts from `start` to the brace that closes this level, or to the end."""
    if depth > MAX_DEPTH:
        raise IcuError("nested too deeply", start)
    parts: list[str | Argument | Choice] = []
    position = literal = start
    while position < len(text) and text[position] != "}":
        char = text[position]
        if char == "'":
            position = _skip_quotation(text, position)
        elif char == "{" or (char == "#" and in_plural):
            if literal < position:
                parts.append(text[literal:position])
            if char == "#":
                part, position = Argument("#", "#"), position + 1
                parts.append(part)
            else:
                argument, position = _argument(text, position, depth)
                parts.append(argument)
            literal = position
        else:
            position += 1
    if literal < position:
        parts.append(text[literal:position])
    return tuple(parts), position


def _skip_quotation(text: str, position: int) -> int:
    """The position after an apostrophe, a doubled one, or a whole quotation."""
    following = text[position + 1 : position + 2]
    if following == "'":
        return position + 2
    if following and following in "{}#|":
        end = text.find("'", position + 1)
        return len(text) if end < 0 else end + 1
    return position + 1


def _argument(text: str, start: int, depth: int) -> tuple[Argument | Choice, int]:
    name = _NAME.match(text, start + 1)
    if name is None:
        raise IcuError("an opening brace without an argument name", start)
    position = name.end()
    if text[position : position + 1] == "}":
        return Argument(text[start : position + 1], name[1]), position + 1
    if text[position : position + 1] != ",":
        raise IcuError("an argument that is not closed", start)
    kind = _NAME.match(text, position + 1)
    if kind is None:
        raise IcuError("an argument without a type after its comma", position)
    if kind[1] in CHOICE_TYPES:
        return _choice(text, start, name[1], kind, depth)
    end = text.find("}", kind.end())
    if end < 0:
        raise IcuError("an argument that is not closed", start)
    return Argument(text[start : end + 1], name[1]), end + 1


def _choice(
    text: str, start: int, name: str, kind: re.Match[str], depth: int
) -> tuple[Choice, int]:
    if text[kind.end() : kind.end() + 1] != ",":
        raise IcuError(f"a {kind[1]} argument without branches", start)
    position = kind.end() + 1
    offset = _OFFSET.match(text, position)
    position = offset.end() if offset else position
    head = text[start:position] + " "
    branches: dict[str, Message] = {}
    while key := _KEY.match(text, position):
        branch, end = _message(text, key.end(), depth + 1, in_plural=kind[1] != "select")
        if text[end : end + 1] != "}":
            raise IcuError(f"the branch {key[1]!r} is not closed", key.start())
        if key[1] in branches:
            raise IcuError(f"the branch {key[1]!r} stands twice", key.start())
        branches[key[1]] = branch
        position = end + 1
    closing = re.compile(r"\s*\}").match(text, position)
    if closing is None:
        raise IcuError(f"the {kind[1]} argument {name!r} is not closed", start)
    if "other" not in branches:
        raise IcuError(f"the {kind[1]} argument {name!r} has no branch 'other'", start)
    choice = Choice(text[start : closing.end()], name, kind[1], head, tuple(branches.items()))
    return choice, closing.end()


def plain(message: Message) -> str:
    """The message as text again."""
    return "".join(part if isinstance(part, str) else part.text for part in message)
