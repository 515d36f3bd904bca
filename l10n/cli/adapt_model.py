"""`l10n model adapt`: the starter trained on with what a team approved, for its project alone."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from l10n.catalogs import files as catalog_files
from l10n.checks.checker import checkers
from l10n.cli import console, deciding, review_extra
from l10n.errors import L10nError
from l10n.messages import gettext as _

if TYPE_CHECKING:
    from l10n.project.config import Config
    from l10n.training.adapt import Outcome
    from l10n.training.gather import Gathered
    from l10n.training.measure import Score
    from l10n.training.plan import Plan


@click.command(
    "adapt",
    help=_(
        "Teach the starter your team's words, for this project alone.\n\n"
        "It is trained on with the translations and the corrected captions that people approved "
        "here, and with rows that it knows, so that it forgets nothing; one text in ten is held "
        "back. The new model is used by this project, and only if it is better on these. It takes "
        "200 pairs, a quarter of an hour for a thousand, and the extra `train`. Nothing leaves "
        "this machine; the weights hold your team's words."
    ),
    epilog=_("Example: `l10n model adapt --dry-run`; back: `l10n model remove en-zh`"),
)
@click.option("--dry-run", is_flag=True, help=_("Only show what it would be trained on."))
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31 - 1),
    default=1,
    show_default=True,
    help=_("The same seed and words make the same model again."),
)
@console.json_option
def command(*, dry_run: bool, seed: int, as_json: bool) -> None:
    """Gather, train, measure, and keep what is better."""
    from l10n.training.plan import planned  # noqa: PLC0415 - needs the extra mt

    settings = console.project()
    found, errors = _gathered(settings)
    console.report(errors)
    console.finish(errors=errors)  # half of what people said would make another model
    plan = planned(found.said)
    why, outcome = plan.why_not, None
    if not as_json:
        _tell_plan(found, plan)
    if not dry_run and not why:
        from l10n.training.adapt import adapt  # noqa: PLC0415 - needs the extra train

        outcome = adapt(plan, settings.root, seed, deciding.now(), console.progress)
        why = outcome.why
    if as_json:
        console.emit(_as_json(found, plan, outcome) | {"why": why})
    elif outcome:
        _tell_outcome(outcome)
    if why:
        console.warn(why)
    console.finish(findings=bool(why))


def _gathered(settings: "Config") -> "tuple[Gathered, list[L10nError]]":
    """What people approved in the project's catalogs, and of captions in its review store."""
    from l10n.training import gather  # noqa: PLC0415 - needs the extra train

    found = gather.Gathered()
    catalogs, errors = catalog_files.read_all(settings)
    judges = checkers(settings, deciding.terms(settings), catalogs)
    with console.progress(_("reading")) as tell:
        gather.of_catalogs(found, settings.source_locale, catalogs, judges, tell)
    if store := review_extra.store_if_any(settings):
        with store.reading() as connection:
            gather.of_store(found, connection)
    return found, errors


def _tell_plan(found: "Gathered", plan: "Plan") -> None:
    rows = [
        (_("Approved texts"), found.approved),
        (_("Left out: the very words of a machine"), found.machines),
        (_("Left out: with errors"), found.failing),
        (_("Captions among the others"), found.captions),
        (_("Pairs to learn from"), len(plan.pairs)),
        (_("Texts held back"), len(plan.held_back)),
        (_("Rows that the starter knows, to draw from"), len(plan.replay)),
        (_("Such rows held back"), len(plan.known)),
    ]
    console.table(_("What it is trained on"), [_("What it is"), _("Count")], rows, numeric=[1])


def _tell_outcome(outcome: "Outcome") -> None:
    rows = [
        *_rows(_("your team's"), outcome.before, outcome.after),
        *_rows(_("the starter's"), outcome.known_before, outcome.known_after),
    ]
    columns = [_("Held back"), _("Pair"), _("Texts"), _("chrF before"), _("after")]
    columns += [_("The same before"), _("after")]
    console.table(_("How near it comes"), columns, rows, numeric=range(2, 7))
    if outcome.place:
        console.say(_("In use for this project: {path}").format(path=outcome.place))
        console.say(_("Back to what it was: `l10n model remove en-zh`."))


def _rows(
    name: str, before: "Sequence[Score]", after: "Sequence[Score]"
) -> list[tuple[str, str, int, str, str, int, int]]:
    return [
        (name, a.direction, a.texts, f"{a.chrf:.1f}", f"{b.chrf:.1f}", a.same, b.same)
        for a, b in zip(before, after, strict=True)
    ]


def _as_json(found: "Gathered", plan: "Plan", outcome: "Outcome | None") -> dict[str, Any]:
    told: dict[str, Any] = {
        "approved": found.approved,
        "machines": found.machines,
        "failing": found.failing,
        "captions": found.captions,
        "pairs": len(plan.pairs),
        "held_back": len(plan.held_back),
        "replay": len(plan.replay),
        "known": len(plan.known),
    }
    if outcome:
        told |= asdict(outcome) | {"place": str(outcome.place) if outcome.place else None}
    return told
