"""What commands share in speaking: tables, progress, errors, JSON, and the project they stand in.

People read the tables on standard output and the errors on standard error; machines read the
JSON, which alone stands on standard output where `--json` is given.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from l10n import config
from l10n.cli import FINDINGS, USAGE
from l10n.errors import L10nError
from l10n.messages import gettext as _

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

json_option = click.option("--json", "as_json", is_flag=True, help=_("Print JSON for machines."))
locale_option = click.option(
    "-l",
    "--locale",
    "locales",
    multiple=True,
    help=_("Only this target locale; may stand more than once."),
)


class Group(click.Group):
    """A group that shows the first paragraph of its commands' help whole."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """See `click.MultiCommand.format_commands`."""
        rows = [
            (name, (self.commands[name].help or "").partition("\n\n")[0])
            for name in self.list_commands(ctx)
        ]
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)


def project(context: click.Context) -> config.Config:
    """The settings of the project that the command was called in."""
    return config.load(config.find(Path(context.obj).resolve()))


def chosen(settings: config.Config, locales: Sequence[str]) -> tuple[str, ...]:
    """The locales asked for, or all.

    Raises:
        click.BadParameter: for one that the project does not have.
    """
    for locale in locales:
        if locale not in settings.target_locales:
            raise click.BadParameter(
                _("{locale} is not among the target locales: {names}.").format(
                    locale=locale, names=", ".join(settings.target_locales)
                )
            )
    return tuple(locales) or settings.target_locales


def known_locale(settings: config.Config, locale: str) -> str:
    """A locale of the project: a target's, or the source's, which captions go to.

    Raises:
        click.BadParameter: for one that the project does not have.
    """
    known = (*settings.target_locales, settings.source_locale)
    if locale not in known:
        raise click.BadParameter(
            _("{locale} is not among the locales: {names}.").format(
                locale=locale, names=", ".join(known)
            )
        )
    return locale


def say(text: str) -> None:
    """A line for people, taken literally."""
    out.print(escape(text))


def warn(text: str) -> None:
    """A line about something that is not wrong but should be known."""
    err.print(f"[yellow]{escape(text)}[/]")


def report(errors: Iterable[L10nError]) -> None:
    """What couldn't be done, one line each."""
    for error in errors:
        err.print(f"[red]{escape(_('error'))}[/]: {escape(str(error))}")


def table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], numeric: Sequence[int] = ()
) -> None:
    """A table for people; control characters in its cells are shown, never sent to the terminal."""
    drawn = Table(title=escape(title), box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for index, name in enumerate(columns):
        number = index in numeric
        drawn.add_column(
            escape(name), justify="right" if number else "left", overflow="fold", no_wrap=number
        )
    for row in rows:
        drawn.add_row(*(escape(visible(str(cell))) for cell in row))
    out.print(drawn)


def visible(text: str) -> str:
    """Hostile or broken text made harmless on a terminal: controls and bidi marks spelled out."""
    return "".join(
        char
        if char.isprintable() or char == " "
        else "⏎"
        if char == "\n"
        else f"\\u{ord(char):04x}"
        for char in text
    )


def emit(value: Any) -> None:
    """JSON on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error while the block runs; silent where that is no terminal.

    The block calls what it is given with (done, in all).
    """
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(label, total=None)

        def tell(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total or None)

        yield tell


def finish(*, findings: bool = False, errors: bool = False) -> None:
    """Leave with the exit code: errors (2) before findings (1) before clean (0)."""
    if errors or findings:
        raise click.exceptions.Exit(USAGE if errors else FINDINGS)
