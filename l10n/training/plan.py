"""What an adaptation would be made of, and measured on."""

from collections.abc import Sequence
from dataclasses import dataclass

from l10n.engines import argos_package, packages
from l10n.engines.argos_package import Package
from l10n.errors import ModelError
from l10n.messages import gettext as _
from l10n.training import replay
from l10n.training.pairs import Said, TeamPair, pairs
from l10n.training.replay import Row

LEAST = 200
"""Pairs that an adaptation takes; fewer teach nothing that the held-back ones could show."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What it would train on, and what it would be measured on.

    Attributes:
        base: the starter's directions.
        pairs: of the team, each sentence once; none that stands in what is held back.
        held_back: the team's texts that are only measured on.
        replay: rows that the starter knows, to be trained on among the pairs.
        known: such rows that are only measured on.
    """

    base: list[Package]
    pairs: list[TeamPair]
    held_back: list[Said]
    replay: list[Row]
    known: list[Row]

    @property
    def why_not(self) -> str:
        """Why nothing can be made of it, "" where it can."""
        if len(self.pairs) >= LEAST and self.held_back:
            return ""
        return _(
            "There are {count} pairs between Chinese and English to learn from; an adaptation "
            "takes {least}."
        ).format(count=len(self.pairs), least=LEAST)


def planned(said: Sequence[Said]) -> Plan:
    """What an adaptation would be made of.

    Raises:
        ModelError: where there is no starter, or it is damaged.
    """
    base = _starter()
    held_back = [one for one in said if one.held_back]
    theirs = [one for one in said if not one.held_back]
    barred = {pair.source for pair in pairs(held_back)}
    kept = [pair for pair in pairs(theirs) if pair.source not in barred]
    try:
        rows = replay.unpacked(base[0].read(replay.NAME))
    except ValueError as error:
        raise ModelError(
            _("The model is damaged: {reason}.").format(reason=error),
            path=base[0].path,
            remedy=base[0].how_to_mend,
        ) from error
    return Plan(base, kept, held_back, rows[replay.HELD_BACK :], rows[: replay.HELD_BACK])


def _starter() -> list[Package]:
    found = packages.starter()
    for one in found:
        if isinstance(one, ModelError):
            raise one
    if not found:
        raise ModelError(
            _("The starter is not installed, and it is what would be adapted."),
            remedy=_("Install it: `{command}`.").format(
                command=f"pip install {argos_package.STARTER}"
            ),
        )
    return [one for one in found if isinstance(one, Package)]
