"""`l10n lint` in a project: which files, the baseline, what is let stand, exit codes."""

import json
from pathlib import Path

import pytest

from tests.conftest import Project

SETTINGS = """\
source_locale = "zh_Hans"
target_locales = ["en"]

[[sources]]
extractor = "javascript"
include = ["src/**/*.js", "src/**/*.jsx"]
exclude = ["src/vendor/**"]
options = { keywords = ["tr"] }

[engine]
name = "fake"
"""
PAGE = """\
export const page = (
  <div title="关注">
    <p>静音词语</p>
    <p>{tr("私信")}</p>
  </div>
);
"""


@pytest.fixture
def app(project: Project) -> Project:
    project.write("l10n.toml", SETTINGS)
    project.write("src/page.jsx", PAGE)
    project.write("src/vendor/x.js", 'alert("别人的")')
    project.write("src/page.test.js", 'alert("测试")')
    return project


def found(app: Project, *words: str) -> list[tuple[str, str, int]]:
    told = json.loads(app.run("lint", "--json", *words).out)
    return [(row["text"], row["rule"], row["line"]) for row in told]


def test_it_tells_what_nobody_marked_in_the_sources(app: Project) -> None:
    done = app.run("lint")
    assert done.code == 1
    assert "src/page.jsx:2: error[hard-coded-attribute]" in done.out
    assert "Errors: 2." in done.out
    assert found(app) == [
        ("关注", "hard-coded-attribute", 2),
        ("静音词语", "hard-coded-text", 3),
    ]


def test_what_the_baseline_has_is_quiet_and_what_is_new_is_told(app: Project) -> None:
    assert app.run("lint", "--write-baseline").code == 0
    first = (app.root / "l10n.lint.json").read_bytes()
    assert app.run("lint", "--write-baseline").code == 0
    assert (app.root / "l10n.lint.json").read_bytes() == first
    assert app.run("lint").code == 0
    # Moved code is no news; the same text a second time is.
    app.write("src/page.jsx", "\n\n" + PAGE.replace("<p>{tr", "<p>静音词语</p>\n<p>{tr"))
    assert found(app) == [("静音词语", "hard-coded-text", 6)]
    assert app.run("lint", "--no-baseline").out.count("error[") == 3
    app.write("src/page.jsx", PAGE.replace('title="关注"', ""))
    done = app.run("lint")
    assert (done.code, "Of the baseline 1 stand no more" in done.out) == (0, True)


def test_a_baseline_that_is_none_is_refused_and_stays(app: Project) -> None:
    for text in ("<<<<<<< HEAD\n", '{"version": 9, "findings": {}}', '{"version": 1}', "[]"):
        app.write("l10n.lint.json", text)
        done = app.run("lint")
        assert (done.code, "l10n.lint.json" in done.err) == (2, True)
        assert (app.root / "l10n.lint.json").read_text("utf-8") == text


@pytest.mark.parametrize(
    ("setting", "left"),
    [
        ('allow = ["关*"]', ["静音词语"]),
        ('disable = ["hard-coded-text"]', ["关注"]),
        ('exclude = ["src/page.jsx"]', []),
        ('include = ["server/*.py"]', ["服务", "关注", "静音词语"]),
        ('functions = ["show"]', ["关注", "静音词语"]),
    ],
)
def test_the_project_says_what_is_looked_at(app: Project, setting: str, left: list[str]) -> None:
    app.write("l10n.toml", f"{SETTINGS}\n[lint]\n{setting}\n")
    app.write("server/a.py", 'TEXT = "服务"\n')
    app.write("src/b.js", 'say(tr("a"))')
    assert [text for text, _rule, _line in found(app)] == left


def test_rules_may_only_warn(app: Project) -> None:
    rules = '["hard-coded-text", "hard-coded-attribute"]'
    app.write("l10n.toml", f"{SETTINGS}\n[lint]\nwarn = {rules}\n")
    assert app.run("lint").code == 0
    assert len(found(app)) == 2
    assert found(app, "--errors-only") == []


def test_a_brand_of_the_glossary_is_not_hard_coded(app: Project) -> None:
    head = "from,to,source,target,variants,forbidden,rule,case,pos\n"
    app.write("glossary/terms.csv", f"{head}zh,en,关注,关注,,,must,any,noun\n")
    assert [text for text, _rule, _line in found(app)] == ["静音词语"]


def test_files_and_folders_can_be_named(app: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app.write("src/more/b.js", 'alert("更多")')
    assert [text for text, _rule, _line in found(app, "src/more")] == ["更多"]
    assert [text for text, _rule, _line in found(app, "src/more/b.js", "README.md")] == ["更多"]
    monkeypatch.chdir(Path("src/more"))
    assert [text for text, _rule, _line in found(app, ".")] == ["更多"]


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        (SETTINGS + '[lint]\nwarn = ["grammar"]\n', "hard-coded-text"),
        (SETTINGS + "[lint]\nrules = 1\n", "baseline"),
        ('source_locale = "en"\ntarget_locales = ["zh"]\n', "[[sources]]"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_way_on(
    app: Project, settings: str, why: str
) -> None:
    app.write("l10n.toml", settings)
    done = app.run("lint")
    assert (done.code, why in done.err) == (2, True)
    assert "l10n.toml" in done.err


def test_a_file_that_is_no_text_is_told_and_no_baseline_is_written(app: Project) -> None:
    app.write("src/broken.js", b'alert("\xff")')
    assert app.run("lint", "--write-baseline").code == 2
    assert not (app.root / "l10n.lint.json").exists()
    done = app.run("lint")
    assert (done.code, "src/broken.js:1" in done.err) == (2, True)
    assert "src/page.jsx:3" in done.out
