"""The hook checks what is staged, whatever lies on the disk, and no entry that stays as it was."""

import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalogs.delta import changed
from l10n.errors import CatalogError
from l10n.formats.po import FORMAT as PO
from l10n.model import Catalog, Entry
from tests.conftest import GLOSSARY, Project
from tests.test_hook import _hook, git

pytestmark = pytest.mark.slow

MUTE = 'msgid "Mute words and tags"\nmsgstr "'
VIEW = 'msgid "View {name}\'s profile"\nmsgstr "'


@pytest.fixture
def repository(project: Project) -> Project:
    """A committed project; every translation is approved."""
    project.write(".gitignore", ".l10n/\nbuild/\n")
    assert project.run("update").code == 0
    text = project.catalog.read_text("utf-8")
    text = text.replace(MUTE, f"{MUTE}静音词语和标签").replace(VIEW, f"{VIEW}查看 {{name}} 的主页")
    text = text.replace('msgstr[0] ""', 'msgstr[0] "%(n)d 篇笔记"')
    project.catalog.write_text(text, "utf-8")
    assert project.run("update", "--as-suggestions").code == 0
    project.catalog.write_text(project.catalog.read_text("utf-8") + OTHERS, "utf-8")
    told = project.run("approve", "--all-passing", "--reason", "read", "--by", "Ann", "--yes")
    assert told.code == 0, told
    git(project, "init", "--quiet")
    stage(project)
    git(project, "commit", "--quiet", "--message", "start")
    return project


def stage(project: Project) -> None:
    git(project, "add", "--all")


def edit(project: Project, was: str, now: str) -> None:
    text = project.catalog.read_text("utf-8")
    assert was in text
    project.catalog.write_text(text.replace(was, now), "utf-8")


def rules(project: Project, *words: str) -> list[str]:
    """The rules that the hook names."""
    told = _hook(project, "check", *words)
    found = re.findall(r"^\S.*:\d+: \[(\S+)\]", told.stdout, re.MULTILINE)
    assert told.stderr == ""
    assert bool(told.returncode) == bool(found), told.stdout
    return found


# Entries as other extractors write them: an ICU message, and one that has a name.
OTHERS = """
#, icu-message-format
msgid "{n, plural, one {# like} other {# likes}}"
msgstr "{n, plural, other {# 次赞}}"

#. @key profile.title
msgctxt "profile.title"
msgid "Page of {name}"
msgstr "{name} 的个人主页"

#. @key profile.back
msgctxt "profile.back"
msgid "Back"
msgstr "返回"
"""
DAMAGE: dict[str, tuple[str, str, str]] = {
    "a hand, while the approval stands": ("静音词语和标签", "静音词语", "approval"),
    "a lost placeable": ("查看 {name} 的主页", "查看主页", "placeables"),
    "an invented placeable": ("查看 {name}", "查看 {nam}", "placeables"),
    "a broken plural": ("%(n)d 篇笔记", "%(n) 篇笔记", "syntax"),
    "a form too many": ('篇笔记"', '篇笔记"\nmsgstr[1] "%(n)d 篇笔记"', "plurals"),
    "an ICU message that ends too early": ("{# 次赞}}", "{# 次赞}", "icu"),
    "an ICU message without other": ("other {# 次赞}", "one {# 次赞}", "icu"),
    "an ICU message of another argument": ("{n, plural, other", "{m, plural, other", "icu"),
    "one name for two messages": ("profile.back", "profile.title", "catalog"),
    "a must-term": ("静音词语和标签", "哑词语和标签", "terms"),
    "a header without its plural rule": ('"Plural-Forms: ', '"Plurals: ', "header"),
    "a header with a wrong plural rule": ("nplurals=1; plural=0;", "nplurals=; plural=;", "header"),
    "a conflict marker": (MUTE, f"<<<<<<< ours\n{MUTE}", "catalog"),
    "the same message twice": (MUTE, f'{MUTE}静音"\n\n{MUTE}', "catalog"),
    "another charset": ("charset=UTF-8", "charset=GBK", "catalog"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_is_refused(repository: Project, damage: str) -> None:
    was, now, rule = DAMAGE[damage]
    assert rules(repository) == []
    edit(repository, was, now)
    assert rules(repository) == []  # not staged yet
    stage(repository)
    assert rule in rules(repository)


def test_an_entry_is_named_with_its_line_and_the_way_to_learn_more(repository: Project) -> None:
    edit(repository, "静音词语和标签", "静音词语")
    stage(repository)
    lines = repository.catalog.read_text("utf-8").splitlines()
    told = _hook(repository, "check").stdout
    place = re.search(r"^locales/zh_Hans/LC_MESSAGES/messages\.po:(\d+): \[approval\]", told)
    assert place
    entry = lines[int(place[1]) - 1 :]
    assert "静音词语" in "".join(entry[: entry.index("")])
    assert "    Mute words and tags → 静音词语\n" in told
    assert "`l10n explain RULE`" in told


def test_what_is_staged_counts_not_what_lies_on_the_disk(repository: Project) -> None:
    right = repository.catalog.read_text("utf-8")
    edit(repository, "静音词语和标签", "静音词语")
    stage(repository)
    repository.catalog.write_text(right, "utf-8")
    assert rules(repository) == ["approval"]
    assert rules(repository, "--all") == []
    repository.catalog.unlink()
    assert rules(repository) == ["approval"]


def test_an_error_that_stood_there_stops_no_other_commit(repository: Project) -> None:
    edit(repository, "静音词语和标签", "静音词语")
    stage(repository)
    git(repository, "commit", "--quiet", "--message", "forced")
    edit(repository, "#: app/main.py", "# a note\n#: app/main.py")
    edit(repository, "# a note\n#: app/main.py\n" + MUTE, "#: app/main.py\n" + MUTE)
    stage(repository)
    assert rules(repository) == []
    assert rules(repository, "--all") == ["approval"]


def test_a_commit_may_repair_what_could_not_be_read(repository: Project) -> None:
    right = repository.catalog.read_bytes()
    for broken in (right.replace("标签".encode(), "标签".encode("gbk")), b"<<<<<<< x\n" + right):
        repository.catalog.write_bytes(broken)
        stage(repository)
        assert _hook(repository, "check").returncode == 2
        git(repository, "commit", "--quiet", "--message", "broken")
        repository.catalog.write_bytes(right)
        stage(repository)
        assert rules(repository) == []


def test_a_moved_catalog_is_compared_with_what_it_was(repository: Project) -> None:
    edit(repository, "静音词语和标签", "静音词语")
    stage(repository)
    git(repository, "commit", "--quiet", "--message", "forced")
    settings = (repository.root / "l10n.toml").read_text("utf-8")
    place = "译文 of us/{locale}.po"
    repository.write("l10n.toml", f'catalogs = "{place}"\n{settings}')
    stage(repository)
    git(repository, "commit", "--quiet", "--message", "a new place")
    moved = repository.root / place.format(locale="zh_Hans")
    moved.parent.mkdir()
    repository.catalog.rename(moved)
    stage(repository)
    assert rules(repository) == []  # what was wrong before it moved
    moved.write_text(moved.read_text("utf-8").replace("的主页", "主页"), "utf-8")
    stage(repository)
    assert rules(repository) == ["approval"]
    # With the settings that know of it, every entry counts.
    git(repository, "reset", "--quiet", "--soft", "HEAD~1")
    assert rules(repository) == ["approval", "approval"]


def test_a_changed_term_counts_wherever_it_stands(repository: Project) -> None:
    repository.write("glossary/terms.csv", GLOSSARY + "en,zh,profile,个人页,,主页,must,any,noun\n")
    assert rules(repository) == []
    stage(repository)
    assert rules(repository) == ["terms"]
    # What is staged binds, also where the disk has taken it back.
    repository.write("glossary/terms.csv", GLOSSARY)
    assert rules(repository) == ["terms"]


def test_changed_settings_of_the_checks_count_everywhere(repository: Project) -> None:
    settings = (repository.root / "l10n.toml").read_text("utf-8")
    repository.write("l10n.toml", settings + '\n[check]\nhan_latin_spacing = "none"\n')
    edit(repository, "静音词语和标签", "静音词语")
    git(repository, "add", "locales")
    git(repository, "commit", "--quiet", "--message", "forced")
    assert rules(repository) == []
    stage(repository)
    assert rules(repository) == ["approval"]


def test_a_catalog_behind_a_link_is_the_one_it_leads_to(repository: Project) -> None:
    real = repository.root / "i18n" / "中文.po"
    real.parent.mkdir()
    repository.catalog.rename(real)
    repository.catalog.symlink_to(real)
    stage(repository)
    git(repository, "commit", "--quiet", "--message", "linked")
    real.write_text(real.read_text("utf-8").replace("静音词语和标签", "静音词语"), "utf-8")
    stage(repository)
    assert rules(repository) == ["approval"]


def test_a_catalog_in_a_submodule_counts_when_it_moves_on(
    repository: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Project(tmp_path_factory.mktemp("other"), repository.run)
    other.write("zh_Hans.po", repository.catalog.read_bytes())
    git(other, "init", "--quiet")
    stage(other)
    git(other, "commit", "--quiet", "--message", "start")
    allowed = ("-c", "protocol.file.allow=always", "submodule", "add", str(other.root), "words")
    assert git(repository, *allowed).returncode == 0
    settings = (repository.root / "l10n.toml").read_text("utf-8")
    repository.write("l10n.toml", 'catalogs = "words/{locale}.po"\n' + settings)
    stage(repository)
    assert rules(repository) == []
    git(repository, "commit", "--quiet", "--message", "words")
    inside = Project(repository.root / "words", repository.run)
    file = inside.root / "zh_Hans.po"
    file.write_text(file.read_text("utf-8").replace("静音词语和标签", "静音词语"), "utf-8")
    stage(inside)
    git(inside, "commit", "--quiet", "--message", "by hand")
    stage(repository)
    assert rules(repository) == ["approval"]


def test_before_the_first_commit_every_entry_counts(repository: Project) -> None:
    edit(repository, "静音词语和标签", "静音词语")
    git(repository, "update-ref", "-d", "HEAD")
    stage(repository)
    assert rules(repository) == ["approval"]


def read(text: str) -> Catalog:
    return PO.parse(text, "x.po", "zh_Hans", "app")


HEAVY = ("l10n.checks.checker", "l10n.extractors", "rapidfuzz", "rjieba", "click")
LOADED = """
import sys
sys.argv = ["l10n-hook", *sys.argv[1:]]
from l10n import hook
try:
    hook.main()
except SystemExit as stop:
    print("ended with", stop.code)
print(*(name for name in {heavy!r} if name in sys.modules))
"""


def test_what_is_not_needed_is_not_loaded(repository: Project) -> None:
    def loaded(*words: str) -> tuple[str, set[str]]:
        command = [sys.executable, "-c", LOADED.format(heavy=HEAVY), *words]
        done = subprocess.run(
            command, cwd=repository.root, capture_output=True, text=True, check=False
        )
        assert "ended with" in done.stdout, done.stderr
        return done.stdout, set(done.stdout.splitlines()[-1].split())

    assert loaded("check")[1] == set()
    edit(repository, "静音词语和标签", "静音词语")
    stage(repository)
    assert loaded("check")[1] == {"l10n.checks.checker"}
    file = str(repository.catalog.relative_to(repository.root))
    told, modules = loaded("merge", file, file, file, file)
    assert ("ended with 0" in told, modules) == (True, set())


HEADER = 'msgid ""\nmsgstr "Language: zh_Hans\\n"\n'
PIECES = st.lists(
    st.sampled_from(
        [
            'msgid "a"\nmsgstr "甲"\n',
            'msgid "a"\n\nmsgstr "乙"\n',
            'msgid "b"\nmsgstr ""\n"丙"\n',
            'msgid "b"\nmsgstr "丙"\n\n"丁"\n',
            '# of c\n\nmsgid "c"\nmsgstr "戊"\n',
            'msgid "c"\nmsgstr "戊"\n',
            'msgctxt "x"\n\nmsgid "c"\nmsgstr "戊"\n',
            'msgctxt "x"\nmsgid "d"\nmsgstr "己"\nmsgid "e"\nmsgstr "庚"\n',
            '#~ msgid "f"\n#~ msgstr "辛"\n',
            "# a last word\n",
        ]
    )
)


@given(PIECES, PIECES, st.sampled_from(["\n", "\n\n", ""]))
def test_the_entries_that_count_are_those_a_whole_reading_finds(
    was: list[str], now: list[str], between: str
) -> None:
    before, after = (HEADER + "\n" + between.join(pieces) for pieces in (was, now))
    entries = _of(lambda: read(after))
    found = _of(lambda: changed(before, after, read, None))
    if entries is None or found is None:
        assert entries is found
        return
    known = {entry.raw for entry in _of(lambda: read(before)) or ()}
    # A block of several entries counts whole; none that changed is left out.
    assert {(e.line, e.raw) for e in found} >= {
        (e.line, e.raw) for e in entries if e.raw not in known
    }
    assert {(e.line, e.target) for e in found} <= {(e.line, e.target) for e in entries}


def _of(work: Callable[[], Catalog]) -> tuple[Entry, ...] | None:
    try:
        return work().entries
    except CatalogError:
        return None
