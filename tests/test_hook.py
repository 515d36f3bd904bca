"""The hook under the real pre-commit, in a real git repository."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from l10n import plugins
from tests.conftest import SOURCE, Project

HOOKS = Path(__file__).resolve().parents[1] / ".pre-commit-hooks.yaml"
FORBIDDEN = (
    "ctranslate2",
    "sentencepiece",
    "argostranslate",
    "sqlalchemy",
    "fastapi",
    "l10n.engines",
    "l10n.store",
    "l10n.web",
)


def git(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    identity = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"]
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(project.root.parent / "pre-commit-home"),
    }
    return subprocess.run(
        ["git", *identity, *arguments],
        cwd=project.root,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def repository(project: Project) -> Project:
    """A committed project with our hooks installed by pre-commit.

    The hooks are ours word for word, save the language: "system" takes the l10n under test
    instead of installing one from the package index.
    """
    hooks = HOOKS.read_text("utf-8").replace("language: python", "language: system")
    indented = "".join(f"      {line}\n" for line in hooks.splitlines())
    project.write(".pre-commit-config.yaml", f"repos:\n  - repo: local\n    hooks:\n{indented}")
    project.write(".gitignore", ".l10n/\nbuild/\n")
    project.run("update")
    git(project, "init", "--quiet")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "start")
    installed = subprocess.run(
        [sys.executable, "-m", "pre_commit", "install"],
        cwd=project.root,
        check=False,
        capture_output=True,
        text=True,
    )
    assert installed.returncode == 0, installed.stderr
    return project


def commit(project: Project) -> subprocess.CompletedProcess[str]:
    git(project, "add", "--all")
    return git(project, "commit", "--message", "change")


@pytest.mark.slow
def test_a_new_string_without_its_catalog_is_refused(repository: Project) -> None:
    repository.write("app/main.py", SOURCE + 'print(_("Block"))\n')
    refused = commit(repository)
    assert refused.returncode == 1
    assert "messages.po: not as `l10n update` leaves it (1 new" in refused.stdout + refused.stderr
    repository.run("update")
    accepted = commit(repository)
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr


@pytest.mark.slow
def test_a_translation_that_claims_to_be_approved_is_refused(repository: Project) -> None:
    text = repository.catalog.read_text("utf-8")
    entry = 'msgid "Mute words and tags"\nmsgstr "'
    repository.catalog.write_text(text.replace(entry, entry + "静音词语和标签"), "utf-8")
    refused = commit(repository)
    assert refused.returncode == 1
    assert "[approval] Not approved, yet not fuzzy" in refused.stdout + refused.stderr
    approved = repository.run("approve", "Mute words and tags", "--by", "Ann")
    assert approved.code == 0
    accepted = commit(repository)
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr


@pytest.mark.slow
def test_what_is_staged_is_checked_not_what_lies_around(repository: Project) -> None:
    repository.write("app/main.py", SOURCE + 'print(_("Block"))\n')
    git(repository, "add", "--all")
    # Updated on the disk, not staged: the commit would still be behind.
    repository.run("update")
    refused = git(repository, "commit", "--message", "change")
    assert refused.returncode == 1


@pytest.mark.slow
def test_a_commit_that_only_removes_or_renames_sources_is_checked(repository: Project) -> None:
    repository.write("app/more.py", 'print(_("Block"))\n')
    repository.run("update")
    assert commit(repository).returncode == 0
    git(repository, "mv", "app/more.py", "app/更 多.py")
    renamed = git(repository, "commit", "--message", "rename")
    assert "not as `l10n update` leaves it (0 new" in renamed.stdout + renamed.stderr
    repository.run("update")
    assert commit(repository).returncode == 0
    git(repository, "rm", "--quiet", "app/更 多.py")
    removed = git(repository, "commit", "--message", "remove")
    assert removed.returncode == 1
    assert "1 obsolete)" in removed.stdout + removed.stderr


@pytest.mark.slow
def test_a_whole_branch_is_checked_in_ci(repository: Project) -> None:
    git(repository, "tag", "base")
    text = repository.catalog.read_text("utf-8")
    entry = 'msgid "Mute words and tags"\nmsgstr "'
    repository.catalog.write_text(text.replace(entry, entry + "静音词语和标签"), "utf-8")
    repository.write("app/main.py", SOURCE + 'print(_("Block"))\n')
    git(repository, "add", "--all")
    git(repository, "commit", "--no-verify", "--message", "unseen")
    # As a CI server does it, where nothing is staged.
    words = (sys.executable, "-m", "pre_commit", "run")
    for what in (("--all-files",), ("--from-ref", "base", "--to-ref", "HEAD")):
        done = git(repository, "-c", f"alias.run=!{' '.join(words)}", "run", *what)
        said = done.stdout + done.stderr
        assert done.returncode == 1
        assert "not as `l10n update` leaves it" in said
        assert ("[approval]" in said) == ("base" in what)


@pytest.mark.slow
def test_a_file_is_checked_as_it_is_staged_in_part(repository: Project) -> None:
    repository.write("app/main.py", SOURCE + 'print(_("Block"))\n')
    repository.run("update")
    git(repository, "add", "--all")
    repository.write("app/main.py", SOURCE + 'print(_("Block"))\nprint(_("Unmute"))\n')
    accepted = git(repository, "commit", "--message", "one of two")
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert "Unmute" in (repository.root / "app/main.py").read_text("utf-8")


@pytest.mark.slow
def test_what_git_does_not_track_is_no_part_of_a_commit(repository: Project) -> None:
    repository.write("app/scratch.py", 'print(_("Draft"))\n')
    repository.write("README", "x\n")
    git(repository, "add", "README")
    accepted = git(repository, "commit", "--message", "readme")
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    # The catalog knows a string of a file that is not in the commit.
    repository.run("update")
    git(repository, "add", "locales")
    refused = git(repository, "commit", "--message", "catalog")
    assert "(0 new, 0 outdated, 1 obsolete)" in refused.stdout + refused.stderr
    assert refused.returncode == 1


def _hook(project: Project, *words: str) -> subprocess.CompletedProcess[str]:
    code = "from l10n import hook; hook.main()"
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=project.root,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("words", [("-C", "web"), ("-Cweb",), ("web/app/main.py", "-C", "web")])
def test_a_project_below_the_root_is_named(project: Project, words: tuple[str, ...]) -> None:
    assert project.run("update").code == 0
    (project.root / "web").mkdir()
    for name in ("app", "locales", "glossary", "l10n.toml"):
        (project.root / name).rename(project.root / "web" / name)
    git(project, "init", "--quiet")
    for tracked in (False, True):
        if tracked:
            git(project, "add", "--all")
        for entry in ("check", "extract-check"):
            told = _hook(project, entry, *words)
            assert (told.returncode, told.stdout, told.stderr) == (0, "", "")
    project.write("web/app/scratch.py", 'print(_("Draft"))\n')
    assert _hook(project, "extract-check", *words).returncode == 0
    unnamed = _hook(project, "check")
    assert (unnamed.returncode, "`-C DIR`" in unnamed.stdout) == (2, True)
    wrong = _hook(project, "check", "-C", "wbe")
    assert (wrong.returncode, "There is no such folder" in wrong.stdout) == (2, True)


def test_without_git_every_file_counts(project: Project) -> None:
    assert project.run("update").code == 0
    project.write("app/scratch.py", 'print(_("Draft"))\n')
    assert "(1 new" in _hook(project, "extract-check").stdout


def test_a_submodule_and_a_link_are_tracked(project: Project, tmp_path_factory: Any) -> None:
    other = Project(tmp_path_factory.mktemp("other"), project.run)
    other.write("more.py", 'print(_("More"))\n')
    git(other, "init", "--quiet")
    git(other, "add", "--all")
    git(other, "commit", "--quiet", "--message", "more")
    git(project, "init", "--quiet")
    added = git(
        project, "-c", "protocol.file.allow=always", "submodule", "add", str(other.root), "app/sub"
    )
    assert added.returncode == 0, added.stderr
    (project.root / "app/linked.py").symlink_to(project.write("elsewhere/one.py", '_("Linked")\n'))
    assert project.run("update").code == 0
    git(project, "add", "--all")
    told = _hook(project, "extract-check")
    assert (told.returncode, told.stdout) == (0, "")


def test_the_hook_imports_neither_engine_nor_store_nor_web(project: Project) -> None:
    code = (
        "import sys\nsys.argv = ['l10n-hook', 'check']\nfrom l10n import hook\n"
        "try:\n    hook.main()\nexcept SystemExit as stop:\n    assert stop.code == 0\n"
        f"print([m for m in sys.modules if m.startswith({FORBIDDEN!r})])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project.root, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


LINTED = 'flash(_("Muted."))\n'


def _tried(project: Project, path: str, text: str) -> subprocess.CompletedProcess[str]:
    """A commit of one file, the catalogs kept in step."""
    project.write(path, text)
    project.run("update")
    return commit(project)


@pytest.mark.slow
def test_text_that_nobody_marked_stops_a_commit(repository: Project) -> None:
    lines = (
        'flash("Your note was saved.")\n'
        'text = _("Shared by ") + name + _(" today")\n'
        'text = _("file") if n == 1 else _("files")\n'
    )
    refused = _tried(repository, "app/page.py", LINTED + lines)
    said = refused.stdout + refused.stderr
    assert refused.returncode == 1
    assert "app/page.py:2: error[hard-coded-message]" in said
    assert "app/page.py:3: error[glued-sentence]" in said
    assert "app/page.py:4: error[plural-by-hand]" in said


@pytest.mark.slow
def test_what_the_baseline_lets_stand_stops_no_commit(repository: Project) -> None:
    text = LINTED + 'flash("Your note was saved.")\n'
    repository.write("app/page.py", text)
    assert repository.run("lint", "--write-baseline").code == 0
    refused = _tried(repository, "app/page.py", "\n" + text + 'flash("Your note is gone.")\n')
    said = refused.stdout + refused.stderr
    assert refused.returncode == 1
    assert "app/page.py:4: error[hard-coded-message]" in said
    assert "was saved" not in said
    accepted = _tried(repository, "app/page.py", "\n" + text)
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr


@pytest.mark.slow
def test_text_is_looked_for_in_what_is_staged(repository: Project) -> None:
    # What is staged is clean, and what lies on the disk is not.
    repository.write("app/page.py", "# Marked.\n" + LINTED)
    repository.run("update")
    git(repository, "add", "--all")
    more = "# Marked.\n" + LINTED + 'flash("Your note was saved.")\n'
    repository.write("app/page.py", more)
    accepted = git(repository, "commit", "--message", "part")
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert (repository.root / "app/page.py").read_text("utf-8") == more
    # And the other way round.
    git(repository, "add", "--all")
    repository.write("app/page.py", "# Marked.\n" + LINTED)
    refused = git(repository, "commit", "--message", "whole")
    assert refused.returncode == 1
    assert "app/page.py:3: error[hard-coded-message]" in refused.stdout + refused.stderr


def test_the_hook_of_lint_runs_for_the_files_that_linters_know() -> None:
    hooks = {hook["id"]: hook for hook in YAML(typ="safe").load(HOOKS)}
    files = re.compile(hooks["l10n-lint"]["files"])
    suffixes = {s for linter in plugins.room("lint").values() for s in linter.suffixes}
    assert {s for s in suffixes if files.search(f"a/b{s}")} == suffixes
    assert not any(files.search(name) for name in ("a.md", "a.json", "a.py.orig", "py", "a.pyc"))
