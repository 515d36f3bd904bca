"""What an adapted model says of itself: what it was made of, its figures, the starter's card."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.training import export
from l10n.training.measure import Score, mean

if TYPE_CHECKING:
    from l10n.training.adapt import Outcome
    from l10n.training.plan import Plan


@dataclass(frozen=True, slots=True)
class Facts:
    """How a model came to be; `at` is the time, ISO 8601 in UTC."""

    plan: "Plan"
    outcome: "Outcome"
    seed: int
    at: str

    @property
    def version(self) -> str:
        """The starter's, and what was done to it: it stands in every suggestion's `by`.

        `1.0+adapted.20260102.pairs1043.chrf47to56.seed1`
        """
        scores = (mean(self.outcome.before), mean(self.outcome.after))
        return ".".join(
            (
                f"{self.plan.base[0].version}+adapted",
                self.at[:10].replace("-", ""),
                f"pairs{len(self.plan.pairs)}",
                "chrf{:.0f}to{:.0f}".format(*scores),
                f"seed{self.seed}",
            )
        )


def write(folder: Path, facts: Facts) -> None:
    """Writes the version and the card of a new model."""
    export.write_metadata(folder, facts.version)
    (folder / "README.md").write_text(_render(facts), "utf-8")


def _render(facts: Facts) -> str:
    base, outcome = facts.plan.base[0], facts.outcome
    rows = _rows("held back", outcome.before, outcome.after)
    rows += _rows("known", outcome.known_before, outcome.known_after)
    return f"""\
# The starter, adapted to this project

Trained on with the translations that this project's people approved. The weights hold their words:
they are the project's, and stay on this machine.

- from: {base.name}, SHA-256 {base.digest()}
- pairs: {len(facts.plan.pairs)} of the team's; held back: {len(facts.plan.held_back)} texts
- weights: {outcome.share:.0%} of the way from the starter's to the trained ones
- date: {facts.at}
- seed: {facts.seed}

chrF through the product, without memory and glossary; *known* are rows that the starter was made
of, *before* what was in use.

| texts | direction | count | chrF before | after | the same before | after |
|---|---|---:|---:|---:|---:|---:|
{"".join(rows)}
What the starter says of itself, its data and their licences:

{base.readme()}
"""


def _rows(name: str, before: Sequence[Score], after: Sequence[Score]) -> list[str]:
    return [
        f"| {name} | {a.direction} | {a.texts} | {a.chrf:.1f} | {b.chrf:.1f} "
        f"| {a.same} | {b.same} |\n"
        for a, b in zip(before, after, strict=True)
    ]
