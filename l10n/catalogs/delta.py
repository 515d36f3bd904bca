"""Which entries of a catalog a commit changes: found in the text, without reading the others.

Entries stand in blocks with empty lines between, as all tools write them; a block that stood there
before is blanked out, so that the rest keeps its line numbers. Where blocks are no entries, or one
message may stand twice, both catalogs are read whole.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from l10n.errors import CatalogError
from l10n.model import Catalog, Entry

_NAMES = re.compile(
    r'^(?:msgctxt ("[^\n]*(?:\n"[^\n]*)*)\n)?msgid ("[^\n]*(?:\n"[^\n]*)*)', re.MULTILINE
)
_KEYS = re.compile(r"^#\. @key .*$", re.MULTILINE)
_CONFLICTS = ("\n<<<<<<<", "\n=======", "\n>>>>>>>", "\n|||||||", "\x00")
_MIDDLES = ('"', "msgstr", "msgid_plural")
_ENDS = ("msgstr", '"', "#~ msgstr", '#~ "')


def changed(
    before: str, after: str, read: Callable[[str], Catalog], touched: Callable[[Entry], bool] | None
) -> Catalog:
    """The catalog with the entries alone that a commit changes.

    Args:
        before: its text as it was, "" for a new catalog.
        after: its text as it will be.
        read: reads a catalog's text.
        touched: whether an entry counts though its text stays; None where none does.

    Raises:
        CatalogError: where what changed is malformed, or a message stands twice.
    """
    if touched is None and _regular(after):
        return read(_blanked(before, after))
    whole = read(after)
    try:
        known = {entry.raw for entry in read(before).entries}
    except CatalogError:
        known = set()
    kept = (e for e in whole.entries if e.raw not in known or (touched and touched(e)))
    return replace(whole, entries=tuple(kept))


def _blanked(before: str, after: str) -> str:
    """The text with empty lines for what stood there before; the header stays."""
    known = {block.strip("\n") for block in before.split("\n\n")}
    first, *blocks = after.split("\n\n")
    found = ["\n" * block.count("\n") if block.strip("\n") in known else block for block in blocks]
    return "\n\n".join([first, *found])


def _regular(text: str) -> bool:
    """Whether each block is an entry or several, and each message stands there once."""
    if any(sign in text for sign in _CONFLICTS):
        return False
    for block in text.split("\n\n"):
        bare = block.strip("\n")
        end = bare[bare.rfind("\n") + 1 :]
        whole = "\nmsgstr" in bare or "\n#~ msgstr" in bare
        if bare and not (whole and end.startswith(_ENDS) and not bare.startswith(_MIDDLES)):
            return False
    names = [(c.replace('"\n"', ""), m.replace('"\n"', "")) for c, m in _NAMES.findall(text)]
    keys = _KEYS.findall(text)
    return len(set(names)) == len(names) and len(set(keys)) == len(keys)
