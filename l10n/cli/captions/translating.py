"""What `l10n captions translate` does, with engine and store at hand."""

from collections import Counter
from collections.abc import Iterator
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
from l10n.errors import L10nError
from l10n.messages import gettext as _
from l10n.project.config import Config
from l10n.text.visible import visible

# So many errors are kept to be told; of the others there is a count.
_KEPT_ERRORS = 1_000


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
    told = _Told()
    with (
        stages.opened(settings, wanted.engine, wanted.ray) as (stage, opened),
        live.shown() as show,
    ):
        ended = run(
            Reading(found, settings.captions),
            Output(sinks.sink(output), output, wanted.table),
            stage,
            _kept(settings, found, output, wanted.table),
            Watch(told.error, told.seen),
            show,
            again=wanted.again,
        )
        errors = [*told.errors, *opened.errors]
    place = databases.shown(output) if databases.is_one(output) else output
    if wanted.page:
        report.write(wanted.page, ended, place)
    _tell(ended, place, [*opened.notices, *told.notices(ended)], as_json=wanted.as_json)
    console.report(errors)
    console.finish(errors=errors)


class _Told:
    """What a run tells that waits for its end; bounded, whatever the posts."""

    def __init__(self) -> None:
        self.errors: list[L10nError] = []
        self._more = 0
        self._seen: dict[str, posts.Seen] = {}

    def error(self, error: L10nError) -> None:
        """Something that can't be read."""
        if len(self.errors) < _KEPT_ERRORS:
            self.errors.append(error)
        else:
            self._more += 1

    def seen(self, place: str, seen: posts.Seen) -> None:
        """What the first posts of an input told."""
        if (seen.left_alone or seen.unheard) and len(self._seen) < _KEPT_ERRORS:
            self._seen[place] = seen

    def notices(self, ended: State) -> Iterator[str]:
        """What is not wrong but should be known."""
        left: Counter[tuple[str, ...]] = Counter(s.left_alone for s in self._seen.values())
        for place, seen in self._seen.items():
            if seen.left_alone and (more := left.pop(seen.left_alone, 0)):
                sentence = _("{path}: fields left alone: {names}.")
                yield visible(sentence.format(path=place, names=", ".join(seen.left_alone)))
                if more > 1:
                    yield _("… and so in {count} more files.").format(count=more - 1)
        for name in dict.fromkeys(n for s in self._seen.values() for n in s.unheard):
            sentence = _(
                "Posts are to be skipped by {name}, and the first of them have no such field."
            )
            yield visible(sentence.format(name=name))
        counts = ended.counts
        for name in counts.open:
            yield visible(_("No answer for {id}.").format(id=name))
        if more := counts.unanswered - len(counts.open):
            yield _('… and {count} more; their "target" is null in the pairs.').format(count=more)
        if self._more:
            yield _("… and {count} more such errors.").format(count=self._more)


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
