"""JSON of a team under git's own merge, rebase and cherry-pick: by key, and never broken."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.conftest import Project
from tests.test_hook import git

SETTINGS = """\
source_locale = "en"
target_locales = ["zh_Hans"]

[[catalogs]]
domain = "app"
resource = "i18next"
files = "文 案/{locale}.json"
"""
ENGLISH: dict[str, Any] = {"auth": {"in": "Sign in", "out": "Sign out"}, "title": "Notes"}
CHINESE: dict[str, Any] = {"auth": {"in": "登录", "out": "退出"}, "title": "笔记"}
FILE = "文 案/zh_Hans.json"


@pytest.fixture
def repository(project: Project) -> Project:
    """A committed project with JSON of its own; `main` and `other` begin together."""
    project.write("l10n.toml", SETTINGS)
    project.write("文 案/en.json", written(ENGLISH))
    project.write(FILE, written(CHINESE))
    git(project, "init", "--quiet", "--initial-branch", "main")
    told = project.run("hook", "install", "--merge-driver")
    assert told.code == 0, told
    (project.root / ".git/hooks/pre-commit").unlink()
    commit(project, "start")
    git(project, "branch", "other")
    return project


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def commit(project: Project, message: str) -> None:
    git(project, "add", "--all")
    done = git(project, "commit", "--quiet", "--message", message)
    assert done.returncode == 0, done.stdout + done.stderr


def sides(project: Project, ours: Any, theirs: Any) -> None:
    for branch, value in (("other", theirs), ("main", ours)):
        git(project, "switch", "--quiet", branch)
        project.write(FILE, value if isinstance(value, str) else written(value))
        commit(project, branch)


WORDS = [("merge", "--no-edit"), ("rebase",), ("cherry-pick",)]


@pytest.mark.parametrize("words", WORDS)
def test_new_keys_of_both_sides_are_kept(repository: Project, words: tuple[str, ...]) -> None:
    told = git(repository, "check-attr", "merge", FILE)
    assert told.stdout.strip().endswith("merge: l10n")
    ours = {"auth": {**CHINESE["auth"], "again": "再次登录"}, "title": "全部笔记"}
    theirs = {"auth": {"first": "注册", **CHINESE["auth"]}, "title": "笔记", "mute": "静音"}
    sides(repository, ours, theirs)
    done = git(repository, *words, "other")
    assert done.returncode == 0, done.stdout + done.stderr
    text = (repository.root / FILE).read_text("utf-8")
    wanted = {
        "auth": {"first": "注册", "in": "登录", "out": "退出", "again": "再次登录"},
        "title": "全部笔记",
        "mute": "静音",
    }
    assert json.loads(text) == wanted
    assert sorted(text.splitlines()) == sorted(written(wanted).splitlines())  # the same indentation


@pytest.mark.parametrize("words", WORDS)
def test_one_key_changed_by_both_is_gits_conflict_in_a_whole_file(
    repository: Project, words: tuple[str, ...]
) -> None:
    theirs = {**CHINESE, "title": "我的笔记", "new": "新"}
    sides(repository, {**CHINESE, "title": "全部笔记"}, theirs)
    done = git(repository, *words, "other")
    assert done.returncode == 1
    said = done.stdout + done.stderr
    # What a rebase calls ours is what it is put upon.
    mine, yours = ("我的笔记", "全部笔记") if words == ("rebase",) else ("全部笔记", "我的笔记")
    assert f'{FILE}: both sides changed title: "{mine}" stands, the other is "{yours}".' in said
    assert f"git show ':3:{FILE}'" in said
    assert json.loads((repository.root / FILE).read_text("utf-8")) == {
        **CHINESE,
        "title": mine,
        "new": "新",
    }
    unmerged = git(repository, "ls-files", "--unmerged", "-z").stdout
    assert FILE in unmerged
    assert yours in git(repository, "show", f":3:{FILE}").stdout


def test_a_side_that_is_no_json_is_merged_by_its_lines(repository: Project) -> None:
    sides(repository, {**CHINESE, "title": "全部笔记"}, written(CHINESE).replace('"笔记"', '"笔记'))
    done = git(repository, "merge", "--no-edit", "other")
    assert done.returncode == 1
    assert f"{FILE}:" in done.stdout + done.stderr
    text = (repository.root / FILE).read_text("utf-8")
    assert "<<<<<<<" in text
    assert "全部笔记" in text


@pytest.mark.parametrize("emptied", ["", "{}\n"])
def test_a_side_without_keys_takes_none_away(repository: Project, emptied: str) -> None:
    sides(repository, {**CHINESE, "title": "全部笔记"}, emptied)
    done = git(repository, "merge", "--no-edit", "other")
    assert done.returncode == 1
    assert "one side has no entry left" in done.stdout + done.stderr
    assert json.loads((repository.root / FILE).read_text("utf-8"))["title"] == "全部笔记"


def test_both_sides_begin_a_file(repository: Project) -> None:
    for branch, value in (("other", {"a": "甲"}), ("main", {"b": "乙"})):
        git(repository, "switch", "--quiet", branch)
        repository.write("文 案/fr.json", written(value))
        commit(repository, branch)
    done = git(repository, "merge", "--no-edit", "other")
    assert done.returncode == 0, done.stdout + done.stderr
    both = (repository.root / "文 案/fr.json").read_text("utf-8")
    assert json.loads(both) == {"a": "甲", "b": "乙"}


def test_what_is_quoted_is_harmless(repository: Project) -> None:
    sides(repository, {**CHINESE, "title": "\u202e甲"}, {**CHINESE, "title": "乙\u0085"})
    done = git(repository, "merge", "--no-edit", "other")
    assert '"\\u202e甲" stands, the other is "乙\\u0085"' in done.stdout + done.stderr


@pytest.mark.parametrize("theirs", ['{"b": "乙"}', '{"b": '])
def test_a_driver_without_room_leaves_ours_as_it_is(repository: Project, theirs: str) -> None:
    base, other = repository.write("o.json", "{}\n"), repository.write("b.json", theirs)
    ours = repository.write("a.json", written({"a": "甲"}))
    before = ours.read_bytes()
    code = (
        "import resource, signal, sys\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4, 4))\nfrom l10n import hook\nhook.main()\n"
    )
    words = ["merge", str(base), str(ours), str(other), "a.json"]
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, *words],
        cwd=repository.root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done
    assert ours.read_bytes() == before
