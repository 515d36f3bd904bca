"""`l10n captions translate`: posts and comments into zh/en pairs. How it is called."""

from pathlib import Path

import click

from l10n.cli import console
from l10n.messages import gettext as _


class _Places(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A file, a folder, or a database's URL."""

    name = "place"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """See `click.ParamType.convert`."""
        if "://" not in value and not value.startswith("env:"):
            click.Path(exists=True).convert(value, param, ctx)
        return value


@click.command(
    "translate",
    help=_(
        "Translate posts and comments, Chinese to English and English to Chinese.\n\n"
        "Posts come as JSONL, CSV, Parquet, Markdown with front matter, folders of these, or from "
        "a database. Each caption becomes a pair: id, source, target, route, quality, findings. A "
        "run that was stopped goes on where it was.\n\n"
        "Posts have an id, and their text in title, body, text, caption or comment; [captions] "
        "in the settings names other fields, and the posts that are not to be shown. The URL of a "
        "database may stand in a variable: env:NAME."
    ),
    epilog=_("Example: `l10n captions examples/posts.jsonl --output build/pairs.jsonl`"),
)
@click.argument("inputs", nargs=-1, required=True, type=_Places())
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="PLACE",
    help=_("Where the pairs go: a .jsonl or .parquet file, or the URL of a database."),
)
@click.option("--query", default="", metavar="SQL", help=_("The SELECT that gives the posts."))
@click.option(
    "--watermark",
    default="",
    metavar="COLUMN",
    help=_("A column that grows with each change: the next run takes only what is new."),
)
@click.option("--all", "again", is_flag=True, help=_("Take the posts of earlier runs again, too."))
@click.option(
    "--table", default="l10n_pairs", help=_("The table of pairs; made where it is missing.")
)
@click.option(
    "--report",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Write a page with figures and a chart of the run."),
)
@click.option("--engine", help=_("The engine to use instead of the project's."))
@click.option(
    "--engine-on",
    "where",
    type=click.Choice(["ray"]),
    help=_(
        "Translate in the actors of a Ray, one a processor, on one machine or many; posts come "
        "from files that each node has at the same path."
    ),
)
@click.option(
    "--address",
    default="",
    metavar="ADDRESS",
    help=_("The Ray cluster; without it a Ray of our own on this machine."),
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    help=_("How many actors; without it as many as the Ray has processors."),
)
@console.json_option
def command(
    inputs: tuple[str, ...],
    output: str,
    query: str,
    watermark: str,
    again: bool,
    table: str,
    page: Path | None,
    engine: str | None,
    where: str | None,
    address: str,
    workers: int | None,
    as_json: bool,
) -> None:
    """Stream the pairs to where they go."""
    # Light until it is called: it needs an engine and a store.
    from l10n.cli.captions import stages, translating  # noqa: PLC0415 - as said

    if not where and (address or workers):
        raise click.UsageError(_("--address and --workers are for --engine-on ray."))
    ray = stages.Ray(address, workers or 0) if where else None
    translating.go(
        inputs,
        output,
        translating.Wanted(
            query, watermark, table, engine, page, ray, again=again, as_json=as_json
        ),
    )
