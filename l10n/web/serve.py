"""The server: listens, runs the application, and ends in good order."""

import ipaddress
import socket

import uvicorn
from fastapi import FastAPI

from l10n.errors import ConfigError
from l10n.messages import gettext as _

# How long requests under way may take to end, in seconds.
_GRACE = 5
_WAITING = 128


def is_loopback(host: str) -> bool:
    """Whether only programs on this machine reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections from now on; they wait until the application runs.

    Args:
        host: an address or a name of this machine.
        port: 0 for any that is free.

    Raises:
        ConfigError: where it can't be had.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _name, address = found[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _refused(host, port, error) from error
    try:
        # A server that was stopped a moment ago does not block the port.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_WAITING)
    except OSError as error:
        listening.close()
        raise _refused(host, port, error) from error
    return listening


def address(listening: socket.socket) -> str:
    """Where a browser finds what listens."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def run(app: FastAPI, listening: socket.socket, *, behind_proxy: bool) -> None:
    """Serve until the process is asked to stop (SIGINT, SIGTERM); requests under way may end.

    Args:
        app: what answers.
        listening: where.
        behind_proxy: whether a proxy on this machine tells whom it speaks for.
    """
    settings = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=behind_proxy,
        timeout_graceful_shutdown=_GRACE,
        lifespan="on",
    )
    server = uvicorn.Server(settings)
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        # Uvicorn raises again the signal that stopped it, when all is done.
        if not server.should_exit:
            raise


def _refused(host: str, port: int, error: OSError) -> ConfigError:
    return ConfigError(
        _("{host}:{port} can't be listened on: {reason}.").format(
            host=host, port=port, reason=error.strerror or error
        ),
        remedy=_("Choose another with --host and --port."),
    )
