"""The units that a translator had no answer for, by name: somebody has to translate them."""

from collections.abc import Mapping, Sequence

from l10n.cli import console
from l10n.messages import gettext as _
from l10n.model import Entry
from l10n.text.visible import visible

_NAMED = 10


def tell(units: Mapping[str, Sequence[Entry]]) -> None:
    """Name some of them; `status` lists all.

    Args:
        units: by catalog.
    """
    for name, entries in units.items():
        for entry in entries[:_NAMED]:
            sentence = _("{catalog}: no answer for {id}: {source}")
            console.warn(
                visible(
                    sentence.format(catalog=name, id=entry.unit.id, source=entry.unit.source[0])
                )
            )
        if len(entries) > _NAMED:
            more = _("{catalog}: … and {count} more: `l10n status --list untranslated`.")
            console.warn(more.format(catalog=name, count=len(entries) - _NAMED))


def as_json(units: Mapping[str, Sequence[Entry]]) -> list[dict[str, object]]:
    """All of them for machines."""
    return [
        {"id": entry.unit.id, "catalog": name, "source": entry.unit.source}
        for name, entries in units.items()
        for entry in entries
    ]
