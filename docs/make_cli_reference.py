"""Write docs/cli.md from the commands' own help; a test compares the two."""

from pathlib import Path

import click

from l10n import plugins
from l10n.cli import COMMANDS, cli

TARGET = Path(__file__).resolve().parent / "cli.md"
HEAD = """# Commands

Written by `make docs` from the help texts. Exit codes: 0 clean, 1 findings, 2 usage or
configuration, 3 a bug in l10n.
"""


def reference() -> str:
    """The page: each command's help, and that of its own commands."""
    root = click.Context(cli, info_name="l10n", terminal_width=96)
    parts = [HEAD, _section(root, 2)]
    for name in COMMANDS:
        command = cli.get_command(root, name)
        assert command is not None
        context = click.Context(command, root, info_name=name, terminal_width=96)
        parts.append(_section(context, 2))
        if isinstance(command, click.Group):
            for inner, child in sorted(command.commands.items()):
                parts.append(
                    _section(click.Context(child, context, info_name=inner, terminal_width=96), 3)
                )
    parts.append(_checks())
    return "\n".join(parts)


def _checks() -> str:
    """What `l10n check` looks for, by the names that configuration uses."""
    rows = (f"- `{name}`: {check.summary}" for name, check in plugins.room("checks").items())
    return "## The checks\n\n" + "\n".join(rows) + "\n"


def _section(context: click.Context, level: int) -> str:
    help_text = context.get_help().rstrip()
    return f"{'#' * level} {context.command_path}\n\n```text\n{help_text}\n```\n"


if __name__ == "__main__":
    TARGET.write_text(reference(), "utf-8")
    print(f"wrote {TARGET.name}")
