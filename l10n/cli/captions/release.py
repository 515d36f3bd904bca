"""`l10n captions release`: the strata whose sample holds, as pairs released by sample."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from l10n.cli import console, deciding, in_step, outputs, review_extra
from l10n.cli.captions import judges
from l10n.messages import gettext as _
from l10n.messages import ngettext

if TYPE_CHECKING:
    from l10n.captions.release import Released
    from l10n.captions.standing import Standing


@click.command(
    "release",
    help=_(
        "Write the captions of each stratum whose audit sample holds.\n\n"
        "A stratum ships only where all of its sample is read and the exact binomial bound "
        "(Clopper and Pearson) is within the claim; else it is said how many more are to be read. "
        "What ships is released by sample, never approved; the manifest beside the pairs names "
        "claim, bound, sample and readers."
    ),
    epilog=_("Example: `l10n captions release -o build/captions.jsonl`"),
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("The file of pairs; its manifest stands beside it."),
)
@deciding.by_option
@review_extra.database_option
@console.json_option
def command(output: Path, by: str | None, database: str, as_json: bool) -> None:
    """Write what may ship, and say what is missing for the rest."""
    outputs.guard(output, "jsonl", database)
    settings, store = review_extra.open_store(database)
    releasing = review_extra.load("l10n.captions.release")
    outputs.guard(releasing.manifest_of(output), "sample manifest", database)
    person = deciding.person(by)
    judges.allow(settings, store, person, releasing.locales(store))
    in_step.moderate(settings, store)
    done = releasing.release(store, output, person, deciding.now())
    _tell(done, output, as_json=as_json)
    console.finish(findings=done.manifest is None)


def _tell(done: "Released", output: Path, *, as_json: bool) -> None:
    if as_json:
        console.emit(
            {
                "output": str(output) if done.manifest else None,
                "manifest": str(done.manifest) if done.manifest else None,
                "released": [
                    _facts(s) | {"shipped": done.shipped[s.sample.number]} for s in done.held
                ],
                "not_released": [_facts(standing) for standing in done.others],
            }
        )
        return
    rows = [
        (
            _way(one),
            one.sample.number,
            f"{one.read}/{one.sample.size}",
            f"{one.errors}/{one.sample.allowed}",
            f"{one.bound * 100:.3g}%",
            f"{one.sample.claim * 100:.3g}%",
            f"{done.shipped[one.sample.number]:,}" if one in done.held else "",
        )
        for one in [*done.held, *done.others]
    ]
    if not rows:
        console.say(_("Nothing was drawn yet: `l10n captions sample`."))
        return
    names = [_("Read"), _("Errors"), _("Bound"), _("Claim"), _("Shipped")]
    console.table(
        _("Released by sample"), [_("Stratum"), _("Sample"), *names], rows, numeric=range(1, 7)
    )
    for one in done.others:
        console.warn(f"{_way(one)}: {why(one)}")
    for one in [*done.held, *done.others]:
        for told in _lost(one):
            console.warn(f"{_way(one)}: {told}")
    waiting = sum(done.waiting.values())
    if done.manifest:
        console.say(_("Written: {paths}").format(paths=f"{output}, {done.manifest}"))
    if waiting:
        sentence = ngettext(
            "{count} caption is in no sample that holds.",
            "{count} captions are in no sample that holds.",
            waiting,
        )
        console.say(sentence.format(count=f"{waiting:,}"))
    if done.moderated:
        sentence = ngettext(
            "{count} caption is held back by moderation, and is not in the file.",
            "{count} captions are held back by moderation, and are not in the file.",
            done.moderated,
        )
        console.warn(sentence.format(count=f"{done.moderated:,}"))


def why(one: "Standing") -> str:
    """Why a stratum does not ship, as a sentence."""
    if one.stage == "open":
        left = len(one.open)
        return ngettext("{count} more is to be read.", "{count} more are to be read.", left).format(
            count=left
        )
    if one.stage == "void":
        return _("Too many captions changed before they were read; draw anew.")
    sentence = ngettext(
        "It does not hold: {errors} serious error, and {allowed} allowed.",
        "It does not hold: {errors} serious errors, and {allowed} allowed.",
        one.errors,
    )
    told = sentence.format(errors=one.errors, allowed=one.sample.allowed)
    if one.sample.draw < one.sample.draws:
        return f"{told} {_('Draw again: `l10n captions sample --again`.')}"
    return f"{told} {_('Mend what is wrong and translate it again: new words are a new question.')}"


def _lost(one: "Standing") -> list[str]:
    """What became of drawn words that nobody read as they were drawn."""
    told = []
    if one.out:
        sentence = ngettext(
            "{count} caption changed after the draw and is out; the next took its place.",
            "{count} captions changed after the draw and are out; the next took their places.",
            len(one.out),
        )
        told.append(sentence.format(count=len(one.out)))
    if one.mended:
        sentence = ngettext(
            "{count} caption was mended before it was read; it counts as a serious error.",
            "{count} captions were mended before they were read; they count as serious errors.",
            len(one.mended),
        )
        told.append(sentence.format(count=len(one.mended)))
    return told


def _way(one: "Standing") -> str:
    return f"{one.sample.source_locale} → {one.sample.locale} {one.sample.route}"


def _facts(one: "Standing") -> dict[str, Any]:
    return {
        "from": one.sample.source_locale,
        "to": one.sample.locale,
        "route": str(one.sample.route),
        "sample": one.sample.number,
        "stage": str(one.stage),
        "read": one.read,
        "to_read": len(one.open),
        "errors": one.errors,
        "allowed": one.sample.allowed,
        "bound": one.bound,
        "claim": one.sample.claim,
        "confidence": one.sample.confidence,
        "out": len(one.out),
        "mended": len(one.mended),
    }
