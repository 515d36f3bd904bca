"""JSON files of strings that not only we write: ours in their places, the others as they are."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from l10n.errors import CatalogError
from l10n.formats import strict_json
from l10n.messages import gettext as _

_INDENT = re.compile(r'\n([ \t]+)"')


def read(data: bytes, path: str) -> dict[str, Any]:
    """The object in a file.

    Raises:
        CatalogError: where it holds none.
    """
    try:
        found = strict_json.loads(data)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise CatalogError(
            _("This is no JSON object, and what it holds is unknown."),
            path=path,
            remedy=_("Repair the file, or move it away; nothing was written."),
        )
    return found


def dump(strings: Mapping[str, Any]) -> bytes:
    """The file of strings that are all ours: sorted, the same bytes for the same strings."""
    return (json.dumps(strings, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def names(tree: Mapping[str, Any]) -> Iterator[str]:
    """The names of its strings; those of an object inside follow its own after a dot."""
    for name, _value in flat(tree):
        yield name


def flat(tree: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Its strings by their names, as `names` has them."""
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from flat(value, f"{before}{key}.")
        else:
            yield before + key, value


def filled(
    data: bytes, path: str, strings: Mapping[str, str], known: Collection[str] | None
) -> bytes:
    """The file with these strings, each where its name stands already, and else at the end.

    Args:
        data: the file as it is.
        path: for errors.
        strings: what it is to say.
        known: all names that are ours, None where all are; one without a string is taken out.
    """
    tree = read(data, path)
    sorted_as_ours = dump(tree) == data
    ours = frozenset(names(tree)) if known is None else known
    tree = _without(tree, frozenset(ours).difference(strings))
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


def _without(tree: Mapping[str, Any], gone: Collection[str], before: str = "") -> dict[str, Any]:
    """The tree without some strings, and without the objects that held nothing else."""
    kept: dict[str, Any] = {}
    for key, value in tree.items():
        if isinstance(value, dict) and value:
            if inside := _without(value, gone, f"{before}{key}."):
                kept[key] = inside
        elif before + key not in gone:
            kept[key] = value
    return kept


def _place(tree: dict[str, Any], name: str) -> tuple[dict[str, Any], str]:
    """The object in which a name stands or would stand, and what it is called there."""
    if name not in tree:
        for dot in (found.start() for found in re.finditer(r"\.", name)):
            inside = tree.get(name[:dot])
            if isinstance(inside, dict):
                return _place(inside, name[dot + 1 :])
    return tree, name
