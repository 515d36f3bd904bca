"""JSON files of strings that not only we write: our strings in their places, the others as they are."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from l10n.errors import CatalogError
from l10n.messages import gettext as _

_INDENT = re.compile(r'\n([ \t]+)"')


def read(data: bytes) -> dict[str, Any]:
    """The object in a file.

    Raises:
        CatalogError: where it holds none.
    """
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise CatalogError(
            _("This is no JSON object, and what it holds is unknown."),
            remedy=_("Repair the file, or move it away; nothing was written."),
        )
    return found


def dump(strings: Mapping[str, Any]) -> bytes:
    """The file of strings that are all ours: sorted, so that the same strings are the same bytes."""
    return (json.dumps(strings, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def names(tree: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """The names of its strings; those of an object inside follow its own after a dot."""
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from names(value, f"{before}{key}.")
        else:
            yield before + key


def filled(data: bytes, strings: Mapping[str, str], known: Collection[str]) -> bytes:
    """The file with these strings, each where its name stands already, and else at the end.

    Args:
        data: the file as it is.
        strings: what it is to say.
        known: all names that are ours; one that has no string here is taken out.
    """
    tree = read(data)
    sorted_as_ours = dump(tree) == data
    for name in set(names(tree)).intersection(known).difference(strings):
        parent, key = _place(tree, name)
        del parent[key]
    for name, text in strings.items():
        parent, key = _place(tree, name)
        parent[key] = text
    if sorted_as_ours:
        return dump(tree)
    text = data.decode()
    indent = _INDENT.search(text)
    escaped = text.isascii() and "\\u" in text
    end = text[len(text.rstrip()) :]
    whole = json.dumps(tree, ensure_ascii=escaped, indent=indent[1] if indent else None)
    return (whole + end).encode()


def _place(tree: dict[str, Any], name: str) -> tuple[dict[str, Any], str]:
    """The object in which a name stands or would stand, and what it is called there."""
    if name not in tree:
        for dot in (found.start() for found in re.finditer(r"\.", name)):
            inside = tree.get(name[:dot])
            if isinstance(inside, dict):
                return _place(inside, name[dot + 1 :])
    return tree, name
