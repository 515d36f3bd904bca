"""Pictures in the editor: those that notes name, and no other file of the project."""

from pathlib import Path
from urllib.parse import quote

import pytest

from l10n.model import Unit
from l10n.project import screenshots
from l10n.store import units
from l10n.store.records import Record
from l10n.sync.sync import sync
from l10n.transitions import Role
from tests.conftest import Project
from tests.web.conftest import Site

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
GOOD: dict[str, tuple[bytes, str]] = {
    "docs/home.png": (PNG, "image/png"),
    "docs/photo of it.jpg": (b"\xff\xd8\xff\xe0" + bytes(20), "image/jpeg"),
    "docs/100%.gif": (b"GIF89a" + bytes(20), "image/gif"),
    "docs/首页.webp": (b"RIFF\x01\x02\n\x04WEBPVP8 " + bytes(20), "image/webp"),
}
BAD: dict[str, bytes | None] = {
    "docs/gone.png": None,
    "docs/drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "docs/page.png": b"<html><script>alert(1)</script>",
    "docs/huge.png": PNG + bytes(screenshots.MOST_BYTES),
    "docs/empty.png": b"",
    "l10n.toml": None,
    "docs": None,
    "../outside.png": None,
    "docs/../docs/home.png": None,
    "docs\\..\\home.png": None,
    "/etc/hostname": None,
    "docs/out.png": None,
    "docs/round.png": None,
    "nul\x01.png": None,
    "x" * 300: None,
}


def comment(path: str) -> str:
    return f"# Translators: screenshot: {path}\n"


@pytest.fixture
def ready(site: Site, project: Project) -> Site:
    """A unit whose notes name good pictures, and one whose notes name everything else."""
    for path, data in [*((p, d) for p, (d, _kind) in GOOD.items()), *BAD.items()]:
        if data is not None:
            project.write(path, data)
    outside = project.root.parent / "outside.png"
    outside.write_bytes(PNG)
    (project.root / "docs/out.png").symlink_to(outside)
    (project.root / "docs/round.png").symlink_to(project.root / "docs/round.png")
    project.write("docs/secret.png", PNG)
    good, bad = "".join(map(comment, GOOD)), "".join(map(comment, BAD))
    project.write("app/main.py", f'{good}print(_("Home"))\n{bad}print(_("Elsewhere"))\n')
    assert project.run("run").code == 0
    services = site.services
    checker = services.judges.checker_for("en", "zh_Hans")
    sync(services.config, services.database, "zh_Hans", checker, services.now())
    return site


def unit(site: Site, source: str) -> Record:
    with site.services.database.reading() as connection:
        found = units.get(connection, "zh_Hans", Unit((source,)).id)
    assert found
    return found


def asked(site: Site, source: str) -> dict[str, str]:
    return {"locale": "zh_Hans", "unit": unit(site, source).unit.id}


def test_the_editor_shows_what_the_notes_name(ready: Site) -> None:
    browser = ready.browser(Role.TRANSLATOR)
    page = browser.get(f"/units/zh_Hans/{unit(ready, 'Home').unit.id}").text
    assert page.count('class="screenshot"') == len(GOOD)
    assert 'alt="Screenshot docs/home.png"' in page
    assert 'src="/screenshots/docs/photo%20of%20it.jpg?locale=zh_Hans&amp;unit=' in page
    elsewhere = browser.get(f"/units/zh_Hans/{unit(ready, 'Elsewhere').unit.id}").text
    assert 'class="screenshot"' not in elsewhere


@pytest.mark.parametrize("path", GOOD)
def test_a_picture_is_sent_as_what_it_is(ready: Site, path: str) -> None:
    browser = ready.browser(Role.TRANSLATOR)
    place = "/screenshots/" + path.replace("%", "%25")
    reply = browser.get(place, params=asked(ready, "Home"))
    data, media_type = GOOD[path]
    assert (reply.status_code, reply.content) == (200, data)
    assert reply.headers["content-type"] == media_type
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["cache-control"].startswith("private")


def test_only_a_unit_that_names_it_gets_it_and_only_people_do(ready: Site) -> None:
    browser = ready.browser(Role.ADMIN)
    place = "/screenshots/docs/home.png"
    assert browser.get(place).status_code == 404
    assert browser.get(place, params=asked(ready, "Elsewhere")).status_code == 404
    others = browser.get("/screenshots/docs/secret.png", params=asked(ready, "Home"))
    assert others.status_code == 404
    assert ready.browser().get(place, params=asked(ready, "Home")).status_code == 303
    elsewhere = ready.browser(Role.TRANSLATOR, ["fr"])
    assert elsewhere.get(place, params=asked(ready, "Home")).status_code == 403


@pytest.mark.parametrize("path", BAD)
def test_what_is_no_picture_of_the_project_is_not_shown_though_named(
    ready: Site, path: str
) -> None:
    root: Path = ready.services.config.root
    assert screenshots.picture(root, path) is None
    assert screenshots.shown(root, [f"screenshot: {path}"]) == ()
    # Encoded, so that it arrives as it is.
    sent = quote(path, safe="").replace("..", "%2e%2e")
    browser = ready.browser(Role.ADMIN)
    reply = browser.get(f"/screenshots/{sent}", params=asked(ready, "Elsewhere"))
    assert reply.status_code == 404


@pytest.mark.parametrize(
    ("note", "paths"),
    [
        ("screenshot: a.png", ("a.png",)),
        ("Translators: screenshot: ./a//b c.png ", ("a/b c.png",)),
        (
            "shown twice\nscreenshot: a.png\nscreenshot: a.png\nscreenshot: b.png",
            ("a.png", "b.png"),
        ),
        ("see the screenshot: a.png", ()),
        ("screenshot:", ()),
        ("screenshot: " + "x" * 1000, ()),
    ],
)
def test_which_lines_name_a_picture(note: str, paths: tuple[str, ...]) -> None:
    assert screenshots.named([note]) == paths
