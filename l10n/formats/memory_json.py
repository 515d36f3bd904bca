"""Weblate's translation memory as JSON (weblate-memory.schema.json): a list, an item a text.

Who translated it, and when, it does not say; where from it does (`origin`: a project's component,
or the file that was imported), and whether somebody has yet to look at it (`status` 0: pending).
Plural forms stand in one string, parted by two record separators.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from l10n.errors import SourceError
from l10n.formats import strict_json
from l10n.formats.tmx import Remembered
from l10n.messages import gettext as _

_NEEDED = ("source", "source_language", "target", "target_language")
_SEAM = "\x1e\x1e"
_PENDING = 0


def parse(data: bytes, path: str) -> list[Remembered]:
    """The texts of a memory.

    Raises:
        SourceError: where it is no such memory; with the line, or the number of the item.
    """
    try:
        items = strict_json.loads(data.decode("utf-8-sig"))
    except ValueError as error:
        reason = _("it is no JSON ({reason})").format(reason=getattr(error, "msg", None) or error)
        raise _none(path, reason, getattr(error, "lineno", 0)) from error
    if not isinstance(items, list):
        raise _none(path, _("it is no list"))
    return [said for number, item in enumerate(items, 1) for said in _item(item, number, path)]


def _item(item: object, number: int, path: str) -> Iterator[Remembered]:
    if not isinstance(item, Mapping):
        raise _none(path, _("item {number} is no object").format(number=number))
    for name in _NEEDED:
        if not isinstance(item.get(name), str):
            reason = _("item {number} has no {name}").format(number=number, name=name)
            raise _none(path, reason)
    source, target = (item[name].split(_SEAM)[-1] for name in ("source", "target"))
    if source and target:
        yield Remembered(
            item["source_language"],
            source,
            item["target_language"],
            target,
            _text(item, "context"),
            origin=_text(item, "origin"),
            state="pending" if item.get("status") == _PENDING else "",
        )


def _text(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def _none(path: str, reason: str, line: int = 0) -> SourceError:
    return SourceError(
        _("The file is no memory of Weblate: {reason}.").format(reason=reason),
        path=path,
        line=line,
        remedy=_("Weblate writes one under Tools > Translation memory, as JSON or as TMX."),
    )
