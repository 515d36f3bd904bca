"""What users will see change, as text, as JSON, and as a page that no text breaks out of."""

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.release.diff import Change, Kind, diff, marked, page
from tests.conftest import Project
from tests.release.project import LATEST, released, two_locales

MUTE, VIEW = "Mute words and tags", "View {name}'s profile"


@pytest.fixture
def changed(project: Project) -> tuple[Path, Path]:
    """A release and the next: a string that goes, one that changes, a locale that comes."""
    first = two_locales(project)
    text = project.catalog.read_text("utf-8")
    project.catalog.write_text(text.replace("静音", "把它静音"), "utf-8")
    project.run("update", "--as-suggestions")
    project.run("approve", MUTE, "--by", "Ann")
    project.run("reject", VIEW, "--locale", "zh_Hans", "--reason", "no", "--by", "Bo")
    settings = project.root / "l10n.toml"
    settings.write_text(settings.read_text("utf-8").replace('"fr"', '"zh_Hant"'), "utf-8")
    project.run("run")
    approve = ("approve", "--all-passing", "--origin", "machine", "--reason", "x", "-y")
    project.run(*approve, "--by", "Ann", "--locale", "zh_Hant")
    assert project.run("release").code in {0, 1}
    second = (project.root / LATEST).resolve()
    assert first != second
    return first, second


def test_words_that_come_change_and_go(project: Project, changed: tuple[Path, Path]) -> None:
    first, second = changed
    found = diff(first, second)
    mine = {c.source: c for c in found if c.catalog == "zh_Hans"}
    assert mine[MUTE].kind is Kind.CHANGED
    assert (mine[VIEW].kind, mine[VIEW].after) == (Kind.REMOVED, ())
    assert {c.kind for c in found if c.catalog == "zh_Hant"} == {Kind.ADDED}
    assert {c.kind for c in found if c.catalog == "fr"} == {Kind.REMOVED}
    assert diff(second, second) == []
    archive = first.with_name(f"{first.name}.tar.gz")
    assert diff(archive, second) == found
    told = project.run("release", "diff", first.name)
    assert told.code == 0
    assert f"~ zh_Hans: {MUTE}: " in told.out
    assert f"- zh_Hans: {VIEW}: " in told.out
    assert f"{len(found)} strings change." in told.out
    as_json = json.loads(project.run("release", "diff", first.name, "latest", "--json").out)
    assert [one["kind"] for one in as_json] == [str(c.kind) for c in found]


def test_the_teams_own_files_are_compared_too(project: Project) -> None:
    first = released(project)
    project.run("reject", "Welcome back", "--reason", "no", "--by", "Bo", "--locale", "fr")
    assert project.run("release").code == 0
    [change] = diff(first, project.root / LATEST)
    assert (change.catalog, change.key, change.kind) == ("fr/web", "home.title", Kind.REMOVED)


def test_a_page_is_written_and_takes_the_place_of_its_like_alone(
    project: Project, changed: tuple[Path, Path]
) -> None:
    for _time in range(2):
        done = project.run("release", "diff", changed[0].name, "--html", "changes.html")
        assert done.code == 0
    assert "<ins>把它</ins>静音" in (project.root / "changes.html").read_text("utf-8")
    project.write("mine.html", "<!doctype html><p>mine")
    refused = project.run("release", "diff", changed[0].name, "--html", "mine.html")
    assert (refused.code, "something else" in refused.err) == (2, True)


class _Seen(HTMLParser):
    """The elements and the text of a page, as a browser reads it."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        assert not any(name.startswith("on") for name, _value in attrs)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


ELEMENTS = {
    "html",
    "meta",
    "title",
    "style",
    "h1",
    "h2",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
ELEMENTS |= {"small", "bdi", "ins", "del", "p"}
hostile = st.text(st.characters(exclude_categories=("Cs", "Cc"))) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "&lt;b&gt;",
        "</style>",
        "{title}",
    ]
)


@given(hostile, hostile, hostile, hostile)
def test_no_text_breaks_out_of_the_page(catalog: str, key: str, before: str, after: str) -> None:
    change = Change(catalog, key, before, (before,) * bool(before), (after,) * bool(after))
    seen = _Seen()
    seen.feed(page([change], catalog, key, "en"))
    assert seen.elements <= ELEMENTS
    text = "".join(seen.text)
    assert before in text
    assert after in text


@given(hostile, hostile)
def test_what_is_marked_is_the_same_text(before: str, after: str) -> None:
    one, other = marked(before, after)
    for shown, text in ((one, before), (other, after)):
        assert html.unescape(re.sub(r"</?(?:ins|del|bdi)>", "", shown)) == text


def test_what_is_no_release_is_told(project: Project) -> None:
    folder = two_locales(project)
    unknown = project.run("release", "diff", "0" * 16)
    assert (unknown.code, folder.name in unknown.err) == (2, True)
    project.write("other/manifest.json", '{"format": "theirs"}')
    done = project.run("release", "diff", "other", "latest")
    assert (done.code, "This is no release" in done.err) == (2, True)
