"""Catalogs under git's own merge, rebase and cherry-pick, and the hook that `install` writes."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import SOURCE, Project
from tests.test_hook import git

pytestmark = pytest.mark.slow

MUTE = 'msgid "Mute words and tags"\nmsgstr "'


@pytest.fixture
def repository(project: Project) -> Project:
    """A committed project whose catalogs we merge; `main` and `other` begin together."""
    project.write(".gitignore", ".l10n/\nbuild/\n")
    git(project, "init", "--quiet", "--initial-branch", "main")
    assert project.run("update").code == 0
    assert project.run("hook", "install", "--merge-driver").code == 0
    (project.root / ".git/hooks/pre-commit").unlink()  # its tests are below
    commit(project, "start")
    git(project, "branch", "other")
    return project


def commit(project: Project, message: str) -> None:
    git(project, "add", "--all")
    done = git(project, "commit", "--quiet", "--message", message)
    assert done.returncode == 0, done.stdout + done.stderr


def say(project: Project, words: str) -> None:
    """A person writes other words, as a suggestion."""
    text = project.catalog.read_text("utf-8")
    start, _, rest = text.partition(MUTE)
    rest = rest[rest.index('"') :]
    fuzzy = "" if start.endswith("#, fuzzy\n") else "#, fuzzy\n"
    project.catalog.write_text(f"{start}{fuzzy}{MUTE}{words}{rest}", "utf-8")


def both_sides(project: Project) -> None:
    """Each side has a new string, and translates the same one in its own way."""
    git(project, "switch", "--quiet", "other")
    project.write("app/main.py", SOURCE.replace("from", 'FIRST = _("Block")\nfrom', 1))
    assert project.run("update").code == 0
    say(project, "屏蔽词语")
    commit(project, "theirs")
    git(project, "switch", "--quiet", "main")
    project.write("app/main.py", SOURCE + 'print(_("Unmute"))\n')
    assert project.run("update").code == 0
    say(project, "静音词语")
    commit(project, "ours")


@pytest.mark.parametrize("words", [("merge", "--no-edit"), ("rebase",), ("cherry-pick",)])
def test_git_keeps_what_both_sides_wrote(repository: Project, words: tuple[str, ...]) -> None:
    both_sides(repository)
    done = git(repository, *words, "other")
    assert done.returncode == 0, done.stdout + done.stderr
    text = repository.catalog.read_text("utf-8")
    assert "<<<<" not in text
    assert all(said in text for said in ("屏蔽词语", "静音词语", '"Block"', '"Unmute"'))
    assert "1 message was translated on both sides" in done.stderr
    again = repository.run("update")
    assert (again.code, repository.catalog.read_text("utf-8")) == (0, text)
    assert subprocess.run(["msgfmt", "-o", "/dev/null", repository.catalog], check=True)


def test_an_approval_comes_along_and_none_is_made(repository: Project) -> None:
    git(repository, "switch", "--quiet", "other")
    say(repository, "静音词语")
    assert repository.run("approve", "Mute words and tags", "--by", "Ann").code == 0
    commit(repository, "approved")
    git(repository, "switch", "--quiet", "main")
    repository.write("app/main.py", SOURCE + 'print(_("Unmute"))\n')
    assert repository.run("update").code == 0
    commit(repository, "new string")
    assert git(repository, "merge", "--no-edit", "other").returncode == 0
    assert "Mute words" in repository.run("status", "--list", "approved").out
    git(repository, "switch", "--quiet", "--create", "third", "HEAD~1")
    say(repository, "屏蔽词语")
    commit(repository, "other words")
    assert git(repository, "merge", "--no-edit", "main").returncode == 0
    assert "Mute words" not in repository.run("status", "--list", "approved").out
    assert "静音词语" in repository.catalog.read_text("utf-8")


def test_a_side_that_is_no_catalog_is_merged_by_its_lines(repository: Project) -> None:
    both_sides(repository)
    text = repository.catalog.read_text("utf-8")
    repository.catalog.write_text(text.replace("msgid_plural", "msgid_plurals"), "utf-8")
    commit(repository, "broken")
    done = git(repository, "merge", "--no-edit", "other")
    assert done.returncode == 1
    assert "messages.po:" in done.stderr
    merged = repository.catalog.read_text("utf-8")
    assert "<<<<<<<" in merged
    assert "屏蔽词语" in merged


def test_a_side_without_entries_takes_none_away(repository: Project) -> None:
    both_sides(repository)
    repository.catalog.write_text("", "utf-8")
    commit(repository, "emptied")
    done = git(repository, "merge", "--no-edit", "other")
    assert done.returncode == 1
    assert "one side has no entry left" in done.stderr


def test_the_driver_knows_names_with_spaces_and_chinese(project: Project) -> None:
    settings = (project.root / "l10n.toml").read_text("utf-8")
    place = 'catalogs = "文 案/{locale}/{domain}.po"\n'
    project.write("l10n.toml", place + settings)
    git(project, "init", "--quiet")
    assert project.run("update").code == 0
    assert project.run("hook", "install", "--merge-driver").code == 0
    name = "文 案/zh_Hans/messages.po"
    told = git(project, "check-attr", "merge", name)
    assert told.stdout.strip().endswith("merge: l10n")
    lines = (project.root / ".gitattributes").read_text("utf-8")
    assert project.run("hook", "install", "--merge-driver").code == 0
    assert (project.root / ".gitattributes").read_text("utf-8") == lines
    (project.root / ".git/hooks/pre-commit").unlink()
    commit(project, "start")
    file = project.root / name
    empty = file.read_text("utf-8")
    sides = {"other": "屏蔽词语", "main": "静音词语"}
    for branch, words in sides.items():
        git(project, "switch", "--quiet", "--create", f"{branch}-side", "HEAD")
        file.write_text(empty.replace(MUTE, f"#, fuzzy\n{MUTE}{words}"), "utf-8")
        commit(project, branch)
        git(project, "switch", "--quiet", "--detach", "HEAD~1")
    git(project, "switch", "--quiet", "main-side")
    done = git(project, "merge", "--no-edit", "other-side")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{name}: 1 message was translated on both sides" in done.stderr
    assert all(words in file.read_text("utf-8") for words in sides.values())


def claim(project: Project) -> None:
    """A translation that nobody approved, and no flag says so."""
    text = project.catalog.read_text("utf-8")
    project.catalog.write_text(text.replace(MUTE, MUTE + "静音词语"), "utf-8")


def refused(project: Project, folder: Path | None = None) -> bool:
    where = Project(folder or project.root, project.run)
    git(where, "add", "--all")
    done = git(where, "commit", "--message", "claim")
    assert (done.returncode == 1) == ("[approval]" in done.stdout + done.stderr), done
    return done.returncode == 1


def test_a_hook_is_installed_and_removed(repository: Project) -> None:
    path = repository.root / ".git/hooks/pre-commit"
    assert repository.run("hook", "install").code == 0
    first = path.read_bytes()
    assert repository.run("hook", "install").code == 0
    assert path.read_bytes() == first
    assert os.access(path, os.X_OK)
    claim(repository)
    assert refused(repository)
    assert repository.run("hook", "uninstall").code == 0
    assert not path.exists()
    assert not refused(repository)


def test_worktrees_share_the_hook(repository: Project) -> None:
    assert repository.run("hook", "install").code == 0
    tree = repository.root.parent / f"{repository.root.name} 工作"
    assert git(repository, "worktree", "add", "--quiet", str(tree), "other").returncode == 0
    there = Project(tree, repository.run)
    claim(there)
    assert refused(repository, tree)


def test_two_projects_share_a_hook(repository: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert repository.run("hook", "install").code == 0
    for name in ("l10n.toml", "app/main.py", "glossary/terms.csv"):
        repository.write(f"web app/{name}", (repository.root / name).read_bytes())
    monkeypatch.chdir(repository.root / "web app")
    assert repository.run("update").code == 0
    assert repository.run("hook", "install").code == 0
    below = Project(repository.root / "web app", repository.run)
    commit(below, "second project")
    claim(below)
    assert refused(below)
    git(below, "checkout", "--quiet", "HEAD", "--", ".")
    claim(repository)
    assert refused(repository)


def test_somebodys_hook_stays(repository: Project) -> None:
    path = repository.root / ".git/hooks/pre-commit"
    path.write_text("#!/bin/sh\nexit 0\n")
    told = repository.run("hook", "install")
    assert told.code == 2
    assert "l10n.hook check -C ." in told.err
    assert repository.run("hook", "uninstall").code == 0
    assert path.read_text() == "#!/bin/sh\nexit 0\n"
    path.unlink()
    git(repository, "config", "core.hooksPath", ".husky/_")
    assert repository.run("hook", "install").code == 2
    assert not (repository.root / ".husky").exists()


def test_outside_of_git_there_is_no_hook(project: Project) -> None:
    told = project.run("hook", "install")
    assert (told.code, "`git init`" in told.err) == (2, True)
