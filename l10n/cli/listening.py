"""What commands share that serve something over HTTP: where they listen."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from l10n.messages import gettext as _

_Command = TypeVar("_Command", bound=Callable[..., Any])


def options(port: int) -> Callable[[_Command], _Command]:
    """The options `--host` and `--port`.

    Args:
        port: where it listens unless somebody says another.
    """

    def decorated(command: _Command) -> _Command:
        command = click.option(
            "--port",
            type=click.IntRange(0, 65535),
            default=port,
            show_default=True,
            help=_("The port to listen on; 0 for any that is free."),
        )(command)
        return click.option(
            "--host", default="127.0.0.1", show_default=True, help=_("The address to listen on.")
        )(command)

    return decorated
