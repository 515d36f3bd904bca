"""Placeholders, tags and entities come out as they went in."""

from collections.abc import Iterator

from l10n.checks.differences import remarks
from l10n.checks.interface import Context, Remark, Target
from l10n.messages import gettext as _
from l10n.model import PlaceableKind, Severity, Unit

_CODE = frozenset({PlaceableKind.VARIABLE, PlaceableKind.TAG, PlaceableKind.ENTITY})
_EMOJI = frozenset({PlaceableKind.EMOJI})


class Placeables:
    """A program would break, or show a bare `{name}`, where one is lost."""

    name = "placeables"
    summary = _("Placeholders, tags and entities of the source stand in the target.")

    def check(self, unit: Unit, target: Target, context: Context) -> Iterator[Remark]:
        """Code is an error; emoji, which people move and drop, a warning."""
        del unit
        yield from remarks(target, context, _CODE, Severity.ERROR)
        yield from remarks(target, context, _EMOJI, Severity.WARNING)


CHECK = Placeables()
