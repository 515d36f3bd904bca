"""A webhook's post over the network: whole within its time, and to no address of our own network.

Whoever may add a webhook could otherwise make the server speak to what only it can reach: the
machine itself, its network, the cloud's metadata service. A name is looked up before and the other
end looked at after connecting, so that a name that changes its mind meanwhile leads nowhere.
"""

import ipaddress
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from l10n.messages import gettext as _

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Addresses of IPv6 that stand for one of IPv4: a gateway's.
_GATEWAY = ipaddress.ip_network("64:ff9b::/96")


def post(
    url: str, body: bytes, headers: dict[str, str], *, within: float, allow_local: bool
) -> str:
    """Post it; why it did not arrive, "" where it did.

    Args:
        within: the seconds that all of it may take, however the other end spends them.
        allow_local: whether addresses of our own network may be told.
    """
    call = _Call(within, allow_local=allow_local)
    opener = urllib.request.build_opener(_NoRedirects, _Http(call), _Https(call))
    request = urllib.request.Request(url, body, headers)  # noqa: S310 - the store takes http(s) only
    timer = threading.Timer(within, call.cut)
    timer.daemon = True
    timer.start()
    try:
        if not allow_local and (reason := refusal(url)):
            return reason
        with opener.open(request, timeout=within):
            # Cut off among its headers a reply looks whole.
            return _too_long(within) if call.over else ""
    except urllib.error.HTTPError as error:
        error.close()
        return f"{error.code} {error.reason}"
    except (OSError, HTTPException, ValueError) as error:
        if call.over:
            return _too_long(within)
        return str(getattr(error, "reason", None) or error) or type(error).__name__
    finally:
        timer.cancel()


def refusal(url: str, *, look_up: bool = True) -> str:
    """Why the address may not be told, "" where it may.

    Args:
        look_up: whether to ask the network for a name's addresses; else only numbers are known.
    """
    host = urlsplit(url).hostname or ""
    flags = 0 if look_up else socket.AI_NUMERICHOST
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=flags)
    except (OSError, UnicodeError):
        found = []  # whoever connects will say it better
    named = host == "localhost" or host.endswith(".localhost")
    return _local() if named or any(_is_local(entry[4][0]) for entry in found) else ""


def _is_local(address: Any) -> bool:
    """Whether it is not one of the wide internet's, with what stands for it looked through."""
    found: Address = ipaddress.ip_address(str(address).partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inside = found.ipv4_mapped or found.sixtofour
        if found in _GATEWAY:
            inside = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        found = inside or found
    return not found.is_global or found.is_multicast


def _too_long(seconds: float) -> str:
    return _("it took longer than {seconds} seconds").format(seconds=f"{seconds:g}")


def _local() -> str:
    return _("it is in this server's own network; `local_webhooks = true` allows that")


class _Call:
    """One post under way, which can be cut off."""

    def __init__(self, within: float, *, allow_local: bool) -> None:
        self.allow_local = allow_local
        self.over = False
        self._until = time.monotonic() + within
        self._connection: HTTPConnection | None = None

    def cut(self) -> None:
        """The time is up: whoever waits for the other end waits no more."""
        self.over = True
        if self._connection is not None and self._connection.sock is not None:
            with suppress(OSError):
                self._connection.sock.shutdown(socket.SHUT_RDWR)

    def connected(self, connection: HTTPConnection, host: str) -> None:
        """Look who answered; a proxy of the environment is asked in its own name, and may be near.

        Raises:
            OSError: where it may not be told, or the time is up.
        """
        self._connection = connection
        if time.monotonic() > self._until:
            self.over = True
            raise TimeoutError
        direct = connection.host == host
        if direct and not self.allow_local and _is_local(connection.sock.getpeername()[0]):
            raise OSError(_local())


class _Http(urllib.request.HTTPHandler):
    def __init__(self, call: _Call) -> None:
        super().__init__()
        self._call = call

    def http_open(self, req: urllib.request.Request) -> Any:
        """See `urllib.request.HTTPHandler`."""
        call, host = self._call, urlsplit(req.full_url).hostname or ""

        class Connection(HTTPConnection):
            def connect(self) -> None:
                super().connect()
                call.connected(self, host)

        return self.do_open(Connection, req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, call: _Call) -> None:
        super().__init__(context=ssl.create_default_context())
        self._call = call

    def https_open(self, req: urllib.request.Request) -> Any:
        """See `urllib.request.HTTPSHandler`."""
        call, host = self._call, urlsplit(req.full_url).hostname or ""

        class Connection(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                call.connected(self, host)

        return self.do_open(Connection, req, context=self._context)  # type: ignore[attr-defined]


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A receiver does not send us elsewhere: into our own network, say."""

    def redirect_request(self, *_arguments: Any) -> None:
        """Never."""
