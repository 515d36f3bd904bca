"""What PO files look like from afar, without being parsed: a project may have thousands."""

import re

from l10n.adoption.tree import Tree

_MOST_BYTES = 8 << 20
# Enough to tell one language from another, and line numbers from none.
_LOOKED_AT = 1 << 18
_MSGSTR = re.compile(rb'^msgstr(?:\[\d+\])?[ \t]*(?:"[^"\r\n]|""[ \t]*\r?\n")', re.MULTILINE)
_HEADER = re.compile(rb'\bmsgid[ \t]*""[ \t]*\r?\n\Z')
_MSGID = re.compile(r'^msgid "(.+)"$', re.MULTILINE)
_REFERENCE = re.compile(r"^#: .*?(:\d+)?$", re.MULTILINE)


def sample(tree: Tree, paths: list[str]) -> str:
    """The beginning of the first of the files that holds messages."""
    for path in filter(None, paths):
        text = tree.text(path, _LOOKED_AT)
        if _MSGID.search(text):
            return text
    return ""


def messages(text: str) -> list[str]:
    """The messages in a sample, those of one line."""
    return _MSGID.findall(text)


def has_translations(tree: Tree, path: str) -> bool:
    """Whether any message of a file is translated."""
    data = tree.data(path, _MOST_BYTES)
    return any(
        not _HEADER.search(data[max(0, found.start() - 99) : found.start()])
        for found in _MSGSTR.finditer(data)
    )


def has_lines(text: str) -> bool:
    """Whether the places of messages are named with their lines."""
    return any(_REFERENCE.findall(text))


def references(text: str) -> str:
    """How the places of messages are named: those with lines, or with none, are kept."""
    return "file" if _REFERENCE.search(text) and not has_lines(text) else "keep"
