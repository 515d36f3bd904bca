"""What `approve` and `reject` share where they decide many at once: filters, counts, a question."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import click

from l10n import plugins
from l10n.catalogs.choose import Wanted, Writer, writer
from l10n.checks.checker import Checker
from l10n.cli import console
from l10n.messages import gettext as _
from l10n.model import Catalog, State

# So many at once are asked about where somebody can answer.
MANY = 100
_WORDS = {
    Writer.HUMAN: _("by people"),
    Writer.MEMORY: _("from memory"),
    Writer.MACHINE: _("by machines"),
    Writer.GUESS: _("guesses of a merge tool"),
}
_Command = TypeVar("_Command", bound=Callable[..., Any])

yes_option = click.option("-y", "--yes", is_flag=True, help=_("Ask nothing."))


def filters(states: Iterable[State], writers: Iterable[Writer]) -> Callable[[_Command], _Command]:
    """The options that choose among a catalog's entries; `wanted` reads what they hold."""
    options = (
        click.option(
            "--state",
            "states",
            multiple=True,
            type=click.Choice([str(state) for state in states]),
            help=_("Only units in this state; may stand more than once, as the next three may."),
        ),
        click.option(
            "--origin",
            "origins",
            multiple=True,
            type=click.Choice([str(known) for known in writers]),
            help=_("Only words of this origin."),
        ),
        click.option(
            "--check", "checks", multiple=True, help=_("Only where this check finds something.")
        ),
        click.option(
            "--path",
            "paths",
            multiple=True,
            metavar="GLOB",
            help=_("Only units that are used in this file or folder of the source."),
        ),
        click.option(
            "--min-quality",
            type=click.FloatRange(0, 1),
            help=_("Only words whose estimate is so high, 0 to 1; people's words have none."),
        ),
    )

    def decorated(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorated


def wanted(
    units: Sequence[str], chosen: dict[str, Any], *, everything: bool = False
) -> Wanted | None:
    """What the filters ask for; None where units are named instead.

    Args:
        units: what the person called them.
        chosen: the options of `filters`.
        everything: whether it takes no filter to choose many.

    Raises:
        click.UsageError: where units are named and filtered too, or a check is none.
    """
    if not everything and all(value in ((), None) for value in chosen.values()):
        return None
    if units:
        raise click.UsageError(_("Name units, or choose many by what they are; not both."))
    known = plugins.room("checks")
    if unknown := [name for name in chosen["checks"] if name not in known]:
        raise click.BadParameter(
            _("There is no check {name!r}. There are: {names}.").format(
                name=unknown[0], names=", ".join(sorted(known))
            )
        )
    return Wanted(
        frozenset(map(State, chosen["states"])),
        frozenset(map(Writer, chosen["origins"])),
        chosen["min_quality"],
        frozenset(chosen["checks"]),
        chosen["paths"],
    )


def confirmed(
    catalogs: Iterable[Catalog],
    checker_of: Callable[[Catalog], Checker],
    asked: Wanted,
    *,
    yes: bool,
) -> bool:
    """Say what a decision is about, by who wrote the words; ask where it is about many.

    Returns:
        False where all that it might be about was left out for its origin.

    Raises:
        click.Abort: where that is not what was meant.
    """
    counts: Counter[Writer] = Counter()
    anybodys = replace(asked, writers=frozenset())
    for catalog in catalogs:
        chosen = filter(anybodys.choice(catalog.locale, checker_of(catalog)), catalog.live())
        counts.update(writer(entry, catalog.locale) for entry in chosen)
    left = Counter({who: n for who, n in counts.items() if who not in asked.writers})
    counts -= left
    if counts:
        console.warn(_("Chosen: {counts}.").format(counts=_in_words(counts)))
    if left:
        console.warn(
            _("Left out, as --origin does not name them: {counts}.").format(counts=_in_words(left))
        )
    if counts.total() >= MANY and not yes and sys.stdin.isatty() and sys.stderr.isatty():
        click.confirm(_("Go on?"), abort=True, err=True)
    return bool(counts) or not left


def _in_words(counts: Counter[Writer]) -> str:
    return ", ".join(f"{counts[who]} {words}" for who, words in _WORDS.items() if counts[who])
