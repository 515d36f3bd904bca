"""Captions over HTTP for the tests, in this process or behind a real socket."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI
from starlette.testclient import TestClient

from l10n.captions import directions
from l10n.project import config
from l10n.translation import translators
from l10n.web import serve
from l10n.web.captions.app import create
from l10n.web.captions.keys import Keys
from l10n.web.captions.service import Service
from l10n.web.captions.speaker import Speaker
from tests.conftest import Project

ORIGIN = "http://127.0.0.1:5000"


@contextmanager
def service(
    project: Project, keys: tuple[str, ...] = (), origins: tuple[str, ...] = ()
) -> Iterator[Service]:
    """The service of a project, with the engine that it names."""
    settings = config.load(project.root / "l10n.toml")
    bulk = directions.in_bulk(settings)
    with translators.opened(bulk) as opened, translators.opened(bulk) as beside:
        speaker, other = Speaker(settings, opened), Speaker(settings, beside)
        speaker.open_both()
        other.open_both()
        yield Service(speaker, other, Keys(keys), origins)


@contextmanager
def client(app: FastAPI) -> Iterator[TestClient]:
    """A client in this process, as long as the block; the queue works meanwhile."""
    with TestClient(app, base_url=ORIGIN, raise_server_exceptions=False) as inside:
        yield inside


@contextmanager
def listening(made: Service) -> Iterator[str]:
    """The service behind a real socket; gives its address."""
    with serve.listen("127.0.0.1", 0) as socket:
        server = serve.server(create(made, serve.names_of("127.0.0.1")))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
        thread.start()
        try:
            yield serve.address(socket)
        finally:
            server.should_exit = True
            thread.join()
