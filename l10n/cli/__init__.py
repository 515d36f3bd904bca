"""The command line: one file a command, no logic.

Commands are imported when they are called, so that `l10n --help` and the hook start at once.
"""

import importlib
import keyword
import signal
import sys
import traceback
from typing import Any

import click

from l10n import __version__
from l10n.cli import click_words
from l10n.errors import L10nError
from l10n.messages import gettext as _

FINDINGS, USAGE, BUG, INTERRUPTED = 1, 2, 3, 130

# In the order of a day's work; each line is what `l10n --help` says of the command.
COMMANDS = {
    "init": _("Set up a project: write l10n.toml."),
    "run": _("The whole pipeline: extract, update, translate, check, compile."),
    "extract": _("List the units that stand in the sources."),
    "update": _("Bring the catalogs up to date with the sources."),
    "translate": _("Fill gaps from memory, glossary and machine, for review."),
    "check": _("Find what is wrong with translations."),
    "status": _("Show where each locale stands."),
    "approve": _("Stand by translations, bound to their very words."),
    "reject": _("Refuse translations, so that they do not come back."),
    "compile": _("Write the release: approved text only, with a manifest."),
    "captions": _("Translate posts and comments into zh/en pairs."),
    "glossary": _("Lint, import, export and mine terms."),
    "sync": _("Bring catalogs, caption pairs and the review store in step."),
    "review": _("Open the review tool in the browser, for oneself or a team."),
    "export": _("Write units as XLIFF, CSV or PO for people who work elsewhere."),
    "import": _("Take back what people did elsewhere, line by line."),
    "user": _("Add, list and change the people who may enter the review tool."),
    "model": _("List, install, describe and remove translation models."),
}


class _Commands(click.Group):
    """A group that knows its commands' names before it imports them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        # `import` can't be a module's name in a statement.
        module = cmd_name + "_" * keyword.iskeyword(cmd_name)
        command = importlib.import_module(f"l10n.cli.{module}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section(_("Commands")):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_(
        "Strings and captions from source to approved release, between Chinese and English.\n\n"
        "Nothing unapproved ships, and a glossary term that is missed never passes in silence."
    ),
    epilog=_("Example: `l10n init`, then `l10n run`, then `l10n status`."),
)
@click.version_option(__version__, "-V", "--version", prog_name="l10n")
@click.option(
    "-C",
    "--project",
    "folder",
    type=click.Path(exists=True, file_okay=False),
    default=".",
    help=_("The project's folder; l10n.toml is looked for there and above."),
)
@click.pass_context
def cli(context: click.Context, folder: str) -> None:
    """The group; its help is given above, in the reader's language."""
    context.obj = folder


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line and exit: 0 clean, 1 findings, 2 usage or configuration, 3 a bug."""
    click_words.speak()
    # Who stops us by name (a CI job that is cancelled) is answered like Ctrl-C: nothing half done.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        code = cli.main(arguments, prog_name="l10n", standalone_mode=False)
    except L10nError as error:
        click.echo(f"{click.style(_('error'), fg='red')}: {error}", err=True)
        code = error.exit_code
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        error.show()
        code = USAGE
    except (KeyboardInterrupt, click.Abort):
        click.echo(
            _("Interrupted. What was done is saved; the same command goes on from there."), err=True
        )
        code = INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has gone; nothing is wrong, and nothing more can be said.
        sys.stderr.close()
        code = 0
    except Exception:  # noqa: BLE001 - the last door: a bug is reported as one, with its trace
        traceback.print_exc()
        click.echo(_("This is a bug in l10n; please report it with the lines above."), err=True)
        code = BUG
    sys.exit(code if isinstance(code, int) else 0)
