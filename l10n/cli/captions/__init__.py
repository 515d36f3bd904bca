"""`l10n captions`: posts and comments. A file a command; `translate` is the one for short."""

import click

from l10n.cli import console
from l10n.cli.captions import moderate, release, sample, serve, translate
from l10n.messages import gettext as _

# What `l10n captions posts.jsonl` is short for.
_SHORT = "translate"


class _Group(console.Group):
    """A group whose first command need not be named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """See `click.Command.parse_args`; what names no command is for the short one."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [_SHORT, *args]
        return super().parse_args(ctx, args)


@click.group(
    "captions",
    cls=_Group,
    help=_(
        "Posts and comments, Chinese to English and English to Chinese.\n\n"
        "`l10n captions posts.jsonl -o pairs.jsonl` is short for `l10n captions translate …`."
    ),
    epilog=_("Example: `l10n captions translate posts.jsonl --output pairs.jsonl`"),
)
def command() -> None:
    """The group; its commands follow."""


command.add_command(translate.command)
command.add_command(serve.command)
command.add_command(sample.command)
command.add_command(release.command)
command.add_command(moderate.command)
