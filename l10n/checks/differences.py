"""Placeables that source and target do not share: the one comparison behind three checks."""

from collections.abc import Iterator

from l10n.checks.interface import Context, Remark, Target
from l10n.messages import gettext as _
from l10n.model import PlaceableKind, Severity
from l10n.placeables import placeables


def remarks(
    target: Target, context: Context, kinds: frozenset[PlaceableKind], severity: Severity
) -> Iterator[Remark]:
    """A remark for each placeable of these kinds that is missing, doubled or invented."""
    for source, form in zip(context.sources, target.forms, strict=True):
        if len(source) == len(form) == 1 and source == form:
            continue
        wanted, found = placeables(source), placeables(form)
        for item, number in (wanted - found).items():
            if item.kind in kinds:
                text = _("{text} of the source is missing in the target.")
                if number > 1 or item in found:
                    text = _("{text} stands fewer times than in the source.")
                yield Remark(text.format(text=item.text), item.text, severity)
        for item in found - wanted:
            if item.kind in kinds:
                yield Remark(
                    _("{text} is not in the source, or not as often.").format(text=item.text),
                    item.text,
                    severity,
                )
