"""`l10n compile`: the manifest and the folder say the same, whatever was compiled before."""

import gettext
import hashlib
import json
import os
import signal
import subprocess
import sys

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


OURS = '{"l10n": "0.1.0", "files": %s, "locales": {}}'


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "{}",
        "[]",
        '{"name": "my web app", "icons": []}',
        '{"files": {}, "locales": {}}',
        OURS % "3",
        OURS % '{"a": 1}',
        "[" * 100_000,
        "<<<<<<< HEAD\n",
    ],
)
def test_a_manifest_that_is_not_ours_is_left_and_nothing_is_written(
    project: Project, manifest: str
) -> None:
    project.write("build/release/manifest.json", manifest)
    project.write("build/release/theirs.txt", "x")
    told_by_run = project.run("run")
    assert told_by_run.code == 2
    assert "manifest.json: This is no manifest of l10n's" in told_by_run.err
    assert project.run("compile").code == 2
    folder = project.root / "build/release"
    assert {p.name for p in folder.iterdir()} == {"manifest.json", "theirs.txt"}
    assert (folder / "manifest.json").read_text() == manifest


def test_a_manifest_removes_nothing_outside_its_folder(released: Project) -> None:
    """Neither by its path nor through a link; and no file that somebody changed since."""
    victims = [released.write("victim/x.mo", "precious"), released.root / "app/main.py"]
    folder = released.root / "build/release"
    (folder / "old").symlink_to(released.root / "victim")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    for name in ("old/x.mo", "../../app/main.py", str(victims[0])):
        manifest["files"][name] = {"sha256": hashlib.sha256(b"precious").hexdigest()}
    released.write("build/release/manifest.json", json.dumps(manifest))
    assert released.run("compile").code == 0
    assert all(victim.exists() for victim in victims)
    assert "old/x.mo" not in (folder / "manifest.json").read_text("utf-8")


def test_a_file_that_somebody_changed_is_not_removed(released: Project) -> None:
    theirs = released.write("build/release/fr/messages.json", '{"mine": "now"}')
    before = (released.root / "build/release/manifest.json").read_bytes()
    released.write("l10n.toml", SETTINGS)
    told_by_run = released.run("compile")
    assert told_by_run.code == 2
    assert "fr/messages.json: The file is released no more" in told_by_run.err
    assert theirs.exists()
    assert (released.root / "build/release/manifest.json").read_bytes() == before
    theirs.unlink()
    assert released.run("compile").code == 0
    assert told(released) == {f"zh_Hans/{name}" for name in FILES}


def test_a_release_goes_through_no_link_that_leads_out_of_its_folder(released: Project) -> None:
    folder = released.root / "build/release"
    outside = released.root / "outside"
    (folder / "fr").rename(outside)
    (folder / "fr").symlink_to(outside)
    before = {p: p.read_bytes() for p in outside.rglob("*") if p.is_file()}
    released.run("reject", "Mute words and tags", "--locale", "fr", "--reason", "no", "--by", "a")
    told_by_run = released.run("compile")
    assert told_by_run.code == 2
    assert "leads out of the release folder" in told_by_run.err
    assert {p: p.read_bytes() for p in outside.rglob("*") if p.is_file()} == before


def test_the_release_folder_itself_may_be_a_link(released: Project) -> None:
    folder = released.root / "build/release"
    folder.rename(released.root / "elsewhere")
    folder.symlink_to(released.root / "elsewhere")
    released.write("l10n.toml", SETTINGS)
    assert released.run("compile").code == 0
    assert told(released) == {f"zh_Hans/{name}" for name in FILES}
    assert folder.is_symlink()


KILLED_WHEN = """
import os, signal, sys
from pathlib import Path
done, at = 0, int(sys.argv.pop(1))
def stop(event, arguments):
    global done
    if event in ("os.rename", "os.remove") and "build/release" in str(arguments[0]):
        done += 1
        if done == at:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(stop)
from l10n.cli import main
main(["compile"])
"""


@pytest.mark.slow
@pytest.mark.parametrize("at", range(1, 6))
def test_killed_anywhere_no_manifest_vouches_for_what_is_not_there(
    released: Project, at: int
) -> None:
    """The old manifest stays until all else stands; the next compile ends as if nothing were."""
    folder = released.root / "build/release"
    old = (folder / "manifest.json").read_bytes()
    released.write("l10n.toml", SETTINGS)
    released.run("reject", "Mute words and tags", "--reason", "no", "--by", "a")
    done = subprocess.run(
        [sys.executable, "-c", KILLED_WHEN, str(at)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert (folder / "manifest.json").read_bytes() == old
    assert list(folder.rglob("*.l10n-tmp")) or at in {3, 4}  # those are removals
    assert released.run("compile").code == 0
    assert told(released) == {f"zh_Hans/{name}" for name in FILES}
    assert not list(folder.rglob("*.l10n-tmp"))


def test_a_release_has_the_names_that_runtimes_look_for(project: Project) -> None:
    targets = SETTINGS.replace('["zh_Hans"]', '["zh_Hans", "zh_Hant", "zh_HK"]')
    names = '[aliases]\nzh_Hans = ["zh_CN", "zh"]\nzh_Hant = ["zh_TW"]\n'
    project.write("l10n.toml", targets + names)
    for command in (("run",), ("approve", "--all-passing", "--reason", "all"), ("compile",)):
        project.run(*command)
    folder = project.root / "build/release"

    def language(asked: str) -> str:
        found = gettext.translation("messages", folder, [asked], fallback=True)
        return found.info().get("language", "source")

    assert [language(asked) for asked in ("zh_CN", "zh", "zh_Hans")] == ["zh_Hans"] * 3
    assert [language(asked) for asked in ("zh_TW", "zh_HK", "en")] == ["zh_Hant", "zh_HK", "source"]
    facts = json.loads((folder / "manifest.json").read_text("utf-8"))["locales"]
    assert {name: about["fallback"] for name, about in facts.items()} == {
        "zh_Hans": [],
        "zh_Hant": [],
        "zh_HK": ["zh_Hant"],
    }
    project.write("l10n.toml", targets)
    assert project.run("compile").code == 0
    assert not (folder / "zh_CN/LC_MESSAGES/messages.mo").exists()
