"""`l10n calibrate`: the estimate of quality fitted anew on the team's own decisions."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

import click

from l10n.cli import console, deciding, review_extra
from l10n.messages import gettext as _
from l10n.messages import ngettext
from l10n.model import digest
from l10n.translation import calibrations
from l10n.translation.calibration import (
    Calibration,
    Judged,
    Reliability,
    fit,
    parted,
    reliability,
)
from l10n.translation.calibrations import Kept

if TYPE_CHECKING:
    from l10n.project.config import Config
    from l10n.store.database import Database

# Fewer decisions bear no fit, nor do so few of one kind.
LEAST, _LEAST_OF_A_KIND = 200, 20
# Of a hundred decisions so many judge the fit, and are not fitted on.
_HELD_OUT = 30


@dataclass(slots=True)
class _Found:
    """The decisions, and what was made of them.

    Attributes:
        unknown: estimated with a calibration that the file does not have.
        why: why nothing is written, "" where the fit is better.
    """

    fitted_on: list[Judged] = field(default_factory=list)
    held_out: list[Judged] = field(default_factory=list)
    models: Counter[str] = field(default_factory=Counter)
    sampled: int = 0
    unknown: int = 0
    made: Calibration | None = None
    before: Reliability | None = None
    after: Reliability | None = None
    why: str = ""

    @property
    def every(self) -> list[Judged]:
        return [*self.fitted_on, *self.held_out]


@click.command(
    "calibrate",
    help=_(
        "Fit the estimate of quality on your team's own decisions.\n\n"
        "What people approved as it was, changed or rejected, and what they said of audit samples, "
        "is held against the estimate. Three in ten decisions are not fitted on: they tell how "
        "reliable the estimate is before and after. Only what is better there is written, into "
        "l10n.calibration.json beside the settings; `l10n translate` and `l10n captions` use it. "
        "It takes 200 decisions."
    ),
    epilog=_("Example: `l10n calibrate --dry-run`, then `l10n calibrate`; back: `--undo`"),
)
@click.option("--dry-run", is_flag=True, help=_("Only show what it would be."))
@click.option("--undo", is_flag=True, help=_("Go back to the fit before, or to what is shipped."))
@review_extra.database_option
@console.json_option
def command(*, dry_run: bool, undo: bool, database: str, as_json: bool) -> None:
    """Fit, compare, and write what is better."""
    if undo:
        _go_back(console.project(), dry_run=dry_run, as_json=as_json)
        return
    settings, store = review_extra.open_store(database)
    kept = calibrations.load(settings)
    found = _decisions(store, kept)
    _try(found, kept)
    path = None
    if not found.why and not dry_run and found.made:
        path = str(calibrations.save(settings, _with(kept, found)))
    _tell(found, path, as_json=as_json)
    console.finish(findings=bool(found.why))


def _decisions(store: "Database", kept: Kept) -> _Found:
    found, known = _Found(), kept.known
    with store.reading() as connection:
        for one in review_extra.load("l10n.review.judged").judgements(connection):
            model, name = parted(one.by)
            if name not in known:
                found.unknown += 1
                continue
            found.models[model] += 1
            found.sampled += one.sampled
            judged = (known[name].undone(one.quality), one.taken)
            # By the unit: its words are on one side, however often it was decided on.
            held = int(digest(one.locale, one.unit)[:8], 16) % 100 < _HELD_OUT
            (found.held_out if held else found.fitted_on).append(judged)
    return found


def _try(found: _Found, kept: Kept) -> None:
    every = found.every
    good = sum(taken for _quality, taken in every)
    if len(every) < LEAST:
        found.why = _("There are {count} decisions; a fit takes {least}.").format(
            count=len(every), least=LEAST
        )
    elif min(good, len(every) - good) < _LEAST_OF_A_KIND:
        found.why = _(
            "People took {good} as they were and {bad} not; a fit takes {least} of each."
        ).format(good=good, bad=len(every) - good, least=_LEAST_OF_A_KIND)
    if found.why:
        return
    found.made = fit(found.fitted_on)
    found.before = _reliability(found.held_out, kept.current)
    found.after = _reliability(found.held_out, found.made)
    if found.made.slope <= 0:
        found.why = _("The estimate says nothing of what your team takes; it stays as it was.")
    elif found.after.brier >= found.before.brier:
        found.why = _("The fit is no better on the decisions held out; all stays as it was.")


def _reliability(judged: Sequence[Judged], by: Calibration) -> Reliability:
    return reliability([(by.of(quality), taken) for quality, taken in judged])


def _with(kept: Kept, found: _Found) -> Kept:
    """The fits with a new one, which is in use from now on; one goes back to what was before."""
    assert found.made
    assert found.before
    assert found.after
    new = {
        **asdict(found.made),
        "at": deciding.now(),
        "after_fit": kept.in_use,
        "decisions": len(found.every),
        "held_out": len(found.held_out),
        "models": dict(sorted(found.models.items())),
        "before": {"brier": found.before.brier, "ece": found.before.ece},
        "after": {"brier": found.after.brier, "ece": found.after.ece},
    }
    fits = (*kept.fits, new)
    return Kept(fits, len(fits))


def _go_back(settings: "Config", *, dry_run: bool, as_json: bool) -> None:
    kept = calibrations.load(settings)
    if not kept.in_use:
        raise click.UsageError(_("There is no fit to go back from."))
    before = kept.gone_back()
    if not dry_run:
        calibrations.save(settings, before)
    if as_json:
        console.emit({"in_use": before.in_use, **asdict(before.current)})
    elif before.in_use:
        console.say(_("The fit of {at} is in use.").format(at=before.fits[before.in_use - 1]["at"]))
    else:
        console.say(_("The estimate is in use as it is shipped."))


def _tell(found: _Found, path: str | None, *, as_json: bool) -> None:
    if as_json:
        console.emit(
            {
                "decisions": len(found.every),
                "held_out": len(found.held_out),
                "taken": sum(taken for _quality, taken in found.every),
                "sampled": found.sampled,
                "unknown": found.unknown,
                "models": dict(found.models),
                "fit": asdict(found.made) if found.made else None,
                "before": asdict(found.before) if found.before else None,
                "after": asdict(found.after) if found.after else None,
                "written": path,
                "why": found.why,
            }
        )
        return
    count = ngettext("{count} decision", "{count} decisions", len(found.every))
    taken = sum(taken for _quality, taken in found.every)
    told = _("{decisions}, {taken} of them taken as they were; {held_out} are held out.")
    decisions = count.format(count=len(found.every))
    console.say(told.format(decisions=decisions, taken=taken, held_out=len(found.held_out)))
    if found.unknown:
        sentence = _("{count} were estimated with a fit that nobody knows any more: left out.")
        console.warn(sentence.format(count=found.unknown))
    if found.before and found.after:
        rows = [
            (_("Brier score"), f"{found.before.brier:.4f}", f"{found.after.brier:.4f}"),
            (_("Calibration error"), f"{found.before.ece:.4f}", f"{found.after.ece:.4f}"),
        ]
        names = [_("Held out"), _("Before"), _("After")]
        console.table(_("Reliability"), names, rows, numeric=[1, 2])
        for title, one in ((_("Before"), found.before), (_("After"), found.after)):
            bins = [
                (f"{b.start:.0%} – {b.end:.0%}", b.count, f"{b.said:.0%}", f"{b.taken:.0%}")
                for b in one.bins
            ]
            columns = [_("Estimate"), _("Decisions"), _("Said"), _("Taken")]
            console.table(title, columns, bins, numeric=[1, 2, 3])
    if found.why:
        console.warn(found.why)
    elif path:
        console.say(_("Written: {paths}").format(paths=path))
