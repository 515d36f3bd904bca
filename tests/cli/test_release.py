"""`l10n compile`: the manifest and the folder say the same, whatever was compiled before."""

import hashlib
import json
from pathlib import Path

import pytest

from tests.conftest import SETTINGS, Project

BOTH = SETTINGS.replace('["zh_Hans"]', '["zh_Hans", "fr"]')


@pytest.fixture
def released(project: Project) -> Project:
    """A project with a release of two locales and two formats."""
    project.write("l10n.toml", BOTH)
    for command in (("run",), ("approve", "--all-passing", "--reason", "all"), ("compile",)):
        project.run(*command)
    assert told(project) == {f"{locale}/{name}" for locale in ("zh_Hans", "fr") for name in FILES}
    return project


FILES = ("LC_MESSAGES/messages.mo", "messages.json")


def told(project: Project) -> set[str]:
    """The files that the manifest names; each is there with that very content, and no other is."""
    folder = project.root / "build/release"
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    there = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert there == {*manifest["files"], "manifest.json"}
    assert set(manifest["locales"]) == {name.partition("/")[0] for name in manifest["files"]}
    for name, facts in manifest["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == facts["sha256"]
    return set(manifest["files"])


def test_a_locale_alone_leaves_the_others_and_the_manifest_names_them(released: Project) -> None:
    before = told(released)
    manifest = (released.root / "build/release/manifest.json").read_bytes()
    assert released.run("compile", "--locale", "zh_Hans").code == 0
    assert told(released) == before
    assert (released.root / "build/release/manifest.json").read_bytes() == manifest


def test_a_locale_or_format_that_was_given_up_does_not_ship(released: Project) -> None:
    released.write("l10n.toml", SETTINGS)
    assert released.run("compile").code == 0
    assert told(released) == {f"zh_Hans/{name}" for name in FILES}
    released.write("l10n.toml", 'formats = ["mo"]\n' + SETTINGS)
    assert released.run("compile").code == 0
    assert told(released) == {"zh_Hans/LC_MESSAGES/messages.mo"}


def test_a_catalog_that_can_not_be_read_leaves_its_release(released: Project) -> None:
    before = told(released)
    released.write("locales/fr/LC_MESSAGES/messages.po", "<<<<<<< HEAD\n")
    assert released.run("compile").code == 2
    assert told(released) == before


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "{}",
        "[]",
        '{"files": 3, "locales": {}}',
        '{"files": {"../../app/main.py": {}}, "locales": {}}',
    ],
)
def test_a_manifest_that_is_not_ours_removes_nothing(project: Project, manifest: str) -> None:
    project.write("build/release/manifest.json", manifest)
    project.write("build/release/theirs.txt", "x")
    assert project.run("run").code == 0
    assert project.run("compile").code == 0
    for name in ("build/release/theirs.txt", "app/main.py"):
        assert Path(project.root / name).exists()
