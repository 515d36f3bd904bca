"""Places that are not there, or are something else: one line, exit 2, and what can go on does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_every_command import ALL
from tests.conftest import SETTINGS, Project

LEAVE = "import os, sys; os.rmdir(os.getcwd()); "


def in_shell(folder: Path, code: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python code in a folder, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "L10N_LANG": "en", **variables},
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments", [["translate"], ["model", "list"], ["captions", "p.jsonl", "-o", "o.jsonl"]]
)
def test_without_a_home_that_can_be_written_the_starters_translate(
    project: Project, arguments: list[str]
) -> None:
    project.write("l10n.toml", SETTINGS.replace('"fake"', '"argos"'))
    project.write("p.jsonl", '{"id": 1, "text": "Good night"}\n')
    project.run("update")
    done = in_shell(
        project.root, f"from l10n.cli import main; main({arguments!r})", HOME="/dev/null"
    )
    assert (done.returncode, "rror" in done.stderr) == (0, False), done.stderr


@pytest.mark.slow
def test_what_is_installed_is_found_though_the_home_can_not_be_written(tmp_path: Path) -> None:
    """As in an image with a read-only root that brings its models."""
    package = tmp_path / "argos-translate" / "packages" / "translate-en_fr-1_0"
    package.mkdir(parents=True)
    (package / "metadata.json").write_text('{"from_code": "en", "to_code": "fr"}')
    code = "from l10n.engines import packages; print([p.path for p in packages.installed()])"
    homes: tuple[dict[str, str], ...] = (
        {"XDG_DATA_HOME": str(tmp_path)},
        {"ARGOS_PACKAGES_DIR": str(package.parent)},
    )
    for places in homes:
        done = in_shell(tmp_path, code, HOME="/dev/null", **places)
        assert str(package) in done.stdout, done.stderr


def test_the_index_can_not_be_asked_without_a_home(tmp_path: Path) -> None:
    code = "from l10n.cli import main; main(['model', 'list', '--index'])"
    done = in_shell(tmp_path, code, HOME="/dev/null")
    assert done.returncode == 2
    assert "XDG_DATA_HOME" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_working_folder_that_is_gone_is_said_by_the_hook(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    code = f"{LEAVE}sys.argv = ['l10n-hook', 'check']; from l10n.hook import main; main()"
    done = in_shell(gone, code)
    assert done.returncode == 2
    assert done.stdout == "The folder you are in is gone. Go to the project's folder.\n"
    assert done.stderr == ""


def test_from_a_working_folder_that_is_gone_one_may_go_elsewhere(project: Project) -> None:
    gone = project.root / "gone"
    gone.mkdir()
    code = f"{LEAVE}from l10n.cli import main; main(['-C', {str(project.root)!r}, 'extract'])"
    done = in_shell(gone, code)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [["status"], ["update"], ["check"], ["translate"], ["compile"], ["approve", "x"], ["sync"]],
    ids=lambda arguments: arguments[0],
)
def test_a_pipe_for_a_catalog_holds_nobody_up(project: Project, arguments: list[str]) -> None:
    project.catalog.parent.mkdir(parents=True)
    os.mkfifo(project.catalog)
    told = project.run(*arguments)
    assert told.code == 2
    assert "messages.po: The file can't be read: it is a pipe or a device." in told.err
    assert project.catalog.is_fifo()


def test_a_pipe_for_a_glossary_or_settings_holds_nobody_up(project: Project) -> None:
    os.mkfifo(project.root / "glossary" / "more.csv")
    told = project.run("glossary", "lint")
    assert (told.code, "a pipe or a device" in told.err) == (2, True)
    (project.root / "l10n.toml").unlink()
    os.mkfifo(project.root / "l10n.toml")
    assert project.run("status").code == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_an_output_that_takes_no_more_is_no_bug(project: Project) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        told = subprocess.run(
            [sys.executable, "-m", "l10n", "-C", str(project.root), "status", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "L10N_LANG": "en"},
        )
    assert (told.returncode, "Traceback" in told.stderr) == (2, False)
    assert "The output can't be written: No space left on device." in told.stderr


@pytest.mark.parametrize(
    "arguments",
    [["extract", "-o", "/dev/null"], ["captions", "p.jsonl", "-o", "/dev/null"]],
    ids=lambda arguments: arguments[0],
)
def test_a_device_is_no_file_to_be_replaced(project: Project, arguments: list[str]) -> None:
    project.write("p.jsonl", "")
    told = project.run(*arguments)
    assert told.code == 2
    assert "/dev/null: The file can't be written: it is a pipe or a device." in told.err
    assert not Path("/dev/null").is_file()


OWN = (
    "l10n.toml",
    ".l10n/review.sqlite",
    ".l10n/review.sqlite-wal",
    ".l10n/store.sqlite",
    "locales/zh_Hans/LC_MESSAGES/messages.po",
    "glossary/terms.csv",
    "app/main.py",
    "locales/fr/LC_MESSAGES/other.po",
)
OUTPUTS = {
    ("ledger", "export"): OWN,
    ("export", "--format", "csv", "-l", "zh_Hans"): OWN,
    ("captions", "p.jsonl"): OWN,
    ("extract",): OWN,
    ("glossary", "export"): ("link.csv",),
    ("ledger", "export", "--database", "other.sqlite"): (*OWN, "other.sqlite"),
    ("model", "export", "en-zh"): OWN,
    ("memory", "export"): OWN,
}


@pytest.mark.parametrize(
    ("command", "output"), [(command, name) for command, names in OUTPUTS.items() for name in names]
)
def test_no_output_takes_the_place_of_what_the_project_lives_on(
    project: Project, command: tuple[str, ...], output: str
) -> None:
    for arguments in (("update",), ("sync",), ("sync", "--database", "other.sqlite")):
        assert project.run(*arguments).code == 0
    project.write("p.jsonl", '{"id": 1, "text": "Good night"}\n')
    for name in (*OWN, "other.sqlite"):
        if not (project.root / name).exists():
            project.write(name, 'msgid ""\n')
    (project.root / "link.csv").symlink_to(project.root / ".l10n/review.sqlite")
    (project.root / "to").symlink_to(project.root)
    before = (project.root / output).read_bytes()
    for way in (output, f"to/{output}"):
        told = project.run(*command, "-o", way)
        assert (told.code, "take the place of a file of the project" in told.err) == (2, True)
    assert (project.root / output).read_bytes() == before


WRITES = {
    ("ledger", "export"): "ledger.jsonl",
    ("export", "--format", "csv", "-l", "zh_Hans"): "work.csv",
    ("export", "--format", "po", "-l", "zh_Hans"): "work.po",
    ("export", "--format", "xliff", "-l", "zh_Hans"): "work.xlf",
    ("export", "--format", "jsonl", "-l", "zh_Hans"): "work.jsonl",
    ("captions", "translate", "p.jsonl"): "pairs.jsonl",
    ("extract",): "messages.pot",
    ("glossary", "export"): "terms.tbx",
    ("glossary", "import", "glossary/terms.csv"): "terms.csv",
    ("model", "export", "en-zh"): "en-zh.argosmodel",
    ("memory", "export"): "project.tmx",
}
# What others keep under such a name.
OTHERS = (
    b"# Read me\n",
    b"id,name\n1,Ann\n",
    b'{"id": 1, "text": "Good night"}\n',
    b'{"name": "app"}\n',
    b"<html></html>",
    b"\x00\xff\x00",
)


def test_every_command_with_an_output_is_in_the_table() -> None:
    with_output = {name for name, c in ALL.items() if any("--output" in p.opts for p in c.params)}
    told = {name for words in WRITES for name in (words[0], " ".join(words[:2])) if name in ALL}
    # A release is a folder, with a manifest of what is its own: tests/cli/test_release.py; types
    # are of resource files: tests/cli/test_types.py; captions are released by sample once they were
    # read: tests/cli/test_release_by_sample.py.
    assert with_output - {"compile", "types", "captions release"} == told - {
        "ledger",
        "glossary",
        "model",
        "memory",
        "captions",
    }


@pytest.mark.parametrize("command", WRITES, ids=" ".join)
def test_an_output_takes_the_place_of_its_own_kind_only(
    project: Project, command: tuple[str, ...]
) -> None:
    for arguments in (("run",), ("sync",), ("approve", "Mute words and tags"), ("sync",)):
        project.run(*arguments)
    project.write("p.jsonl", '{"id": 1, "text": "Good night"}\n')
    path = project.root / WRITES[command]
    for data in OTHERS:
        path.write_bytes(data)
        told = project.run(*command, "-o", path.name)
        assert (told.code, "take the place of something else" in told.err) == (2, True), data
        assert path.read_bytes() == data
    path.write_bytes(b"")
    for _time in range(2):
        assert project.run(*command, "-o", path.name).code == 0
    assert path.stat().st_size


def test_a_glossary_may_be_written_over_by_a_glossary(project: Project) -> None:
    assert project.run("glossary", "export", "-o", "glossary/terms.csv").code == 0
