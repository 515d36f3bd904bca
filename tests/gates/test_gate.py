"""`l10n check --gate release`: what keeps a release back, and how CI is told."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import GLOSSARY, SETTINGS, Project
from tests.test_hook import git

PROPOSED = ",,,proposed\n"
HEAD = "from,to,source,target,variants,forbidden,rule,case,pos,domain,definition,note,status\n"


@pytest.fixture
def ready(project: Project) -> Project:
    """A project whose three units are all approved."""
    assert project.run("update").code == 0
    text = project.catalog.read_text("utf-8")
    said = {"Mute words and tags": "静音词语和标签", "View": "查看 {name} 的主页"}
    for source, target in said.items():
        text = re.sub(rf'(msgid "{source}[^\n]*\nmsgstr ")', rf"\g<1>{target}", text)
    text = text.replace('msgstr[0] ""', 'msgstr[0] "%(n)d 篇笔记"')
    project.catalog.write_text(text, "utf-8")
    assert project.run("update", "--as-suggestions").code == 0
    told = project.run("approve", "--all-passing", "--reason", "read", "--by", "Ann", "--yes")
    assert told.code == 0, told
    return project


def shut_by(project: Project, *words: str) -> list[str]:
    """What the gate remarks; the exit code agrees."""
    told = project.run("check", "--gate", "release", "--json", *words)
    found = [row["check"] for row in json.loads(told.out) if row["blocks"]]
    assert told.code == bool(found), told
    return found


def settings(project: Project, more: str) -> None:
    project.write("l10n.toml", f"{SETTINGS}\n{more}")


def test_what_is_approved_whole_may_be_released(ready: Project) -> None:
    assert shut_by(ready) == []
    told = ready.run("check", "--gate", "release")
    assert (told.code, "The gate release is open." in told.out) == (0, True)


def test_a_unit_that_nobody_approved_shuts_it(ready: Project) -> None:
    ready.write("app/more.py", '_("Block")\n')
    assert ready.run("update").code == 0
    assert ready.run("check").code == 0
    told = ready.run("check", "--gate", "release")
    assert told.code == 1
    assert "zh_Hans: 75.0% of 4 units are approved, and 100% have to be." in told.out
    assert "The gate release is shut." in told.out
    settings(ready, "[gates.release]\ncoverage = 75\n")
    assert shut_by(ready) == []
    settings(ready, "[gates.release]\ncoverage = 70\n[gates.release.catalogs]\nzh_Hans = 76\n")
    assert shut_by(ready) == ["gate-coverage"]


@pytest.mark.parametrize("left", [None, ""])
def test_a_catalog_that_is_gone_or_empty_is_told_and_is_no_release(
    ready: Project, left: str | None
) -> None:
    ready.catalog.unlink() if left is None else ready.catalog.write_text(left)
    settings(ready, "[gates.release]\ncoverage = 0\n")
    told = ready.run("check", "--gate", "release")
    assert (told.code, "The gate release is shut." in told.out) == (2, True)
    for command in ("check", "status"):
        told = ready.run(command)
        assert told.code == 2
        assert "messages.po: There is no catalog here, or it is empty." in told.err
    assert "100%" not in told.out
    told = ready.run("status", "--json")
    assert json.loads(told.out)["locales"][0]["approved_share"] is None


def test_what_is_outdated_shuts_it(ready: Project) -> None:
    text = ready.catalog.read_text("utf-8")
    old = '#, fuzzy\n#| msgid "Mute words"\nmsgid "Mute words and tags"'
    text = text.replace('msgid "Mute words and tags"', old).replace("静音词语和标签", "静音词语")
    ready.catalog.write_text(text, "utf-8")
    settings(ready, "[gates.release]\ncoverage = 50\n")
    assert shut_by(ready) == ["gate-outdated"]
    settings(ready, "[gates.release]\ncoverage = 50\noutdated = 1\n")
    assert shut_by(ready) == []


def test_a_term_that_is_only_proposed_shuts_it(ready: Project) -> None:
    rows = GLOSSARY.partition("\n")[2] + "en,zh,block,屏蔽,,,must,any,verb,,,,proposed\n"
    ready.write("glossary/terms.csv", HEAD + rows)
    assert shut_by(ready) == ["gate-glossary"]
    settings(ready, "[gates.release]\nglossary = false\n")
    assert shut_by(ready) == []


def test_how_sure_a_machine_was_may_be_asked(project: Project) -> None:
    assert project.run("run").code == 0
    everything = ("--all-passing", "--origin", "machine")
    told = project.run("approve", *everything, "--reason", "read", "--by", "Ann", "--yes")
    assert told.code == 0, told
    settings(project, "[gates.release]\ncoverage = 0\n")
    assert shut_by(project) == []
    settings(project, "[gates.release]\ncoverage = 0\nquality = 100\n")
    assert set(shut_by(project)) == {"gate-quality"}


def test_an_error_that_blocks_shuts_it(ready: Project) -> None:
    text = ready.catalog.read_text("utf-8")
    ready.catalog.write_text(text.replace("静音词语和标签", "静音词语"), "utf-8")
    assert "approval" in shut_by(ready)


def test_a_catalog_that_cannot_be_read_shuts_it_and_is_reported(ready: Project) -> None:
    ready.catalog.write_text("<<<<<<<\n" + ready.catalog.read_text("utf-8"), "utf-8")
    told = ready.run("check", "--gate", "release", "--report", "github=-")
    assert told.code == 2
    assert "::error file=locales/zh_Hans/LC_MESSAGES/messages.po,title=l10n unread" in told.out


@pytest.mark.parametrize(
    ("said", "line", "wrong"),
    [
        ("[gates.release]\ncoverage = 101", 2, "from 0 to 100"),
        ("[gates.release]\nquality = -1", 2, "from 0 to 100"),
        ("[gates.release]\nerrors = 1", 2, "There is no setting 'errors'"),
        ("[gates.release.catalogs]\nzh_TW = 80", 2, "There is no catalog 'zh_TW'"),
        ("[gates.release.catalogs]\nzh_Hans = '80'", 2, "from 0 to 100"),
        ("[gates]\nrelease = 100", 1, "must be a table"),
    ],
)
def test_a_mistake_in_a_gate_is_told_with_its_line(
    project: Project, said: str, line: int, wrong: str
) -> None:
    settings(project, said)
    told = project.run("check")
    assert told.code == 2
    assert wrong in told.err
    assert f"l10n.toml:{SETTINGS.count(chr(10)) + 1 + line}:" in told.err


def test_another_gate_has_to_be_set_up(ready: Project) -> None:
    told = ready.run("check", "--gate", "nightly")
    assert (told.code, "There are: release." in told.err) == (2, True)
    settings(ready, "[gates.nightly]\ncoverage = 10\n")
    assert ready.run("check", "--gate", "nightly").code == 0


def test_reports_name_files_as_the_repository_does(
    ready: Project, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    top = tmp_path_factory.mktemp("top")
    web = Project(top / "web 应用", ready.run)
    ready.root.rename(web.root)
    git(Project(top, ready.run), "init", "--quiet")
    monkeypatch.chdir(web.root)
    text = web.catalog.read_text("utf-8").replace("静音词语和标签", "静音")
    web.catalog.write_text(text, "utf-8")
    reports = [f"{form}=out.{form}" for form in ("sarif", "junit", "markdown")]
    words = [word for report in (*reports, "github=-") for word in ("--report", report)]
    for _time in range(2):  # an output takes the place of an earlier one
        told = web.run("check", *words)
        assert told.code == 1
        assert told.out.startswith("::error file=web 应用/locales/zh_Hans/LC_MESSAGES/messages.po,")
    for form in ("junit", "markdown"):
        text = (web.root / f"out.{form}").read_text("utf-8").replace("\\", "")
        assert "web 应用/locales/zh_Hans/LC_MESSAGES/messages.po" in text
    [run] = json.loads((web.root / "out.sarif").read_text("utf-8"))["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"].startswith("web%20%E5%BA%94%E7%94%A8/locales/")


@pytest.mark.parametrize(
    "words",
    [
        ["--report", "pdf=x"],
        ["--report", "sarif"],
        ["--report", "sarif=-", "--report", "junit=-"],
        ["--report", "sarif=-", "--json"],
        ["--report", "sarif=l10n.toml"],
        ["--report", "junit=app/main.py"],
    ],
    ids=" ".join,
)
def test_a_report_takes_the_place_of_nothing(ready: Project, words: list[str]) -> None:
    before = {path: path.read_bytes() for path in ready.root.rglob("*") if path.is_file()}
    assert ready.run("check", *words).code == 2
    assert {path: path.read_bytes() for path in before} == before


def test_a_badge_tells_what_is_approved(ready: Project) -> None:
    told = ready.run("status", "--badge", "l10n.svg", "--json")
    assert told.code == 0
    assert json.loads(told.out)["locales"][0]["name"] == "zh_Hans"
    svg = ready.root / "l10n.svg"
    assert 'aria-label="l10n: 100%"' in svg.read_text("utf-8")
    ready.write("app/more.py", '_("Block")\n')
    assert ready.run("update").code == 0
    assert ready.run("status", "--locale", "zh_Hans", "--badge", "l10n.svg").code == 0
    assert 'aria-label="l10n zh_Hans: 75%"' in svg.read_text("utf-8")
    assert ready.run("status", "--badge", "l10n.toml").code == 2
    assert Path("l10n.toml").read_text("utf-8") == SETTINGS
