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
    for command in (
        ("run",),
        ("approve", "--all-passing", "--origin", "machine", "--reason", "all"),
        ("compile",),
    ):
        project.run(*command)
    assert told(project) == {f"{locale}/{name}" for locale in ("zh_Hans", "fr") for name in FILES}
    return project


MANIFEST = "build/release.manifest.json"
FILES = ("LC_MESSAGES/messages.mo", "messages.json")


def told(project: Project) -> set[str]:
    """The files that the manifest names; each is there with that very content, and no other is."""
    folder = project.root / "build/release"
    manifest = json.loads((project.root / MANIFEST).read_text("utf-8"))
    there = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert there == set(manifest["files"])
    assert set(manifest["locales"]) == {name.partition("/")[0] for name in manifest["files"]}
    for name, facts in manifest["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == facts["sha256"]
    return set(manifest["files"])


def test_a_locale_alone_leaves_the_others_and_the_manifest_names_them(released: Project) -> None:
    before = told(released)
    manifest = (released.root / MANIFEST).read_bytes()
    assert released.run("compile", "--locale", "zh_Hans").code == 0
    assert told(released) == before
    assert (released.root / MANIFEST).read_bytes() == manifest


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
    project.write(MANIFEST, manifest)
    project.write("build/release/theirs.txt", "x")
    told_by_run = project.run("run")
    assert told_by_run.code == 2
    assert "manifest.json: This is no manifest of l10n's" in told_by_run.err
    assert project.run("compile").code == 2
    folder = project.root / "build/release"
    assert {p.name for p in folder.iterdir()} == {"theirs.txt"}
    assert (project.root / MANIFEST).read_text() == manifest


@pytest.mark.parametrize("mine", ["fr/messages.json", "fr/LC_MESSAGES/messages.mo"])
def test_a_release_takes_the_place_of_nobody_elses_file(project: Project, mine: str) -> None:
    project.write("l10n.toml", BOTH)
    project.run("run")
    project.write(f"web/{mine}", "mine")
    told = project.run("compile", "-o", "web")
    assert told.code == 2
    assert f"web/{mine}: A file stands where the release puts its own" in told.err
    assert "Move it away" in told.err
    left = [p.relative_to(project.root / "web") for p in (project.root / "web").rglob("*.*")]
    assert [str(path) for path in left] == [mine]
    (project.root / "web" / mine).unlink()
    for _time in range(2):
        assert project.run("compile", "-o", "web").code == 0


def test_a_manifest_removes_nothing_outside_its_folder(released: Project) -> None:
    """Neither by its path nor through a link; and no file that somebody changed since."""
    victims = [released.write("victim/x.mo", "precious"), released.root / "app/main.py"]
    folder = released.root / "build/release"
    (folder / "old").symlink_to(released.root / "victim")
    manifest = json.loads((released.root / MANIFEST).read_text("utf-8"))
    for name in ("old/x.mo", "../../app/main.py", str(victims[0])):
        manifest["files"][name] = {"sha256": hashlib.sha256(b"precious").hexdigest()}
    released.write(MANIFEST, json.dumps(manifest))
    assert released.run("compile").code == 0
    assert all(victim.exists() for victim in victims)
    assert "old/x.mo" not in (released.root / MANIFEST).read_text("utf-8")


def test_a_file_that_somebody_changed_is_not_removed(released: Project) -> None:
    theirs = released.write("build/release/fr/messages.json", '{"mine": "now"}')
    before = (released.root / MANIFEST).read_bytes()
    released.write("l10n.toml", SETTINGS)
    told_by_run = released.run("compile")
    assert told_by_run.code == 2
    assert "fr/messages.json: The file is released no more" in told_by_run.err
    assert theirs.exists()
    assert (released.root / MANIFEST).read_bytes() == before
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
    if event in ("os.rename", "os.remove") and "build/" in str(arguments[0]):
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
    old = (released.root / MANIFEST).read_bytes()
    released.write("l10n.toml", SETTINGS)
    released.run("reject", "Mute words and tags", "--reason", "no", "--by", "a")
    done = subprocess.run(
        [sys.executable, "-c", KILLED_WHEN, str(at)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert (released.root / MANIFEST).read_bytes() == old
    assert list(folder.parent.rglob("*.l10n-tmp")) or at in {3, 4}  # those are removals
    assert released.run("compile").code == 0
    assert told(released) == {f"zh_Hans/{name}" for name in FILES}
    assert not list(folder.parent.rglob("*.l10n-tmp"))


def test_a_file_of_that_name_in_the_folder_is_none_of_our_business(released: Project) -> None:
    theirs = released.write("build/release/manifest.json", '{"name": "my web app", "icons": []}')
    assert released.run("compile").code == 0
    assert theirs.read_text() == '{"name": "my web app", "icons": []}'


def test_a_manifest_of_an_older_version_is_found_and_moved(released: Project) -> None:
    told_before = (released.root / MANIFEST).read_bytes()
    (released.root / MANIFEST).rename(released.root / "build/release/manifest.json")
    released.write("l10n.toml", SETTINGS)
    assert released.run("compile").code == 0
    assert told(released) == {f"zh_Hans/{name}" for name in FILES}
    assert (released.root / MANIFEST).read_bytes() != told_before


@pytest.mark.parametrize("folder", [".", "app/.."])
def test_a_release_among_the_projects_files_has_its_manifest_there(
    project: Project, folder: str
) -> None:
    project.run("run")
    assert project.run("compile", "-o", folder).code == 0
    assert (project.root / "l10n.manifest.json").exists()
    assert (project.root / "zh_Hans/messages.json").exists()


STRINGS = "locales/zh_Hans/messages.json"
MO = "locales/zh_Hans/LC_MESSAGES/messages.mo"


@pytest.fixture
def living(project: Project) -> Project:
    """A project that releases into its own locale folder, with all approved."""
    project.write("l10n.toml", 'release = "locales"\n' + SETTINGS)
    project.run("update")
    project.run("translate")
    project.run("approve", "--all-passing", "--origin", "machine", "--reason", "all", "--by", "Li")
    return project


def test_what_no_release_made_is_never_replaced_without_a_word(living: Project) -> None:
    theirs = living.write(MO, "their own")
    for command in ("compile", "run"):
        done = living.run(command)
        assert done.code == 2
        assert f"{MO}: A file stands where the release puts its own" in done.err
        assert "l10n compile --take-over" in done.err
        assert not (living.root / STRINGS).exists()
        assert theirs.read_text() == "their own"
    assert living.run("compile", "--take-over").code == 0
    assert theirs.read_bytes()[:4] == b"\xde\x12\x04\x95"
    living.run("reject", "Mute words and tags", "--reason", "no", "--by", "a")
    assert living.run("compile").code == 0
    assert {p.name for p in (living.root / "locales").rglob("*") if p.is_file()} == {
        "messages.po",
        "messages.mo",
        "messages.json",
    }


def test_a_release_takes_the_place_of_no_catalog(living: Project) -> None:
    living.write("l10n.toml", 'formats = ["po"]\n' + (living.root / "l10n.toml").read_text())
    before = living.catalog.read_bytes()
    for arguments in ((), ("--take-over",)):
        done = living.run("compile", *arguments)
        assert done.code == 2
        assert "would take the place of this catalog" in done.err
        assert living.catalog.read_bytes() == before


THEIRS = """\
{
    "zebra": "斑马",
    "Mute words and tags": "旧的",
    "nav": { "home": "首页", "back": "返回" },
    "Follow": "关注"
}
"""


def test_strings_that_no_catalog_knows_stay_where_they_are(living: Project) -> None:
    path = living.write(STRINGS, THEIRS)
    assert living.run("compile").code == 2
    assert path.read_text("utf-8") == THEIRS
    assert living.run("compile", "--take-over").code == 0
    strings = json.loads(path.read_bytes())
    first, second, third, fourth = list(strings)[:4]
    assert (first, second, third, fourth) == ("zebra", "Mute words and tags", "nav", "Follow")
    assert strings["nav"] == {"home": "首页", "back": "返回"}
    assert strings["Mute words and tags"] not in {"旧的", ""}
    assert path.read_text("utf-8").startswith('{\n    "zebra"')
    whole = path.read_bytes()
    assert living.run("compile").code == 0
    assert path.read_bytes() == whole
    living.run("reject", "Mute words and tags", "--reason", "no", "--by", "a")
    assert living.run("compile").code == 0
    assert "Mute words and tags" not in json.loads(path.read_bytes())
    assert set(strings) - {"Mute words and tags"} == set(json.loads(path.read_bytes()))
    assert living.run("compile", "--prune").code == 0
    assert not {"zebra", "nav", "Follow"} & set(json.loads(path.read_bytes()))


def test_a_file_with_foreign_strings_is_not_removed_with_its_locale(released: Project) -> None:
    path = released.root / "build/release/fr/messages.json"
    path.write_text(json.dumps({**json.loads(path.read_bytes()), "zebra": "zèbre"}), "utf-8")
    assert released.run("compile").code == 0
    assert json.loads(path.read_bytes())["zebra"] == "zèbre"
    released.write("l10n.toml", SETTINGS)
    done = released.run("compile")
    assert done.code == 2
    assert "fr/messages.json: The file is released no more" in done.err
    assert path.exists()


def test_strings_whose_catalog_was_begun_anew_do_not_ship_on(released: Project) -> None:
    """What a release made itself is no foreign string when the catalog forgets it."""
    path = released.root / "build/release/fr/messages.json"
    (released.root / "locales/fr/LC_MESSAGES/messages.po").unlink()
    released.write("app/main.py", "print(_('Else'))\n")
    assert json.loads(path.read_bytes())
    released.run("update", "--locale", "fr")
    assert released.run("compile").code == 0
    assert json.loads(path.read_bytes()) == {}


def test_a_file_of_strings_that_makes_no_sense_is_left(living: Project) -> None:
    path = living.write(STRINGS, "<<<<<<< HEAD\n")
    done = living.run("compile", "--take-over")
    assert done.code == 2
    assert "messages.json: This is no JSON object" in done.err
    assert path.read_text() == "<<<<<<< HEAD\n"
    assert not (living.root / MO).exists()


def test_a_release_has_the_names_that_runtimes_look_for(project: Project) -> None:
    targets = SETTINGS.replace('["zh_Hans"]', '["zh_Hans", "zh_Hant", "zh_HK"]')
    names = '[aliases]\nzh_Hans = ["zh_CN", "zh"]\nzh_Hant = ["zh_TW"]\n'
    project.write("l10n.toml", targets + names)
    for command in (
        ("run",),
        ("approve", "--all-passing", "--origin", "machine", "--reason", "all"),
        ("compile",),
    ):
        project.run(*command)
    folder = project.root / "build/release"

    def language(asked: str) -> str:
        found = gettext.translation("messages", folder, [asked], fallback=True)
        return found.info().get("language", "source")

    assert [language(asked) for asked in ("zh_CN", "zh", "zh_Hans")] == ["zh_Hans"] * 3
    assert [language(asked) for asked in ("zh_TW", "zh_HK", "en")] == ["zh_Hant", "zh_HK", "source"]
    facts = json.loads((project.root / MANIFEST).read_text("utf-8"))["locales"]
    assert {name: about["fallback"] for name, about in facts.items()} == {
        "zh_Hans": [],
        "zh_Hant": [],
        "zh_HK": ["zh_Hant"],
    }
    project.write("l10n.toml", targets)
    assert project.run("compile").code == 0
    assert not (folder / "zh_CN/LC_MESSAGES/messages.mo").exists()
