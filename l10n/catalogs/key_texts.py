"""Keys to which the code gives one text here and another text there."""

from collections.abc import Collection, Iterable, Iterator

from l10n.catalogs.keys import is_natural, names
from l10n.extractors.interface import KeyUse
from l10n.messages import gettext as _
from l10n.model import Finding, Location, Severity, Unit

# As findings about them are named.
CHECK = "key-with-two-texts"


def findings(items: Iterable[Unit | KeyUse], resources: Collection[str]) -> Iterator[Finding]:
    """A finding for each text of a key that is not the first one, with both places.

    The first one is the unit's, and what `extract --write-source` writes, so that the others are
    never translated. Where a resource file has the key, its text counts whatever the code says,
    and that the code does not agree is only worth a warning.

    Args:
        items: of the catalog's sources, in their order.
        resources: the resource files among these.
    """
    in_file: set[str] = set()
    said: dict[str, list[tuple[tuple[str, ...], Location]]] = {}
    for item in items:
        if isinstance(item, KeyUse):
            if item.default and not is_natural(item):
                said.setdefault(names(item)[0], []).append((item.default, item.location))
        elif item.key and item.locations:
            if any(place.path in resources for place in item.locations):
                in_file.add(item.key)
            else:
                said.setdefault(item.key, []).append((item.source, item.locations[0]))
    for key, (first, *others) in said.items():
        for other in others:
            if not _alike(first[0], other[0]):
                yield _finding(key, first, other, in_file=key in in_file)


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether they say the same as far as both go: a plural is also asked for by its singular."""
    return all(a == b for a, b in zip(one, other, strict=False))


def _finding(
    key: str,
    first: tuple[tuple[str, ...], Location],
    other: tuple[tuple[str, ...], Location],
    *,
    in_file: bool,
) -> Finding:
    sentence = _(
        "The key {key} has the text {other!r} here and {first!r} at {place}, which is the one "
        "that counts. Give both the same text, or one of them another key."
    )
    if in_file:
        sentence = _(
            "The key {key} has the text {other!r} here and {first!r} at {place}; the source "
            "resource file's counts. Give both the same text, or one of them another key."
        )
    return Finding(
        CHECK,
        Severity.WARNING if in_file else Severity.ERROR,
        sentence.format(key=key, other=other[0][0], first=first[0][0], place=first[1]),
        evidence=key,
        location=other[1],
    )
