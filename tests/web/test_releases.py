"""Releases over HTTP: what is kept and for how long, what is given out, and to whom."""

import gzip
import json
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from l10n.cli import COMMANDS
from l10n.release.publish import use
from l10n.web import releases, serve
from tests.conftest import Project
from tests.release.project import LATEST, two_locales

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

MUTE = "Mute words and tags"
FILE = "zh_Hans/messages.json"


@pytest.fixture
def folder(project: Project) -> Path:
    """The folder of releases, with strings enough to be packed."""
    strings = "".join(f"_('Another sentence for the page, number {n}')\n" for n in range(30))
    project.write("app/more.py", strings)
    return two_locales(project).parent


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    with TestClient(releases.create(folder), base_url="http://releases.test") as made:
        made.headers["Accept-Encoding"] = "identity"
        yield made


def test_the_latest_release_names_its_files_where_they_never_change(
    client: TestClient, folder: Path
) -> None:
    told = client.get("/latest.json")
    latest = told.json()
    assert (told.status_code, told.headers["cache-control"]) == (200, "no-cache")
    assert latest["release"] == (folder / "latest").resolve().name
    assert set(latest["files"]) == {
        f"{locale}/{name}"
        for locale in ("zh_Hans", "fr")
        for name in ("messages.json", "LC_MESSAGES/messages.mo")
    }
    for path, about in latest["files"].items():
        file = client.get(about["path"])
        assert file.content == (folder / "latest" / path).read_bytes()
        assert len(file.content) == about["bytes"]
        assert file.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert client.get(f"/latest/{FILE}").headers["cache-control"] == "no-cache"


def test_what_one_has_is_not_sent_again(client: TestClient) -> None:
    for path in (
        "/latest.json",
        f"/latest/{FILE}",
        client.get("/latest.json").json()["files"][FILE]["path"],
    ):
        for encoding in ("identity", "gzip"):
            first = client.get(path, headers={"Accept-Encoding": encoding})
            tag = first.headers["etag"]
            for asked in (tag, f"W/{tag}", f'"other", {tag}'):
                again = client.get(
                    path, headers={"If-None-Match": asked, "Accept-Encoding": encoding}
                )
                assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
            assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_it_is_packed_for_whom_can_unpack_it(client: TestClient, folder: Path) -> None:
    path = f"/latest/{FILE}"
    plain = client.get(path)
    with client.stream("GET", path, headers={"Accept-Encoding": "br, gzip"}) as packed:
        raw = b"".join(packed.iter_raw())
    assert gzip.decompress(raw) == plain.content
    assert len(raw) < len(plain.content) / 2
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.headers["vary"].startswith("Accept-Encoding")
    for refused in ("identity", "gzip;q=0", "br"):
        told = client.get(path, headers={"Accept-Encoding": refused})
        assert "content-encoding" not in told.headers


HIDDEN = (
    "/",
    "/latest",
    "/latest/",
    "/latest/manifest.json",
    "/latest/SHA256SUMS",
    "/latest/components.cdx.json",
    "/latest/../../../l10n.toml",
    "/latest/%2e%2e/%2e%2e/l10n.toml",
    "/..%2f..%2fl10n.toml",
    "/0000000000000000/zh_Hans/messages.json",
    "/latest/zh_Hans",
    "/latest//etc/passwd",
    "/latest/zh_Hans/messages.json%00",
)


@pytest.mark.parametrize("path", HIDDEN)
def test_nothing_else_is_given_out(client: TestClient, path: str) -> None:
    told = client.get(path)
    assert told.status_code == 404
    assert "Ann" not in told.text


def test_only_reading_is_offered(client: TestClient) -> None:
    assert client.head(f"/latest/{FILE}").status_code == 200
    assert client.head(f"/latest/{FILE}").content == b""
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.request(method, f"/latest/{FILE}").status_code == 405


def test_pages_of_other_sites_may_fetch_or_only_those_that_are_named(folder: Path) -> None:
    page = {"Origin": "https://app.example.org"}
    ask = {**page, "Access-Control-Request-Method": "GET"}
    with TestClient(releases.create(folder)) as client:
        assert (
            client.get("/latest.json", headers=page).headers["access-control-allow-origin"] == "*"
        )
        assert client.options("/latest.json", headers=ask).status_code == 200
    with TestClient(releases.create(folder, ["https://app.example.org"])) as client:
        told = client.get("/latest.json", headers=page)
        assert told.headers["access-control-allow-origin"] == page["Origin"]
        assert "Origin" in told.headers["vary"]
        other = client.get("/latest.json", headers={"Origin": "https://evil.example"})
        assert "access-control-allow-origin" not in other.headers


def test_the_next_release_is_the_latest_and_the_former_stays(
    client: TestClient, project: Project, folder: Path
) -> None:
    first = client.get("/latest.json").json()
    tag = client.get("/latest.json").headers["etag"]
    project.run("reject", MUTE, "--reason", "no", "--by", "Bo")
    assert project.run("release").code == 0
    told = client.get("/latest.json", headers={"If-None-Match": tag})
    assert (told.status_code, told.json()["release"] != first["release"]) == (200, True)
    assert MUTE not in client.get(f"/latest/{FILE}").json()
    assert MUTE in client.get(first["files"][FILE]["path"]).json()
    use(folder, first["release"])
    assert client.get("/latest.json").headers["etag"] == tag


def test_a_file_that_somebody_changed_is_given_to_nobody(client: TestClient, folder: Path) -> None:
    (folder / "latest" / FILE).write_text('{"evil": "x"}', "utf-8")
    assert client.get(f"/latest/{FILE}").status_code == 404
    assert client.get("/latest/fr/messages.json").status_code == 200


def test_a_folder_without_a_release_is_refused(project: Project) -> None:
    assert "serve-release" in COMMANDS
    done = project.run("serve-release", ".")
    assert (done.code, "There is no release in this folder" in done.err) == (2, True)


def test_the_command_serves(folder: Path) -> None:
    with serve.listen("127.0.0.1", 0) as listening:
        server = serve.server(releases.create(folder))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            import httpx

            told: Any = httpx.get(f"{serve.address(listening)}/latest.json").json()
        finally:
            server.should_exit = True
            thread.join()
    assert told["release"] == (folder / "latest").resolve().name
    assert json.dumps(told).count("Ann") == 0
    assert LATEST.endswith("latest")
