"""`l10n-extract-check`: sources and catalogs as they are staged, however git calls it."""

import subprocess
import sys

import pytest

from tests.conftest import SOURCE, Project
from tests.test_hook import _hook, git

pytestmark = pytest.mark.slow

BLOCK = SOURCE + 'print(_("Block"))\n'
BEHIND = "messages.po: not as `l10n update` leaves it"


@pytest.fixture
def repository(project: Project) -> Project:
    """A committed project whose catalog is up to date."""
    project.write(".gitignore", ".l10n/\nbuild/\n")
    assert project.run("update").code == 0
    git(project, "init", "--quiet", "--initial-branch", "main")
    commit(project, "start")
    return project


def commit(project: Project, message: str) -> None:
    git(project, "add", "--all")
    done = git(project, "commit", "--quiet", "--no-verify", "--message", message)
    assert done.returncode == 0, done.stdout + done.stderr


def told(project: Project, *words: str) -> str:
    """What the hook says, "" where it lets the commit pass."""
    done = _hook(project, "extract-check", *words)
    assert done.stderr == ""
    assert bool(done.returncode) == bool(done.stdout), done
    return done.stdout


def test_sources_count_as_they_are_staged(repository: Project) -> None:
    repository.write("app/main.py", BLOCK)
    assert told(repository) == ""  # not staged
    git(repository, "add", "app")
    # On the disk all is well, in either way; what is staged is not.
    repository.write("app/main.py", SOURCE)
    assert "(1 new, 0 outdated, 0 obsolete)" in told(repository)
    repository.write("app/main.py", BLOCK)
    assert repository.run("update").code == 0
    assert "(1 new, 0 outdated, 0 obsolete)" in told(repository)
    git(repository, "add", "locales")
    assert told(repository) == ""
    repository.write("app/main.py", SOURCE)
    assert repository.run("update").code == 0
    assert told(repository) == ""  # both are staged with the new string


def test_a_source_that_is_gone_from_the_disk_alone_is_still_committed(repository: Project) -> None:
    repository.write("app/new.py", 'print(_("Block"))\n')
    git(repository, "add", "app")
    (repository.root / "app/new.py").unlink()
    assert "(1 new, 0 outdated, 0 obsolete)" in told(repository)


def test_a_commit_that_only_removes_a_source_is_seen(repository: Project) -> None:
    repository.write("app/more.py", 'print(_("Block"))\n')
    assert repository.run("update").code == 0
    commit(repository, "more")
    git(repository, "rm", "--quiet", "app/more.py")
    assert "(0 new, 0 outdated, 1 obsolete)" in told(repository)


def test_a_renamed_source_moves_its_references(repository: Project) -> None:
    git(repository, "mv", "app/main.py", "app/主页 of us.py")
    assert BEHIND in told(repository)
    assert repository.run("update").code == 0
    git(repository, "add", "--all")
    assert told(repository) == ""


def test_names_with_spaces_and_chinese_count(repository: Project) -> None:
    repository.write("app/设 置/主 页.py", 'print(_("Block"))\n')
    git(repository, "add", "--all")
    repository.write("app/设 置/主 页.py", "\n")
    assert "(1 new, 0 outdated, 0 obsolete)" in told(repository)


def test_a_commit_of_other_files_reads_no_source(repository: Project) -> None:
    # The sources are behind since an earlier commit, which was not checked.
    repository.write("app/main.py", BLOCK)
    commit(repository, "forced")
    repository.write("README", "x\n")
    git(repository, "add", "README")
    assert told(repository) == ""
    assert BEHIND in told(repository, "--all")
    for name, text in (("l10n.toml", "\n# a comment\n"), (str(repository.catalog), "\n# a note\n")):
        path = repository.root / name
        path.write_text(path.read_text("utf-8") + text, "utf-8")
        git(repository, "add", name)
        assert BEHIND in told(repository), name
        git(repository, "reset", "--quiet", "--hard")


LOADED = (
    "import sys\nsys.argv = ['l10n-hook', 'extract-check']\nfrom l10n import hook\n"
    "try:\n    hook.main()\nexcept SystemExit as stop:\n    assert stop.code == 0\n"
    "print([m for m in sys.modules if m.startswith(('l10n.extractors.', 'tree_sitter', 'rapid'))])"
)


def test_where_nothing_is_to_be_read_no_parser_is_loaded(repository: Project) -> None:
    repository.write("README", "x\n")
    git(repository, "add", "README")
    command = [sys.executable, "-c", LOADED]
    done = subprocess.run(command, cwd=repository.root, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_a_linked_source_counts_when_what_it_leads_to_changes(repository: Project) -> None:
    real = repository.write("elsewhere/one.py", '_("Linked")\n')
    (repository.root / "app/linked.py").symlink_to(real)
    assert repository.run("update").code == 0
    commit(repository, "linked")
    real.write_text('_("Linked")\n_("Block")\n')
    git(repository, "add", "--all")
    assert "(1 new, 0 outdated, 0 obsolete)" in told(repository)


def test_a_catalog_behind_a_link_counts_as_it_is_staged(repository: Project) -> None:
    real = repository.root / "i18n/中文.po"
    real.parent.mkdir()
    repository.catalog.rename(real)
    repository.catalog.symlink_to(real)
    commit(repository, "linked")
    repository.write("app/main.py", BLOCK)
    git(repository, "add", "--all")
    assert repository.run("update").code == 0
    assert BEHIND in told(repository)
    git(repository, "add", "--all")
    assert told(repository) == ""


def test_a_submodule_that_moves_on_is_looked_into(
    repository: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Project(tmp_path_factory.mktemp("other"), repository.run)
    other.write("more.py", 'print(_("More"))\n')
    git(other, "init", "--quiet")
    commit(other, "more")
    allowed = ("-c", "protocol.file.allow=always", "submodule", "add", str(other.root), "app/sub")
    assert git(repository, *allowed).returncode == 0
    assert repository.run("update").code == 0
    git(repository, "add", "--all")
    assert told(repository) == ""
    commit(repository, "a submodule")
    inside = Project(repository.root / "app/sub", repository.run)
    inside.write("more.py", 'print(_("More"), _("Block"))\n')
    commit(inside, "block")
    git(repository, "add", "app/sub")
    assert "(1 new, 0 outdated, 0 obsolete)" in told(repository)


def test_a_worktree_has_an_index_of_its_own(repository: Project) -> None:
    tree = repository.root.parent / f"{repository.root.name} 工作"
    git(repository, "worktree", "add", "--quiet", "-b", "other", str(tree))
    there = Project(tree, repository.run)
    there.write("app/main.py", BLOCK)
    git(there, "add", "--all")
    there.write("app/main.py", SOURCE)
    assert BEHIND in told(there)
    assert told(repository) == ""


CALLS = {
    # What each of them leaves to be run before a commit.
    "a bare hook": ".git/hooks/pre-commit",
    "husky": ".husky/pre-commit",
    "lefthook": ".lefthook/pre-commit/l10n.sh",
}


@pytest.mark.parametrize("call", CALLS)
def test_a_plain_call_refuses_a_commit(repository: Project, call: str) -> None:
    script = repository.write(
        CALLS[call],
        "#!/bin/sh\nset -e\n"
        f'"{sys.executable}" -P -m l10n.hook check\n'
        f'"{sys.executable}" -P -m l10n.hook extract-check\n',
    )
    script.chmod(0o755)
    if not CALLS[call].startswith(".git/"):
        # Both make git look into a folder of theirs, whose file starts the script.
        hooks = repository.write(".hooks/pre-commit", f"#!/bin/sh\nexec ./{CALLS[call]}\n")
        hooks.chmod(0o755)
        git(repository, "config", "core.hooksPath", ".hooks")
        commit(repository, "hooks")
    repository.write("app/main.py", BLOCK)
    # A commit of named files has an index of its own, which git names to its hooks.
    done = git(repository, "commit", "--message", "change", "app/main.py")
    assert done.returncode == 1
    assert BEHIND in done.stdout + done.stderr
    assert repository.run("update").code == 0
    done = git(repository, "commit", "--all", "--message", "change")
    assert done.returncode == 0, done.stdout + done.stderr


def test_outside_of_git_the_files_count_as_they_stand(project: Project) -> None:
    assert project.run("update").code == 0
    assert told(project) == ""
    project.write("app/main.py", BLOCK)
    assert BEHIND in told(project)


def test_where_nothing_can_be_written_it_says_so(repository: Project) -> None:
    repository.write("app/main.py", BLOCK)
    git(repository, "add", "app")
    repository.write("app/main.py", SOURCE)
    code = (
        "import resource, sys\nresource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
        "import signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "sys.argv = ['l10n-hook', 'extract-check']\nfrom l10n import hook\nhook.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", code],
        cwd=repository.root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, ""), done
    assert done.stdout.startswith("The staged files can't be laid out: ")
    assert "TMPDIR" in done.stdout
