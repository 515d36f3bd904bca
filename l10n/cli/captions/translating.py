"""What `l10n captions translate` does, with engine and store at hand."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from l10n.captions import databases, posts, report
from l10n.captions.run import Output, run
from l10n.captions.sinks import opening as sinks
from l10n.captions.sources import opening as sources
from l10n.captions.state import Kept, State
from l10n.captions.windows import Input, Reading, Watch
from l10n.cli import console, outputs
from l10n.cli.captions import live, stages
from l10n.cli.captions.told import Told
from l10n.messages import gettext as _
from l10n.project.config import Config


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for, beside inputs and output."""

    query: str
    watermark: str
    table: str
    engine: str | None
    page: Path | None
    ray: stages.Ray | None
    again: bool
    as_json: bool


def go(inputs: tuple[str, ...], output: str, wanted: Wanted) -> None:
    """Stream the pairs to where they go."""
    settings = console.project()
    asked = posts.asked(settings.captions, wanted.query, wanted.watermark)
    found = [Input(*one, asked) for place in inputs for one in sources.sources(place)]
    _guard(found, output, wanted.page)
    if wanted.ray and any(databases.is_one(one.place) for one in found):
        raise click.UsageError(
            _("With --engine-on ray posts come from files: write them as Parquet or JSONL first.")
        )
    with (
        Told(in_table=databases.is_one(output)) as told,
        stages.opened(settings, wanted.engine, wanted.ray) as (stage, opened),
        live.shown() as show,
    ):
        ended = run(
            Reading(found, settings.captions),
            Output(sinks.sink(output), output, wanted.table),
            stage,
            _kept(settings, found, output, wanted.table),
            Watch(told.error, told.seen, told.met),
            show,
            again=wanted.again,
        )
        errors = [*told.errors, *opened.errors]
        notices = [*opened.notices, *told.notices(ended)]
    place = databases.shown(output) if databases.is_one(output) else output
    if wanted.page:
        report.write(wanted.page, ended, place)
    _tell(ended, place, notices, as_json=wanted.as_json)
    console.report(errors)
    console.finish(findings=bool(told.repeated), errors=errors)


def _guard(inputs: list[Input], output: str, page: Path | None) -> None:
    """See that neither pairs nor page take the place of something else."""
    if not databases.is_one(output):
        path = Path(output)
        if path.is_dir():
            raise click.UsageError(_("The output is a directory: {path}.").format(path=path))
        outputs.guard(path, "parquet" if path.suffix.lower() == ".parquet" else "jsonl")
        own = [Path(one.place) for one in inputs if not databases.is_one(one.place)]
        if path.exists() and any(path.samefile(one) for one in own):
            raise click.UsageError(
                _("The pairs would take the place of their posts: {path}.").format(path=path)
            )
    elif file := outputs.store_file(databases.url_of(output).render_as_string()):
        outputs.guard_own(file)
    if page:
        outputs.guard(page, "html")


def _kept(settings: Config, inputs: list[Input], output: str, table: str) -> Kept:
    """Where the state of this run and the next ones is kept."""
    folder = (settings.root / settings.cache).parent / "captions"
    place = databases.shown(output) if databases.is_one(output) else str(Path(output).resolve())
    growing = [one for one in inputs if one.asked.watermark]
    if not growing:
        return Kept(folder, place, table)
    if len(inputs) > 1 or not databases.is_one(inputs[0].place):
        raise click.UsageError(_("A watermark is for one input, a database."))
    question = inputs[0].source.stamp(inputs[0].place, inputs[0].asked)
    return Kept(folder, question, place if databases.is_one(output) else "", table)


def _tell(ended: State, place: str, notices: list[str], *, as_json: bool) -> None:
    counts = ended.counts
    if as_json:
        told: dict[str, Any] = {
            "output": place,
            "captions": counts.captions,
            "skipped": counts.skipped,
            "pairs": dict(counts.pairs),
            "routes": dict(counts.routes),
            "unanswered": counts.unanswered,
            "not_translated": dict(counts.not_translated),
            "with_errors": counts.with_errors,
            "seconds": round(ended.seconds, 1),
        }
        console.emit(told)
        return
    console.table(_("Captions"), [_("Captions"), _("Count")], report.rows(counts), numeric=[1])
    console.say(_("Pairs: {path}").format(path=place))
    for notice in notices:
        console.warn(notice)
